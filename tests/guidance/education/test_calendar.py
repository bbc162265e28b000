"""Calendar files that other programs read as meant: whole days, stable names, no times made up."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from content.library import Library
from content.schema import Country, KeyDate, Period, SchoolDate
from guidance.education.calendar import Day, periods, to_ics, uid

STAMP = datetime(2026, 11, 26, 12, tzinfo=UTC)
TODAY = STAMP.date()
HOLIDAY = Day("x@y", "Vrij; ook, op \N{SNOWMAN} en nog veel langer dan zeventig tekens " * 2, *[date(2026, 12, 19)] * 2)


def parsed(*days: Day) -> Calendar:
    return Calendar.from_ical(to_ics(days, "Data", STAMP))


def school_date(first: str, last: str | None = None, id: str = "kerst") -> SchoolDate:
    fields = {"id": id, "title": "Proef", "questions": ("wanneer", "welke dag"), "source": "schoolgids"}
    return SchoolDate.model_validate({**fields, "first": first, "last": last, "checked_on": "2026-11-22"})


@pytest.mark.parametrize(("last", "end"), [("2026-12-19", date(2026, 12, 20)), ("2027-01-03", date(2027, 1, 4))])
def test_an_event_lasts_whole_days_and_ends_the_day_after(last: str, end: date) -> None:
    (event,) = parsed(Day("x@y", "Vrij", date(2026, 12, 19), date.fromisoformat(last))).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 19), end)
    raw = to_ics([HOLIDAY], "Data", STAMP)
    assert b"DTSTART;VALUE=DATE:20261219" in raw
    assert b"VALARM" not in raw


def test_lines_are_short_end_in_crlf_and_come_back_whole() -> None:
    raw = to_ics([HOLIDAY], "Data", STAMP)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert str(parsed(HOLIDAY).walk("VEVENT")[0]["summary"]) == HOLIDAY.title


def test_the_calendar_says_who_made_it() -> None:
    calendar = parsed(HOLIDAY)
    assert (calendar["prodid"], calendar["version"]) == ("-//Wegwijs//Belangrijke data//NL", "2.0")


def test_a_corrected_day_keeps_its_name_and_the_next_year_gets_another() -> None:
    names = []
    for first in ("2026-12-19", "2026-12-21", "2027-12-18"):
        entry = school_date(first)
        names.append(uid(entry, periods(entry, TODAY)[0], Country.NL, "school"))
    assert names[0] == names[1] == "kerst-2026-2027@school.wegwijs"
    assert names[2] != names[0]


def test_a_region_picks_its_own_days_and_names_differ() -> None:
    fields = {"id": "mei", "name": "Mei", "country": "nl", "kind": "holiday", "moment": "in mei"}
    spans = [
        Period(first=date(2027, 4, day), last=date(2027, 5, 9), region=region)
        for day, region in ((24, "noord"), (17, "zuid"))
    ]
    entry = KeyDate.model_validate(
        {
            **fields,
            "questions": ["a een", "b twee"],
            "dates": spans,
            "sources": [{"id": "x", "checked_on": "2026-11-22"}],
        }
    )
    assert periods(entry, TODAY, "zuid") == (spans[1],)
    assert len({uid(entry, span, Country.NL, "s") for span in periods(entry, TODAY)}) == 2


def test_all_dates_of_the_content_have_a_name_of_their_own(library: Library) -> None:
    for id, school in library.schools.items():
        entries = (*school.dates, *library.key_dates.values())
        names = [uid(entry, one, school.school.country, id) for entry in entries for one in periods(entry, TODAY)]
        assert len(names) == len(set(names))
