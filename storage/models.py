"""The tables of conversations, typed. Bytes are always sealed by `storage.cipher`; ids are random hex."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.types import Ordinal, UtcDateTime

CONVERSATION = "conversation.id"


class Base(DeclarativeBase):
    """Gives constraints fixed names, which migrations need."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 - SQLAlchemy reads it from the class


class InboundState(StrEnum):
    """Whether an engine turn is still owed."""

    PENDING = "pending"
    DONE = "done"


class OutboxState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class ConversationRow(Base):
    """One talk on one channel. The address can only be looked up by its HMAC.

    `forgotten` marks one that was erased but must still deliver the confirmation; it goes when that is done. `care` is
    the sealed state after words of danger, `answer_due` when a gentle question without an answer opens a quiet case.
    """

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("channel", "address_key"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    address_key: Mapped[str] = mapped_column(String(64))
    address: Mapped[bytes]
    route: Mapped[str] = mapped_column(String(16))
    stopped: Mapped[bool] = mapped_column(default=False)
    forgotten: Mapped[bool] = mapped_column(default=False)
    last_seq: Mapped[int] = mapped_column(default=0)
    care: Mapped[bytes | None]
    country: Mapped[str | None] = mapped_column(String(2))
    answer_due: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    last_at: Mapped[datetime]


class WebSessionRow(Base):
    """A browser's session token (hash only) and the conversation it may read."""

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(String(128), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]


class InboundRow(Base):
    """One received message; `external_key` (a hash of the channel's id for it) makes a redelivery harmless.

    Unique per conversation, not per channel: web clients choose their own ids.
    """

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("conversation_id", "external_key"),
        Index("ix_inbound_waiting", "conversation_id", "ordinal"),
    )

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"))
    external_key: Mapped[str] = mapped_column(String(64))
    external_id: Mapped[bytes]
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[bytes]
    payload: Mapped[bytes | None]
    trusted: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    apologised: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]


class MessageRow(Base):
    """One message of the talk; `body` is sealed JSON (text, sources, files, picture, page, sender name).

    `inbound_id` says which message it answers; `client_key` makes a mentor's retry harmless.
    """

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"), UniqueConstraint("conversation_id", "client_key"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"))
    seq: Mapped[int]
    sender: Mapped[str] = mapped_column(String(16))
    body: Mapped[bytes]
    at: Mapped[datetime]
    inbound_id: Mapped[str | None] = mapped_column(String(32), index=True)
    client_key: Mapped[str | None] = mapped_column(String(64))


class ButtonRow(Base):
    """A choice offered with a message. The id is random and valid only in its conversation."""

    __tablename__ = "button"

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    title: Mapped[bytes]
    payload: Mapped[bytes]


class OutboxRow(Base):
    """A message on its way out through a channel that pushes; `ordinal` keeps their order."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "state", "conversation_id", "ordinal"),)

    ordinal: Mapped[int] = mapped_column(Ordinal, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(String(32), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    error: Mapped[str | None] = mapped_column(String(200))
