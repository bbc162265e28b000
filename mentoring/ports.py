"""What helping needs from storage; `storage` implements these, `ops` wires them together.

Every method is one transaction unless it says otherwise, and is synchronous: callers in an event loop use a thread.
All times are timezone-aware UTC. An id that does not exist raises `NotFound` (`conversation.ports`) where
nothing sensible can be returned.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from conversation.messages import Draft, Message
from mentoring.cases import Case, Ending, Reason, Urgency
from mentoring.desk import Counts, Filter, LogEntry, Overdue, QueueRow, Reach
from mentoring.hours import Week
from mentoring.keeping import Planned
from mentoring.notices import Notice
from mentoring.people import Mentor, Role


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
    """Cases; every move is checked by `mentoring.cases`, logged, and told to the person in the same transaction.

    `words` is what the person reads of a move. Moves raise `CaseError` when the case's state does not allow them.
    """

    def open_case(self, conversation_id: str, reason: Reason, urgency: Urgency) -> Case:
        """Open a case with notices to the mentors, or return the active one this wish belongs to."""
        ...

    def case(self, case_id: str) -> Case | None:
        """Return a case or None."""
        ...

    def queue(self, wanted: Filter, limit: int = 200) -> Sequence[QueueRow]:
        """Return cases: urgent first, then who waits longest; ended ones newest first."""
        ...

    def counts(self, mentor_id: str) -> Counts:
        """Return how many cases stand under each heading of the desk."""
        ...

    def beside(self, case_id: str) -> Case | None:
        """Return the other active case of the same conversation, or None."""
        ...

    def claim(self, case_id: str, mentor_id: str, words: Draft | None = None) -> Case:
        """Give a waiting case to a mentor; of many at once one wins. One's own case again changes nothing."""
        ...

    def take_over(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Give a case that a colleague holds to this mentor."""
        ...

    def hand_over(self, case_id: str, mentor_id: str, to: str, words: Draft) -> Case:
        """Give one's own case to a colleague."""
        ...

    def give_back(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Put one's own case back in the queue."""
        ...

    def answer(self, case_id: str, mentor_id: str, text: str, client_id: str) -> Message:
        """Say something to the person, once per `client_id`."""
        ...

    def opened_talk(self, case_id: str, mentor_id: str) -> None:
        """Log that a mentor opened the talk of a case."""
        ...

    def mark_read(self, case_id: str, mentor_id: str, seq: int) -> None:
        """Note that the holder of a case has read the talk up to `seq`."""
        ...

    def close(self, case_id: str, mentor_id: str, ending: Ending, words: Draft) -> Case:
        """End one's case with a reason; an urgent one then waits for a second person to look."""
        ...

    def confirm(self, case_id: str, mentor_id: str) -> Case:
        """Note that a second person agrees with the end of an urgent case; the person was told when it ended."""
        ...

    def reopen(self, case_id: str, mentor_id: str, words: Draft) -> Case:
        """Take up again what was closed or ran out."""
        ...

    def log(self, case_id: str) -> Sequence[LogEntry]:
        """Return what happened to a case, oldest first; entries are never changed."""
        ...

    def overdue(self, now: datetime, limit: int = 50) -> Sequence[Overdue]:
        """Return cases that must move by themselves now: their mentor is silent or gone, or nobody writes any more."""
        ...

    def move(self, overdue: Overdue, words: Draft, now: datetime) -> bool:
        """Move an overdue case, when it still is; false when somebody was faster."""
        ...

    def reach(self, now: datetime) -> Reach:
        """Return who can be reached, and when mentors read."""
        ...


class NoticeStore(Protocol):
    """Notices to mentors, planned when a case comes to the queue."""

    def take_due(self, now: datetime, limit: int = 50) -> Sequence[Notice]:
        """Return notices to send now and keep others from sending them for a while.

        Those about cases that need nobody any more are left out.
        """
        ...

    def sent(self, notice_id: str) -> None:
        """Note that a notice went out."""
        ...

    def failed(self, notice_id: str, at: datetime | None, error: str) -> None:
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

    def mentors_at_desk(self, now: datetime) -> Sequence[Mentor]:
        """Return who is signed in now, by name."""
        ...

    def describe(self, mentor_id: str, role: Role, hours: Week | None) -> None:
        """Set what a mentor is for, and their own hours (None: the school's)."""
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
