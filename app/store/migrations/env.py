"""What Alembic runs to migrate: on the connection, and in the transaction, that it was given."""

from __future__ import annotations

from alembic import context

from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can change a table only by making it anew
    transactional_ddl=True,  # true of SQLite too, though Alembic assumes not: a step is done whole or not at all
)
with context.begin_transaction():
    context.run_migrations()
