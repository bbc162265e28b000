"""Shows which directions have to do with what someone likes, in their own words, and where to begin without an idea."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.actions import views
from bot.actions.articles import article, matching_article
from bot.actions.base import answers, ask_country
from bot.actions.buttons import button, intent_buttons, person
from bot.actions.outcome import Choice, Outcome, say
from bot.actions.shelf import known_phrases
from bot.actions.turn import Turn, payload
from bot.actions.words import polarity
from content.schema import Topic
from guidance import interests, lexicon

ACTIVITIES = ("met-handen-maken", "onderzoeken", "tekenen-ontwerpen", "mensen-helpen", "organiseren", "geld-cijfers")
"""One activity for each RIASEC letter: a wide start."""
ASKS_LIKES = payload("share_interests")


@answers("share_interests")
def share(turn: Turn) -> Outcome:
    """Directions for all likes and dislikes told in this talk so far; without any, ask for one."""
    said = _mentions(turn)
    if not any(mention.liked for mention in said):
        return _ask_likes(turn, said)
    if turn.country is None:
        return _keep(ask_country(turn), said)
    wanted = interests.Wanted(turn.country, level=_level(turn))
    without = _seen(turn) if turn.more else ()
    found = interests.explore(turn.library, said, wanted, without)
    if not found.size:
        return _keep(Outcome((say("utter_interests_none", choices=(*activities(turn), person())),)), said)
    seen = dict.fromkeys((*without, *(field.domain.id for field in found.fields)))
    outcome = _keep(_show(turn, found), said)
    return replace(outcome, kept={**outcome.kept, "seen": list(seen)})


@answers("no_idea")
def no_idea(turn: Turn) -> Outcome:
    """A starting point: activities to choose from, and other ways to begin."""
    if chosen := matching_article(turn, Topic.NO_IDEA):
        outcome = article(turn, chosen, extra=activities(turn)[:3])
        return replace(outcome, pending=ASKS_LIKES)
    choices = (*activities(turn), *intent_buttons(("ask_profession",)), person())
    return Outcome((say("utter_no_idea", choices=choices),), pending=ASKS_LIKES)


def activities(turn: Turn) -> tuple[Choice, ...]:
    """The activities to begin with, as buttons: the same for everybody."""
    tags = [turn.library.tags[tag] for tag in ACTIVITIES]
    return tuple(Choice(tag.label[0].upper() + tag.label[1:], payload("share_interests", topic=tag.id)) for tag in tags)


def _mentions(turn: Turn) -> tuple[lexicon.Mention, ...]:
    """What was told before in this talk, corrected and completed by what is told now."""
    before = [lexicon.Mention(**one) for one in (turn.memory.last or {}).get("mentions", ())]
    now = list(lexicon.mentions(turn.said, known_phrases(), polarity()))
    tag = turn.library.tags.get(turn.extra("topic") or "")
    if tag:
        now.append(lexicon.Mention(tag.id, tag.label, liked=True))
    return tuple({mention.id: mention for mention in (*before, *now)}.values())


def _ask_likes(turn: Turn, said: tuple[lexicon.Mention, ...]) -> Outcome:
    reply = say("utter_ask_likes", choices=activities(turn), dislikes=_words(said))
    return _keep(Outcome((reply,), pending=ASKS_LIKES), said)


def _show(turn: Turn, found: interests.Exploration) -> Outcome:
    paths = [suggestion.path for field in found.fields for suggestion in field.suggestions]
    reply = say(
        "utter_interests",
        choices=(*_fields(turn, found), button("more", "follow_up", answer="more"), person()),
        sources=views.sources(turn.library, paths)[:3],
        likes=_words(found.likes),
        dislikes=_words(found.dislikes),
        fields=[_field(turn, field) for field in found.fields],
    )
    return Outcome((reply,), pending=ASKS_LIKES, ids=tuple(path.id for path in paths), uses_country=True)


def _fields(turn: Turn, found: interests.Exploration) -> tuple[Choice, ...]:
    return views.choices(turn.library, (field.domain.id for field in found.fields), "ask_study_path")


def _field(turn: Turn, field: interests.Field) -> Mapping[str, Any]:
    return {
        "name": field.domain.name,
        "reasons": _words(field.reasons),
        "paths": [one.path.name for one in field.suggestions],
    }


def _words(said: Iterable[lexicon.Mention]) -> list[str]:
    return list(dict.fromkeys(mention.words for mention in said))


def _level(turn: Turn) -> str | None:
    return next(iter(turn.values("level")), None)


def _seen(turn: Turn) -> tuple[str, ...]:
    """Fields shown since the likes were told: "meer" shows others."""
    return tuple((turn.memory.last or {}).get("seen", ()))


def _keep(outcome: Outcome, said: tuple[lexicon.Mention, ...]) -> Outcome:
    """Keep what was told for the rest of this talk only."""
    return replace(outcome, kept={"mentions": [asdict(mention) for mention in said]})
