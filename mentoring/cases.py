"""A case is one person asking for a human: where it stands, and the only ways it may move."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands.

    Handing over and giving back are moves, not places: they lead to `CLAIMED` of another mentor, and to `OPEN`.
    """

    OPEN = "open"  # nobody was told yet
    NOTIFIED = "notified"  # a notice to a mentor went out
    CLAIMED = "claimed"  # a mentor reads it and owes the first answer
    ANSWERED = "answered"  # in talk, and the person spoke last: the mentor owes an answer
    AWAITING = "awaiting"  # in talk, and the mentor spoke last: it waits for the person
    PAUSED = "paused"  # the mentor answered and left: the computer speaks, nothing is owed
    REVIEW = "review"  # an urgent case that its mentor ended; a second person must look
    CLOSED = "closed"
    EXPIRED = "expired"  # nobody answered, or nobody wrote any more, for days
    CANCELLED = "cancelled"  # withdrawn by the person


UNHELD = frozenset({CaseState.OPEN, CaseState.NOTIFIED})
IN_TALK = frozenset({CaseState.CLAIMED, CaseState.ANSWERED, CaseState.AWAITING})
"""A mentor is there: what the person writes goes to them, and the computer is silent."""
HELD = IN_TALK | {CaseState.PAUSED}
OWED = UNHELD | {CaseState.CLAIMED, CaseState.ANSWERED}
"""The person waits for a human's word."""
ACTIVE = UNHELD | HELD | {CaseState.REVIEW}
ENDED = frozenset(CaseState) - ACTIVE


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


class Ending(StrEnum):
    """Why a mentor closed a case; worded in the desk's own strings."""

    ANSWERED = "answered"
    REFERRED = "referred"
    HELP_ARRANGED = "help_arranged"
    NO_REACTION = "no_reaction"
    NOT_NEEDED = "not_needed"


class CaseError(Exception):
    """A move a case does not allow: claiming what another mentor holds, closing what one does not hold."""


@dataclass(frozen=True)
class Case:
    """One case. A conversation has at most one active case of each urgency: danger stands beside a question.

    `since` is when the present state began, `owed_since` since when the person waits for a human's word (None: nobody
    owes one). `round` counts how often the case came to the queue; every round tells the mentors anew.
    """

    id: str
    conversation_id: str
    reason: Reason
    urgency: Urgency
    state: CaseState
    opened_at: datetime
    since: datetime
    owed_since: datetime | None = None
    mentor_id: str | None = None
    claimed_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    ended_by: str | None = None
    reviewed_by: str | None = None
    round: int = 1

    @property
    def active(self) -> bool:
        """True until it ended; an urgent case also while a second person must look."""
        return self.state in ACTIVE

    @property
    def urgent(self) -> bool:
        """Whether it came from the safety screen."""
        return self.urgency is Urgency.URGENT

    def at(self, state: CaseState, moment: datetime) -> "Case":
        """The same case in another state from `moment` on."""
        return replace(self, state=state, since=moment)


def opened(case_id: str, conversation_id: str, reason: Reason, urgency: Urgency, at: datetime) -> Case:
    """A new case that nobody was told about yet."""
    return Case(case_id, conversation_id, reason, urgency, CaseState.OPEN, at, at, owed_since=at)


def notified(case: Case, at: datetime) -> Case:
    """A notice went out; only an open case shows that."""
    return case.at(CaseState.NOTIFIED, at) if case.state is CaseState.OPEN else case


def claim(case: Case, mentor_id: str, at: datetime) -> Case:
    """Take a case that nobody holds. One's own again changes nothing."""
    if case.mentor_id == mentor_id and case.state in HELD:
        return case
    if case.state in HELD:
        raise CaseError("another mentor holds the case")
    _must_be(case, UNHELD)
    return _taken(case, mentor_id, at)


def take_over(case: Case, mentor_id: str, at: datetime) -> Case:
    """Take a case from the colleague who holds it; the first word is owed anew."""
    if case.mentor_id == mentor_id:
        raise CaseError("one's own case cannot be taken over")
    _must_be(case, HELD)
    return _taken(case, mentor_id, at)


def hand_over(case: Case, mentor_id: str, to: str, at: datetime) -> Case:
    """Give one's case to a colleague."""
    check_holder(case, mentor_id)
    if to == mentor_id:
        raise CaseError("a case cannot be handed to its holder")
    return _taken(case, to, at)


def answer(case: Case, mentor_id: str, at: datetime) -> Case:
    """The holder said something: now it is the person's turn."""
    check_holder(case, mentor_id)
    return replace(case.at(CaseState.AWAITING, at), owed_since=None, answered_at=at)


def heard(case: Case, at: datetime) -> Case:
    """The person wrote while a mentor is in talk with them: an answer is owed."""
    if case.state is not CaseState.AWAITING:
        return case
    return replace(case.at(CaseState.ANSWERED, at), owed_since=at)


def asked_again(case: Case, at: datetime) -> Case:
    """The person asks for a human again; a case without anybody in talk comes back to the queue."""
    if case.state in (CaseState.PAUSED, CaseState.REVIEW):
        return replace(give_back(case, at), answered_at=None, ending=None, ended_by=None)
    return case


def give_back(case: Case, at: datetime) -> Case:
    """Back to the queue, for everybody: its mentor was silent, left, or gives it back."""
    _must_be(case, HELD | {CaseState.REVIEW})
    back = replace(case.at(CaseState.OPEN, at), mentor_id=None, claimed_at=None, round=case.round + 1)
    return replace(back, owed_since=case.owed_since or at)


def pause(case: Case, at: datetime) -> Case:
    """The mentor left after answering: the case stays theirs, and the computer speaks again. Never an urgent case."""
    _must_be(case, frozenset({CaseState.AWAITING}))
    if case.urgent:
        raise CaseError("an urgent case cannot be paused")
    return case.at(CaseState.PAUSED, at)


def close(case: Case, mentor_id: str, ending: Ending, at: datetime, *, second_look: bool = True) -> Case:
    """End one's case.

    An urgent case ends only after an answer that is the last word, and then waits for a second person unless
    `second_look` is false (a school with one mentor).
    """
    check_holder(case, mentor_id)
    if case.urgent and case.state is not CaseState.AWAITING:
        raise CaseError("an urgent case needs an answer to the person first")
    ended = replace(case, ending=ending, ended_by=mentor_id, owed_since=None)
    if case.urgent and second_look:
        return ended.at(CaseState.REVIEW, at)
    return replace(ended.at(CaseState.CLOSED, at), closed_at=at)


def confirm(case: Case, mentor_id: str, at: datetime) -> Case:
    """A second person looked, and agrees that the urgent case is over."""
    _must_be(case, frozenset({CaseState.REVIEW}))
    if case.ended_by == mentor_id:
        raise CaseError("whoever ended the case cannot be the second to look")
    return replace(case.at(CaseState.CLOSED, at), reviewed_by=mentor_id, closed_at=at)


def reopen(case: Case, mentor_id: str, at: datetime) -> Case:
    """Take up again what was closed or ran out; not what the person withdrew."""
    _must_be(case, frozenset({CaseState.REVIEW, CaseState.CLOSED, CaseState.EXPIRED}))
    bare = replace(case, answered_at=None, closed_at=None, ending=None, ended_by=None, reviewed_by=None)
    return _taken(bare, mentor_id, at)


def cancel(case: Case, at: datetime, *, stop: bool) -> Case:
    """Withdraw by the person's own wish; returned unchanged where that wish does not end it.

    "Never mind" ends a case unless a mentor is in talk; `stop` also ends a talk. An urgent case stays: a person must
    look at it.
    """
    ends = case.active and not case.urgent and (stop or case.state not in IN_TALK)
    return replace(case.at(CaseState.CANCELLED, at), owed_since=None, closed_at=at) if ends else case


def expire(case: Case, at: datetime) -> Case:
    """End a case that went quiet for days. Never an urgent one."""
    _must_be(case, ACTIVE)
    if case.urgent:
        raise CaseError("an urgent case does not run out")
    return replace(case.at(CaseState.EXPIRED, at), owed_since=None, closed_at=at)


def check_holder(case: Case | None, mentor_id: str) -> None:
    """Raise `CaseError` unless this mentor holds the case now."""
    if case is None:
        raise CaseError("the case does not exist")
    _must_be(case, HELD)
    if case.mentor_id != mentor_id:
        raise CaseError("another mentor holds the case")


def _taken(case: Case, mentor_id: str, at: datetime) -> Case:
    owed = case.owed_since or at
    return replace(case.at(CaseState.CLAIMED, at), mentor_id=mentor_id, claimed_at=at, owed_since=owed)


def _must_be(case: Case, states: Collection[CaseState]) -> None:
    if case.state not in states:
        raise CaseError(f"the case is {case.state.value}, which does not allow this")
