"""The tables of cases, mentors and counts, typed; see `storage.models` for the conventions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import CONVERSATION, Base
from storage.types import Ordinal

ACTIVE = text("state IN ('waiting', 'claimed')")


class MentorRow(Base):
    """An account. Name, e-mail and Telegram chat are sealed; e-mail and one-time link are found by hash."""

    __tablename__ = "mentor"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[bytes]
    email_key: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[bytes]
    telegram_chat: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    link_hash: Mapped[str | None] = mapped_column(String(128), unique=True)
    link_expires: Mapped[datetime | None]
    created_at: Mapped[datetime]


class DeskSessionRow(Base):
    """A signed-in mentor; only the hash of the token is kept."""

    __tablename__ = "desk_session"

    token_hash: Mapped[str] = mapped_column(String(128), primary_key=True)
    mentor_id: Mapped[str] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class CaseRow(Base):
    """One person asking for a human; the partial unique index allows one active case per conversation."""

    __tablename__ = "mentor_case"
    __table_args__ = (
        Index("uq_mentor_case_active", "conversation_id", unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE),
    )

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    urgency: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    mentor_id: Mapped[str | None] = mapped_column(ForeignKey("mentor.id", ondelete="SET NULL"))
    read_seq: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class NoticeRow(Base):
    """A push to one mentor about one case, without content."""

    __tablename__ = "notice"

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("mentor_case.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[str] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    error: Mapped[str | None] = mapped_column(String(200))


class TallyRow(Base):
    """How often a topic stayed unanswered on a day; no link to anyone."""

    __tablename__ = "tally"

    day: Mapped[date] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
