"""The hours of a school's mentors, from its content: weekly hours less holidays and days the school is closed."""

from collections.abc import Iterator
from datetime import date, time

from content.library import Library, SchoolContent
from content.schema import KeyDate
from mentoring.hours import Hours, to_week

YEARS_AHEAD = 3
HOLIDAY = "holiday"


def mentor_hours(library: Library, school: str, today: date) -> Hours:
    """When mentors read. Raises KeyError for an unknown school."""
    own = library.schools[school]
    return Hours(to_week(_week(own)), tuple({*_own_days(own), *_holidays(library, own, today)}))


def _week(own: SchoolContent) -> Iterator[tuple[str, time, time]]:
    for hours in own.school.mentor_hours:
        for day in hours.days:
            yield day, hours.start, hours.end


def _own_days(own: SchoolContent) -> Iterator[tuple[date, date]]:
    for entry in own.dates:
        if entry.closed:
            yield entry.first, entry.last or entry.first


def _holidays(library: Library, own: SchoolContent, today: date) -> Iterator[tuple[date, date]]:
    for entry in library.key_dates.values():
        if entry.kind == HOLIDAY and entry.country is own.school.country:
            yield from _periods(entry, own.school.holiday_region, today)


def _periods(entry: KeyDate, region: str | None, today: date) -> Iterator[tuple[date, date]]:
    for period in entry.dates:
        if period.region in (None, region):
            yield period.first, period.last
    if entry.yearly is not None:
        for year in range(today.year, today.year + YEARS_AHEAD):
            period = entry.yearly.period(year)
            yield period.first, period.last
