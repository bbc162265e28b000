"""Tells who writes in another language, once and in that language, that answers come in plain Dutch."""

from dataclasses import replace

from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import DUTCH, Turn

CALM = frozenset({"crisis", "maybe_danger", "wellbeing", "request_human", "greet", "goodbye", "thank"})
"""After these nothing is added: what was said there stands alone."""


def tell(turn: Turn, outcome: Outcome) -> Outcome:
    """The answer, with a last line in the person's own language the first time they use it."""
    if turn.lang == DUTCH or turn.memory.language_told or not turn.said or turn.intent in CALM:
        return outcome
    told = say("utter_language", lang=turn.lang)
    return replace(outcome, replies=(*outcome.replies, told), learnt={**outcome.learnt, "language_told": True})
