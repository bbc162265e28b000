"""Accounts of mentors: one-time links, passwords and sessions, all kept as hashes only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from conversation.ports import NotFound
from mentoring.hours import Week, show_week
from mentoring.people import Mentor, Role
from mentoring.ports import MentorExists
from storage.cipher import Cipher
from storage.database import Database
from storage.models_people import DeskSessionRow, MentorRow
from storage.records import new_id, now, to_mentor


class SqlMentors:
    """Implements `mentoring.ports.MentorStore`."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher

    def add_mentor(self, name: str, email: str, link_hash: str, link_expires: datetime) -> Mentor:
        """Make an account with a one-time link."""
        if self._by_email_exists(email):
            raise MentorExists("there is a mentor with this e-mail address already")
        row = MentorRow(
            id=new_id(),
            name=self._cipher.seal(name),
            email_key=self._cipher.index("mentor", _same_case(email)),
            email=self._cipher.seal(email.strip()),
            active=True,
            link_hash=link_hash,
            link_expires=link_expires,
            created_at=now(),
            role=Role.MENTOR.value,
        )
        try:
            with self._database.write() as session:
                session.add(row)
                session.flush()
                return to_mentor(row, self._cipher)
        except IntegrityError:
            raise MentorExists("there is a mentor with this e-mail address already") from None

    def _by_email_exists(self, email: str) -> bool:
        with self._database.read() as session:
            return self._find(session, email) is not None

    def renew_link(self, email: str, link_hash: str, link_expires: datetime) -> Mentor | None:
        """Give an account a new one-time link."""
        with self._database.write() as session:
            row = self._find(session, email)
            if row is None:
                return None
            row.link_hash, row.link_expires = link_hash, link_expires
            return to_mentor(row, self._cipher)

    def mentor_by_link(self, link_hash: str, now: datetime) -> Mentor | None:
        """Return whose valid link this is, without using it up."""
        with self._database.read() as session:
            row = _by_link(session, link_hash, now)
            return to_mentor(row, self._cipher) if row is not None else None

    def redeem_link(self, link_hash: str, now: datetime, password_hash: str) -> Mentor | None:
        """Use a link up to set a password; sessions of before end."""
        with self._database.write() as session:
            row = _by_link(session, link_hash, now, locking=True)
            if row is None:
                return None
            row.password_hash, row.link_hash, row.link_expires = password_hash, None, None
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.mentor_id == row.id))
            return to_mentor(row, self._cipher)

    def mentor_by_email(self, email: str) -> tuple[Mentor, str | None] | None:
        """Return an active mentor and the stored password hash, or None."""
        with self._database.read() as session:
            row = self._find(session, email)
            return (to_mentor(row, self._cipher), row.password_hash) if row is not None and row.active else None

    def mentors(self) -> Sequence[Mentor]:
        """Return all accounts by name."""
        with self._database.read() as session:
            found = [to_mentor(row, self._cipher) for row in session.scalars(select(MentorRow))]
            return tuple(sorted(found, key=lambda mentor: mentor.name.casefold()))

    def mentors_at_desk(self, now: datetime) -> Sequence[Mentor]:
        """Return who is signed in now, by name."""
        here = select(DeskSessionRow.mentor_id).where(DeskSessionRow.expires_at > now)
        query = select(MentorRow).where(MentorRow.active.is_(True), MentorRow.id.in_(here))
        with self._database.read() as session:
            found = [to_mentor(row, self._cipher) for row in session.scalars(query)]
            return tuple(sorted(found, key=lambda mentor: mentor.name.casefold()))

    def describe(self, mentor_id: str, role: Role, hours: Week | None) -> None:
        """Set what a mentor is for, and their own hours."""
        with self._database.write() as session:
            row = session.get(MentorRow, mentor_id)
            if row is None:
                raise NotFound(f"no mentor {mentor_id}")
            row.role, row.hours = role.value, show_week(hours) if hours is not None else None

    def link_telegram(self, mentor_id: str, chat: str | None) -> None:
        """Set or remove the Telegram chat for notices."""
        with self._database.write() as session:
            row = session.get(MentorRow, mentor_id)
            if row is None:
                raise NotFound(f"no mentor {mentor_id}")
            row.telegram_chat = self._cipher.seal(chat) if chat is not None else None

    def open_desk_session(self, mentor_id: str, token_hash: str, expires: datetime) -> None:
        """Sign a mentor in, and clear away sessions that ran out."""
        with self._database.write() as session:
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.expires_at <= now()))
            session.add(DeskSessionRow(token_hash=token_hash, mentor_id=mentor_id, expires_at=expires))

    def desk_session(self, token_hash: str, now: datetime) -> Mentor | None:
        """Return who is signed in, or None."""
        valid = (DeskSessionRow.token_hash == token_hash, DeskSessionRow.expires_at > now, MentorRow.active.is_(True))
        query = select(MentorRow).join(DeskSessionRow, DeskSessionRow.mentor_id == MentorRow.id).where(*valid)
        with self._database.read() as session:
            row = session.scalars(query).one_or_none()
            return to_mentor(row, self._cipher) if row is not None else None

    def close_desk_session(self, token_hash: str) -> None:
        """Sign out."""
        with self._database.write() as session:
            session.execute(delete(DeskSessionRow).where(DeskSessionRow.token_hash == token_hash))

    def _find(self, session: Session, email: str) -> MentorRow | None:
        keys = self._cipher.indexes("mentor", _same_case(email))
        return session.scalars(select(MentorRow).where(MentorRow.email_key.in_(keys))).first()


def _by_link(session: Session, link_hash: str, now: datetime, *, locking: bool = False) -> MentorRow | None:
    valid = (MentorRow.link_hash == link_hash, MentorRow.link_expires > now, MentorRow.active.is_(True))
    query = select(MentorRow).where(*valid)
    return session.scalars(query.with_for_update() if locking else query).one_or_none()


def _same_case(email: str) -> str:
    return email.strip().casefold()
