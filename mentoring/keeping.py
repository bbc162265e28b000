"""What a person asked us to keep or to say later: a profile, a reminder, a parent's and a child's view side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from mentoring.hours import ZONE

AFTER_SCHOOL = time(16, 30)
"""When a reminder is said on the day the person chose."""
QUIET_FROM, QUIET_UNTIL = time(20, 0), time(8, 0)
"""Nobody is written to by itself between these hours."""
LONGEST_WAIT = timedelta(days=92)
"""A reminder lies at most this far ahead: about a term."""
CODE_DAYS = 7
"""How long a code to link a parent and a child can be used."""


class PlannedKind(StrEnum):
    """What is said later without being asked again; worded in the channels' strings."""

    REMINDER = "reminder"
    FAMILY_UNKNOWN = "family_unknown"
    FAMILY_WAITING = "family_waiting"
    FAMILY_ASK = "family_ask"
    FAMILY_READY = "family_ready"
    FAMILY_ENDED = "family_ended"


class Side(StrEnum):
    """Whose view of a child's talents and interests."""

    CHILD = "child"
    PARENT = "parent"


class LinkState(StrEnum):
    """Where a link between a parent's and a child's conversation stands; only `AGREED` shows anything to anybody."""

    OFFERED = "offered"  # one of both has a code
    JOINED = "joined"  # the other typed it; the child was asked
    AGREED = "agreed"  # the child said yes


@dataclass(frozen=True)
class Planned:
    """Something to say in a conversation once `due_at` has come. `data` is what its words need."""

    id: str
    conversation_id: str
    kind: PlannedKind
    due_at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


def reminder_moment(day: date, now: datetime) -> datetime:
    """When to say a reminder for `day`: after school, or in an hour when that has passed today.

    Raises ValueError for a day in the past or too far ahead.
    """
    today = now.astimezone(ZONE).date()
    if not today <= day <= today + LONGEST_WAIT:
        raise ValueError(f"a reminder for {day.isoformat()} cannot be planned on {today.isoformat()}")
    at = datetime.combine(day, AFTER_SCHOOL, ZONE)
    return next_waking(max(at, now + timedelta(hours=1)) if day == today else at)


def next_waking(moment: datetime) -> datetime:
    """The first moment, from this one on, outside the quiet hours."""
    local = moment.astimezone(ZONE)
    if local.time() < QUIET_UNTIL:
        return datetime.combine(local.date(), QUIET_UNTIL, ZONE)
    if local.time() >= QUIET_FROM:
        return datetime.combine(local.date() + timedelta(days=1), QUIET_UNTIL, ZONE)
    return moment
