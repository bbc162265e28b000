"""What the school says: surely, one of some, or not at all, and then it is counted."""

from dataclasses import replace
from typing import Any

import pytest

from bot.actions.core.turn import Turn
from content.library import Library
from guidance.answers import answers
from tests.actions.speaking import Said, Talk


def notes(said: list[Said]) -> list[dict[str, Any]]:
    return [effect["data"] for one in said for effect in one.custom.get("effects", ()) if effect["name"] == "note"]


def test_what_the_school_does_not_say_is_said_and_counted() -> None:
    said = Talk("voorbeeld-nl").send("ask_school_programme", "is er een zwembad")
    assert said[0].response == "utter_unknown"
    assert "mentor" in said[0].text
    assert notes(said) == [{"topic": "school_programme"}]


def test_none_of_these_is_counted_near_the_first_that_was_offered(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = answers.Found(None, library.schools["voorbeeld-nl"].programme[:2])
    monkeypatch.setattr(answers, "find", lambda *_args, **_more: offered)
    talk = Talk("voorbeeld-nl")
    (asked,) = talk.send("ask_school_programme", "hoe zit dat")
    other = next(button for button in asked.buttons if button["title"] == "Nee, iets anders")
    said = talk.press(other["payload"])
    assert said[0].response == "utter_unknown"
    assert notes(said) == [{"topic": "school_programme", "near": offered.options[0].id}]


@pytest.mark.parametrize(("today", "warned"), [("2026-11-26", False), ("2027-09-01", True), ("2026-07-01", True)])
def test_another_years_answer_is_never_shown_as_this_years(today: str, warned: bool) -> None:
    (said, *_) = Talk("voorbeeld-nl", today=today).press('/ask_school_programme{"article": "kluisje"}')
    assert said.response == "utter_programme_entry"
    assert ("voor een ander schooljaar" in said.text) is warned


def test_a_form_that_fits_who_speaks(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    own = library.schools["voorbeeld-nl"]
    entry = own.programme[0].model_copy(update={"answer": "[Je|U] vraagt het aan [jouw|uw] school."})
    changed = replace(library, schools={"voorbeeld-nl": replace(own, programme=(entry,))})
    read = Turn.from_tracker
    monkeypatch.setattr(Turn, "from_tracker", lambda tracker: replace(read(tracker), library=changed))
    for role, shown in (("student", "Je vraagt het aan jouw school."), ("parent", "U vraagt het aan uw school.")):
        (said, *_) = Talk("voorbeeld-nl", slots={"role": role}).press(
            f'/ask_school_programme{{"article": "{entry.id}"}}'
        )
        assert shown in said.text
