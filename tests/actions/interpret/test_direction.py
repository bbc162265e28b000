"""The words before a name tell where someone is and where someone wants to go."""

from datetime import date

import pytest

from bot.actions.core.memory import Memory
from bot.actions.core.mentions import Mentioned
from bot.actions.core.own_place import own_place
from bot.actions.core.turn import Turn
from bot.actions.interpret.direction import start_and_goal, wanted_level

TL, HAVO = "nl-vmbo-tl", "nl-havo"


def turn(*led: tuple[str, str]) -> Turn:
    entities = tuple(Mentioned("level", entry_id, lead=lead) for lead, entry_id in led)
    said = " ".join(f"{lead} {entry_id}" for lead, entry_id in led)
    return Turn(said, "ask_progression", entities, Memory(), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("led", "expected"),
    [
        ([("kan ik van ", TL), (" naar ", HAVO)], (TL, HAVO)),
        ([("kan ik naar de ", HAVO), (" na ", TL)], (TL, HAVO)),
        ([("ik doe nu ", TL), (" kan ik dan ", HAVO)], (TL, HAVO)),
        ([("", TL), (" ", HAVO)], (TL, HAVO)),
        ([("wat kan ik met ", TL)], (TL, None)),
        ([("wat kan ik na ", TL)], (TL, None)),
        ([("kan hij daarna naar de ", HAVO)], (None, HAVO)),
        ([("", TL)], (TL, None)),
    ],
)
def test_start_and_goal(led: list[tuple[str, str]], expected: tuple[str | None, str | None]) -> None:
    assert start_and_goal(turn(*led), [entry_id for _, entry_id in led]) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [("ik zit in ", TL), ("mijn zoon doet ", TL), ("ik wil ", None), ("als ik doe ", None), ("na ", None)],
)
def test_own_place(lead: str, expected: str | None) -> None:
    assert own_place(turn((lead, TL))) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [("ik zit in ", None), ("na de ", None), ("ik ben Sam uit ", None), ("ik hou van dieren, iets op ", TL), ("", TL)],
)
def test_only_a_level_that_is_asked_for_filters(lead: str, expected: str | None) -> None:
    assert wanted_level(turn((lead, TL))) == expected
