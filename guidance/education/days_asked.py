"""Reads which day, week or month a question is about, and notices a day that no calendar has."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("day_words.yml")
FURTHEST = 8
"""Years ahead in which a day without a year is looked for: 29 February may be that far."""
LAST_MONTH, DAYS_OF_WEEK = 12, 7
_NUMBERS = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(20\d\d))?\b(?!\s*(?:uur|euro|%|procent))")


@dataclass(frozen=True)
class AskedDays:
    """The days a text names, `first` and `last` both included; one day when they are equal."""

    first: date
    last: date


@dataclass(frozen=True)
class NoSuchDay:
    """A day that does not exist ("30 februari"), in the words of the text."""

    said: str


def days_asked(text: str, today: date) -> AskedDays | NoSuchDay | None:
    """The days a text names: a date, a near day, a weekday, a week or a month; None when it names none.

    A date without a year is the next one from `today` on, a weekday the next one after it.
    """
    said = text.casefold()
    near = _near(said, today)
    return _dated(said, today) or _day_within(near, said) or near or _weekday(said, today)


def _dated(said: str, today: date) -> AskedDays | NoSuchDay | None:
    months = _by_word("months")
    named = re.search(rf"\b(\d{{1,2}})(?:e|ste|de)?\s+({_either(months)})\b(?:\s+(20\d\d))?", said)
    if named:
        return _day(named.group(), int(named[1]), months[named[2]], named[3], today)
    numbers = _NUMBERS.search(said)
    if numbers is None or not 1 <= int(numbers[2]) <= LAST_MONTH:
        return None
    return _day(numbers.group(), int(numbers[1]), int(numbers[2]), numbers[3], today)


def _day(said: str, day: int, month: int, year: str | None, today: date) -> AskedDays | NoSuchDay:
    years = [int(year)] if year else range(today.year, today.year + FURTHEST + 1)
    found = (_or_none(one, month, day) for one in years)
    first = next((one for one in found if one and (year or one >= today)), None)
    return AskedDays(first, first) if first else NoSuchDay(said)


def _near(said: str, today: date) -> AskedDays | None:
    if (shift := _shift("near", said)) is not None:
        return AskedDays(today + timedelta(days=shift), today + timedelta(days=shift))
    if (shift := _shift("weeks", said)) is not None:
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return AskedDays(monday, monday + timedelta(days=6))
    if (shift := _shift("month_spans", said)) is not None:
        first, after = _month(today, shift), _month(today, shift + 1)
        return AskedDays(first, after - timedelta(days=1))
    return None


def _day_within(week: AskedDays | None, said: str) -> AskedDays | None:
    """ "Volgende week donderdag": the day of a week that is named beside it."""
    shift = _shift("weekdays", said)
    if week is None or shift is None or (week.last - week.first).days != DAYS_OF_WEEK - 1:
        return None
    day = week.first + timedelta(days=(shift - week.first.isoweekday()) % DAYS_OF_WEEK)
    return AskedDays(day, day)


def _weekday(said: str, today: date) -> AskedDays | None:
    """The next such day; none for a day told by another: "de vrijdag na Hemelvaart"."""
    shift = _shift("weekdays", said)
    if shift is None or re.search(rf"\b(?:{_either(_by_word('weekdays'))})\s+(?:na|voor|van|in|tussen)\b", said):
        return None
    day = today + timedelta(days=(shift - today.isoweekday() - 1) % DAYS_OF_WEEK + 1)
    return AskedDays(day, day)


def _month(today: date, shift: int) -> date:
    years, month = divmod(today.month - 1 + shift, 12)
    return date(today.year + years, month + 1, 1)


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(group: str, said: str) -> int | None:
    words = _by_word(group)
    found = re.search(rf"\b({_either(words)})\b", said)
    return words[found[1]] if found else None


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=8)
def _by_word(group: str) -> Mapping[str, int]:
    read: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {word: int(number) for number, words in read[group].items() for word in words}
