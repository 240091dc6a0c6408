"""What providers say became of our messages: every word kept, applied only where it leads forward (decision 6)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from intake.channel import DeliveryStatus
from storage.models import Outgoing
from storage.models.base import Json
from storage.words import storable

LOCK = "pg_advisory_xact_lock(hashtextextended({key}, 3))"
"""A confirmation and a status of the same message see each other: whichever comes second finds the first."""

_RANK = """CASE {state} WHEN 'accepted' THEN 1 WHEN 'sent' THEN 2 WHEN 'delivered' THEN 3 WHEN 'read' THEN 4
    WHEN 'failed' THEN 5 ELSE 0 END"""
_FURTHEST = f"""
    SELECT DISTINCT ON (outgoing_id) outgoing_id, status, code, at,
        min(at) OVER (PARTITION BY outgoing_id) AS first_at,
        min(at) FILTER (WHERE status IN ('delivered', 'read')) OVER (PARTITION BY outgoing_id) AS there_at,
        min(at) FILTER (WHERE status = 'failed') OVER (PARTITION BY outgoing_id) AS failed_at
    FROM stored WHERE outgoing_id IS NOT NULL ORDER BY outgoing_id, {_RANK.format(state="status")} DESC
"""  # noqa: S608 - our own statement
_MOVE = f"""
    UPDATE outgoing o
    SET state = f.status, accepted_at = coalesce(o.accepted_at, f.first_at),
        delivered_at = coalesce(o.delivered_at, f.there_at), failed_at = coalesce(f.failed_at, o.failed_at),
        error = CASE WHEN f.status = 'failed' THEN f.code ELSE o.error END
    FROM furthest f WHERE o.id = f.outgoing_id AND o.state NOT IN ('read', 'failed')
      AND {_RANK.format(state="f.status")} > {_RANK.format(state="o.state")}
"""  # noqa: S608 - our own statement
_LOCK_ALL = text(
    f"SELECT {LOCK.format(key='word.key')} FROM (SELECT DISTINCT key FROM"  # noqa: S608 - our own statement
    " jsonb_array_elements_text(:keys) AS one(key) ORDER BY key) word"
).bindparams(bindparam("keys", type_=JSONB))
_STATUSES = text(
    f"""
    WITH given AS (
        SELECT * FROM jsonb_to_recordset(:words) AS x(event_id uuid, adapter text, account text, provider_id text,
            status text, code text, permanent boolean, at timestamptz)
    ), ours AS (
        SELECT DISTINCT ON (o.adapter, o.provider_id) o.id, o.adapter, o.provider_id, o.case_id, o.intent
        FROM given g JOIN outgoing o ON o.adapter = g.adapter AND o.provider_id = g.provider_id
    ), stored AS (
        INSERT INTO delivery_status (outgoing_id, event_id, adapter, account, provider_id, status, code, permanent, at)
        SELECT ours.id, g.event_id, g.adapter, g.account, g.provider_id, g.status, g.code, g.permanent, g.at
        FROM given g LEFT JOIN ours ON ours.adapter = g.adapter AND ours.provider_id = g.provider_id
        ON CONFLICT DO NOTHING RETURNING outgoing_id, status, code, at
    ), furthest AS ({_FURTHEST}), moved AS ({_MOVE}), looked AS (
        UPDATE timer t SET due_at = f.at FROM furthest f JOIN ours ON ours.id = f.outgoing_id
        WHERE ours.intent = 'answer' AND t.case_id = ours.case_id AND t.kind = 'told' AND t.done_at IS NULL
    )
    SELECT outgoing_id FROM stored
    """  # noqa: S608 - our own statement
).bindparams(bindparam("words", type_=JSONB))
_EARLY = text(
    f"""
    WITH stored AS (
        UPDATE delivery_status d SET outgoing_id = o.id FROM outgoing o
        WHERE o.id = :id AND d.adapter = o.adapter AND d.provider_id = :provider_id AND d.outgoing_id IS NULL
        RETURNING d.outgoing_id, d.status, d.code, d.at
    ), furthest AS ({_FURTHEST})
    {_MOVE}
    """  # noqa: S608 - our own statement
)


async def statuses(session: AsyncSession, words: Sequence[tuple[UUID | None, DeliveryStatus]]) -> Sequence[UUID | None]:
    """Stores providers' words, each with the event it came by; what becomes of an answer is looked at (R25).

    The messages of ours that the new words are about, None for a message not known yet; a repeated word is left out.
    """
    if not words:
        return ()
    rows = [_row(event_id, word) for event_id, word in words]
    await session.execute(_LOCK_ALL, {"keys": [f"{row['adapter']}:{row['provider_id']}" for row in rows]})
    return (await session.scalars(_STATUSES, {"words": rows})).all()


def _row(event_id: UUID | None, word: DeliveryStatus) -> Json:
    return {
        "event_id": str(event_id) if event_id else None, "adapter": word.adapter, "account": word.account,
        "provider_id": storable(word.provider_id), "status": str(word.status), "code": word.code,
        "permanent": word.permanent, "at": word.at.isoformat(),
    }  # fmt: skip


async def apply_early(session: AsyncSession, outgoing_id: UUID, provider_id: str) -> None:
    """Statuses that overtook the confirmation of the message they are about."""
    await session.execute(_EARLY, {"id": outgoing_id, "provider_id": provider_id})


async def newest_to(session: AsyncSession, adapter: str, address: str) -> str | None:
    """The provider's id of the newest message of ours to an address."""
    query = select(Outgoing.provider_id).where(
        Outgoing.adapter == adapter, func.lower(Outgoing.address) == address.lower()
    )
    found: str | None = await session.scalar(
        query.where(Outgoing.provider_id.is_not(None)).order_by(Outgoing.seq.desc()).limit(1)
    )
    return found
