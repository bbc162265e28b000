"""What the rooms around need from storage; `storage` implements these, `ops` wires them together.

Every method is one transaction unless it says otherwise, and is synchronous: callers in an event loop use a thread.
All times are timezone-aware UTC. An id that does not exist raises `NotFound` where nothing sensible can be returned.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from mentoring.cases import Case, CaseState, Mentor, Reason, Urgency
from mentoring.conversations import Channel, Conversation, Draft, Effect, Incoming, Message
from mentoring.desk import Notice, QueueRow
from mentoring.inbox import Accepted, Arrival, Decision, Delivery, Pending, PressedButton
from mentoring.keeping import Planned

__all__ = [
    "Accepted",
    "Arrival",
    "CaseStore",
    "ConversationStore",
    "Decision",
    "Delivery",
    "InboxStore",
    "KeepingStore",
    "MentorExists",
    "MentorStore",
    "NotFound",
    "Notice",
    "OutboxStore",
    "Pending",
    "PressedButton",
    "QueueRow",
    "TurnStore",
]


class NotFound(LookupError):
    """The named conversation, message, case or delivery is not stored (or no longer)."""


class MentorExists(ValueError):
    """A mentor with this e-mail address has an account already."""


class ConversationStore(Protocol):
    """Who talks with us, and the talk so far."""

    def open_web_session(self, token_hash: str) -> Conversation:
        """Begin a conversation on the web; `token_hash` is the hash of the session token the server minted."""
        ...

    def web_session(self, token_hash: str) -> Conversation | None:
        """Return the conversation of a session token's hash, or None for a made-up one."""
        ...

    def find(self, channel: Channel, address: str) -> Conversation | None:
        """Return the conversation of a channel's own address, or None."""
        ...

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Return a conversation with its present route, or None."""
        ...

    def replies_to(self, inbound_id: str) -> Sequence[Message]:
        """Return what was said in answer to one incoming message so far, oldest first."""
        ...

    def messages_after(self, conversation_id: str, after_seq: int = 0, limit: int = 200) -> Sequence[Message]:
        """Return the talk after `after_seq`, oldest first, the person's own words included."""
        ...

    def erase(self, conversation_id: str) -> None:
        """Erase a conversation and everything about it: talk, inbox, outbox, buttons, cases, sessions."""
        ...


class InboxStore(Protocol):
    """Takes received messages in."""

    def accept(self, incoming: Incoming, decide: Callable[[Arrival], Decision]) -> Accepted:
        """Store a message with everything decided about it, once.

        `decide` is pure and quick; it runs inside the transaction and is not called for a redelivery. The first message
        from an address begins a conversation, except on the web: there an unknown address raises `NotFound`.
        """
        ...


class TurnStore(Protocol):
    """Messages that wait for the engine, until the end of their turn."""

    def waiting(self, conversation_id: str) -> Sequence[Pending]:
        """Return the messages of a conversation that still wait for their turn, oldest first, due or not."""
        ...

    def conversations_with_pending(self) -> Sequence[str]:
        """Return the ids of conversations in which a message waits: what a restarted worker picks up."""
        ...

    def finish(self, inbound_id: str, replies: Sequence[Draft], effects: Sequence[Effect] = ()) -> Sequence[Message]:
        """Commit a turn: its replies, their way out, its effects, and that it is done.

        A turn that was finished before changes nothing and returns what was stored then. Replies are dropped when a
        mentor has claimed the conversation meanwhile: the bot is silent there.
        """
        ...

    def defer(self, waiting: Sequence[Pending], until: datetime, first: Draft, again: Draft, *, failed: bool) -> None:
        """Let these messages of one conversation wait until `until`; what came in meanwhile is not touched.

        The person hears `first` once, and `again` once for what was written later. `failed` counts an attempt.
        """
        ...

    def give_up(self, waiting: Sequence[Pending], reply: Draft, effects: Sequence[Effect]) -> None:
        """End the waiting of these messages of one conversation with one reply and effects (a case)."""
        ...


class OutboxStore(Protocol):
    """Messages on their way out through channels that push."""

    def due_deliveries(self, now: datetime, limit: int = 50) -> Sequence[Delivery]:
        """Return the next delivery of each conversation that is due; a later one waits for an earlier one."""
        ...

    def delivered(self, delivery_id: str) -> None:
        """Note that the channel took the message."""
        ...

    def retry(self, delivery_id: str, at: datetime, error: str) -> None:
        """Try again at `at`; `error` names the kind of failure, never content."""
        ...

    def undeliverable(self, delivery_id: str, error: str) -> None:
        """Stop trying; the desk shows the message as not delivered."""
        ...


class KeepingStore(Protocol):
    """What people asked to keep, to share and to be told later; the wishes themselves are effects of turns."""

    def due_planned(self, now: datetime, limit: int = 50) -> Sequence[Planned]:
        """Return what is to be said now, oldest first; a talk that a mentor holds is left alone."""
        ...

    def say_planned(self, planned_id: str, draft: Draft) -> bool:
        """Say it once and forget that it was planned; false when it was said or taken back, or contact was ended."""
        ...

    def postpone(self, planned_id: str, until: datetime) -> None:
        """Say it later."""
        ...

    def shared_profile(self, case_id: str) -> Mapping[str, Any] | None:
        """Return the profile the person shares with the mentor of a case, or None."""
        ...

    def kept(self, conversation_id: str) -> Mapping[str, Any]:
        """Return everything kept for one conversation: profile, what a mentor sees, family link, planned messages."""
        ...


class CaseStore(Protocol):
    """Cases and notices about them."""

    def open_case(self, conversation_id: str, reason: Reason, urgency: Urgency) -> Case:
        """Open a case with notices to the mentors; an active one is returned, raised when `urgency` is higher."""
        ...

    def case(self, case_id: str) -> Case | None:
        """Return a case or None."""
        ...

    def queue(self, states: Sequence[CaseState], limit: int = 200) -> Sequence[QueueRow]:
        """Return cases in these states: urgent first, then the longest waiting."""
        ...

    def claim(self, case_id: str, mentor_id: str, welcome: Draft | None = None) -> Case:
        """Give a waiting case to a mentor; the bot goes silent and the person reads `welcome`.

        Claiming one's own case again changes nothing. Raises `CaseError` when another was first or the case is over.
        """
        ...

    def answer(self, case_id: str, mentor_id: str, text: str, client_id: str) -> Message:
        """Say something to the person, once per `client_id`. Raises `CaseError` if not one's case."""
        ...

    def mark_read(self, case_id: str, mentor_id: str, seq: int) -> None:
        """Note that the holder of a case has read the talk up to `seq`. Raises `CaseError` if not one's case."""
        ...

    def close(self, case_id: str, mentor_id: str, farewell: Draft) -> Case:
        """End a case; the person reads `farewell` and the bot answers again. Raises `CaseError` if not one's case."""
        ...

    def due_notices(self, now: datetime, limit: int = 50) -> Sequence[Notice]:
        """Return notices to send now, oldest first; those about cases that need nobody any more are left out."""
        ...

    def notice_sent(self, notice_id: str) -> None:
        """Note that a notice went out."""
        ...

    def notice_failed(self, notice_id: str, at: datetime | None, error: str) -> None:
        """Try a notice again at `at`, or never again when None; `error` names the kind of failure, never content."""
        ...


class MentorStore(Protocol):
    """Accounts of mentors and their signed-in sessions; secrets are stored only as hashes."""

    def add_mentor(self, name: str, email: str, link_hash: str, link_expires: datetime) -> Mentor:
        """Make an account with a one-time link. Raises `MentorExists` when the e-mail address is taken."""
        ...

    def renew_link(self, email: str, link_hash: str, link_expires: datetime) -> Mentor | None:
        """Give an account a new one-time link, for a forgotten password; None when there is no such account."""
        ...

    def mentor_by_link(self, link_hash: str, now: datetime) -> Mentor | None:
        """Return whose unused, unexpired link this is, or None. Looking does not use it up."""
        ...

    def redeem_link(self, link_hash: str, now: datetime, password_hash: str) -> Mentor | None:
        """Use a one-time link up to set a password; ends that mentor's sessions. None when used, expired or unknown."""
        ...

    def mentor_by_email(self, email: str) -> tuple[Mentor, str | None] | None:
        """Return an active mentor and the stored password hash (None before the link was used), or None."""
        ...

    def mentors(self) -> Sequence[Mentor]:
        """Return all accounts by name."""
        ...

    def link_telegram(self, mentor_id: str, chat: str | None) -> None:
        """Set or remove the Telegram chat that gets a mentor's notices."""
        ...

    def open_desk_session(self, mentor_id: str, token_hash: str, expires: datetime) -> None:
        """Sign a mentor in until `expires`."""
        ...

    def desk_session(self, token_hash: str, now: datetime) -> Mentor | None:
        """Return who is signed in with this token's hash, or None."""
        ...

    def close_desk_session(self, token_hash: str) -> None:
        """Sign out."""
        ...
