"""Rows as the other rooms write them: people, cases, conversations, believable words.  For tests and screenshots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from intake import numbers
from storage.models import (
    Alarm,
    AssessmentRow,
    Attachment,
    AuditEntry,
    CalendarDay,
    CalendarYear,
    Case,
    Complainant,
    Complaint,
    ConversationRow,
    InboundEvent,
    Message,
    Note,
    Notice,
    Officer,
    Outgoing,
    PollCursor,
    Report,
    ReviewStep,
)
from storage.secrets import hash_secret

KEY = b"k" * 32
SECRET = "AB23CD45EF"
MATTER = (
    "Saya urus sertifikat standar KBLI 25920 di loket 3 sejak awal November, sudah 3 minggu belum keluar. "
    "Petugasnya malah minta Rp500 ribu supaya cepat. Padahal di papan tertulis gratis."
)


@dataclass(frozen=True)
class Made:
    """The ids of what `case` wrote."""

    case_id: UUID
    complaint_id: UUID
    conversation_id: UUID
    number: str


async def one(connection: AsyncConnection, table: Any, **values: Any) -> UUID:
    """Inserts a row; its id."""
    found: UUID = (await connection.execute(insert(table).values(**values).returning(table.id))).scalar_one()
    return found


async def officer(connection: AsyncConnection, login: str, role: str, password_hash: str, **values: Any) -> UUID:
    """An officer, past the one-time password unless told otherwise."""
    given = {"name": login.title(), "unit": "pengaduan", "tier": 1, "one_time": False} | values
    return await one(connection, Officer, login=login, role=role, password_hash=password_hash, **given)


def assessment(**values: Any) -> dict[str, Any]:
    """An assessment's JSON as `triage.output.to_json` writes it."""
    return {
        "kind": "complaint", "component": "turnaround_time",
        "components": [{"component": "turnaround_time", "probability": 0.71}, {"component": "fee", "probability": 0.64},
                       {"component": "staff_competence", "probability": 0.22}],
        "components_also": ["fee"], "integrity": True, "outside_agency": False, "danger": False,
        "service": {"id": "43", "hint": "sertifikat standar"},
        "received": {"expr": "awal November", "date": None, "earliest": "2026-11-01", "latest": "2026-11-10",
                     "of": "filed"},
        "service_pending": True, "name": None, "lang": "id",
        "admissibility": {"verdict": "not_yet_received", "day": None, "rule": "R4"},
        "treated_as": {"as": "complaint", "rule": "R4"}, "due": "2026-12-11",
        "claims": [
            {"claim": "diminta Rp500.000", "standard": "gratis", "verdict": "contradicts", "row": "43/4"},
            {"claim": "menunggu 15 hari kerja", "standard": "7 hari kerja sejak berkas lengkap dan benar",
             "verdict": "too_few_facts", "row": "43/3", "missing": "tanggal berkas dinyatakan lengkap"},
        ],
        "needs_person": True,
        "reasons": [
            {"label": "turnaround_time", "rule": "R16", "text": "kata tentang menunggu", "weight": 1.4,
             "words": [{"start": 0, "end": 0, "text": "sudah 3 minggu belum keluar"}]},
            {"label": "fee", "rule": "R20", "text": "uang diminta", "weight": 1.1,
             "words": [{"start": 0, "end": 0, "text": "minta Rp500 ribu"}]},
        ],
    } | values  # fmt: skip


async def conversation(connection: AsyncConnection, sequence: int, **values: Any) -> tuple[UUID, UUID]:
    """A citizen and their conversation."""
    channel = values.get("channel", "whatsapp")
    address = values.get("address", f"+62812{sequence:08d}")
    who = await one(connection, Complainant, kind="phone", address=address, name=values.get("name"))
    adapter = "form" if channel.endswith("_web") else "twilio"
    talk = await one(
        connection, ConversationRow, adapter=adapter, account="form" if adapter == "form" else "+62", channel=channel,
        address=address, complainant_id=who, phase=values.get("phase", "recorded"),
        officer_wanted_at=values.get("officer_wanted_at"),
    )  # fmt: skip
    return who, talk


async def case(connection: AsyncConnection, sequence: int, now: datetime, **values: Any) -> Made:
    """One case with one complaint, its message, acknowledgement, assessment, drafts and first trace."""
    v: dict[str, Any] = {
        "state": "recorded", "channel": "whatsapp", "unit": "pengaduan", "component": "turnaround_time",
        "service_id": "43", "matter": MATTER, "name": "Asep Saepudin", "made_at": now - timedelta(days=4),
        "due_at": now + timedelta(days=15), "holder_id": None, "excluded": (), "treated_as": "complaint",
        "confidential": False, "body": assessment(), "answered_at": None, "told_at": None, "reported_at": None,
    } | values  # fmt: skip
    who, talk = await conversation(connection, sequence, channel=v["channel"], name=v["name"], **v.get("talk", {}))
    case_id = await one(
        connection, Case, state=v["state"], way=v.get("way", "inside"), unit=v["unit"], tier=1,
        role="complaint_officer", holder_id=v["holder_id"], service_id=v["service_id"], component=v["component"],
        integrity=v.get("integrity", False), danger=v.get("danger", False), needs_person=v.get("needs_person", False),
        opened_at=v["made_at"], due_at=v["due_at"], answered_at=v["answered_at"], told_at=v["told_at"],
        reported_at=v["reported_at"], closed_at=v.get("closed_at"), answer=v.get("answer"), outcome=v.get("outcome"),
        told_how="delivered" if v["told_at"] else None, excluded={"marks": list(v["excluded"])},
    )  # fmt: skip
    number = numbers.make("PWK", 2026, sequence)
    complaint_id = await one(
        connection, Complaint, number=number, secret_hash=hash_secret(SECRET, KEY), case_id=case_id,
        complainant_id=who, conversation_id=talk, channel=v["channel"], name=v["name"],
        confidential=v["confidential"], matter=v["matter"], kind="complaint", treated_as=v["treated_as"],
        treated_rule="R4", made_at=v["made_at"], recorded_at=v["made_at"] + timedelta(minutes=3),
        due_at=v["due_at"] if v["treated_as"] == "complaint" else None, maybe_belongs_to=v.get("maybe_belongs_to"),
    )  # fmt: skip
    made = Made(case_id, complaint_id, talk, number)
    await _talked(connection, made, sequence, v)
    await _traced(connection, made, v)
    return made


async def _talked(connection: AsyncConnection, made: Made, sequence: int, v: dict[str, Any]) -> None:
    await one(
        connection, Message, conversation_id=made.conversation_id, complaint_id=made.complaint_id, adapter="twilio",
        account="+62", message_id=f"SM{sequence}", channel=v["channel"], text=v["matter"], sent_at=v["made_at"],
        received_at=v["made_at"], taken_at=v["made_at"],
    )  # fmt: skip
    text = f"Sudah kami catat. Nomor: {made.number}. Kode rahasia: {SECRET}.\n\nIni kami proses sebagai pengaduan."
    await out(connection, made, "acknowledgement", text, v["made_at"] + timedelta(minutes=3), v["channel"])
    if v["answered_at"]:
        await out(connection, made, "answer", v.get("answer") or "Sudah kami periksa.", v["answered_at"], v["channel"])


async def out(
    connection: AsyncConnection, made: Made, intent: str, text: str, at: datetime, channel: str, **values: Any
) -> UUID:
    """A message of ours."""
    given = {"state": "delivered", "accepted_at": at, "delivered_at": at} | values
    return await one(
        connection, Outgoing, lane=made.conversation_id, conversation_id=made.conversation_id, case_id=made.case_id,
        complaint_id=made.complaint_id, adapter="twilio", account="+62", channel=channel, address="-", intent=intent,
        text=text, next_try_at=at, created_at=at, **given,
    )  # fmt: skip


async def _traced(connection: AsyncConnection, made: Made, v: dict[str, Any]) -> None:
    at = v["made_at"] + timedelta(minutes=3)
    if v["body"]:
        await one(
            connection, AssessmentRow, complaint_id=made.complaint_id, made_at=at, pack_version="2026.1",
            model_version="m1", calendar_version="c1", body=v["body"], current=True,
        )  # fmt: skip
    await one(connection, ReviewStep, case_id=made.case_id, step="a", text=v["matter"][:120], at=at)
    await trace(connection, made.case_id, 1, "system", "record", at)


async def trace(
    connection: AsyncConnection, case_id: UUID, seq: int, actor: str, action: str, at: datetime, **data: Any
) -> None:
    """An audit entry; its hash is not the subject here."""
    values = {"seq": seq, "at": at, "actor": actor, "action": action, "data": data}
    await one(connection, AuditEntry, case_id=case_id, prev_hash="0", hash=f"{case_id}{seq}", **values)


async def calendar(connection: AsyncConnection) -> None:
    """A decreed year with two days off."""
    await connection.execute(insert(CalendarYear).values(year=2026, decreed=True, source="SKB"))
    for day, kind, name in (("2026-12-25", "holiday", "Natal"), ("2026-12-24", "joint_leave", "Cuti bersama Natal")):
        await connection.execute(
            insert(CalendarDay).values(day=datetime.fromisoformat(day).date(), kind=kind, name=name, source="SKB")
        )


__all__ = [
    "KEY", "SECRET", "Alarm", "Attachment", "InboundEvent", "Made", "Note", "Notice", "PollCursor", "Report",
    "calendar", "case", "conversation", "officer", "one", "out", "trace",
]  # fmt: skip
