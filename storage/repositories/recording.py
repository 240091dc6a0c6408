"""A recorded complaint with everything that belongs to it, in one statement (R11).

Between the draw of its number and the commit nobody else can draw one, so nothing there may take a round trip of its
own: seven tables are filled from one JSON parameter.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from casework.chain import Entry, digest
from casework.ports import Drawn, NewCase, NewRecord
from intake.conversation import Conversation
from storage import jobs
from storage.models.base import Words

KINDS = {"whatsapp": "phone", "sms": "phone", "telegram": "telegram", "email": "email"}

_DRAW = text(
    """
    WITH who AS (
        INSERT INTO complainant (kind, address, name, demo)
        SELECT :kind, c.address, :name, :demo FROM conversation c WHERE c.id = :conversation_id
        ON CONFLICT (kind, address) DO UPDATE SET name = coalesce(EXCLUDED.name, complainant.name)
        RETURNING id
    ), known AS (
        UPDATE conversation c SET complainant_id = who.id FROM who
        WHERE c.id = :conversation_id AND c.complainant_id IS DISTINCT FROM who.id
    ), number AS (
        INSERT INTO number_sequence (office, year, last) VALUES (:office, :year, 1)
        ON CONFLICT (office, year) DO UPDATE SET last = number_sequence.last + 1
        RETURNING last
    )
    SELECT uuidv7() AS case_id, uuidv7() AS complaint_id, who.id AS complainant_id, number.last AS sequence
    FROM who, number
    """
).bindparams(bindparam("name", type_=Words))

_CASE = {
    "id": "uuid", "state": "text", "way": "text", "unit": "text", "tier": "int", "role": "text", "service_id": "text",
    "component": "text", "integrity": "boolean", "danger": "boolean", "needs_person": "boolean",
    "opened_at": "timestamptz", "due_at": "timestamptz", "due_provisional": "boolean", "excluded": "jsonb",
}  # fmt: skip
_COMPLAINT = {
    "id": "uuid", "number": "text", "secret_hash": "text", "case_id": "uuid", "complainant_id": "uuid",
    "conversation_id": "uuid", "channel": "text", "language": "text", "name": "text", "confidential": "boolean",
    "matter": "text", "kind": "text", "treated_as": "text", "treated_rule": "text", "made_at": "timestamptz",
    "recorded_at": "timestamptz", "due_at": "timestamptz", "demo": "boolean",
    "maybe_belongs_to": "text",
}  # fmt: skip
_ASSIGNMENT = {
    "case_id": "uuid", "unit": "text", "tier": "int", "role": "text", "reason": "text", "from_at": "timestamptz",
}  # fmt: skip
_TIMER = {"case_id": "uuid", "kind": "text", "ordinal": "bigint", "due_at": "timestamptz"}
_DRAFT = {"case_id": "uuid", "step": "text", "text": "text", "row": "text", "at": "timestamptz"}
_ASSESSMENT = {
    "complaint_id": "uuid", "made_at": "timestamptz", "pack_version": "text", "model_version": "text",
    "calendar_version": "text", "body": "jsonb", "current": "boolean",
}  # fmt: skip
_ENTRY = {
    "case_id": "uuid", "seq": "int", "at": "timestamptz", "actor": "text", "action": "text", "data": "jsonb",
    "prev_hash": "text", "hash": "text",
}  # fmt: skip
_TABLES = {
    "case": _CASE, "complaint": _COMPLAINT, "assignment": _ASSIGNMENT, "timer": _TIMER, "review_step": _DRAFT,
    "assessment": _ASSESSMENT, "audit_entry": _ENTRY,
}  # fmt: skip


def inserting(name: str, columns: dict[str, str]) -> str:
    """An INSERT of the rows that stand as a JSON array under the table's name in `given.rows`."""
    names = ", ".join(f'"{column}"' for column in columns)
    typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    return (
        f'INSERT INTO "{name}" ({names}) SELECT {names} FROM given,'  # noqa: S608 - names of our own tables above
        f" jsonb_to_recordset(given.rows -> '{name}') AS x({typed})"
    )


_INSERTS = ", ".join(f"i{n} AS ({inserting(name, columns)})" for n, (name, columns) in enumerate(_TABLES.items()))
_RECORDED = "(SELECT CAST(:complaint_id AS uuid) AS id) recorded"
_COMPARE = jobs.enqueuing(jobs.COMPARE, "id", _RECORDED, "interval '4 seconds'", jobs.LATER)
"""R19 (c) is drafted a little later: what is recorded now is answered first."""

_STORE = text(
    f"""
    WITH given AS (SELECT CAST(:rows AS jsonb) AS rows), {_INSERTS}, compared AS ({_COMPARE})
    UPDATE message SET complaint_id = :complaint_id WHERE id = ANY(:message_ids)
    """  # noqa: S608 - names of our own tables above
).bindparams(bindparam("rows", type_=JSONB))


async def draw(
    session: AsyncSession, conversation: Conversation, name: str | None, *, office: str, year: int, demo: bool
) -> Drawn:
    """casework.ports.Conversations.draw; the year's next number is locked until the transaction ends."""
    kind = KINDS.get(conversation.channel, str(conversation.channel))
    values = {
        "conversation_id": UUID(conversation.id), "kind": kind, "name": name, "demo": demo, "office": office,
        "year": year,
    }  # fmt: skip
    row = (await session.execute(_DRAW, values)).one()
    return Drawn(row.case_id, row.complaint_id, row.complainant_id, int(row.sequence))


async def store(session: AsyncSession, record: NewRecord, body: dict[str, Any]) -> None:
    """casework.ports.Cases.record; `body` is the assessment as it is stored."""
    await session.execute(
        _STORE,
        {
            "rows": _rows(record, body), "complaint_id": record.drawn.complaint_id,
            "message_ids": [UUID(one) for one in record.message_ids],
        },
    )  # fmt: skip


def _rows(record: NewRecord, body: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    case_id, at = str(record.drawn.case_id), record.complaint.recorded_at.isoformat()
    versions = record.assessment.versions
    return {
        "case": [_case(record.case, case_id)],
        "complaint": [_plain(asdict(record.complaint)) | {"id": str(record.drawn.complaint_id)}],
        "assignment": [_assignment(record.case, case_id, at)],
        "timer": [_plain(asdict(timer)) | {"case_id": case_id} for timer in record.timers],
        "review_step": [asdict(draft) | {"case_id": case_id, "at": at} for draft in record.drafts],
        "assessment": [{
            "complaint_id": str(record.drawn.complaint_id), "made_at": at, "pack_version": versions.pack,
            "model_version": versions.model, "calendar_version": versions.calendar, "body": body, "current": True,
        }],
        "audit_entry": [_entry(record.entry, case_id)],
    }  # fmt: skip


def _case(case: NewCase, case_id: str) -> dict[str, Any]:
    return _plain(asdict(case)) | {"id": case_id, "excluded": {"marks": list(case.excluded)}}


def _assignment(case: NewCase, case_id: str, at: str) -> dict[str, Any]:
    return {
        "case_id": case_id, "unit": case.unit, "tier": case.tier, "role": case.role, "reason": "route", "from_at": at,
    }  # fmt: skip


def _entry(entry: Entry, case_id: str) -> dict[str, Any]:
    return {
        "case_id": case_id, "seq": entry.seq, "at": entry.at.isoformat(), "actor": entry.actor,
        "action": entry.action, "data": dict(entry.data), "prev_hash": entry.prev_hash, "hash": digest(entry),
    }  # fmt: skip


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Times and ids as JSON writes them."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
        for name, value in values.items()
    }
