"""Says when something is, relative to today, without ever passing off last year's date as the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from content.library import Library
from content.schema import Country, KeyDate, Period, SchoolDate

FIRST_MONTH = {Country.NL: 8, Country.VL: 9}
"""The month a school year starts in: 1 August in the Netherlands (formally), 1 September in Flanders."""


@dataclass(frozen=True)
class Moment:
    """One moment. `periods` are this or the next occurrence (one for each holiday region), empty when not known.

    `last_known` is the newest occurrence that lies behind us: it may only be shown as past.
    """

    entry: KeyDate | SchoolDate
    periods: tuple[Period, ...]
    last_known: Period | None

    @property
    def known(self) -> bool:
        """True when exact days to come (or going on) are known."""
        return bool(self.periods)


def moment(entry: KeyDate | SchoolDate, today: date, region: str | None = None) -> Moment:
    """The next occurrence of `entry` at or after `today`, for one holiday region when given."""
    periods = [period for period in periods_of(entry) if region is None or period.region in (None, region)]
    coming = sorted((period for period in periods if period.last >= today), key=lambda period: period.first)
    past = [period for period in periods if period.last < today]
    last_known = max(past, key=lambda period: period.last, default=None)
    return Moment(entry, _same_year(coming), last_known)


def periods_of(entry: KeyDate | SchoolDate) -> tuple[Period, ...]:
    """The exact days an entry gives, as periods."""
    if isinstance(entry, SchoolDate):
        return (Period(first=entry.first, last=entry.last or entry.first),)
    return entry.dates


def days_until(period: Period, today: date) -> int:
    """Days until the first day; 0 or less means it has begun (or is today)."""
    return (period.first - today).days


def school_year(day: date, country: Country) -> tuple[int, int]:
    """The school year a day falls in, as (first, second) calendar year."""
    first = day.year if day.month >= FIRST_MONTH.get(country, 8) else day.year - 1
    return first, first + 1


def coming(library: Library, country: Country | None, school: str, today: date, at_most: int = 4) -> tuple[Moment, ...]:
    """The first moments to come with known days, the school's own and the country's together, each name once."""
    every = tuple(entries(library, country, school))
    titled = {entry.title if isinstance(entry, SchoolDate) else entry.name: entry for entry in reversed(every)}
    moments = [moment(entry, today) for entry in titled.values()]
    known = sorted((found for found in moments if found.known), key=lambda found: found.periods[0].first)
    return tuple(known[:at_most])


def entries(library: Library, country: Country | None, school: str) -> Iterable[KeyDate | SchoolDate]:
    """All dates that count for a person: the own school's first."""
    own = library.schools.get(school)
    yield from own.dates if own else ()
    yield from (
        entry for entry in library.key_dates.values() if country is None or entry.country in (country, Country.BOTH)
    )


def _same_year(periods: list[Period]) -> tuple[Period, ...]:
    """The first period and those of other regions in the same round of it (within 60 days)."""
    if not periods:
        return ()
    first = periods[0]
    return tuple(
        period
        for period in periods
        if period is first or (period.region != first.region and (period.first - first.first).days <= 60)
    )
