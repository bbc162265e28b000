"""When mentors read: weekly hours less the days off, in local time, so that a promised moment is a true one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, islice
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""Both countries share it."""
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
FARTHEST = 400
"""Days looked ahead: longer than any holiday."""
_PART = re.compile(r"(?P<days>[a-z, -]+?)\s+(?P<start>\d{1,2}[.:]\d{2})\s*-\s*(?P<end>\d{1,2}[.:]\d{2})")


@dataclass(frozen=True)
class Span:
    """From one local time to another on the same day."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"{self.start:%H.%M} does not lie before {self.end:%H.%M}")


Week = tuple[tuple[Span, ...], ...]
"""The spans of the seven days, Monday first."""


@dataclass(frozen=True)
class Hours:
    """The hours of one week, and the periods (first and last day, both included) without any."""

    week: Week
    closed: tuple[tuple[date, date], ...] = ()

    def with_week(self, week: Week | None) -> "Hours":
        """The same days off with somebody's own week; None leaves it."""
        return replace(self, week=week) if week is not None else self

    def open_at(self, moment: datetime) -> bool:
        """Whether `moment` lies within the hours."""
        return any(start <= moment < end for start, end in self._spans(moment, 1))

    def next_open(self, moment: datetime) -> datetime | None:
        """The first moment from `moment` on that lies within the hours; None when there is none for a year."""
        found = next(((start, end) for start, end in self._spans(moment, FARTHEST) if end > moment), None)
        return max(found[0], moment.astimezone(UTC)) if found else None

    def closes_at(self, moment: datetime) -> datetime | None:
        """When the span that holds `moment` ends; None outside the hours."""
        return next((end for start, end in self._spans(moment, 1) if start <= moment < end), None)

    def later(self, moment: datetime, wait: timedelta) -> datetime | None:
        """`moment` and `wait` of open time after it; None when the year has not that much."""
        left = wait
        for start, end in self._spans(moment, FARTHEST):
            begin = max(start, moment)
            if end - begin >= left:
                return begin + left
            left -= max(end - begin, timedelta(0))
        return None

    def after_days(self, moment: datetime, days: int) -> datetime | None:
        """The end of the last span of the `days`-th open day after the day of `moment`."""
        today = moment.astimezone(ZONE).date()
        days_of = groupby((end for _, end in self._spans(moment, FARTHEST)), lambda end: end.astimezone(ZONE).date())
        later = (max(ends) for day, ends in days_of if day > today)
        return next(islice(later, days - 1, None), None)

    def _spans(self, moment: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        # In UTC: moments of one zone subtract as wall times, which is an hour wrong over a clock change.
        first = moment.astimezone(ZONE).date()
        for day in (first + timedelta(days=n) for n in range(days)):
            if any(begin <= day <= last for begin, last in self.closed):
                continue
            for span in self.week[day.weekday()]:
                start, end = (datetime.combine(day, at, ZONE).astimezone(UTC) for at in (span.start, span.end))
                yield start, end


ALWAYS = Hours(((Span(time.min, time.max),),) * len(DAYS))
"""No hours are known: every moment counts."""


def to_week(days: Iterable[tuple[str, time, time]]) -> Week:
    """A week from (day, start, end). Raises ValueError for an unknown day or an end before its start."""
    week: list[list[Span]] = [[] for _ in DAYS]
    for day, start, end in days:
        if day not in DAYS:
            raise ValueError(f"{day!r} is no day; use {' '.join(DAYS)}")
        week[DAYS.index(day)].append(Span(start, end))
    return tuple(tuple(sorted(spans, key=lambda span: span.start)) for spans in week)


def parse_week(text: str) -> Week:
    """Read hours such as "ma-do 8.30-16.30; vr 9.00-12.00". Raises ValueError with what is wrong."""
    return to_week(_entries(text))


def show_week(week: Week) -> str:
    """A week in the notation `parse_week` reads."""
    return "; ".join(
        f"{day} {s.start:%H.%M}-{s.end:%H.%M}" for day, spans in zip(DAYS, week, strict=True) for s in spans
    )


def _entries(text: str) -> Iterator[tuple[str, time, time]]:
    for part in text.casefold().split(";"):
        found = _PART.fullmatch(part.strip())
        if found is None:
            raise ValueError(f"{part.strip()!r} is not like 'ma-vr 8.30-16.30'")
        for day in _days(found["days"]):
            yield day, _time(found["start"]), _time(found["end"])


def _days(text: str) -> Iterator[str]:
    for word in re.sub(r"\s*-\s*", "-", text).replace(",", " ").split():
        first, _, last = word.partition("-")
        if not {first, last or first} <= set(DAYS):
            raise ValueError(f"{word!r} is no day; use {' '.join(DAYS)}")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        if begin > end:
            raise ValueError(f"{word!r} goes backwards in the week")
        yield from DAYS[begin : end + 1]


def _time(text: str) -> time:
    hour, minute = re.split("[.:]", text)
    return time(int(hour), int(minute))
