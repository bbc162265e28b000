"""Cases and notices: the queue, claiming, answering and closing, each one conditional and atomic."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, func, or_, select, update
from sqlalchemy import case as sql_case
from sqlalchemy.orm import Session

from conversation.messages import Channel, Draft, Message, Route, Sender
from conversation.ports import NotFound
from mentoring.cases import Case, CaseError, CaseState, Reason, Urgency
from mentoring.desk import Notice, QueueRow
from mentoring.handoff import check_holder
from storage.casework import NOTICE_WAITING, Casework
from storage.database import Database
from storage.models import ConversationRow, MessageRow
from storage.models_people import CaseRow, MentorRow, NoticeRow
from storage.records import now, to_case, to_mentor, to_messages
from storage.talk import Origin, Talk, lock

ERROR_LENGTH = 200


class SqlCases:
    """Implements `mentoring.ports.CaseStore`."""

    def __init__(self, database: Database, talk: Talk, casework: Casework) -> None:
        self._database = database
        self._talk = talk
        self._casework = casework
        self._cipher = talk.cipher

    def open_case(self, conversation_id: str, reason: Reason, urgency: Urgency) -> Case:
        """Open or raise the conversation's case; see the port."""
        with self._database.write() as session:
            return to_case(self._casework.open(session, lock(session, conversation_id), reason, urgency))

    def case(self, case_id: str) -> Case | None:
        """Return a case or None."""
        with self._database.read() as session:
            row = session.scalars(_by_id(case_id)).one_or_none()
            return to_case(row) if row is not None else None

    def queue(self, states: Sequence[CaseState], limit: int = 200) -> Sequence[QueueRow]:
        """Return cases in these states: urgent first, then the longest waiting."""
        urgent_first = sql_case((CaseRow.urgency == Urgency.URGENT, 0), else_=1)
        query = (
            select(CaseRow, ConversationRow.channel, MentorRow.name, _unread())
            .join(ConversationRow, ConversationRow.id == CaseRow.conversation_id)
            .outerjoin(MentorRow, MentorRow.id == CaseRow.mentor_id)
            .where(CaseRow.state.in_([state.value for state in states]))
            .order_by(urgent_first, CaseRow.ordinal)
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(
                QueueRow(to_case(row), Channel(channel), self._cipher.open(name) if name else None, unread)
                for row, channel, name, unread in session.execute(query)
            )

    def claim(self, case_id: str, mentor_id: str, welcome: Draft | None = None) -> Case:
        """Give a waiting case to the first mentor who asks; see the port."""
        with self._database.write() as session:
            conversation = self._lock(session, case_id)
            waiting = (CaseRow.id == case_id, CaseRow.state == CaseState.WAITING)
            values = {"state": CaseState.CLAIMED.value, "mentor_id": mentor_id, "claimed_at": now()}
            won = cast(CursorResult[Any], session.execute(update(CaseRow).where(*waiting).values(values))).rowcount == 1
            case = to_case(session.scalars(_by_id(case_id)).one())
            if not won:
                check_holder(case, mentor_id)
                return case
            conversation.route = Route.MENTOR.value
            if welcome is not None:
                self._talk.say(session, conversation, [welcome], self._signed(session, mentor_id))
            return case

    def answer(self, case_id: str, mentor_id: str, text: str, client_id: str) -> Message:
        """Say something to the person once; see the port."""
        with self._database.write() as session:
            conversation = self._lock(session, case_id)
            key = hashlib.sha256(f"{mentor_id}\0{client_id}".encode("utf-8", "replace")).hexdigest()
            same = (MessageRow.conversation_id == conversation.id, MessageRow.client_key == key)
            said = session.scalars(select(MessageRow).where(*same)).one_or_none()
            if said is not None:
                return to_messages(session, [said], self._cipher)[0]
            row = self._held(session, case_id, mentor_id)
            origin = self._signed(session, mentor_id, key)
            (message,) = self._talk.say(session, conversation, [Draft(text, Sender.MENTOR)], origin)
            row.read_seq = message.seq
            return message

    def mark_read(self, case_id: str, mentor_id: str, seq: int) -> None:
        """Note how far the holder has read."""
        with self._database.write() as session:
            self._lock(session, case_id)
            row = self._held(session, case_id, mentor_id)
            row.read_seq = max(row.read_seq, seq)

    def close(self, case_id: str, mentor_id: str, farewell: Draft) -> Case:
        """End a case; the bot answers again."""
        with self._database.write() as session:
            conversation = self._lock(session, case_id)
            row = self._held(session, case_id, mentor_id)
            self._casework.end(row, conversation, CaseState.CLOSED)
            self._talk.say(session, conversation, [farewell])
            return to_case(row)

    def due_notices(self, now: datetime, limit: int = 50) -> Sequence[Notice]:
        """Return notices to send now about cases that still need somebody."""
        needed = or_(
            CaseRow.state == CaseState.WAITING,
            (CaseRow.state == CaseState.CLAIMED) & (CaseRow.urgency == Urgency.URGENT),
        )
        query = (
            select(NoticeRow, MentorRow, CaseRow.urgency)
            .join(MentorRow, MentorRow.id == NoticeRow.mentor_id)
            .join(CaseRow, CaseRow.id == NoticeRow.case_id)
            .where(NoticeRow.state == NOTICE_WAITING, NoticeRow.due_at <= now, MentorRow.active.is_(True), needed)
            .order_by(NoticeRow.ordinal)
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(
                Notice(row.id, to_mentor(who, self._cipher), row.case_id, Urgency(urgency), row.kind, row.attempts)
                for row, who, urgency in session.execute(query)
            )

    def notice_sent(self, notice_id: str) -> None:
        """Note that a notice went out."""
        with self._database.write() as session:
            session.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(state="sent", error=None))

    def notice_failed(self, notice_id: str, at: datetime | None, error: str) -> None:
        """Try a notice again at `at`, or never again."""
        values: dict[str, Any] = {"attempts": NoticeRow.attempts + 1, "error": error[:ERROR_LENGTH]}
        values |= {"due_at": at} if at is not None else {"state": "dead"}
        with self._database.write() as session:
            session.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(values))

    def _lock(self, session: Session, case_id: str) -> ConversationRow:
        owner = session.scalars(select(CaseRow.conversation_id).where(CaseRow.id == case_id)).one_or_none()
        if owner is None:
            raise CaseError("the case does not exist")
        return lock(session, owner)

    def _held(self, session: Session, case_id: str, mentor_id: str) -> CaseRow:
        row = session.scalars(_by_id(case_id)).one_or_none()
        check_holder(to_case(row) if row is not None else None, mentor_id)
        return cast(CaseRow, row)

    def _signed(self, session: Session, mentor_id: str, client_key: str | None = None) -> Origin:
        mentor = session.get(MentorRow, mentor_id)
        if mentor is None:
            raise NotFound(f"no mentor {mentor_id}")
        return Origin(client_key=client_key, sender_name=self._cipher.open(mentor.name))


def _by_id(case_id: str) -> Any:
    return select(CaseRow).where(CaseRow.id == case_id).execution_options(populate_existing=True)


def _unread() -> ColumnElement[int]:
    mine = (MessageRow.conversation_id == CaseRow.conversation_id, MessageRow.seq > CaseRow.read_seq)
    query = select(func.count()).where(*mine, MessageRow.sender == Sender.PERSON)
    return query.correlate(CaseRow).scalar_subquery()
