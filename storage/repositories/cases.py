"""Cases and complaints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import CaseView, ComplaintView, NewRecord, SentView, TimerSpec
from casework.types import CaseworkError, Role, State
from casework.usecases.answering import ANSWER
from storage.models import (
    AssessmentRow,
    Assignment,
    Case,
    Complaint,
    Note,
    Outgoing,
    Report,
    ReviewStep,
    Timer,
)
from storage.models.base import table
from storage.repositories import recording
from triage.output import to_json
from triage.types import Assessment, Component, Treated, Way


def case_view(row: Case) -> CaseView:
    """A row as the use cases see it."""
    return CaseView(
        id=row.id,
        state=State(row.state),
        way=Way(row.way),
        unit=row.unit,
        tier=row.tier,
        role=Role(row.role),
        holder_id=row.holder_id,
        service_id=row.service_id,
        component=Component(row.component) if row.component else None,
        opened_at=row.opened_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        told_at=row.told_at,
        reported_at=row.reported_at,
        integrity=row.integrity,
        danger=row.danger,
        needs_person=row.needs_person,
        answer=row.answer,
        excluded=tuple(row.excluded.get("marks", ())),
    )


def complaint_view(row: Complaint) -> ComplaintView:
    """A row as the use cases see it."""
    return ComplaintView(
        id=row.id,
        number=row.number,
        case_id=row.case_id,
        conversation_id=row.conversation_id,
        complainant_id=row.complainant_id,
        treated_as=Treated(row.treated_as),
        treated_rule=row.treated_rule,
        made_at=row.made_at,
        recorded_at=row.recorded_at,
        due_at=row.due_at,
        language=row.language,
        confidential=row.confidential,
        matter=row.matter,
        kind=row.kind,
        name=row.name,
    )


class SqlCases:
    """casework.ports.Cases."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session, self._zone = session, zone

    async def get(self, case_id: UUID) -> CaseView:
        row = await self._session.scalar(select(Case).where(Case.id == case_id).with_for_update())
        if row is None:
            raise CaseworkError("no_such_case")
        await self._session.refresh(row)
        return case_view(row)

    async def change(self, case_id: UUID, **values: Any) -> None:
        await self._session.execute(
            update(table(Case)).where(Case.id == case_id).values(version=Case.version + 1, **values)
        )

    async def complaints(self, case_id: UUID) -> Sequence[ComplaintView]:
        rows = await self._session.scalars(
            select(Complaint)
            .where(Complaint.case_id == case_id, Complaint.withdrawn_at.is_(None))
            .order_by(Complaint.id)
        )
        return [complaint_view(row) for row in rows]

    async def complaint(self, complaint_id: UUID) -> ComplaintView:
        row = await self._session.get(Complaint, complaint_id, populate_existing=True)
        if row is None:
            raise CaseworkError("no_such_complaint")
        return complaint_view(row)

    async def by_number(self, number: str) -> ComplaintView | None:
        row = await self._session.scalar(select(Complaint).where(Complaint.number == number))
        return complaint_view(row) if row else None

    async def record(self, record: NewRecord) -> None:
        body = to_json(record.assessment, str(record.drawn.complaint_id), self._zone)
        await recording.store(self._session, record, body)

    async def change_complaint(self, complaint_id: UUID, **values: Any) -> None:
        await self._session.execute(update(Complaint).where(Complaint.id == complaint_id).values(**values))

    async def assess(self, complaint_id: UUID, assessment: Assessment, at: datetime) -> None:
        older = (AssessmentRow.complaint_id == complaint_id, AssessmentRow.current)
        await self._session.execute(update(AssessmentRow).where(*older).values(current=False))
        versions = assessment.versions
        await self._session.execute(
            insert(table(AssessmentRow)).values(
                complaint_id=complaint_id, made_at=at, pack_version=versions.pack, model_version=versions.model,
                calendar_version=versions.calendar, current=True,
                body=to_json(assessment, str(complaint_id), self._zone),
            )
        )  # fmt: skip

    async def assign(
        self, case_id: UUID, *, officer_id: UUID | None, by_id: UUID | None, unit: str, tier: int, role: Role,
        reason: str, at: datetime,
    ) -> None:  # fmt: skip
        open_one = (Assignment.case_id == case_id, Assignment.until_at.is_(None))
        await self._session.execute(update(Assignment).where(*open_one).values(until_at=at))
        await self._session.execute(
            insert(table(Assignment)).values(
                case_id=case_id, officer_id=officer_id, by_id=by_id, unit=unit, tier=tier, role=role, reason=reason,
                from_at=at,
            )
        )  # fmt: skip

    async def set_timers(self, case_id: UUID, timers: Sequence[TimerSpec]) -> None:
        if not timers:
            return
        statement = insert(table(Timer)).values([{"case_id": case_id, **asdict(timer)} for timer in timers])
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["case_id", "kind", "ordinal"],
                set_={"due_at": statement.excluded.due_at, "done_at": None},
            )
        )

    async def finish_timers(self, case_id: UUID, at: datetime, *, kinds: Sequence[str] = ()) -> None:
        statement = update(Timer).where(Timer.case_id == case_id, Timer.done_at.is_(None)).values(done_at=at)
        await self._session.execute(statement.where(Timer.kind.in_(kinds)) if kinds else statement)

    async def add_review(
        self, case_id: UUID, step: str, text: str, row: str | None, author_id: UUID | None, at: datetime
    ) -> None:
        values = {"case_id": case_id, "step": step, "text": text, "row": row, "author_id": author_id, "at": at}
        await self._session.execute(insert(table(ReviewStep)).values(**values))

    async def add_report(
        self, case_id: UUID, *, author_id: UUID, superior_id: UUID | None, tier: int, text: str, at: datetime
    ) -> None:
        await self._session.execute(
            insert(table(Report)).values(
                case_id=case_id, author_id=author_id, superior_id=superior_id, tier=tier, text=text, at=at
            )
        )

    async def add_note(self, case_id: UUID, author_id: UUID | None, kind: str, text: str, at: datetime) -> None:
        await self._session.execute(
            insert(table(Note)).values(case_id=case_id, author_id=author_id, kind=kind, text=text, at=at)
        )

    async def answers_sent(self, case_id: UUID, since: datetime) -> Sequence[SentView]:
        rows = await self._session.scalars(
            select(Outgoing)
            .where(Outgoing.case_id == case_id, Outgoing.intent == ANSWER, Outgoing.created_at >= since)
            .order_by(Outgoing.seq)
        )
        return [
            SentView(
                row.channel, row.state, row.accepted_at, row.delivered_at, row.failed_at, row.intent, row.complaint_id
            )
            for row in rows
        ]  # fmt: skip
