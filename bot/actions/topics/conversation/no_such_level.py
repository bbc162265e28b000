"""Meets a level that does not exist with what is true and what does exist, never with a silent guess."""

from typing import Any

from bot.actions.core.base import READ
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.interpret.reading import NO_SUCH_LEVEL, no_such_level
from bot.actions.present import views
from bot.actions.present.buttons import person


def explain(turn: Turn) -> Outcome:
    """Say that what was named does not exist, how it is, and offer what does exist."""
    found = no_such_level(turn.said)
    assert found is not None
    said, known = found
    reply = say(
        "utter_no_such_level",
        choices=(*views.choices(turn.library, known["offers"]), person()),
        sources=views.sources(turn.library, _entries(turn, known))[:1],
        said=said,
        tell=known["tell"],
    )
    return Outcome((reply,), ids=tuple(known["offers"]))


def _entries(turn: Turn, known: dict[str, Any]) -> list[Any]:
    return [turn.library.structure[offer] for offer in known["offers"]]


READ[NO_SUCH_LEVEL] = explain
