"""Knows which year a question about a date means: a school year, a calendar year, or simply the next time."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from content.schema import Country

FIRST_MONTH = {Country.NL: 8, Country.VL: 9}
"""The month a school year starts in: 1 August in the Netherlands (formally), 1 September in Flanders."""
TWO_YEARS = re.compile(r"\b(20\d\d)\s*(?:-|/|–|tot|en)\s*(20\d\d|\d\d)\b")
ONE_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True)
class Span:
    """The days a question is about. `school_year` names it when it is one; `year` when it is a calendar year."""

    first: date
    last: date
    school_year: tuple[int, int] | None = None
    year: int | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def school_year(day: date, country: Country) -> tuple[int, int]:
    """The school year a day falls in, as (first, second) calendar year."""
    first = day.year if day.month >= FIRST_MONTH.get(country, 8) else day.year - 1
    return first, first + 1


def school_span(first: int, country: Country) -> Span:
    """The school year that starts in the calendar year `first`."""
    month = FIRST_MONTH.get(country, 8)
    return Span(date(first, month, 1), date(first + 1, month, 1) - timedelta(days=1), (first, first + 1))


def calendar_span(year: int) -> Span:
    """A calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), year=year)


def numbered(text: str, country: Country) -> Span | None:
    """The year written out in a text: `2026-2027` is a school year, `2027` a calendar year; None without one."""
    if found := TWO_YEARS.search(text):
        first, second = int(found[1]), int(found[2]) % 100
        if second == (first + 1) % 100:
            return school_span(first, country)
    years = ONE_YEAR.findall(text)
    return calendar_span(int(years[0])) if len(years) == 1 else None


def relative(meant: str, today: date, country: Country) -> Span | None:
    """The year words point at: `next_school_year`, `this_school_year`, `last_school_year`, `next_year`, `this_year` or
    `last_year`. "This year" runs from the school year's start to the end of the calendar year, since people mean
    either."""
    first = school_year(today, country)[0]
    shift = {"next_school_year": 1, "this_school_year": 0, "last_school_year": -1}
    if meant in shift:
        return school_span(first + shift[meant], country)
    if meant == "this_year":
        own = school_span(first, country)
        return Span(own.first, max(own.last, date(today.year, 12, 31)))
    years = {"next_year": 1, "last_year": -1}
    return calendar_span(today.year + years[meant]) if meant in years else None


def without_years(text: str) -> str:
    """The text without written years, so that they do not weigh in finding what it is about."""
    return " ".join(ONE_YEAR.sub(" ", TWO_YEARS.sub(" ", text)).split())
