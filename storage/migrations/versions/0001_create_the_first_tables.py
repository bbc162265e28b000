"""Create the first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Ordinal, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "notice",
    "outbox",
    "button",
    "message",
    "mentor_case",
    "inbound",
    "web_session",
    "desk_session",
    "mentor",
    "tally",
    "conversation",
)


def upgrade() -> None:
    """Apply."""
    _conversations()
    _inbound()
    _messages()
    _outbox()
    _mentors()
    _cases()
    _notices()
    op.create_table(
        "tally",
        sa.Column("day", sa.Date(), nullable=False),
        _text("topic", 80),
        _number("count"),
        sa.PrimaryKeyConstraint("day", "topic", name="pk_tally"),
    )


def downgrade() -> None:
    """Undo."""
    for table in TABLES:
        op.drop_table(table)


def _conversations() -> None:
    op.create_table(
        "conversation",
        _id(),
        _text("channel", 16),
        _text("address_key", 64),
        _sealed("address"),
        _text("route", 16),
        _flag("stopped"),
        _flag("forgotten"),
        _number("last_seq"),
        _moment("created_at"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.UniqueConstraint("channel", "address_key", name="uq_conversation_channel_address_key"),
    )
    op.create_table(
        "web_session",
        _text("token_hash", 128),
        *_belongs("web_session", "conversation"),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
    )
    _index("web_session", "conversation_id")


def _inbound() -> None:
    op.create_table(
        "inbound",
        *_numbered("inbound"),
        *_belongs("inbound", "conversation"),
        _text("external_key", 64),
        _sealed("external_id"),
        _text("kind", 16),
        _sealed("text"),
        _sealed("payload", nullable=True),
        _flag("trusted"),
        _text("state", 16),
        _number("attempts"),
        _flag("apologised"),
        _moment("received_at"),
        _moment("due_at"),
        sa.UniqueConstraint("conversation_id", "external_key", name="uq_inbound_conversation_id_external_key"),
    )
    _index("inbound", "state")
    op.create_index("ix_inbound_waiting", "inbound", ["conversation_id", "ordinal"])


def _messages() -> None:
    op.create_table(
        "message",
        _id(),
        *_belongs("message", "conversation"),
        _number("seq"),
        _text("sender", 16),
        _sealed("body"),
        _moment("at"),
        _text("inbound_id", 32, nullable=True),
        _text("client_key", 64, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_message_conversation_id_seq"),
        sa.UniqueConstraint("conversation_id", "client_key", name="uq_message_conversation_id_client_key"),
    )
    _index("message", "inbound_id")
    op.create_table(
        "button",
        _text("id", 24),
        *_belongs("button", "conversation"),
        *_belongs("button", "message"),
        _number("position"),
        _sealed("title"),
        _sealed("payload"),
        sa.PrimaryKeyConstraint("id", name="pk_button"),
    )
    _index("button", "conversation_id")
    _index("button", "message_id")


def _outbox() -> None:
    op.create_table(
        "outbox",
        *_numbered("outbox"),
        *_belongs("outbox", "conversation"),
        *_belongs("outbox", "message"),
        _text("state", 16),
        _number("attempts"),
        _moment("due_at"),
        _text("error", 200, nullable=True),
    )
    _index("outbox", "conversation_id")
    _index("outbox", "message_id")
    op.create_index("ix_outbox_waiting", "outbox", ["state", "conversation_id", "ordinal"])


def _mentors() -> None:
    op.create_table(
        "mentor",
        _id(),
        _sealed("name"),
        _text("email_key", 64),
        _sealed("email"),
        _sealed("telegram_chat", nullable=True),
        _flag("active"),
        _text("password_hash", 200, nullable=True),
        _text("link_hash", 128, nullable=True),
        _moment("link_expires", nullable=True),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_mentor"),
        sa.UniqueConstraint("email_key", name="uq_mentor_email_key"),
        sa.UniqueConstraint("link_hash", name="uq_mentor_link_hash"),
    )
    op.create_table(
        "desk_session",
        _text("token_hash", 128),
        *_belongs("desk_session", "mentor"),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_desk_session"),
    )
    _index("desk_session", "mentor_id")


def _cases() -> None:
    op.create_table(
        "mentor_case",
        *_numbered("mentor_case"),
        *_belongs("mentor_case", "conversation"),
        _text("reason", 24),
        _text("urgency", 16),
        _text("state", 16),
        _text("mentor_id", 32, nullable=True),
        _number("read_seq"),
        _moment("opened_at"),
        _moment("claimed_at", nullable=True),
        _moment("closed_at", nullable=True),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name="fk_mentor_case_mentor_id", ondelete="SET NULL"),
    )
    _index("mentor_case", "conversation_id")
    _index("mentor_case", "state")
    active = sa.text("state IN ('waiting', 'claimed')")
    op.create_index(
        "uq_mentor_case_active",
        "mentor_case",
        ["conversation_id"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )


def _notices() -> None:
    op.create_table(
        "notice",
        *_numbered("notice"),
        _text("case_id", 32),
        *_belongs("notice", "mentor"),
        _text("kind", 16),
        _text("state", 16),
        _number("attempts"),
        _moment("due_at"),
        _text("error", 200, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["mentor_case.id"], name="fk_notice_case_id", ondelete="CASCADE"),
    )
    for column in ("case_id", "mentor_id", "state"):
        _index("notice", column)


def _id() -> sa.Column[Any]:
    return _text("id", 32)


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _sealed(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _numbered(table: str) -> tuple[Any, ...]:
    return (
        sa.Column("ordinal", Ordinal, autoincrement=True, nullable=False),
        _id(),
        sa.PrimaryKeyConstraint("ordinal", name=f"pk_{table}"),
        sa.UniqueConstraint("id", name=f"uq_{table}_id"),
    )


def _belongs(table: str, owner: str) -> tuple[Any, ...]:
    column = f"{owner}_id"
    name = f"fk_{table}_{column}"
    return _text(column, 32), sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=name, ondelete="CASCADE")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])
