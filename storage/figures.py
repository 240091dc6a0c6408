"""Counts for /metrics and /readyz: what waits, what failed; each by an index, none over a whole table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_COUNTS = text(
    """
    SELECT (SELECT count(*) FROM inbound_event WHERE state = 'new') AS events_waiting,
           (SELECT count(*) FROM inbound_event WHERE state IN ('quarantined', 'held')) AS events_held,
           (SELECT count(*) FROM outgoing WHERE state IN ('waiting', 'handing_over')) AS messages_unsent,
           (SELECT extract(epoch FROM :now - min(created_at)) FROM outgoing
             WHERE state IN ('waiting', 'handing_over')) AS oldest_unsent_seconds,
           (SELECT count(*) FROM attachment WHERE state = 'waiting') AS attachments_waiting,
           (SELECT count(*) FROM "case" WHERE due_at < :now AND answered_at IS NULL
             AND state NOT IN ('closed', 'withdrawn', 'handed_over')) AS cases_overdue,
           (SELECT count(*) FROM pgqueuer WHERE status = 'queued') AS jobs_queued
    """
)
_ALARMS = text("SELECT code, count(*) FROM alarm WHERE cleared_at IS NULL GROUP BY code")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts by name; seconds where the name says so."""

    counts: Mapping[str, float]
    alarms: Mapping[str, int]

    def plain(self) -> Mapping[str, float]:
        """The unlabelled figures."""
        return self.counts


async def figures(engine: AsyncEngine, now: datetime) -> Figures:
    """Read in one round on one connection."""
    async with engine.connect() as connection:
        row = (await connection.execute(_COUNTS, {"now": now})).mappings().one()
        alarms = await connection.execute(_ALARMS)
        return Figures({name: float(value or 0) for name, value in row.items()}, {code: int(n) for code, n in alarms})
