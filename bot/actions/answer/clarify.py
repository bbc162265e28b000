"""Not understood: one question with the likeliest meanings; the second time in a row, a person."""

from collections.abc import Iterable

from bot.actions.answer.articles import show
from bot.actions.answer.encoder import encoder
from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import words
from bot.actions.present.buttons import intent_buttons, person, starts
from content.schema import Topic
from guidance.answers import answers as found

MOST_MEANINGS = 3
NEVER_GUESSED = frozenset({"restart", "crisis", "complain_bot", "bot_challenge", "ask_capabilities"})
"""Meanings nobody should find on a button they did not ask for."""
HUMAN = payload("request_human", topic="not_understood")


@answers("nlu_fallback", "action_clarify", topic=False)
def clarify(turn: Turn) -> Outcome:
    """Ask what was meant; each answer that misses counts for the school's list of unanswered questions."""
    if rescued := _rescued(turn):
        return show(turn, rescued)
    times = turn.memory.misunderstood + 1
    note = (Effect("note", {"topic": "not_understood"}),)
    learnt = {"misunderstood": float(times), "last_topic": turn.memory.last_topic}
    if times >= 2:
        reply = Reply("utter_offer_person", {}, (Choice(person().title, HUMAN), *starts()[:2]), effects=note)
        return Outcome((reply,), pending=HUMAN, learnt=learnt)
    choices = _meanings(turn)
    reply = Reply("utter_clarify", {"guesses": bool(turn.ranking)}, choices, effects=note)
    return Outcome((reply,), pending=turn.memory.pending, learnt=learnt)


def _rescued(turn: Turn) -> found.Answer | None:
    """An article or entry whose own questions come so close that it answers although the meaning is unsure."""
    candidates = found.articles(turn.library, tuple(Topic), turn.country, turn.role)
    candidates += found.school_entries(turn.library, turn.school)
    return found.clearly(turn.said, candidates, encoder().port())


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
