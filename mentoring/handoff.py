"""The rules of handing a talk to a person and back: who speaks, and when a case must move by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from conversation.messages import Route
from mentoring.cases import IN_TALK, UNHELD, Case, CaseState, expire, give_back, pause
from mentoring.hours import Hours

EXPIRES_AFTER_DAYS = 2
"""School days after which a case that nobody answers, or in which nobody writes any more, ends with a word."""


def route_of(cases: Iterable[Case]) -> Route:
    """Who answers next, given the conversation's cases: a mentor in talk with the person goes before the computer."""
    states = {case.state for case in cases}
    if states & IN_TALK:
        return Route.MENTOR
    return Route.WAITING if states & UNHELD else Route.BOT


class Cause(StrEnum):
    """Why a case moves by itself; the person's words for it stand in the gateway's strings."""

    SILENT = "silent"
    LEFT = "left"
    PAUSED = "paused"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Limits:
    """How long a mentor may be silent: after claiming, and later in the talk."""

    first: timedelta
    later: timedelta


NORMAL_LIMITS = Limits(timedelta(minutes=10), timedelta(minutes=30))
URGENT_LIMITS = Limits(timedelta(minutes=2), timedelta(minutes=10))


def answer_by(case: Case) -> datetime | None:
    """Until when the holder must say something before the case goes back to the queue; None when nothing is owed."""
    limits = URGENT_LIMITS if case.urgent else NORMAL_LIMITS
    if case.state is CaseState.CLAIMED:
        return case.since + limits.first
    return case.since + limits.later if case.state is CaseState.ANSWERED else None


def overdue(case: Case, now: datetime, hours: Hours, *, present: bool) -> Cause | None:
    """Why the case must move now, or None. `present`: its mentor is signed in at the desk."""
    if case.state in IN_TALK and not present:
        return Cause.PAUSED if case.state is CaseState.AWAITING and not case.urgent else Cause.LEFT
    limit = answer_by(case)
    if limit is not None:
        return Cause.SILENT if now >= limit else None
    if case.urgent or not case.active:
        return None
    end = hours.after_days(case.since, EXPIRES_AFTER_DAYS)
    return Cause.EXPIRED if end is not None and now >= end else None


def moved(case: Case, cause: Cause, at: datetime) -> Case:
    """The case after it moved by itself. Raises `CaseError` when its state does not allow that (any more)."""
    if cause is Cause.EXPIRED:
        return expire(case, at)
    return pause(case, at) if cause is Cause.PAUSED else give_back(case, at)
