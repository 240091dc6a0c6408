"""Database addresses: what an operator writes, as SQLAlchemy and asyncpg each want it."""

from __future__ import annotations

_SCHEMES = ("postgresql+asyncpg://", "postgresql://", "postgres://")


def _rest(url: str) -> str:
    for scheme in _SCHEMES:
        if url.startswith(scheme):
            return url.removeprefix(scheme)
    raise ValueError("ADUAN_DATABASE_URL must start with postgresql:// (PostgreSQL 18 or newer)")


def engine_url(url: str) -> str:
    """For SQLAlchemy's asyncpg dialect.  ValueError for any other database."""
    return "postgresql+asyncpg://" + _rest(url)


def driver_url(url: str) -> str:
    """For asyncpg and libpq's tools.  ValueError for any other database."""
    return "postgresql://" + _rest(url)


async def unchanged(_: object) -> None:
    """asyncpg's `reset` for pools whose statements leave no state: its own is one more round trip each time."""
