"""Shows which directions have to do with what someone likes, in their own words, and where to begin without an idea."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from bot.actions import result
from bot.actions.articles import article, matching_article
from bot.actions.base import answers
from bot.actions.buttons import button, intent_buttons, person
from bot.actions.outcome import Choice, Outcome, say
from bot.actions.shelf import known_phrases
from bot.actions.told import explored, mentions
from bot.actions.turn import Turn, payload
from bot.actions.words import polarity
from content.schema import Topic
from guidance import lexicon

ACTIVITIES = ("met-handen-maken", "onderzoeken", "tekenen-ontwerpen", "mensen-helpen", "organiseren", "geld-cijfers")
"""One activity for each RIASEC letter: a wide start."""
ASKS_LIKES = payload("share_interests")


@answers("share_interests")
def share(turn: Turn) -> Outcome:
    """Directions for all that was told in this talk so far; without any like, ask for one."""
    state, now = explored(turn), _now(turn)
    said = tuple({mention.id: mention for mention in (*mentions(turn), *now)}.values())
    if level := _level(turn):
        state = replace(state, level=level)
    nothing_new = bool(turn.said) and not (now or turn.more or level)
    if turn.extra("answer") == "ask" or nothing_new or not (state.any or any(mention.liked for mention in said)):
        return _ask_likes(turn, said)
    return result.show(turn, state, said, _seen(turn) if turn.more else ())


@answers("no_idea")
def no_idea(turn: Turn) -> Outcome:
    """A starting point: activities to choose from, and other ways to begin."""
    if chosen := matching_article(turn, Topic.NO_IDEA):
        outcome = article(turn, chosen, extra=activities(turn)[:3])
        return replace(outcome, pending=ASKS_LIKES)
    choices = (
        button("test", "explore", answer="start"),
        *activities(turn),
        *intent_buttons(("ask_profession",)),
        person(),
    )
    return Outcome((say("utter_no_idea", choices=choices),), pending=ASKS_LIKES)


def activities(turn: Turn) -> tuple[Choice, ...]:
    """The activities to begin with, as buttons: the same for everybody."""
    tags = [turn.library.tags[tag] for tag in ACTIVITIES]
    return tuple(Choice(tag.label[0].upper() + tag.label[1:], payload("share_interests", topic=tag.id)) for tag in tags)


def _now(turn: Turn) -> tuple[lexicon.Mention, ...]:
    """What is told now: in words, or by a tapped activity."""
    found = lexicon.mentions(turn.said, known_phrases(), polarity())
    tag = turn.library.tags.get(turn.extra("topic") or "")
    return (*found, lexicon.Mention(tag.id, tag.label, liked=True)) if tag else found


def _ask_likes(turn: Turn, said: tuple[lexicon.Mention, ...]) -> Outcome:
    choices = (*activities(turn), button("test", "explore", answer="start"))
    told = bool(turn.said) and turn.memory.response == "utter_ask_likes"
    reply = say("utter_ask_likes", choices=choices, dislikes=_words(one for one in said if not one.liked), told=told)
    return _keep(Outcome((reply,), pending=ASKS_LIKES), said)


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
