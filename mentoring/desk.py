"""What the desk and the texts to the person need to know about cases and mentors, without words of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversation.messages import Channel
from mentoring.cases import Case, CaseState
from mentoring.handoff import Cause
from mentoring.hours import Hours


class Event(StrEnum):
    """What the log of a case can say."""

    OPENED = "opened"
    ASKED_AGAIN = "asked_again"
    READ = "read"
    CLAIMED = "claimed"
    TAKEN_OVER = "taken_over"
    HANDED_OVER = "handed_over"
    ANSWERED = "answered"
    RETURNED = "returned"
    PAUSED = "paused"
    CLOSED = "closed"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Heading(StrEnum):
    """The lists of the desk."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    URGENT = "urgent"
    REVIEW = "review"
    ALL = "all"
    ENDED = "ended"


@dataclass(frozen=True)
class Filter:
    """Which cases are wanted: a list of the desk as this mentor sees it."""

    heading: Heading
    mentor_id: str = ""


Counts = Mapping[Heading, int]


@dataclass(frozen=True)
class QueueRow:
    """A line of the queue, without words of the person. `unread` counts their messages since read."""

    case: Case
    channel: Channel
    mentor_name: str | None
    unread: int


@dataclass(frozen=True)
class LogEntry:
    """One thing that happened to a case. `actor` is a mentor's name; None for the person or the system itself."""

    event: Event
    state: CaseState
    at: datetime
    actor: str | None = None
    detail: str | None = None


@dataclass(frozen=True)
class Overdue:
    """A case that must move by itself, as it was when looked at."""

    case: Case
    cause: Cause
    mentor_name: str


@dataclass(frozen=True)
class Reach:
    """Who can be reached: accounts, those who can be told without looking, and the hours in which anybody reads.

    `troubled` are the names of mentors whom the last notices did not reach.
    """

    mentors: int = 0
    reachable: int = 0
    hours: tuple[Hours, ...] = field(default=())
    troubled: tuple[str, ...] = ()

    def open_at(self, moment: datetime) -> bool:
        """Whether anybody reads then."""
        return any(hours.open_at(moment) for hours in self.hours)

    def next_open(self, moment: datetime) -> datetime | None:
        """When somebody reads next."""
        return min((at for hours in self.hours if (at := hours.next_open(moment)) is not None), default=None)

    def closes_at(self, moment: datetime) -> datetime | None:
        """When the last of those who read at `moment` stops."""
        return max((at for hours in self.hours if (at := hours.closes_at(moment)) is not None), default=None)
