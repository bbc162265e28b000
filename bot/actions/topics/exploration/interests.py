"""Shows which directions have to do with what someone likes, in their own words, and where to begin without an idea."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from bot.actions.answer.articles import article, matching_article
from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Outcome, Reply, say
from bot.actions.core.own_place import says_own
from bot.actions.core.told import explored, mentions
from bot.actions.core.turn import Turn, payload
from bot.actions.interpret.direction import wanted_level
from bot.actions.present.buttons import button, intent_buttons, person
from bot.actions.topics.exploration import result
from bot.actions.topics.exploration.hearing import hear
from content.schema import Topic
from guidance.answers import lexicon
from guidance.interests.heard import Heard

ACTIVITIES = ("met-handen-maken", "onderzoeken", "tekenen-ontwerpen", "mensen-helpen", "organiseren", "geld-cijfers")
"""One activity for each RIASEC letter: a wide start."""
ASKS_LIKES = payload("share_interests")
MOST_GUESSES = 4


@answers("share_interests")
def share(turn: Turn) -> Outcome:
    """Directions for all that was told in this talk so far; without any like, ask for one."""
    state, heard_now = explored(turn), hear(_without_places(turn))
    now = _now(turn, heard_now)
    said = tuple({mention.id: mention for mention in (*mentions(turn), *now)}.values())
    if level := wanted_level(turn):
        state = replace(state, level=level)
    nothing_new = bool(turn.said) and not (now or turn.more or level)
    if turn.extra("answer") == "ask" or nothing_new or not (state.any or any(mention.liked for mention in said)):
        return _ask_likes(turn, said, heard_now)
    shown = result.show(turn, state, said, _seen(turn) if turn.more else ())
    also = _about_words(turn, heard_now)
    return replace(shown, replies=(shown.replies[0], *also, *shown.replies[1:])) if also else shown


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


def _now(turn: Turn, found: Heard) -> tuple[lexicon.Mention, ...]:
    """What is told now: in words, or by a tapped activity."""
    tag = turn.library.tags.get(turn.extra("topic") or "")
    return (*found.mentions, lexicon.Mention(tag.id, tag.label, liked=True)) if tag else found.mentions


def _without_places(turn: Turn) -> str:
    """What was said without levels and without where one is now: a level is a filter, and neither is a like."""
    said = turn.said
    for named in turn.entities:
        if named.text and (named.kind == "level" or says_own(named)):
            said = said.replace(named.text, " ", 1)
    return said


def _about_words(turn: Turn, found: Heard) -> tuple[Reply, ...]:
    """What was guessed, asked or not known, and a wish few people reach: said back, so that it can be mended."""
    if turn.more or not (found.guessed or found.perhaps or found.unknown or found.dreams):
        return ()
    tags = turn.library.tags
    perhaps = dict.fromkeys(guess.tag for one in found.perhaps for guess in one.meanings)
    choices = [Choice(_title(tags[tag].label), payload("share_interests", topic=tag)) for tag in perhaps]
    guessed = [{"words": one.words, "label": tags[one.id].label} for one in found.guessed if one.id in tags]
    asked = [one.words for one in found.perhaps]
    reply = say(
        "utter_heard",
        choices=choices[:MOST_GUESSES],
        guessed=guessed,
        perhaps=asked,
        unknown=list(found.unknown),
        dreams=list(found.dreams),
    )
    return (reply,)


def _title(label: str) -> str:
    return label[0].upper() + label[1:]


def _ask_likes(turn: Turn, said: tuple[lexicon.Mention, ...], found: Heard) -> Outcome:
    """Ask for likes; the first reply is the question, so that free text completes it."""
    choices = (*activities(turn), button("test", "explore", answer="start"))
    told = bool(turn.said) and turn.memory.response == "utter_ask_likes" and not found.perhaps
    reply = say("utter_ask_likes", choices=choices, dislikes=_words(one for one in said if not one.liked), told=told)
    return _keep(Outcome((reply, *_about_words(turn, found) * bool(found.perhaps)), pending=ASKS_LIKES), said)


def _words(said: Iterable[lexicon.Mention]) -> list[str]:
    return list(dict.fromkeys(mention.words for mention in said))


def _seen(turn: Turn) -> tuple[str, ...]:
    """Fields shown since the likes were told: "meer" shows others."""
    return tuple((turn.memory.last or {}).get("seen", ()))


def _keep(outcome: Outcome, said: tuple[lexicon.Mention, ...]) -> Outcome:
    """Keep what was told for the rest of this talk only."""
    return replace(outcome, kept={"mentions": [asdict(mention) for mention in said]})
