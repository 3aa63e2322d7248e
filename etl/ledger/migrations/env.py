"""Alembic's entry: run the migrations on the connection that etl.ledger.migrate hands over."""

from alembic import context

from etl.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
