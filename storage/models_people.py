"""The tables of cases, mentors and counts, typed; see `storage.models` for the conventions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import CONVERSATION, Base
from storage.types import Ordinal

ACTIVE = text("state IN ('open', 'notified', 'claimed', 'answered', 'awaiting', 'paused', 'review')")


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
    role: Mapped[str] = mapped_column(String(16), default="mentor")
    hours: Mapped[str | None] = mapped_column(String(300))


class DeskSessionRow(Base):
    """A signed-in mentor; only the hash of the token is kept."""

    __tablename__ = "desk_session"

    token_hash: Mapped[str] = mapped_column(String(128), primary_key=True)
    mentor_id: Mapped[str] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class CaseRow(Base):
    """One person asking for a human; the partial unique index allows one active case per conversation and urgency.

    See `mentoring.cases.Case` for the columns. `adding`: what the person types next is meant for the mentors.
    """

    __tablename__ = "mentor_case"
    __table_args__ = (
        Index(
            "uq_mentor_case_active",
            "conversation_id",
            "urgency",
            unique=True,
            sqlite_where=ACTIVE,
            postgresql_where=ACTIVE,
        ),
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
    since: Mapped[datetime]
    owed_since: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    ending: Mapped[str | None] = mapped_column(String(24))
    ended_by: Mapped[str | None] = mapped_column(String(32))
    reviewed_by: Mapped[str | None] = mapped_column(String(32))
    round: Mapped[int] = mapped_column(default=1)
    adding: Mapped[bool] = mapped_column(default=False)


class CaseLogRow(Base):
    """What happened to a case. Triggers refuse every change, and erasing within a year.

    It knows no person and no words, and has no foreign keys: it outlives what it is about.
    """

    __tablename__ = "case_log"

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(String(32), index=True)
    event: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str | None] = mapped_column(String(32))
    detail: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[datetime]


class NoticeRow(Base):
    """A push to one mentor about one round of one case, without content. `taken_until`: somebody is sending it."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("case_id", "mentor_id", "kind", "step", "round"),)

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("mentor_case.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[str] = mapped_column(ForeignKey("mentor.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    error: Mapped[str | None] = mapped_column(String(200))
    step: Mapped[str] = mapped_column(String(16))
    round: Mapped[int] = mapped_column(default=1)
    taken_until: Mapped[datetime | None]


class TallyRow(Base):
    """How often a topic stayed unanswered on a day; no link to anyone."""

    __tablename__ = "tally"

    day: Mapped[date] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
