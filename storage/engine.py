"""The engine: one pool a process, parameters never in messages (decision 15)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from storage.address import engine_url
from storage.bell import QUIET
from storage.words import to_jsonb

Engine = AsyncEngine
Session = AsyncSession
STATEMENT_MS = 30_000


def make_engine(
    url: str, *, pool: int = 10, application: str = "aduan", ping: bool = True, quiet: bool = False
) -> AsyncEngine:
    """A pool of at most `pool` connections.  `ping`: each is tried before use, so that nobody meets one that died.

    Without it (the worker, whose handlers try again) the first that died empties the whole pool.
    `quiet`: wake-ups do not notify; the process rings (storage/bell.py).

    ValueError when `url` is no PostgreSQL address.
    """
    return create_async_engine(
        engine_url(url),
        pool_size=pool,
        max_overflow=0,
        pool_pre_ping=ping,
        pool_timeout=15,
        hide_parameters=True,
        json_serializer=to_jsonb,
        connect_args={
            "timeout": 5,
            "command_timeout": STATEMENT_MS / 1000,
            "server_settings": {"application_name": application, "timezone": "UTC", **(QUIET if quiet else {})},
        },
    )
