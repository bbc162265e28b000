"""Tells where someone is from where they want to go, by the words before each name: "na", "ik zit op", "naar"."""

from collections.abc import Sequence

from bot.actions.core.own_place import marks, own_place, spoken
from bot.actions.core.turn import Turn

NEAR = 2
"""Words: "ik hou van dieren, iets op mbo" does not come from there."""
GOAL = "goal"
"""Value of `answer` in a payload whose first entry is where someone wants to go."""


def start_and_goal(turn: Turn, ids: Sequence[str]) -> tuple[str | None, str | None]:
    """Where the asked step starts and ends among `ids`; None for what this message does not say.

    Without a telling word the first name is the start and the second the goal.
    """
    if not ids:
        return None, None
    if turn.extra("answer") == GOAL:
        return (ids[1] if len(ids) > 1 else None), ids[0]
    sides = {entry_id: _side(turn, entry_id) for entry_id in ids}
    goal = next((one for one in ids if sides[one] == "to"), None)
    start = next((one for one in ids if sides[one] == "from"), None)
    start = start or next((one for one in ids if one != goal), None)
    goal = goal or next((one for one in ids if one != start), None)
    return start, goal


def wanted_level(turn: Turn) -> str | None:
    """A level this message asks for, and not the one people are in or come from ("na havo iets met dieren")."""
    own = own_place(turn)
    leads = {entity.value: spoken(entity.lead)[-NEAR:] for entity in turn.entities}
    levels = (one for one in turn.values("level") if one != own)
    return next((one for one in levels if not marks("from") & set(leads.get(one, ()))), None)


def _side(turn: Turn, entry_id: str) -> str | None:
    lead = next((entity.lead for entity in turn.entities if entity.value == entry_id), "")
    said = spoken(lead)
    for word in reversed(said):
        if word in marks("to") and not (word in marks("may") and marks("open") & set(said)):
            return "to"
        if word in marks("from"):
            return "from"
    return None
