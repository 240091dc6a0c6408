"""Officers signing in: their row, failures, sessions.  A session's time is PostgreSQL's own.

Sessions do not follow the office's clock: the sandbox moves that one by weeks, and nobody shall be signed out by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from casework.ports import OfficerRef
from casework.types import Role
from storage.models import Officer, Session
from web import rights

IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=24)
TOUCH = timedelta(minutes=1)
FAILURES = 5
LOCKED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Account:
    """What signing in looks at."""

    id: UUID
    password_hash: str
    locked_until: datetime | None
    active: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The officer behind a session."""

    id: UUID
    login: str
    name: str
    role: Role
    unit: str
    tier: int
    one_time: bool
    csrf: str
    token_hash: str

    @property
    def ref(self) -> OfficerRef:
        """For use cases and rights."""
        return OfficerRef(self.id, self.role, self.unit, self.tier)

    def may(self, right: str) -> bool:
        """Whether the officer's role has a right beside the acts on cases."""
        return rights.has(self.role, right)


async def account(engine: AsyncEngine, login: str) -> Account | None:
    """The officer of that login."""
    statement = select(Officer.id, Officer.password_hash, Officer.locked_until, Officer.active).where(
        Officer.login == login
    )
    async with engine.connect() as connection:
        row = (await connection.execute(statement)).one_or_none()
    return Account(*row) if row else None


async def password_hash(engine: AsyncEngine, officer_id: UUID) -> str:
    """The officer's password hash."""
    async with engine.connect() as connection:
        found = await connection.execute(select(Officer.password_hash).where(Officer.id == officer_id))
        return str(found.scalar_one())


async def failed(engine: AsyncEngine, officer_id: UUID, now: datetime) -> None:
    """One more failure; the FAILURES-th locks the account for LOCKED and counts afresh."""
    last = Officer.failures + 1 >= FAILURES
    values = {
        "failures": case((last, 0), else_=Officer.failures + 1),
        "locked_until": case((last, now + LOCKED), else_=Officer.locked_until),
    }
    async with engine.begin() as connection:
        await connection.execute(update(Officer).where(Officer.id == officer_id).values(values))


async def open_session(engine: AsyncEngine, officer_id: UUID, token_hash: str, csrf: str) -> None:
    """A new session, idle for IDLE at most; the officer's failures are forgotten."""
    values = {
        "token_hash": token_hash, "officer_id": officer_id, "csrf": csrf, "created_at": func.now(),
        "seen_at": func.now(), "expires_at": func.now() + IDLE,
    }  # fmt: skip
    async with engine.begin() as connection:
        await connection.execute(insert(Session).values(values))
        await connection.execute(update(Officer).where(Officer.id == officer_id).values(failures=0, locked_until=None))


async def signed_in(engine: AsyncEngine, token_hash: str) -> SignedIn | None:
    """The officer of a live session, whose idle time begins anew (written at most once a minute)."""
    statement = (
        select(
            Officer.id, Officer.login, Officer.name, Officer.role, Officer.unit, Officer.tier, Officer.one_time,
            Session.csrf, (Session.seen_at < func.now() - TOUCH).label("stale"),
        )
        .join(Officer, Officer.id == Session.officer_id)
        .where(
            Session.token_hash == token_hash, Session.revoked_at.is_(None), Session.expires_at > func.now(),
            Session.created_at > func.now() - LONGEST, Officer.active,
        )
    )  # fmt: skip
    async with engine.connect() as connection:
        row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    if row.stale:
        await _touch(engine, token_hash)
    return _officer(row, token_hash)


def _officer(row: Row[*tuple[Any, ...]], token_hash: str) -> SignedIn:
    return SignedIn(row.id, row.login, row.name, Role(row.role), row.unit, row.tier, row.one_time, row.csrf, token_hash)


async def _touch(engine: AsyncEngine, token_hash: str) -> None:
    values = {"seen_at": func.now(), "expires_at": func.now() + IDLE}
    async with engine.begin() as connection:
        await connection.execute(update(Session).where(Session.token_hash == token_hash).values(values))


async def revoke(engine: AsyncEngine, token_hash: str) -> None:
    """Signs this browser out."""
    async with engine.begin() as connection:
        await connection.execute(update(Session).where(Session.token_hash == token_hash).values(revoked_at=func.now()))


async def set_password(engine: AsyncEngine, officer_id: UUID, new_hash: str, *, keep: str) -> None:
    """The officer's own password; every other session of theirs ends."""
    others = (Session.officer_id == officer_id, Session.token_hash != keep, Session.revoked_at.is_(None))
    async with engine.begin() as connection:
        await connection.execute(
            update(Officer).where(Officer.id == officer_id).values(password_hash=new_hash, one_time=False)
        )
        await connection.execute(update(Session).where(*others).values(revoked_at=func.now()))
