"""Tells which entries nobody checked for too long: what was right once does harm when it no longer is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.loader import CONTENT_ROOT, records
from content.problems import Problem
from content.records import Record
from content.schema import AgeLimit, Entry, KeyDate, ProgrammeEntry, SchoolDate
from content.timed import past_year


@dataclass(frozen=True)
class Stale:
    """One thing to look at again. `age` is days since the check, None when its days or validity ran out instead."""

    problem: Problem
    age: int | None
    beyond_hard: bool


def stale(root: Path = CONTENT_ROOT, today: date | None = None) -> int:
    """Print what is beyond its soft limit, oldest check first; return 1 when anything is beyond a hard one, else 0."""
    found = list(find(*records(root), today or date.today()))
    for one in sorted(found, key=lambda one: (-(one.age or 0), one.problem)):
        print(one.problem)
    hard = sum(one.beyond_hard for one in found)
    print(f"{len(found)} to look at again, {hard} beyond the hard limit")
    return 1 if hard else 0


def find(entries: Iterable[Record], limits: Mapping[str, AgeLimit], today: date) -> Iterator[Stale]:
    """Every check beyond its soft limit, and every entry whose validity or last known day has passed."""
    for record in entries:
        if limit := limits.get(record.kind):
            yield from _old_checks(record, limit, today)
        if isinstance(record.entry, Entry) and (year := past_year(record.entry, today)):
            yield Stale(record.problem(f"holds_for {year} has passed (look for the new one)", "holds_for"), None, False)
        if ended := _ended(record.entry, today):
            key, day = ended
            yield Stale(record.problem(f"{key} {day} has passed (give the new one)", key), None, False)


def _old_checks(record: Record, limit: AgeLimit, today: date) -> Iterator[Stale]:
    for location, checked_on in record.checks():
        age = (today - checked_on).days
        if age > limit.soft:
            hard = age > limit.hard
            which = f"hard limit {limit.hard}" if hard else f"soft limit {limit.soft}"
            reason = f"checked {age} days ago, {which} (read the source again, then set checked_on)"
            yield Stale(record.problem(reason, *location), age, hard)


def _ended(entry: object, today: date) -> tuple[str, date] | None:
    """The key and the day an entry ran out on, or None while it has not."""
    days: list[tuple[str, date]] = []
    if isinstance(entry, ProgrammeEntry):
        days = [("valid_until", entry.valid_until)]
    elif isinstance(entry, SchoolDate):
        days = [("last", entry.last) if entry.last else ("first", entry.first)]
    elif isinstance(entry, KeyDate):
        days = [("dates", period.last) for period in entry.dates]
    newest = max(days, key=lambda one: one[1], default=None)
    return newest if newest and newest[1] < today else None
