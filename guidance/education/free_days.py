"""Says whether there are lessons on a day: by the school's own days, the holidays and the public holidays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from content.library import Library
from content.schema import Country, DateKind, KeyDate, Period, SchoolDate
from guidance.education.dates import entries, periods_of
from guidance.education.school_years import school_year

SATURDAY = 6


class Lessons(StrEnum):
    """What is known of the lessons on a day."""

    FREE = "free"  # a holiday, of all schools or of one's own
    SOME = "some"  # free in another region, or where the school chooses so
    WEEKEND = "weekend"
    USUAL = "usual"  # no holiday that we know; a school may still give a day off
    UNKNOWN = "unknown"  # a school year whose holidays we do not have


@dataclass(frozen=True)
class FreeDay:
    """One day, and the entry and days that make it free. `regions` are those in which it is, where they differ."""

    day: date
    lessons: Lessons
    entry: KeyDate | SchoolDate | None = None
    period: Period | None = None
    regions: tuple[str, ...] = ()


def free_day(library: Library, country: Country, school: str, day: date, region: str | None = None) -> FreeDay:
    """Whether there are lessons on `day`, for a holiday region (all when None). A holiday goes before a weekend."""
    found = list(_making_free(library, country, school, day))
    sure = [(entry, period) for entry, period in found if _is_free(entry, period, region)]
    if sure:
        return FreeDay(day, Lessons.FREE, *sure[0])
    if day.isoweekday() >= SATURDAY:
        return FreeDay(day, Lessons.WEEKEND)
    may = [(entry, period) for entry, period in found if region is None or period.region in (None, region)]
    if may:
        return FreeDay(day, Lessons.SOME, *may[0], tuple(period.region for _, period in may if period.region))
    return FreeDay(day, Lessons.USUAL if _is_known(library, country, day) else Lessons.UNKNOWN)


def free_days(
    library: Library, country: Country, school: str, first: date, last: date, region: str | None = None
) -> tuple[FreeDay, ...]:
    """`free_day` of each day of a span, both ends included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(free_day(library, country, school, day, region) for day in days)


def _making_free(
    library: Library, country: Country, school: str, day: date
) -> Iterator[tuple[KeyDate | SchoolDate, Period]]:
    for entry in entries(library, country, school):
        if _gives_free(entry):
            yield from ((entry, period) for period in periods_of(entry, day) if period.first <= day <= period.last)


def _gives_free(entry: KeyDate | SchoolDate) -> bool:
    return entry.closed if isinstance(entry, SchoolDate) else entry.kind in (DateKind.HOLIDAY, DateKind.FEAST_DAY)


def _is_free(entry: KeyDate | SchoolDate, period: Period, region: str | None) -> bool:
    chosen = isinstance(entry, KeyDate) and entry.kind == DateKind.FEAST_DAY
    return not chosen and (period.region is None or period.region == region)


def _is_known(library: Library, country: Country, day: date) -> bool:
    """Whether content gives the days of holidays in the school year of a day."""
    return school_year(day, country) in set(_years_given(library.key_dates.values(), country))


def _years_given(dates: Iterable[KeyDate], country: Country) -> Iterator[tuple[int, int]]:
    for entry in dates:
        if entry.kind == DateKind.HOLIDAY and entry.country in (country, Country.BOTH):
            yield from (school_year(period.first, country) for period in entry.dates)
