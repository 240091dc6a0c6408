"""Alembic's environment: one connection given by storage.migrate, no settings of its own."""

from __future__ import annotations

from alembic import context

from storage.migrate import is_ours
from storage.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=is_ours,
    compare_type=True,
    compare_server_default=False,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
