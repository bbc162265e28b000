"""A case is one person asking for a human; its states and who may move it between them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands. `CANCELLED` is by the person, `CLOSED` by a mentor."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Urgency(StrEnum):
    """How soon a person must look. Urgent cases come from the safety screen and stand on top of the queue."""

    NORMAL = "normal"
    URGENT = "urgent"


class Reason(StrEnum):
    """Why a person is needed; shown on the desk, worded in the desk's own strings."""

    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    WELLBEING = "wellbeing"
    SAFETY = "safety"
    ENGINE_DOWN = "engine_down"
    PARENT = "parent"
    CHOICE = "choice"


class CaseError(Exception):
    """A move a case does not allow: claiming what another mentor holds, closing what one does not hold."""


@dataclass(frozen=True)
class Case:
    """One case. At most one is active (waiting or claimed) for a conversation."""

    id: str
    conversation_id: str
    reason: Reason
    urgency: Urgency
    state: CaseState
    opened_at: datetime
    mentor_id: str | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def active(self) -> bool:
        """True while somebody still owes the person an answer."""
        return self.state in (CaseState.WAITING, CaseState.CLAIMED)


@dataclass(frozen=True)
class Mentor:
    """A person who answers. `telegram_chat` is where notices go when the mentor linked one."""

    id: str
    name: str
    email: str
    active: bool = True
    telegram_chat: str | None = None
