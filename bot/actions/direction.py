"""Tells where someone is from where they want to go, by the words before each name: "na", "ik zit op", "naar"."""

import re
from collections.abc import Sequence

from bot.actions.mentions import Mentioned
from bot.actions.turn import Turn
from bot.actions.words import words
from guidance.lexicon import plain

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


def own_place(turn: Turn) -> str | None:
    """The level or direction people say they are in ("ik zit in havo 3"), or None."""
    own = (one for one in turn.entities if says_own(one) and one.value in turn.named and not one.candidates)
    return next((one.value for one in own), None)


def says_own(entity: Mentioned) -> bool:
    """Whether the words before a name say that someone is there: "ik zit in", "mijn zoon doet"."""
    said = set(_words(entity.lead))
    return bool(said & _set("own")) and not said & _set("not_own")


def wanted_level(turn: Turn) -> str | None:
    """A level this message asks for, and not the one people are in or come from ("na havo iets met dieren")."""
    own = own_place(turn)
    leads = {entity.value: _words(entity.lead)[-NEAR:] for entity in turn.entities}
    levels = (one for one in turn.values("level") if one != own)
    return next((one for one in levels if not _set("from") & set(leads.get(one, ()))), None)


def _side(turn: Turn, entry_id: str) -> str | None:
    lead = next((entity.lead for entity in turn.entities if entity.value == entry_id), "")
    said = _words(lead)
    for word in reversed(said):
        if word in _set("to") and not (word in _set("may") and _set("open") & set(said)):
            return "to"
        if word in _set("from"):
            return "from"
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", plain(text))


def _set(name: str) -> frozenset[str]:
    return frozenset(words("direction")[name])
