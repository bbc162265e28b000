"""Dates relative to today; never last year's passed off as the next."""

from datetime import date, timedelta

import pytest

from content.library import Library
from content.schema import Country, SchoolDate
from guidance import dates


def school_date(first: str, last: str | None = None) -> SchoolDate:
    fields = {"id": "x", "title": "Proef", "questions": ("wanneer", "welke dag"), "source": "schoolgids"}
    return SchoolDate.model_validate({**fields, "first": first, "last": last, "checked_on": "2026-11-22"})


@pytest.mark.parametrize(
    ("today", "known", "days"),
    [("2026-10-01", True, 16), ("2026-10-17", True, 0), ("2026-10-25", True, -8), ("2026-10-26", False, None)],
)
def test_the_next_occurrence(today: str, known: bool, days: int | None) -> None:
    moment = dates.moment(school_date("2026-10-17", "2026-10-25"), date.fromisoformat(today))
    assert moment.known is known
    if known:
        assert dates.days_until(moment.periods[0], date.fromisoformat(today)) == days
    else:
        assert moment.last_known is not None


def test_no_date_of_the_content_is_shown_when_past(library: Library) -> None:
    for today in (date(2026, 11, 23), date(2027, 3, 1), date(2028, 1, 1)):
        for country, school in ((Country.NL, "voorbeeld-nl"), (Country.VL, "voorbeeld-vl")):
            for entry in dates.entries(library, country, school):
                assert all(period.last >= today for period in dates.moment(entry, today).periods)


def test_the_own_schools_dates_come_first(library: Library) -> None:
    first = next(iter(dates.entries(library, Country.NL, "voorbeeld-nl")))
    assert first in library.schools["voorbeeld-nl"].dates


def test_other_countries_are_left_out(library: Library) -> None:
    own = set(library.schools["voorbeeld-vl"].dates)
    others = {entry.country for entry in dates.entries(library, Country.VL, "voorbeeld-vl") if entry not in own}  # type: ignore[union-attr]
    assert others <= {Country.VL, Country.BOTH}


def test_what_comes_first_is_sorted(library: Library) -> None:
    coming = dates.coming(library, Country.NL, "voorbeeld-nl", date(2026, 11, 23))
    firsts = [moment.periods[0].first for moment in coming]
    assert firsts == sorted(firsts)
    assert firsts[0] >= date(2026, 11, 23) - timedelta(days=60)


@pytest.mark.parametrize(
    ("day", "country", "year"),
    [
        ("2026-08-15", Country.NL, (2026, 2027)),
        ("2026-08-15", Country.VL, (2025, 2026)),
        ("2027-01-10", Country.VL, (2026, 2027)),
    ],
)
def test_the_school_year_a_day_falls_in(day: str, country: Country, year: tuple[int, int]) -> None:
    assert dates.school_year(date.fromisoformat(day), country) == year
