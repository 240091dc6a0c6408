"""The audit chain on PostgreSQL: one chain a case, one for the office; appended under a lock of the chain."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.chain import FIRST, Entry, digest, first_broken
from casework.types import Action, Actor
from storage.models import AuditEntry
from storage.models.base import table
from storage.words import storable_json

OFFICE = "office"
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 1))")


class SqlAudit:
    """casework.ports.Audit."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, case_id: UUID | None, *, actor: str, action: str, at: datetime, **data: Any) -> None:
        seq, prev = await self._last(case_id)
        clean = storable_json({name: value for name, value in data.items() if value is not None})
        entry = Entry(str(case_id or OFFICE), seq + 1, at, str(actor), str(action), clean, prev)
        await self._session.execute(
            insert(table(AuditEntry)).values(
                case_id=case_id, seq=entry.seq, at=at, actor=entry.actor, action=entry.action, data=clean,
                prev_hash=prev, hash=digest(entry),
            )
        )  # fmt: skip

    async def decided(self, case_id: UUID, complaint_id: UUID) -> bool:
        by_officer = AuditEntry.actor.not_in([str(Actor.SYSTEM), str(Actor.CITIZEN)])
        found = await self._session.scalar(
            select(AuditEntry.id)
            .where(AuditEntry.case_id == case_id, AuditEntry.action == str(Action.DECIDE), by_officer)
            .where(AuditEntry.data["complaint"].astext == str(complaint_id))
            .limit(1)
        )
        return found is not None

    async def _last(self, case_id: UUID | None) -> tuple[int, str]:
        """The chain's end, nobody else appending until this transaction ends."""
        await self._session.execute(_LOCK, {"key": str(case_id or OFFICE)})
        last = await self._session.execute(
            select(AuditEntry.seq, AuditEntry.hash)
            .where(AuditEntry.case_id == case_id if case_id else AuditEntry.case_id.is_(None))
            .order_by(AuditEntry.seq.desc())
            .limit(1)
        )
        row = last.one_or_none()
        return (row.seq, row.hash) if row else (0, FIRST)

    async def first_broken(self, case_id: UUID | None) -> int | None:
        """The sequence number at which a chain no longer follows; None when it holds."""
        rows = await self._session.scalars(
            select(AuditEntry)
            .where(AuditEntry.case_id == case_id if case_id else AuditEntry.case_id.is_(None))
            .order_by(AuditEntry.seq)
        )
        name = str(case_id or OFFICE)
        return first_broken(
            (Entry(name, row.seq, row.at, row.actor, row.action, row.data, row.prev_hash), row.hash) for row in rows
        )
