"""A year written out, pointed at, or not there at all."""

from datetime import date

import pytest

from content.schema import Country
from guidance.education.school_years import (
    calendar_span,
    numbered,
    relative,
    school_span,
    school_year,
    without_years,
)


@pytest.mark.parametrize(
    ("day", "country", "year"),
    [
        ("2026-08-15", Country.NL, (2026, 2027)),
        ("2026-08-15", Country.VL, (2025, 2026)),
        ("2027-01-10", Country.VL, (2026, 2027)),
    ],
)
def test_the_school_year_a_day_falls_in(day: str, country: Country, year: tuple[int, int]) -> None:
    assert school_year(date.fromisoformat(day), country) == year


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("de paasvakantie van 2027", calendar_span(2027)),
        ("schooljaar 2026-2027", school_span(2026, Country.VL)),
        ("in 2026/27", school_span(2026, Country.VL)),
        ("in 2026 - 2027?", school_span(2026, Country.VL)),
        ("2026 of 2028", None),
        ("2026-2028", None),
        ("om 20.26 uur", None),
        ("wanneer is het", None),
    ],
)
def test_a_year_written_out(text: str, span: object) -> None:
    assert numbered(text, Country.VL) == span


@pytest.mark.parametrize(
    ("meant", "today", "first", "last"),
    [
        ("next_school_year", "2026-11-26", "2027-09-01", "2028-08-31"),
        ("next_school_year", "2027-08-31", "2027-09-01", "2028-08-31"),
        ("this_school_year", "2027-09-01", "2027-09-01", "2028-08-31"),
        ("last_school_year", "2026-11-26", "2025-09-01", "2026-08-31"),
        ("next_year", "2026-11-26", "2027-01-01", "2027-12-31"),
        ("last_year", "2026-11-26", "2025-01-01", "2025-12-31"),
        ("this_year", "2026-11-26", "2026-09-01", "2027-08-31"),
        ("this_year", "2027-05-01", "2026-09-01", "2027-12-31"),
    ],
)
def test_words_that_point_at_a_year(meant: str, today: str, first: str, last: str) -> None:
    span = relative(meant, date.fromisoformat(today), Country.VL)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


def test_other_words_point_at_nothing() -> None:
    assert relative("later", date(2026, 11, 26), Country.NL) is None


def test_years_do_not_weigh_in_what_a_question_is_about() -> None:
    assert without_years("de paasvakantie van 2027-2028 of 2029") == "de paasvakantie van of"
