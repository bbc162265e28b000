"""Says when something is, relative to today, without ever passing off last year's date as the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from content.library import Library
from content.schema import Country, KeyDate, Period, SchoolDate
from guidance.education.school_years import Span

YEARS_AROUND = (-1, 0, 1, 2)
"""Calendar years, counted from today's, for which the days of a yearly rule are worked out."""


@dataclass(frozen=True)
class Moment:
    """One moment. `periods` are this or the next occurrence (one for each holiday region), empty when not known.

    With a year asked for (`span`), they are those of that year and may lie behind us. `last_known` is the newest
    occurrence behind us: it may only be shown as past. `next_known` is the first to come, whatever year was asked.
    """

    entry: KeyDate | SchoolDate
    periods: tuple[Period, ...]
    last_known: Period | None
    next_known: Period | None = None
    span: Span | None = None

    @property
    def known(self) -> bool:
        """True when exact days are known: to come or going on, or in the year that was asked for."""
        return bool(self.periods)


def moment(entry: KeyDate | SchoolDate, today: date, region: str | None = None, span: Span | None = None) -> Moment:
    """The next occurrence of `entry` at or after `today`, or the one in `span`; for one holiday region when given."""
    periods = [period for period in periods_of(entry, today) if region is None or period.region in (None, region)]
    coming = sorted((period for period in periods if period.last >= today), key=lambda period: period.first)
    past = sorted((period for period in periods if period.last < today), key=lambda period: period.last)
    last_known, next_known = past[-1] if past else None, coming[0] if coming else None
    if span is None:
        return Moment(entry, _same_round(coming), last_known, next_known)
    meant = [period for period in coming if span.holds(period.first)]
    meant = meant or [period for period in reversed(past) if span.holds(period.first)]
    return Moment(entry, _same_round(meant), last_known, next_known, span)


def periods_of(entry: KeyDate | SchoolDate, today: date) -> tuple[Period, ...]:
    """The exact days an entry gives, as periods; those of a rule for the years around today."""
    if isinstance(entry, SchoolDate):
        return (Period(first=entry.first, last=entry.last or entry.first),)
    rules = (rule for rule in (entry.yearly, entry.easter) if rule)
    return (*entry.dates, *(rule.period(today.year + years) for rule in rules for years in YEARS_AROUND))


def days_until(period: Period, today: date) -> int:
    """Days until the first day; 0 or less means it has begun (or is today)."""
    return (period.first - today).days


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


def regions_missing(moment: Moment, library: Library) -> tuple[str, ...]:
    """Holiday regions whose days are not known while those of another are; none when the days hold everywhere."""
    named = {period.region for period in moment.periods}
    if None in named or not named:
        return ()
    return tuple(sorted({place.region for place in library.places.values() if place.region} - named))


def _same_round(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The first period and those of other regions in the same round of it (within 60 days)."""
    if not periods:
        return ()
    first = periods[0]
    return tuple(
        period
        for period in periods
        if period is first or (period.region != first.region and abs((period.first - first.first).days) <= 60)
    )
