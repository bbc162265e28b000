"""Opening and ending cases inside a transaction, so that a case and the words about it commit together."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, object_session

from conversation.messages import Route
from mentoring.cases import CaseState, Reason, Urgency
from mentoring.handoff import ends_on_request, higher, route_of
from storage.models import ConversationRow
from storage.models_kept import CaseProfileRow
from storage.models_people import CaseRow, MentorRow, NoticeRow
from storage.records import new_id, now, to_case

ACTIVE_STATES = (CaseState.WAITING.value, CaseState.CLAIMED.value)
NOTICE_WAITING = "waiting"


def active_case(session: Session, conversation_id: str) -> CaseRow | None:
    """The conversation's one active case, if any."""
    query = select(CaseRow).where(CaseRow.conversation_id == conversation_id, CaseRow.state.in_(ACTIVE_STATES))
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


class Casework:
    """Cases of locked conversations. `notice_kinds` are the ways mentors are told ("mail", "telegram")."""

    def __init__(self, notice_kinds: tuple[str, ...]) -> None:
        self.notice_kinds = notice_kinds

    def open(self, session: Session, conversation: ConversationRow, reason: Reason, urgency: Urgency) -> CaseRow:
        """Open a case, or raise the urgency of the active one; mentors are told of what is new."""
        case = active_case(session, conversation.id)
        if case is None:
            case = self._new(session, conversation, reason, urgency)
        elif higher(Urgency(case.urgency), urgency).value != case.urgency:
            case.urgency, case.reason = urgency.value, reason.value
        else:
            return case
        session.flush()
        self._tell(session, case)
        return case

    def _new(self, session: Session, conversation: ConversationRow, reason: Reason, urgency: Urgency) -> CaseRow:
        case = CaseRow(
            id=new_id(),
            conversation_id=conversation.id,
            reason=reason.value,
            urgency=urgency.value,
            state=CaseState.WAITING.value,
            opened_at=now(),
            read_seq=0,
        )
        session.add(case)
        conversation.route = Route.WAITING.value
        return case

    def _tell(self, session: Session, case: CaseRow) -> None:
        for mentor in session.scalars(select(MentorRow).where(MentorRow.active.is_(True))):
            for kind in self.notice_kinds:
                if kind == "telegram" and mentor.telegram_chat is None:
                    continue
                notice = NoticeRow(id=new_id(), case_id=case.id, mentor_id=mentor.id, kind=kind, state=NOTICE_WAITING)
                notice.due_at = now()
                session.add(notice)

    def end_on_request(self, session: Session, conversation: ConversationRow, *, stop: bool) -> None:
        """End the active case because the person wants that, as far as `mentoring.handoff` allows."""
        case = active_case(session, conversation.id)
        if case is not None and ends_on_request(to_case(case), stop=stop):
            self.end(case, conversation, CaseState.CANCELLED)

    def end(self, case: CaseRow, conversation: ConversationRow, state: CaseState) -> None:
        """Put a case away and give the conversation back to the bot; a shared profile is shown to nobody any more."""
        case.state, case.closed_at = state.value, now()
        if (session := object_session(case)) is not None:
            session.execute(delete(CaseProfileRow).where(CaseProfileRow.case_id == case.id))
        conversation.route = route_of(to_case(case)).value
