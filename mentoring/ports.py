"""What the rooms around need from storage; `storage` implements these, `ops` wires them together.

Every method is one transaction unless it says otherwise, and is synchronous: callers in an event loop use a thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mentoring.cases import Case, CaseState, Mentor, Reason, Urgency
from mentoring.conversations import Channel, Conversation, Draft, Effect, Incoming, Message, Route


@dataclass(frozen=True)
class Accepted:
    """What became of an incoming message. `duplicate` is true when its external id was seen before."""

    conversation: Conversation
    inbound_id: str
    duplicate: bool = False


@dataclass(frozen=True)
class Pending:
    """An inbound message waiting for its turn. `payload` is what the engine must be told (a button's meaning, or text)."""

    inbound_id: str
    conversation: Conversation
    incoming: Incoming
    payload: str
    attempts: int


@dataclass(frozen=True)
class Delivery:
    """One message on its way out through a channel that pushes (Telegram)."""

    id: str
    channel: Channel
    address: str
    message: Message
    attempts: int


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
    """A line of the desk's queue. `excerpt` is empty until claimed: least data."""

    case: Case
    channel: Channel
    mentor_name: str | None
    unread: int


class ConversationStore(Protocol):
    """Inbox, talk and outbox."""

    def open_web_session(self, token_hash: str) -> Conversation: ...

    def web_session(self, token_hash: str) -> Conversation | None: ...

    def accept(self, incoming: Incoming) -> Accepted: ...

    def next_pending(self, conversation_id: str) -> Pending | None: ...

    def conversations_with_pending(self) -> Sequence[str]: ...

    def finish(
        self,
        inbound_id: str,
        replies: Sequence[Draft],
        effects: Sequence[Effect] = (),
        *,
        deferred_until: datetime | None = None,
    ) -> Sequence[Message]: ...

    def messages_after(self, conversation_id: str, after_seq: int = 0, limit: int = 200) -> Sequence[Message]: ...

    def route(self, conversation_id: str) -> Route: ...

    def due_deliveries(self, now: datetime, limit: int = 50) -> Sequence[Delivery]: ...

    def delivered(self, delivery_id: str) -> None: ...

    def retry(self, delivery_id: str, at: datetime, error: str) -> None: ...

    def undeliverable(self, delivery_id: str, error: str) -> None: ...

    def erase(self, conversation_id: str) -> None: ...


class CaseStore(Protocol):
    """Cases, mentors and notices."""

    def open_case(self, conversation_id: str, reason: Reason, urgency: Urgency) -> Case: ...

    def case(self, case_id: str) -> Case | None: ...

    def queue(self, states: Sequence[CaseState]) -> Sequence[QueueRow]: ...

    def claim(self, case_id: str, mentor_id: str) -> Case: ...

    def answer(self, case_id: str, mentor_id: str, text: str, client_id: str) -> Message: ...

    def close(self, case_id: str, mentor_id: str, farewell: Draft) -> Case: ...

    def due_notices(self, now: datetime, limit: int = 50) -> Sequence[Notice]: ...

    def notice_sent(self, notice_id: str) -> None: ...

    def notice_failed(self, notice_id: str, at: datetime, error: str) -> None: ...


class MentorStore(Protocol):
    """Accounts of mentors and their signed-in sessions; secrets are stored only as hashes."""

    def add_mentor(self, name: str, email: str, link_hash: str, link_expires: datetime) -> Mentor: ...

    def mentor_by_link(self, link_hash: str, now: datetime) -> Mentor | None: ...

    def set_password(self, mentor_id: str, password_hash: str) -> None: ...

    def mentor_by_email(self, email: str) -> tuple[Mentor, str | None] | None: ...

    def open_desk_session(self, mentor_id: str, token_hash: str, expires: datetime) -> None: ...

    def desk_session(self, token_hash: str, now: datetime) -> Mentor | None: ...

    def close_desk_session(self, token_hash: str) -> None: ...
