"""The tables of what people asked to keep, typed; see `storage.models` for the conventions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models import CONVERSATION, Base
from storage.types import Ordinal


class ProfileRow(Base):
    """A profile kept because the person said yes; `body` is sealed JSON."""

    __tablename__ = "profile"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), primary_key=True)
    body: Mapped[bytes]
    kept_at: Mapped[datetime]


class CaseProfileRow(Base):
    """A profile shown to the mentor of one case, for as long as that case is open and the person lets it."""

    __tablename__ = "case_profile"

    case_id: Mapped[str] = mapped_column(ForeignKey("mentor_case.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[bytes]
    shared_at: Mapped[datetime]


class PlannedRow(Base):
    """Something to say later; the row goes when it was said. `data` is sealed JSON."""

    __tablename__ = "planned"

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    due_at: Mapped[datetime] = mapped_column(index=True)
    data: Mapped[bytes]


class FamilyLinkRow(Base):
    """A parent's and a child's conversation, linked by a code that works once; views are sealed JSON.

    The code is found by its HMAC and goes when it was used. The link goes with either conversation.
    """

    __tablename__ = "family_link"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    code_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    child_id: Mapped[str | None] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    child_view: Mapped[bytes | None]
    parent_view: Mapped[bytes | None]
    expires_at: Mapped[datetime]
