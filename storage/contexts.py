"""What the dialogue may know of the person who writes: name, complaints of this address, complaints they can open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.conversation import CaseSummary, Known
from intake.numbers import find
from storage.models import Case, Complainant, Complaint, ConversationRow
from storage.repositories.recording import KINDS
from storage.secrets import same_secret

LAST = 20


async def known_to(session: AsyncSession, row: ConversationRow) -> Known | None:
    """The complainant of this address, whichever channel made them known."""
    kind = KINDS.get(row.channel, row.channel)
    found = await session.scalar(
        select(Complainant).where(Complainant.kind == kind, Complainant.address == row.address)
    )
    return Known(str(found.id), found.name) if found else None


def _rows() -> Select[Complaint, Case]:
    return select(Complaint, Case).join(Case, Case.id == Complaint.case_id)


def _summary(complaint: Complaint, case: Case) -> CaseSummary:
    return CaseSummary(
        number=complaint.number,
        state=case.state,
        treated_as=complaint.treated_as,
        service=case.service_id,
        component=case.component,
        recorded_at=complaint.recorded_at,
        due_at=complaint.due_at,
        answered_at=case.answered_at,
        answer=case.answer,
        told=case.told_at is not None,
        withdrawn=complaint.withdrawn_at is not None,
    )


async def cases_of(session: AsyncSession, conversation_id: UUID) -> Sequence[CaseSummary]:
    """Complaints of this very address, newest last."""
    rows = await session.execute(
        _rows().where(Complaint.conversation_id == conversation_id).order_by(Complaint.recorded_at.desc()).limit(LAST)
    )
    return [_summary(complaint, case) for complaint, case in reversed(rows.all())]


async def named_cases(
    session: AsyncSession, conversation_id: UUID, texts: Sequence[str], key: bytes
) -> Mapping[str, CaseSummary]:
    """Complaints named in the texts that this address may see: its own, or with the right secret beside."""
    seen: dict[str, CaseSummary] = {}
    for text in texts:
        for number in find(text)[:LAST]:
            row = (await session.execute(_rows().where(Complaint.number == number))).one_or_none()
            if row is None:
                continue
            complaint, case = row
            if complaint.conversation_id == conversation_id or _has_secret(text, complaint.secret_hash, key):
                seen[number] = _summary(complaint, case)
    return seen


def _has_secret(text: str, stored: str, key: bytes) -> bool:
    return any(same_secret(word, stored, key) for word in text.split() if len(word) == 10)
