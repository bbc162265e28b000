"""Shows on a map where something stands in education and what can follow it."""

from bot.actions.core.outcome import Choice, Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import cue
from bot.actions.present import views
from bot.actions.present.buttons import button, person
from content.schema import Country
from guidance.education import progression
from guidance.pictures import structure_map
from guidance.pictures.sketch import Sketch

MAP = "map"
"""Value of `answer` in a payload that asks for the map of its entry."""


def wanted(turn: Turn) -> bool:
    """True when the map was asked for, by its button or in words."""
    return turn.extra("answer") == MAP or cue("map", turn.said) is not None


def map_button(turn: Turn, entry_id: str) -> Choice:
    """The button that shows an entry on the map."""
    return button("map", "ask_progression", **{_kind(turn, entry_id): entry_id, "answer": MAP})


def place(turn: Turn, entry_id: str) -> Outcome:
    """Where an entry stands, with the ways onward; asking on tells these ways in words."""
    options = progression.after(turn.library, entry_id)
    legs = options.legs if options else ()
    to = tuple(dict.fromkeys(leg.step.to for leg in legs))
    reply = say(
        "utter_map",
        choices=(*views.choices(turn.library, to, at_most=3), person()),
        sources=views.sources(turn.library, [leg.progression for leg in legs]),
        picture=structure_map.around(turn.library, entry_id, parent=_parent(turn)),
        name=views.name(turn.library, entry_id),
    )
    asked = payload("ask_progression", **{_kind(turn, entry_id): entry_id})
    return Outcome((reply,), ids=to, current=entry_id, learnt={"asked": asked})


def whole(turn: Turn, country: Country) -> Sketch:
    """The map of a whole country."""
    return structure_map.whole(turn.library, country, parent=_parent(turn))


def _kind(turn: Turn, entry_id: str) -> str:
    return turn.library.kind_of(entry_id) or "level"


def _parent(turn: Turn) -> bool:
    return turn.role == "parent"
