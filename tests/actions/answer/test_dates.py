"""When something is: counted from today, in the year that was meant, with a file for one's own calendar."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.actions.core import shelf
from channels.calendar import Calendars
from content.library import Library
from gateway.texts.strings import load_strings
from guidance.education import dates
from tests.actions.speaking import Said, Talk


def ask(text: str, school: str = "voorbeeld-nl", today: str = "2026-11-26") -> Said:
    return Talk(school, today=today).send("ask_dates", text)[0]


def test_a_known_date_comes_with_a_file_of_it(library: Library) -> None:
    said = ask("wanneer is de kerstvakantie")
    (file,) = said.custom["files"]
    assert file["path"] == "calendar/kerstvakantie.ics?region=midden"
    assert Calendars(library, "voorbeeld-nl", load_strings()).document(file["path"]) is not None


def test_an_unknown_date_has_no_file() -> None:
    said = ask("wanneer is de meivakantie in regio noord", today="2028-09-01")
    assert said.response == "utter_date_unknown"
    assert "files" not in said.custom


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


@pytest.mark.parametrize(
    ("text", "school", "parts"),
    [
        (
            "wanneer is de kerstvakantie",
            "voorbeeld-nl",
            ["van zaterdag 19 december 2026 tot en met zondag 3 januari 2027, over 3 weken"],
        ),
        ("wanneer is de paasvakantie van 2027", "voorbeeld-vl", ["in 2027", "maandag 29 maart 2027", "over 17 weken"]),
        (
            "wanneer is de paasvakantie volgend schooljaar",
            "voorbeeld-vl",
            ["schooljaar 2027-2028", "maandag 3 april 2028"],
        ),
        ("wanneer is de herfstvakantie dit jaar", "voorbeeld-vl", ["maandag 2 november 2026", "Dat is voorbij"]),
        (
            "wanneer was de paasvakantie vorig schooljaar",
            "voorbeeld-vl",
            ["schooljaar 2025-2026 heb ik niet", "De eerste keer die ik wel ken"],
        ),
        (
            "wanneer is de voorjaarsvakantie in regio zuid",
            "voorbeeld-nl",
            ["van zaterdag 13 februari 2027 tot en met zondag 21 februari 2027, over 11 weken", "rijksoverheid.nl"],
        ),
        (
            "wanneer is de herfstvakantie in regio noord volgend schooljaar",
            "voorbeeld-nl",
            ["schooljaar 2027-2028", "van zaterdag 16 oktober 2027 tot en met zondag 24 oktober 2027"],
        ),
        (
            "wanneer is de voorjaarsvakantie in regio zuid in schooljaar 2028-2029",
            "voorbeeld-nl",
            ["De dagen van regio zuid heb ik niet", "schooljaar 2028-2029 heb ik niet", "rijksoverheid.nl"],
        ),
        ("wanneer is de meivakantie volgend jaar", "voorbeeld-nl", ["Meivakantie", "in 2027", "24 april 2027"]),
        (
            "deadline numerus fixus",
            "voorbeeld-nl",
            ["uiterlijk op 15 januari", "De dag: vrijdag 15 januari 2027, over 7 weken", "Dit is voor wie een"],
        ),
    ],
)
def test_the_year_and_the_region_that_were_meant(text: str, school: str, parts: list[str]) -> None:
    said = ask(text, school)
    assert [part for part in parts if part not in said.text] == []


SPRING = "nl-datum-voorjaarsvakantie"


@pytest.fixture
def only_midden(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Content that knows the spring holiday of one region only."""
    entry = library.key_dates[SPRING]
    days = tuple(period for period in entry.dates if period.region == "midden")
    lacking = {**library.key_dates, SPRING: entry.model_copy(update={"dates": days})}
    monkeypatch.setattr(shelf, "load", lambda: replace(library, key_dates=lacking))
    shelf.library.cache_clear()
    yield
    shelf.library.cache_clear()


@pytest.mark.usefixtures("only_midden")
def test_a_region_that_is_not_known_is_named_when_none_was_said() -> None:
    talk = Talk("", today="2026-11-26", slots={"country": "nl"})
    (said, *_) = talk.send("ask_dates", "wanneer is de voorjaarsvakantie")
    assert "Regio midden: van zaterdag 20 februari 2027" in said.text.replace("\n", " ")
    assert "regio noord en regio zuid heb ik niet" in said.text


def test_every_region_is_told_when_none_was_said() -> None:
    talk = Talk("", today="2026-11-26", slots={"country": "nl"})
    (said, *_) = talk.send("ask_dates", "wanneer is de voorjaarsvakantie")
    told = said.text.replace("\n", " ")
    assert "Regio noord: van zaterdag 20 februari 2027 tot en met zondag 28 februari 2027" in told
    assert "Regio midden: van zaterdag 20 februari 2027 tot en met zondag 28 februari 2027" in told
    assert "Regio zuid: van zaterdag 13 februari 2027 tot en met zondag 21 februari 2027" in told
    assert "heb ik niet" not in told


@pytest.mark.parametrize("today", ["2026-11-26", "2027-06-01", "2027-12-31", "2029-01-01"])
@pytest.mark.parametrize("school", ["voorbeeld-nl", "voorbeeld-vl"])
def test_a_past_day_is_never_shown_as_one_to_come(library: Library, school: str, today: str) -> None:
    own, talk = library.schools[school].school, Talk(school, today=today)
    for entry in dates.entries(library, own.country, school):
        (said, *_) = talk.press(f'/ask_dates{{"article": "{entry.id}"}}')
        if said.response == "utter_date":
            assert "voorbij" not in said.text, entry.id
            assert ", over " in said.text or any(word in said.text for word in (", morgen", ", vandaag", ", nu bezig"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("wanneer is het oudercontact", "Oudercontact na de kerstexamens"),
        ("wanneer is het oudercontact na het eerste rapport", "Oudercontact na het eerste rapport"),
    ],
)
def test_a_kind_of_day_means_the_next_one_unless_one_is_named(text: str, title: str) -> None:
    assert title in ask(text, "voorbeeld-vl").text
