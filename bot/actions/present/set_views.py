"""Words a set of directions: what was understood, and fields with reasons and caveats, in messages that fit a phone."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.actions.core.outcome import Reply, say
from bot.actions.core.told import Explored, contradictions
from bot.actions.core.turn import Turn
from bot.actions.present import views
from guidance.answers import lexicon
from guidance.answers.lexicon import Mention
from guidance.interests.evidence import Caveat, Reason, ReasonKind
from guidance.interests.matching import Direction, Field, Matches
from guidance.interests.told import Told

LINES = 7
"""Lines of one message: more of them bury each other on a phone."""
REASONS = 2


def understood(turn: Turn, state: Explored, said: Sequence[Mention], known: Told, found: Matches) -> tuple[Reply, ...]:
    """What was understood and how sure it is; nothing when there is nothing to say."""
    if not (found.fields or known != Told() or state.level):
        return ()
    library = turn.library
    reply = say(
        "utter_interests",
        likes=_words(one for one in said if one.liked and one in known.likes),
        dislikes=_words(known.dislikes),
        subjects=[library.subjects[one].name for one in known.subjects],
        talents=[library.talents[one].label for one in known.talents],
        pattern=found.pattern.value if found.pattern else None,
        both=list(contradictions(turn, state, said)),
        fields=[field.domain.name for field in found.fields],
        ruled_out=found.ruled_out,
        level=views.name(library, state.level) if state.level else None,
    )
    return (reply,)


def fields(turn: Turn, found: Matches, state: Explored) -> tuple[Reply, ...]:
    """The fields as messages that fit a phone; nothing found is said with a way on."""
    if not found.fields:
        return (say("utter_interests_none", ruled_out=found.ruled_out, level=state.level is not None),)
    pages: list[list[Field]] = [[]]
    for field in found.fields:
        if sum(_height(one) for one in (*pages[-1], field)) > LINES:
            pages.append([])
        pages[-1].append(field)
    views_ = [[_field(turn, field) for field in page] for page in pages]
    return tuple(say("utter_fields", fields=page, last=page is views_[-1]) for page in views_)


def _height(field: Field) -> int:
    return 1 + len(field.directions)


def _field(turn: Turn, field: Field) -> dict[str, Any]:
    return {
        "name": field.domain.name,
        "sureness": field.sureness.value if field.sureness else None,
        "directions": [_direction(turn, one) for one in field.directions],
    }


def _direction(turn: Turn, one: Direction) -> dict[str, Any]:
    level = views.name(turn.library, one.path.stage or one.path.level).partition(" (")[0]
    return {
        "name": one.path.name,
        "level": level,
        "reasons": [_linked(turn, reason) for reason in _different(one.reasons)[:REASONS]],
        "caveat": _linked(turn, one.caveat),
    }


def _different(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons without those in the same words: "wiskunde" may stand for a subject and for what one likes."""
    return list({lexicon.plain(reason.words): reason for reason in reversed([*reasons])}.values())[::-1]


def _linked(turn: Turn, found: Reason | Caveat) -> dict[str, Any]:
    kind = turn.library.picture_words[f"hexagon.{found.letter}"] if found.letter else None
    return {"kind": found.kind.value, "words": found.words, "activities": kind, "about": _about(turn, found)}


def _about(turn: Turn, found: Reason | Caveat) -> str | None:
    """What a like was taken for, where the person's word says less: "voetbal" stands for all of moving and sport."""
    tag = turn.library.tags.get(found.id) if found.kind is ReasonKind.LIKE else None
    told = lexicon.plain(found.words)
    return tag.label if tag and told not in lexicon.plain(tag.label) and lexicon.plain(tag.label) not in told else None


def _words(said: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(mention.words for mention in said))
