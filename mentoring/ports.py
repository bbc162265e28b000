"""What helping needs from storage; `storage` implements these, `ops` wires them together.

Every method is one transaction unless it says otherwise, and is synchronous: callers in an event loop use a thread.
All times are timezone-aware UTC. An id that does not exist raises `NotFound` (`conversation.ports`) where
nothing sensible can be returned.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from conversation.messages import Draft, Message
from mentoring.cases import Case, CaseState, Mentor, Reason, Urgency
from mentoring.desk import Notice, QueueRow
from mentoring.keeping import Planned


class MentorExists(ValueError):
    """A mentor with this e-mail address has an account already."""


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
