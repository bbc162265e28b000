"""Keep what people asked to keep: profiles, what is shared with a mentor, reminders, and family links."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Ordinal, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("family_link", "planned", "case_profile", "profile")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "profile",
        *_belongs("profile", "conversation_id", "conversation"),
        _sealed("body"),
        _moment("kept_at"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_profile"),
    )
    op.create_table(
        "case_profile",
        *_belongs("case_profile", "case_id", "mentor_case"),
        _sealed("body"),
        _moment("shared_at"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_profile"),
    )
    _planned()
    _family()


def downgrade() -> None:
    """Undo."""
    for table in TABLES:
        op.drop_table(table)


def _planned() -> None:
    op.create_table(
        "planned",
        sa.Column("ordinal", Ordinal, autoincrement=True, nullable=False),
        _text("id", 32),
        *_belongs("planned", "conversation_id", "conversation"),
        _text("kind", 24),
        _moment("due_at"),
        _sealed("data"),
        sa.PrimaryKeyConstraint("ordinal", name="pk_planned"),
        sa.UniqueConstraint("id", name="uq_planned_id"),
    )
    op.create_index("ix_planned_conversation_id", "planned", ["conversation_id"])
    op.create_index("ix_planned_due_at", "planned", ["due_at"])


def _family() -> None:
    op.create_table(
        "family_link",
        _text("id", 32),
        _text("code_key", 64, nullable=True),
        _text("state", 16),
        *_belongs("family_link", "child_id", "conversation", nullable=True),
        *_belongs("family_link", "parent_id", "conversation", nullable=True),
        _sealed("child_view", nullable=True),
        _sealed("parent_view", nullable=True),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_family_link"),
        sa.UniqueConstraint("code_key", name="uq_family_link_code_key"),
    )
    for column in ("child_id", "parent_id"):
        op.create_index(f"ix_family_link_{column}", "family_link", [column])


def _text(name: str, length: int, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _sealed(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, UtcDateTime(), nullable=False)


def _belongs(table: str, column: str, owner: str, *, nullable: bool = False) -> tuple[Any, ...]:
    name = f"fk_{table}_{column}"
    key = sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=name, ondelete="CASCADE")
    return _text(column, 32, nullable=nullable), key
