"""Reads cases for the desk, for what must move by itself, and for who can be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Exists, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from conversation.messages import Channel, Sender
from mentoring.cases import ACTIVE, ENDED, HELD, IN_TALK, UNHELD, Case, CaseState, Urgency
from mentoring.desk import Counts, Event, Filter, Heading, LogEntry, Overdue, QueueRow, Reach
from mentoring.handoff import overdue
from storage.casework import Casework
from storage.database import Database
from storage.models import ConversationRow, MessageRow
from storage.models_people import CaseLogRow, CaseRow, DeskSessionRow, MentorRow, NoticeRow
from storage.records import to_case, to_mentor

RECENT = timedelta(days=1)
"""How long a notice that could not be delivered troubles the desk."""


class CaseLists:
    """The reading half of `mentoring.ports.CaseStore`."""

    def __init__(self, database: Database, casework: Casework) -> None:
        self._database, self._casework = database, casework
        self._cipher = casework.cipher

    def case(self, case_id: str) -> Case | None:
        """Return a case or None."""
        with self._database.read() as session:
            row = session.scalars(select(CaseRow).where(CaseRow.id == case_id)).one_or_none()
            return to_case(row) if row is not None else None

    def beside(self, case_id: str) -> Case | None:
        """Return the other active case of the same conversation, or None."""
        owner = select(CaseRow.conversation_id).where(CaseRow.id == case_id).scalar_subquery()
        query = select(CaseRow).where(CaseRow.conversation_id == owner, CaseRow.id != case_id, _in(ACTIVE))
        with self._database.read() as session:
            row = session.scalars(query).first()
            return to_case(row) if row is not None else None

    def queue(self, wanted: Filter, limit: int = 200) -> Sequence[QueueRow]:
        """Return the cases of one list; see the port."""
        ended = wanted.heading is Heading.ENDED
        urgent_first = case((CaseRow.urgency == Urgency.URGENT, 0), else_=1)
        order = (
            (CaseRow.closed_at.desc(),) if ended else (urgent_first, CaseRow.owed_since.is_(None), CaseRow.owed_since)
        )
        query = (
            select(CaseRow, ConversationRow.channel, MentorRow.name, _unread())
            .join(ConversationRow, ConversationRow.id == CaseRow.conversation_id)
            .outerjoin(MentorRow, MentorRow.id == CaseRow.mentor_id)
            .where(_under(wanted.heading, wanted.mentor_id))
            .order_by(*order, CaseRow.ordinal)
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(
                QueueRow(to_case(row), Channel(channel), self._cipher.open(name) if name else None, unread)
                for row, channel, name, unread in session.execute(query)
            )

    def counts(self, mentor_id: str) -> Counts:
        """Return how many cases stand under each heading."""
        sums = [func.count(case((_under(heading, mentor_id), 1))) for heading in Heading]
        with self._database.read() as session:
            found = session.execute(select(*sums)).one()
            return dict(zip(Heading, found, strict=True))

    def log(self, case_id: str) -> Sequence[LogEntry]:
        """Return what happened to a case, oldest first."""
        query = (
            select(CaseLogRow, MentorRow.name)
            .outerjoin(MentorRow, MentorRow.id == CaseLogRow.actor)
            .where(CaseLogRow.case_id == case_id)
            .order_by(CaseLogRow.ordinal)
        )
        with self._database.read() as session:
            return tuple(
                LogEntry(
                    Event(row.event),
                    CaseState(row.state),
                    row.at,
                    self._cipher.open(name) if name else None,
                    row.detail,
                )
                for row, name in session.execute(query)
            )

    def overdue(self, now: datetime, limit: int = 50) -> Sequence[Overdue]:
        """Return cases that must move by themselves now."""
        quiet = and_(CaseRow.urgency == Urgency.NORMAL, _in(ACTIVE), CaseRow.since <= now - timedelta(days=1))
        query = (
            select(CaseRow, MentorRow.name, present(now))
            .outerjoin(MentorRow, MentorRow.id == CaseRow.mentor_id)
            .where(or_(_in(IN_TALK), quiet))
            .order_by(CaseRow.since)
        )
        found: list[Overdue] = []
        with self._database.read() as session:
            for row, name, here in session.execute(query):
                cause = overdue(to_case(row), now, self._casework.hours, present=bool(here))
                if cause is not None and len(found) < limit:
                    found.append(Overdue(to_case(row), cause, self._cipher.open(name) if name else ""))
        return tuple(found)

    def reach(self, now: datetime) -> Reach:
        """Return who can be reached, and when mentors read."""
        with self._database.read() as session:
            return reach(session, self._casework, now)


def reach(session: Session, casework: Casework, moment: datetime) -> Reach:
    """Who can be reached, inside a transaction."""
    rows = session.scalars(select(MentorRow).where(MentorRow.active.is_(True))).all()
    mentors = [to_mentor(row, casework.cipher) for row in rows]
    kinds = set(casework.notice_kinds)
    told = [one for one in mentors if "mail" in kinds or ("telegram" in kinds and one.telegram_chat is not None)]
    weeks = {mentor.hours for mentor in mentors}
    dead = select(NoticeRow.mentor_id).where(NoticeRow.state == "dead", NoticeRow.due_at >= moment - RECENT)
    troubled = set(session.scalars(dead))
    return Reach(
        mentors=len(mentors),
        reachable=len(told),
        hours=tuple(casework.hours.with_week(week) for week in weeks),
        troubled=tuple(sorted(mentor.name for mentor in mentors if mentor.id in troubled)),
    )


def present(moment: datetime) -> Exists:
    """Whether the mentor of a case is signed in at the desk and may be."""
    signed_in = (DeskSessionRow.mentor_id == CaseRow.mentor_id, DeskSessionRow.expires_at > moment)
    allowed = exists().where(MentorRow.id == CaseRow.mentor_id, MentorRow.active.is_(True)).correlate(CaseRow)
    return exists().where(*signed_in, allowed).correlate(CaseRow)


def _under(heading: Heading, mentor_id: str) -> ColumnElement[bool]:
    match heading:
        case Heading.MINE:
            return and_(_in(HELD), CaseRow.mentor_id == mentor_id)
        case Heading.UNASSIGNED:
            return _in(UNHELD)
        case Heading.URGENT:
            return and_(_in(ACTIVE), CaseRow.urgency == Urgency.URGENT)
        case Heading.REVIEW:
            return CaseRow.state == CaseState.REVIEW
        case Heading.ALL:
            return _in(ACTIVE)
        case Heading.ENDED:
            return _in(ENDED)


def _in(states: Any) -> ColumnElement[bool]:
    return CaseRow.state.in_([state.value for state in states])


def _unread() -> ColumnElement[int]:
    mine = (MessageRow.conversation_id == CaseRow.conversation_id, MessageRow.seq > CaseRow.read_seq)
    query = select(func.count()).where(*mine, MessageRow.sender == Sender.PERSON)
    return query.correlate(CaseRow).scalar_subquery()
