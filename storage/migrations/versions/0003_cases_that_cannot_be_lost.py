"""Cases that cannot be lost: states and clocks of a hand-off, steps of notices, hours of mentors, and a log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.types import Ordinal, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = sa.text("state IN ('waiting', 'claimed')")
ACTIVE = sa.text("state IN ('open', 'notified', 'claimed', 'answered', 'awaiting', 'paused', 'review')")
MOMENTS = ("owed_since", "answered_at")
NAMES = ("ending", "ended_by", "reviewed_by")
LONG_AGO = "1970-01-01 00:00:00"
NOTICE_KEY = "uq_notice_case_id_mentor_id_kind_step_round"


def upgrade() -> None:
    """Apply."""
    _mentors()
    _cases()
    _notices()
    _log()


def downgrade() -> None:
    """Undo; a second case beside another is closed, as the old index allows one."""
    _drop_log()
    _undo_notices()
    _undo_cases()
    for name in ("hours", "role"):
        _drop_column("mentor", name)


def _mentors() -> None:
    op.add_column("mentor", _text("role", 16, default="mentor"))
    op.add_column("mentor", _text("hours", 300))


def _cases() -> None:
    # Never as a batch: SQLite would copy the table and drop the old one, and with it all that hangs on it.
    op.drop_index("uq_mentor_case_active", "mentor_case")
    op.add_column("mentor_case", sa.Column("since", UtcDateTime(), nullable=False, server_default=LONG_AGO))
    for name in MOMENTS:
        op.add_column("mentor_case", sa.Column(name, UtcDateTime(), nullable=True))
    for name in NAMES:
        op.add_column("mentor_case", _text(name, 24 if name == "ending" else 32))
    op.add_column("mentor_case", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("mentor_case", sa.Column("adding", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE mentor_case SET state = 'notified' WHERE state = 'waiting'")
    op.execute("UPDATE mentor_case SET since = coalesce(closed_at, claimed_at, opened_at)")
    op.execute("UPDATE mentor_case SET owed_since = since WHERE state IN ('notified', 'claimed')")
    _one_active(["conversation_id", "urgency"], ACTIVE)


def _undo_cases() -> None:
    op.drop_index("uq_mentor_case_active", "mentor_case")
    op.execute("UPDATE mentor_case SET state = 'waiting' WHERE state IN ('open', 'notified')")
    op.execute("UPDATE mentor_case SET state = 'claimed' WHERE state IN ('answered', 'awaiting', 'paused')")
    op.execute("UPDATE mentor_case SET state = 'closed' WHERE state IN ('review', 'expired')")
    op.execute(
        "UPDATE mentor_case SET state = 'closed' WHERE urgency = 'normal' AND state IN ('waiting', 'claimed') AND "
        "conversation_id IN (SELECT conversation_id FROM mentor_case WHERE urgency = 'urgent' "
        "AND state IN ('waiting', 'claimed'))"
    )
    for name in ("since", *MOMENTS, *NAMES, "round", "adding"):
        _drop_column("mentor_case", name)
    _one_active(["conversation_id"], BEFORE)


def _drop_column(table: str, name: str) -> None:
    op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")


def _one_active(columns: list[str], where: sa.TextClause) -> None:
    name, table = "uq_mentor_case_active", "mentor_case"
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def _notices() -> None:
    op.execute(  # a case that became urgent was told twice: one is enough
        "DELETE FROM notice WHERE ordinal NOT IN (SELECT max(ordinal) FROM notice GROUP BY case_id, mentor_id, kind)"
    )
    op.add_column("notice", _text("step", 16, default="first"))
    op.add_column("notice", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("notice", sa.Column("taken_until", UtcDateTime(), nullable=True))
    with op.batch_alter_table("notice") as table:  # nothing hangs on a notice
        table.create_unique_constraint(NOTICE_KEY, ["case_id", "mentor_id", "kind", "step", "round"])


def _undo_notices() -> None:
    with op.batch_alter_table("notice") as table:
        table.drop_constraint(NOTICE_KEY, type_="unique")
        for name in ("step", "round", "taken_until"):
            table.drop_column(name)


def _log() -> None:
    op.create_table(
        "case_log",
        sa.Column("ordinal", Ordinal, autoincrement=True, nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("event", sa.String(24), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        _text("actor", 32),
        _text("detail", 32),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name="pk_case_log"),
    )
    op.create_index("ix_case_log_case_id", "case_log", ["case_id"])
    for statement in POSTGRES_GUARD if op.get_bind().dialect.name == "postgresql" else SQLITE_GUARD:
        op.execute(statement)


def _drop_log() -> None:
    op.drop_table("case_log")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION case_log_is_final()")


SQLITE_GUARD = (
    "CREATE TRIGGER case_log_no_change BEFORE UPDATE ON case_log "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER case_log_no_erasing BEFORE DELETE ON case_log WHEN OLD.at > datetime('now', '-365 days') "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
)
POSTGRES_GUARD = (
    "CREATE FUNCTION case_log_is_final() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    "CREATE TRIGGER case_log_no_change BEFORE UPDATE ON case_log FOR EACH ROW EXECUTE FUNCTION case_log_is_final()",
    "CREATE TRIGGER case_log_no_erasing BEFORE DELETE ON case_log "
    "FOR EACH ROW WHEN (OLD.at > now() - interval '365 days') EXECUTE FUNCTION case_log_is_final()",
)


def _text(name: str, length: int, *, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=default is None, server_default=default)
