"""Keep where a talk stands after words of danger, the country a person named, and until when a question waits."""

import sqlalchemy as sa
from alembic import op

from storage.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("answer_due", "country", "care")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("conversation") as table:
        table.add_column(sa.Column("care", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("country", sa.String(2), nullable=True))
        table.add_column(sa.Column("answer_due", UtcDateTime, nullable=True))
    op.create_index("ix_conversation_answer_due", "conversation", ["answer_due"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_conversation_answer_due", "conversation")
    with op.batch_alter_table("conversation") as table:
        for column in COLUMNS:
            table.drop_column(column)
