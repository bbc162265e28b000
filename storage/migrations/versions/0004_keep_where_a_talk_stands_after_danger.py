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
    op.add_column("conversation", sa.Column("care", sa.LargeBinary(), nullable=True))
    op.add_column("conversation", sa.Column("country", sa.String(2), nullable=True))
    op.add_column("conversation", sa.Column("answer_due", UtcDateTime, nullable=True))
    op.create_index("ix_conversation_answer_due", "conversation", ["answer_due"])


def downgrade() -> None:
    """Undo. Column by column: a table made anew would take along whatever hangs on its rows."""
    op.drop_index("ix_conversation_answer_due", "conversation")
    for column in COLUMNS:
        op.drop_column("conversation", column)
