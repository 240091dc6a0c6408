"""Adding officers: hashed passwords only (argon2), superiors by login."""

from __future__ import annotations

from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.staffing import Place
from storage.models import Officer


async def count_officers(session: AsyncSession) -> int:
    """How many officers there are."""
    return await session.scalar(select(func.count()).select_from(Officer)) or 0


async def add_officer(
    session: AsyncSession, place: Place, password: str, *, name: str | None = None, email: str | None = None,
    demo: bool = False,
) -> UUID | None:  # fmt: skip
    """The new officer's id; None when the login is taken.  The password is one to be changed at first sign-in."""
    superior = (
        await session.scalar(select(Officer.id).where(Officer.login == place.superior)) if place.superior else None
    )
    statement = insert(Officer).values(
        login=place.login, name=name or place.title, role=place.role, unit=place.unit, tier=place.tier,
        superior_id=superior, email=email, password_hash=PasswordHasher().hash(password), one_time=True, demo=demo,
    )  # fmt: skip
    done = await session.execute(statement.on_conflict_do_nothing(index_elements=["login"]).returning(Officer.id))
    return done.scalar_one_or_none()
