"""When something is: counted from today, in the year that was meant, with a file for one's own calendar."""

import pytest

from channels.calendar import Calendars
from channels.strings import load_strings
from content.library import Library
from guidance import dates
from tests.actions.speaking import Said, Talk


def ask(text: str, school: str = "voorbeeld-nl", today: str = "2026-11-26") -> Said:
    return Talk(school, today=today).send("ask_dates", text)[0]


def test_a_known_date_comes_with_a_file_of_it(library: Library) -> None:
    said = ask("wanneer is de kerstvakantie")
    (file,) = said.custom["files"]
    assert file["path"] == "calendar/kerstvakantie.ics?region=midden"
    assert Calendars(library, "voorbeeld-nl", load_strings()).document(file["path"]) is not None


def test_an_unknown_date_has_no_file() -> None:
    assert "files" not in ask("wanneer gaat studielink open").custom


def test_all_dates_of_the_school_come_as_one_file(library: Library) -> None:
    (file,) = ask("welke data zijn er").custom["files"]
    assert file["path"] == "calendar.ics"


@pytest.mark.parametrize("school", ["voorbeeld-nl", "voorbeeld-vl"])
def test_every_known_date_has_its_file(library: Library, school: str) -> None:
    own = library.schools[school].school
    talk = Talk(school, today="2026-11-26")
    for entry in dates.entries(library, own.country, school):
        (said, *_) = talk.press(f'/ask_dates{{"article": "{entry.id}"}}')
        files = said.custom.get("files", [])
        assert bool(files) == (said.response == "utter_date"), entry.id
        for file in files:
            assert Calendars(library, school, load_strings()).document(file["path"]) is not None
