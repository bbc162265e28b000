"""What the desk and the notifier see of cases: lines of the queue and notices without content."""

from dataclasses import dataclass

from conversation.messages import Channel
from mentoring.cases import Case, Mentor, Urgency


@dataclass(frozen=True)
class Notice:
    """Tells a mentor that someone waits; it never holds content."""

    id: str
    mentor: Mentor
    case_id: str
    urgency: Urgency
    kind: str  # "mail" | "telegram"
    attempts: int


@dataclass(frozen=True)
class QueueRow:
    """A line of the desk's queue, without words of the person. `unread` counts their messages since read."""

    case: Case
    channel: Channel
    mentor_name: str | None
    unread: int
