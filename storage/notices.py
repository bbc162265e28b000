"""Hands notices to mentors out, each to one sender at a time, and notes what became of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update

from mentoring.cases import UNHELD, Urgency, notified
from mentoring.notices import Notice, Step
from storage.casework import NOTICE_WAITING
from storage.cipher import Cipher
from storage.database import Database
from storage.models_people import CaseRow, MentorRow, NoticeRow
from storage.records import now, to_case, to_mentor, write_case

ERROR_LENGTH = 200
LEASE = timedelta(minutes=2)
"""Longer than any way of sending waits: a sender that died in between is followed by another after this."""


class SqlNotices:
    """Implements `mentoring.ports.NoticeStore`."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database, self._cipher = database, cipher

    def take_due(self, now: datetime, limit: int = 50) -> Sequence[Notice]:
        """Return notices to send now, and keep them from other senders for a while."""
        free = or_(NoticeRow.taken_until.is_(None), NoticeRow.taken_until <= now)
        needed = (CaseRow.state.in_([state.value for state in UNHELD]), CaseRow.round == NoticeRow.round)
        query = (
            select(NoticeRow, MentorRow, CaseRow.urgency)
            .join(MentorRow, MentorRow.id == NoticeRow.mentor_id)
            .join(CaseRow, CaseRow.id == NoticeRow.case_id)
            .where(
                NoticeRow.state == NOTICE_WAITING, NoticeRow.due_at <= now, free, MentorRow.active.is_(True), *needed
            )
            .order_by(NoticeRow.ordinal)
            .limit(limit)
            .with_for_update(of=NoticeRow, skip_locked=True)
        )
        found: list[Notice] = []
        with self._database.write() as session:
            for row, who, urgency in session.execute(query):
                row.taken_until = now + LEASE
                mentor, step = to_mentor(who, self._cipher), Step(row.step)
                found.append(Notice(row.id, mentor, row.case_id, Urgency(urgency), step, row.kind, row.attempts))
        return tuple(found)

    def sent(self, notice_id: str) -> None:
        """Note that a notice went out; its case shows that somebody was told."""
        with self._database.write() as session:
            about = select(NoticeRow.case_id).where(NoticeRow.id == notice_id).scalar_subquery()
            case = session.scalars(select(CaseRow).where(CaseRow.id == about).with_for_update()).one_or_none()
            if case is None:
                return  # erased meanwhile
            row = session.scalars(select(NoticeRow).where(NoticeRow.id == notice_id)).one()
            row.state, row.error = "sent", None
            if case.round == row.round:
                write_case(case, notified(to_case(case), now()))

    def failed(self, notice_id: str, at: datetime | None, error: str) -> None:
        """Try a notice again at `at`, or never again."""
        values: dict[str, Any] = {
            "attempts": NoticeRow.attempts + 1,
            "error": error[:ERROR_LENGTH],
            "taken_until": None,
        }
        values |= {"due_at": at} if at is not None else {"state": "dead"}
        with self._database.write() as session:
            session.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(values))
