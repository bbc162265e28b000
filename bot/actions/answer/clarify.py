"""Not understood: the questions that come nearest are asked back; the second time in a row, a person."""

from collections.abc import Iterable

from bot.actions.answer.articles import NONE_OF_THESE, unknown
from bot.actions.answer.search import search
from bot.actions.answer.telling import question
from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import words
from bot.actions.present.buttons import button, intent_buttons, person, starts

MOST_MEANINGS = 3
WORTH_ASKING = 0.02
"""From here a question may be what was meant, so that it is offered."""
NEVER_GUESSED = frozenset({"restart", "crisis", "complain_bot", "bot_challenge", "ask_capabilities"})
"""Meanings nobody should find on a button they did not ask for."""
HUMAN = payload("request_human", topic="not_understood")


@answers("nlu_fallback", "action_clarify", topic=False)
def clarify(turn: Turn) -> Outcome:
    """Ask what was meant; each answer that misses counts for the school's list of unanswered questions."""
    if turn.extra("answer") == NONE_OF_THESE:
        return unknown(turn, "not_understood")
    times = turn.memory.misunderstood + 1
    note = (Effect("note", {"topic": "not_understood"}),)
    learnt = {"misunderstood": float(times), "last_topic": turn.memory.last_topic}
    if times >= 2:
        reply = Reply("utter_offer_person", {}, (Choice(person().title, HUMAN), *starts()[:2]), effects=note)
        return Outcome((reply,), pending=HUMAN, learnt=learnt)
    nearest = _nearest(turn)
    choices = nearest or _meanings(turn)
    reply = Reply("utter_clarify", {"guesses": bool(nearest or turn.ranking)}, choices, effects=note)
    return Outcome((reply,), pending=turn.memory.pending, learnt=learnt)


def _nearest(turn: Turn) -> tuple[Choice, ...]:
    """The questions that come nearest to what was said, "none of these" and a person; () when none is worth asking."""
    ranked = sorted((one for found in search(turn) for one in found.ranked), key=lambda one: -one.chance)
    worth = (question(turn, one.unit) for one in ranked if one.chance >= WORTH_ASKING)
    choices = tuple(dict.fromkeys(choice for choice in worth if choice))[:MOST_MEANINGS]
    other = button("other", "nlu_fallback", answer=NONE_OF_THESE)
    return (*choices, other, person()) if choices else ()


def likely(turn: Turn, at_most: int) -> tuple[str, ...]:
    """The likeliest meanings that have plain words and that one may find on a button unasked."""
    titles = words("titles")["intents"]
    return tuple(one for one in turn.ranking if one in titles and one not in NEVER_GUESSED)[:at_most]


def guesses(turn: Turn, meanings: Iterable[str]) -> tuple[Choice, ...]:
    """A button for each meaning, kept with the entities that were found."""
    return intent_buttons(meanings, **{one.kind: one.value for one in turn.entities if not one.candidates})


def _meanings(turn: Turn) -> tuple[Choice, ...]:
    found = likely(turn, MOST_MEANINGS)
    if turn.role == "parent" and "ask_parent_role" not in found:
        found = ("ask_parent_role", *found)[:MOST_MEANINGS]
    asks_person = () if "request_human" in found else intent_buttons(("request_human",))
    return (guesses(turn, found) or starts()[:2]) + asks_person
