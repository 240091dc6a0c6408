"""Alembic's environment: one connection given by storage.migrate, no settings of its own."""

from __future__ import annotations

from typing import Literal

from alembic import context

from storage.migrate import is_ours
from storage.models import Base
from storage.models.base import Words


def render(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Our own column types are plain ones in the database; migrations must not change when the types do."""
    return "sa.Text()" if kind == "type" and isinstance(thing, Words) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=is_ours,
    compare_type=True,
    render_item=render,
    compare_server_default=False,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
