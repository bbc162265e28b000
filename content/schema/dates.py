"""Days that count in a school year: given one by one, by a day of the year, or by their distance to Easter."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from dateutil.easter import easter
from pydantic import Field, model_validator

from content.schema.base import Country, Entry, Slug, Strict, Text


class DateKind(StrEnum):
    """What a date is to those who ask for it."""

    HOLIDAY = "holiday"  # no lessons
    FEAST_DAY = "feast_day"  # a public holiday on which a school itself decides whether there are lessons
    DEADLINE = "deadline"
    EXAM = "exam"
    RESULT = "result"
    EVENT = "event"


class Period(Strict):
    """First and last day, both included. `region` is a Dutch holiday region."""

    first: date
    last: date
    region: Slug | None = None


MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Yearly(Strict):
    """First and last day of every year, both included, as month-day (`01-15`).

    `if_sunday` is the day it moves to when the first falls on a Sunday (King's Day goes to the
    Saturday before).
    """

    first: MonthDay
    last: MonthDay | None = None
    if_sunday: MonthDay | None = None

    @model_validator(mode="after")
    def _days_exist(self) -> "Yearly":
        first, last = self.period(2027).first, self.period(2027).last
        if first > last:
            raise ValueError(f"first {self.first} lies after last {self.last} (swap or mend them)")
        return self

    def period(self, year: int) -> Period:
        """The days of one calendar year. Raises ValueError for a day that year does not have."""
        first, last = (date.fromisoformat(f"{year}-{day}") for day in (self.first, self.last or self.first))
        if self.if_sunday and first.isoweekday() == 7:
            first = last = date.fromisoformat(f"{year}-{self.if_sunday}")
        return Period(first=first, last=last)


class AroundEaster(Strict):
    """First and last day, both included, counted in days from Easter Sunday (Ascension: 39)."""

    first: int
    last: int | None = None

    @model_validator(mode="after")
    def _first_comes_first(self) -> "AroundEaster":
        if self.last is not None and self.first > self.last:
            raise ValueError(f"first {self.first} lies after last {self.last} (swap or mend them)")
        return self

    def period(self, year: int) -> Period:
        """The days of one calendar year, by the Gregorian date of Easter."""
        sunday = easter(year)
        last = self.first if self.last is None else self.last
        return Period(first=sunday + timedelta(days=self.first), last=sunday + timedelta(days=last))


class KeyDate(Entry):
    """One recurring or fixed moment (`content/key_dates/<id>.yml`).

    `dates` holds exact days per school year when a source gives them; `yearly` and `easter` the days of a rule that is
    the same every year; `moment` says it in words.
    """

    country: Country
    kind: DateKind
    moment: Text
    for_whom: Text | None = None
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    dates: tuple[Period, ...] = ()
    yearly: Yearly | None = None
    easter: AroundEaster | None = None
