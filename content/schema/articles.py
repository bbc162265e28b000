"""Answers that are neither a path nor a building block: costs, rules, parents, and a school's programme."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Literal

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
    `closed`: the school is closed on these days, so no mentor reads.
    """

    id: Slug
    title: Text
    questions: Annotated[tuple[Text, ...], Field(min_length=2)]
    first: date
    last: date | None = None
    note: Text | None = None
    for_level: Slug | None = None
    closed: bool = False
    source: Text
    checked_on: date


class OpenHours(Strict):
    """From `start` to `end` on some days of every school week, in local time."""

    days: Annotated[tuple[Literal["ma", "di", "wo", "do", "vr", "za", "zo"], ...], Field(min_length=1)]
    start: time
    end: time

    @model_validator(mode="after")
    def _start_before_end(self) -> "OpenHours":
        if self.start >= self.end:
            raise ValueError(f"start {self.start:%H:%M} does not lie before end {self.end:%H:%M} (swap or mend them)")
        return self


class School(Strict):
    """A school (`content/schools/<id>/school.yml`). `sample` marks a made-up school, said so wherever it is shown.

    `mentor_hours` are when mentors read, on days that are neither a holiday nor marked `closed` in `dates.yml`.
    """

    id: Slug
    name: Text
    country: Country
    sample: bool
    town: Text
    holiday_region: Slug | None = None
    contact: Text
    opening_hours: Text | None = None
    mentor_hours: Annotated[tuple[OpenHours, ...], Field(min_length=1)]
    paths: tuple[Slug, ...] = ()
