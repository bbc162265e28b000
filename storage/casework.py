"""Moves cases inside a transaction, so that a case, its log, its notices and the words about it commit together."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conversation.messages import Route
from mentoring.cases import (
    ACTIVE,
    IN_TALK,
    UNHELD,
    Case,
    CaseState,
    Reason,
    Urgency,
    asked_again,
    cancel,
    heard,
    opened,
)
from mentoring.desk import Event
from mentoring.handoff import route_of
from mentoring.hours import Hours
from mentoring.notices import PlannedNotice, plan
from storage.cipher import Cipher
from storage.models import ConversationRow
from storage.models_kept import CaseProfileRow
from storage.models_people import CaseLogRow, CaseRow, MentorRow, NoticeRow
from storage.records import new_id, now, to_case, to_mentor, write_case

ACTIVE_STATES = tuple(state.value for state in ACTIVE)
NOTICE_WAITING = "waiting"


def active_cases(session: Session, conversation_id: str) -> list[CaseRow]:
    """The conversation's active cases, at most one of each urgency: the urgent one first."""
    query = select(CaseRow).where(CaseRow.conversation_id == conversation_id, CaseRow.state.in_(ACTIVE_STATES))
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    return sorted(rows, key=lambda row: row.urgency != Urgency.URGENT)


def active_case(session: Session, conversation_id: str) -> CaseRow | None:
    """The active case a mentor most needs to see, if any."""
    return next(iter(active_cases(session, conversation_id)), None)


@dataclass(frozen=True)
class Standing:
    """How the cases of a conversation stand; see `conversation.inbox.Arrival` for the fields."""

    urgent: bool
    asked: bool
    adding: bool


def standing(session: Session, conversation_id: str) -> Standing:
    """What routing needs to know of a conversation's cases."""
    rows = active_cases(session, conversation_id)
    return Standing(
        # Its mentor answered and ended it: that a colleague looks once more is no reason to keep the person waiting.
        urgent=any(row.urgency == Urgency.URGENT and row.state != CaseState.REVIEW for row in rows),
        asked=any(row.urgency == Urgency.NORMAL and row.state not in IN_TALK for row in rows),
        adding=any(row.adding for row in rows),
    )


class Casework:
    """Cases of locked conversations. `notice_kinds` are the ways mentors are told; `hours` are the school's."""

    def __init__(self, cipher: Cipher, notice_kinds: tuple[str, ...], hours: Hours, *, second_look: bool) -> None:
        self.cipher = cipher
        self.notice_kinds, self.hours, self.second_look = notice_kinds, hours, second_look

    def open(self, session: Session, conversation: ConversationRow, reason: Reason, urgency: Urgency) -> CaseRow:
        """Open a case beside what is active, or return the active one this wish belongs to.

        A wish for a person belongs to an urgent case that somebody still answers; danger never belongs to an ordinary
        case, whose mentor may not look.
        """
        rows = active_cases(session, conversation.id)
        row = next((row for row in rows if row.urgency == urgency or _answering(row)), None)
        if row is not None:
            self.move(session, row, conversation, asked_again(to_case(row), now()), Event.ASKED_AGAIN)
            return row
        case = opened(new_id(), conversation.id, reason, urgency, now())
        row = CaseRow(id=case.id, conversation_id=conversation.id, reason=reason.value, urgency=urgency.value)
        row.opened_at, row.read_seq = case.opened_at, 0
        write_case(row, case)
        session.add(row)
        self._settle(session, conversation, case, Event.OPENED)
        self._tell(session, case)
        return row

    def move(
        self,
        session: Session,
        row: CaseRow,
        conversation: ConversationRow,
        after: Case,
        event: Event,
        actor: str | None = None,
        detail: str | None = None,
    ) -> Case:
        """Store a case as it is after a move; nothing happens when the move changed nothing."""
        before = to_case(row)
        if after == before:
            return before
        write_case(row, after)
        if after.state not in UNHELD:
            row.adding = False
        if not after.active:
            session.execute(delete(CaseProfileRow).where(CaseProfileRow.case_id == row.id))
        self._settle(session, conversation, after, event, actor, detail)
        if after.round != before.round:
            self._tell(session, after)
        return after

    def heard(self, session: Session, conversation: ConversationRow) -> None:
        """The person wrote: a mentor in talk with them owes an answer, and what was to be added was added."""
        for row in active_cases(session, conversation.id):
            row.adding = False
            write_case(row, heard(to_case(row), now()))

    def end_on_request(self, session: Session, conversation: ConversationRow, *, stop: bool) -> None:
        """End cases because the person wants that, as far as `mentoring.cases.cancel` allows."""
        for row in active_cases(session, conversation.id):
            self.move(session, row, conversation, cancel(to_case(row), now(), stop=stop), Event.CANCELLED)

    def expect_more(self, session: Session, conversation: ConversationRow) -> None:
        """What the person types next is meant for the mentors who will read the waiting case."""
        for row in active_cases(session, conversation.id):
            row.adding = row.state in UNHELD

    def note(
        self, session: Session, case: Case, event: Event, actor: str | None = None, detail: str | None = None
    ) -> None:
        """Write a line of the log."""
        line = CaseLogRow(case_id=case.id, event=event.value, state=case.state.value, at=now())
        line.actor, line.detail = actor, detail
        session.add(line)

    def _settle(
        self,
        session: Session,
        conversation: ConversationRow,
        case: Case,
        event: Event,
        actor: str | None = None,
        detail: str | None = None,
    ) -> None:
        self.note(session, case, event, actor, detail)
        session.flush()
        rows = active_cases(session, conversation.id)
        conversation.route = route_of(to_case(row) for row in rows).value

    def _tell(self, session: Session, case: Case) -> None:
        mentors = tuple(to_mentor(row, self.cipher) for row in session.scalars(select(MentorRow)))
        for planned in plan(case, mentors, self.hours):
            for kind in self.notice_kinds:
                if kind != "telegram" or planned.mentor.telegram_chat is not None:
                    session.add(_notice(case, planned, kind))


def _answering(row: CaseRow) -> bool:
    return row.urgency == Urgency.URGENT and row.state in UNHELD | IN_TALK


def _notice(case: Case, planned: PlannedNotice, kind: str) -> NoticeRow:
    row = NoticeRow(id=new_id(), case_id=case.id, mentor_id=planned.mentor.id, kind=kind, state=NOTICE_WAITING)
    row.due_at, row.step, row.round, row.attempts = planned.at, planned.step.value, case.round, 0
    return row


def holder_name(session: Session, conversation: ConversationRow, cipher: Cipher) -> str | None:
    """The name of the mentor in talk with the person, if any; of two the one of the urgent case."""
    if conversation.route != Route.MENTOR:
        return None
    holders = (row.mentor_id for row in active_cases(session, conversation.id) if row.state in IN_TALK)
    mentor = session.get(MentorRow, next(holders, None) or "")
    return cipher.open(mentor.name) if mentor is not None else None
