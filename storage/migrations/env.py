"""Alembic's entry: runs the migrations on the connection that `storage.migrate` opened."""

from alembic import context

import storage.models_kept
import storage.models_people  # noqa: F401 - fills the metadata
from storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can only change a table by copying it
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
