"""Counting what an address did in an hour (table rate_count)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.models import RateCount

KEPT = timedelta(hours=24)


async def count(engine: AsyncEngine, key: str, now: datetime) -> int:
    """One more in this hour; how many that makes.  The key's rows older than a day go."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    statement = insert(RateCount).values(key=key, hour=hour, count=1)
    statement = statement.on_conflict_do_update(index_elements=["key", "hour"], set_={"count": RateCount.count + 1})
    async with engine.begin() as connection:
        found = int((await connection.execute(statement.returning(RateCount.count))).scalar_one())
        if found == 1:
            await connection.execute(delete(RateCount).where(RateCount.key == key, RateCount.hour < hour - KEPT))
        return found
