"""Which mentors hear of a case and when: first, reminder, backup, coordinator; planned once, for every round."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentoring.cases import Case, Urgency
from mentoring.hours import Hours
from mentoring.people import Mentor, Role


class Step(StrEnum):
    """Why a mentor hears of a case: it is new, it still waits, their colleagues did not come, or nobody did."""

    FIRST = "first"
    REMINDER = "reminder"
    BACKUP = "backup"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class Notice:
    """Tells a mentor that someone waits; it never holds content."""

    id: str
    mentor: Mentor
    case_id: str
    urgency: Urgency
    step: Step
    kind: str  # "mail" | "telegram"
    attempts: int


@dataclass(frozen=True)
class PlannedNotice:
    """One mentor to be told at a moment, unless somebody takes the case before."""

    mentor: Mentor
    step: Step
    at: datetime


WAITS = {Step.REMINDER: timedelta(minutes=15), Step.BACKUP: timedelta(minutes=30), Step.COORDINATOR: timedelta(hours=1)}
"""Open time after which the next step follows (research on hand-off desks: 15, 30 and 60 minutes)."""
URGENT_WAITS = {
    Step.REMINDER: timedelta(minutes=3),
    Step.BACKUP: timedelta(minutes=5),
    Step.COORDINATOR: timedelta(minutes=10),
}
"""Clock time: danger does not wait for school hours."""


def plan(case: Case, mentors: tuple[Mentor, ...], hours: Hours) -> Iterator[PlannedNotice]:
    """All notices of this round of a case; `hours` are the school's.

    An ordinary case is told within each mentor's own hours; who is off then hears as backup. An urgent one goes to all
    at once, at any hour.
    """
    mentors = tuple(mentor for mentor in mentors if mentor.active)
    yield from _urgent(case, mentors) if case.urgent else _ordinary(case, mentors, hours)


def _urgent(case: Case, mentors: tuple[Mentor, ...]) -> Iterator[PlannedNotice]:
    for mentor in mentors:
        yield PlannedNotice(mentor, Step.FIRST, case.since)
        yield PlannedNotice(mentor, Step.REMINDER, case.since + URGENT_WAITS[Step.REMINDER])
        last = Step.COORDINATOR if mentor.role is Role.COORDINATOR else Step.BACKUP
        yield PlannedNotice(mentor, last, case.since + URGENT_WAITS[last])


def _ordinary(case: Case, mentors: tuple[Mentor, ...], hours: Hours) -> Iterator[PlannedNotice]:
    at = {step: hours.later(case.since, wait) for step, wait in WAITS.items()}
    for mentor in mentors:
        first = hours.with_week(mentor.hours).next_open(case.since)
        reminder, backup, last = at[Step.REMINDER], at[Step.BACKUP], at[Step.COORDINATOR]
        if first is not None and (backup is None or first < backup):
            yield PlannedNotice(mentor, Step.FIRST, first)
            if reminder is not None and first < reminder:
                yield PlannedNotice(mentor, Step.REMINDER, reminder)
        elif backup is not None:
            yield PlannedNotice(mentor, Step.BACKUP, backup)
        if mentor.role is Role.COORDINATOR and last is not None:
            yield PlannedNotice(mentor, Step.COORDINATOR, last)
