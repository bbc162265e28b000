"""Dates relative to today; never last year's passed off as the next."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from content.library import Library
from content.schema import Country, KeyDate, SchoolDate
from guidance.education import dates
from guidance.education.school_years import Span, calendar_span, relative, school_span


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
    for day in ("2026-11-23", "2027-03-01", "2027-09-01", "2028-01-01", "2028-09-01", "2028-12-31"):
        today = date.fromisoformat(day)
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


HOLIDAY = {"id": "x", "name": "Proef", "country": "nl", "kind": "holiday", "moment": "in het voorjaar"}


def key_date(**more: object) -> KeyDate:
    fields = {
        **HOLIDAY,
        "questions": ("wanneer is het", "welke dag"),
        "sources": [{"id": "b", "checked_on": "2026-11-22"}],
    }
    return KeyDate.model_validate({**fields, **more})


EASTER = key_date(dates=[{"first": "2026-04-06", "last": "2026-04-19"}, {"first": "2027-03-29", "last": "2027-04-11"}])
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (None, "2027-03-29"),
        (school_span(2026, Country.VL), "2027-03-29"),
        (school_span(2025, Country.VL), "2026-04-06"),
        (calendar_span(2026), "2026-04-06"),
        (calendar_span(2027), "2027-03-29"),
        (school_span(2027, Country.VL), None),
        (calendar_span(2028), None),
    ],
)
def test_the_year_that_was_asked_for(span: Span | None, first: str | None) -> None:
    moment = dates.moment(EASTER, TODAY, span=span)
    assert [period.first.isoformat() for period in moment.periods] == ([first] if first else [])
    assert moment.next_known is not None
    assert moment.next_known.first == date(2027, 3, 29)


def test_the_coming_time_goes_before_the_past_one_in_a_long_this_year() -> None:
    autumn = key_date(
        dates=[{"first": "2026-11-02", "last": "2026-11-08"}, {"first": "2027-11-01", "last": "2027-11-07"}]
    )
    span = relative("this_year", date(2027, 5, 1), Country.VL)
    assert dates.moment(autumn, date(2027, 5, 1), span=span).periods[0].first == date(2027, 11, 1)


@pytest.mark.parametrize(
    ("today", "first"), [("2026-11-26", "2027-01-15"), ("2027-01-15", "2027-01-15"), ("2027-01-16", "2028-01-15")]
)
def test_a_yearly_rule_gives_its_next_day(today: str, first: str) -> None:
    found = dates.moment(key_date(yearly={"first": "01-15"}), date.fromisoformat(today))
    assert found.periods[0].first.isoformat() == first


@pytest.mark.parametrize(
    "yearly", [{"first": "02-30"}, {"first": "13-01"}, {"first": "05-02", "last": "05-01"}, {"first": "1-5"}]
)
def test_a_yearly_rule_without_such_a_day_is_refused(yearly: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        key_date(yearly=yearly)


def test_regions_of_one_round_come_together_and_the_missing_one_is_named(library: Library) -> None:
    spring = key_date(
        dates=[
            {"first": f"2027-02-{day}", "last": "2027-02-28", "region": region}
            for day, region in ((20, "midden"), (13, "noord"))
        ]
    )
    found = dates.moment(spring, TODAY)
    assert [period.region for period in found.periods] == ["noord", "midden"]
    assert dates.regions_missing(found, library) == ("zuid",)
    assert dates.regions_missing(dates.moment(EASTER, TODAY), library) == ()
    assert not dates.moment(spring, TODAY, "zuid").known


@pytest.mark.parametrize(
    ("days", "year", "first", "last"),
    [
        ({"first": 39}, 2026, "2026-05-14", "2026-05-14"),
        ({"first": 49, "last": 50}, 2026, "2026-05-24", "2026-05-25"),
        ({"first": -2}, 2026, "2026-04-03", "2026-04-03"),
        ({"first": 1}, 2019, "2019-04-22", "2019-04-22"),
        ({"first": 39}, 2019, "2019-05-30", "2019-05-30"),
        ({"first": 50}, 2017, "2017-06-05", "2017-06-05"),
        ({"first": 39, "last": 40}, 2027, "2027-05-06", "2027-05-07"),
        ({"first": -48, "last": -42}, 2028, "2028-02-28", "2028-03-05"),
    ],
)
def test_days_are_counted_from_easter(days: dict[str, int], year: int, first: str, last: str) -> None:
    rule = key_date(easter=days).easter
    assert rule is not None
    assert rule.period(year).model_dump(mode="json") == {"first": first, "last": last, "region": None}


def test_a_rule_counted_from_easter_gives_its_next_days() -> None:
    found = dates.moment(key_date(easter={"first": 39}), date(2027, 5, 7))
    assert found.periods[0].first == date(2028, 5, 25)


def test_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(ValidationError, match="lies after last"):
        key_date(easter={"first": 40, "last": 39})


@pytest.mark.parametrize(("year", "day"), [(2026, "2026-04-27"), (2027, "2027-04-27"), (2031, "2031-04-26")])
def test_a_day_that_moves_when_it_is_a_sunday(year: int, day: str) -> None:
    rule = key_date(yearly={"first": "04-27", "if_sunday": "04-26"}).yearly
    assert rule is not None
    assert rule.period(year).first.isoformat() == rule.period(year).last.isoformat() == day
