"""Answers that are neither a path nor a building block: costs, rules, parents, and a school's programme."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from content.schema.base import Audience, Citation, Country, Entry, Slug, Strict, Text


class Topic(StrEnum):
    """The intent family an article answers."""

    COSTS = "costs"
    SUPPORT = "support"
    RULES = "rules"
    ENROLMENT = "enrolment"
    DOUBT = "doubt"
    NO_IDEA = "no_idea"
    STUDY_PROBLEMS = "study_problems"
    PARENTS = "parents"
    APPEAL = "appeal"
    COMPLAINT = "complaint"
    WELLBEING = "wellbeing"
    PRIVACY = "privacy"
    PROGRESSION = "progression"
    WORK = "work"


ADVICE = frozenset({Topic.DOUBT, Topic.NO_IDEA, Topic.STUDY_PROBLEMS, Topic.PARENTS, Topic.PRIVACY, Topic.WELLBEING})
"""Topics that may be answered with common sense or with how Wegwijs works: no fact about education, no source."""


class Article(Entry):
    """One answer (`content/articles/<topic>/<id>.yml`; parents' ones in `content/parents/`).

    `questions` are ways people ask it, matched by meaning. `text` is what the person reads; `[je|u]` gives the form
    for a pupil and for a parent. `next_steps` become buttons: ids of other articles, structure entries or paths.
    """

    sources: tuple[Citation, ...] = ()
    topic: Topic
    country: Country
    audience: Audience = Audience.ANYONE
    questions: Annotated[tuple[Text, ...], Field(min_length=3)]
    text: Text
    next_steps: tuple[Slug, ...] = ()
    default: bool = False
    """True for the one article of a topic and country that answers when no question comes close."""

    @model_validator(mode="after")
    def _facts_need_a_source(self) -> "Article":
        if not self.sources and self.topic not in ADVICE:
            raise ValueError(f"sources: an article on '{self.topic}' states facts (name at least one source)")
        return self


class KeyDate(Entry):
    """One recurring or fixed moment (`content/key_dates/<id>.yml`).

    `dates` holds exact days per school year when a source gives them; `yearly` the days of a rule that is the same
    every year; `moment` says it in words.
    """

    country: Country
    kind: Annotated[str, Field(pattern=r"^(holiday|deadline|exam|result|event)$")]
    moment: Text
    for_whom: Text | None = None
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    dates: tuple["Period", ...] = ()
    yearly: "Yearly | None" = None


class Period(Strict):
    """First and last day, both included. `region` is a Dutch holiday region."""

    first: date
    last: date
    region: Slug | None = None


MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Yearly(Strict):
    """First and last day of every year, both included, as month-day (`01-15`)."""

    first: MonthDay
    last: MonthDay | None = None

    @model_validator(mode="after")
    def _days_exist(self) -> "Yearly":
        first, last = self.period(2027).first, self.period(2027).last
        if first > last:
            raise ValueError(f"first {self.first} lies after last {self.last} (swap or mend them)")
        return self

    def period(self, year: int) -> Period:
        """The days of one calendar year. Raises ValueError for a day that year does not have."""
        first, last = (date.fromisoformat(f"{year}-{day}") for day in (self.first, self.last or self.first))
        return Period(first=first, last=last)


class Weekday(StrEnum):
    """A day of the week, in the order of `datetime.weekday`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Hours(Strict):
    """When a line is open on these days, local time of both countries; `until` 00:00 is midnight."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    since: time
    until: time

    def hold(self, at: datetime) -> bool:
        """Whether the line is open at a local time."""
        today = list(Weekday)[at.weekday()] in self.days
        return today and self.since <= at.time() and (self.until == time(0) or at.time() < self.until)


class HelpLine(Entry):
    """A help line (`content/help_lines/<id>.yml`). Numbers the fact base marks as uncertain are never shown.

    `topics` decide where it is shown: danger, suicide, home (violence, abuse), sexual, online, talk, school, gender,
    drugs. `order` sorts within a country. `hours` are those of calling or chatting, empty when no source gives them;
    `always` says day and night. `looked_at` is the day a person last looked whether the line is still there.
    """

    country: Country
    number: str | None = None
    website: str | None = None
    for_whom: Text
    reachable: Text | None = None
    free: bool | None = None
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    order: int = 50
    always: bool = False
    hours: tuple[Hours, ...] = ()
    looked_at: date

    def open_at(self, local: datetime) -> bool | None:
        """Whether it is open at a local time; None when no source says."""
        if self.always:
            return True
        return any(hours.hold(local) for hours in self.hours) if self.hours else None


class ProgrammeEntry(Strict):
    """One thing a school wants people to know (`content/schools/<school>/programme/<topic>.yml`, a list)."""

    id: Slug
    title: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    answer: Text
    who: Text | None = None
    valid_from: date
    valid_until: date
    source: Text
    url: str | None = None
    checked_on: date


class SchoolDate(Strict):
    """One date of a school's own calendar (`content/schools/<school>/dates.yml`, a list).

    `for_level` names the level of those it is meant for (an open day for groep 8); it is not suggested to others.
    """

    id: Slug
    title: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    first: date
    last: date | None = None
    note: Text | None = None
    for_level: Slug | None = None
    source: Text
    checked_on: date


class School(Strict):
    """A school (`content/schools/<id>/school.yml`). `sample` marks a made-up school, said so wherever it is shown."""

    id: Slug
    name: Text
    country: Country
    sample: bool
    town: Text
    holiday_region: Slug | None = None
    contact: Text
    opening_hours: Text | None = None
    mentor_hours: Text
    paths: tuple[Slug, ...] = ()
