"""Taking the demo away: everything that hangs on a conversation marked as demo, and nothing else."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from casework.types import Role
from storage.models import Case, Complaint, Message, Officer

_STEPS = (
    """DELETE FROM "case" WHERE id IN (
        SELECT case_id FROM complaint GROUP BY case_id HAVING bool_and(demo))""",
    "DELETE FROM conversation WHERE demo",
    """DELETE FROM complainant WHERE demo
        AND NOT EXISTS (SELECT 1 FROM complaint WHERE complainant_id = complainant.id)
        AND NOT EXISTS (SELECT 1 FROM conversation WHERE complainant_id = complainant.id)""",
)


async def remove_demo(session: AsyncSession) -> int:
    """How many demo complaints were removed."""
    count = int((await session.execute(text("SELECT count(*) FROM complaint WHERE demo"))).scalar() or 0)
    for step in _STEPS:
        await session.execute(text(step))
    return count


async def complaint_of(session: AsyncSession, message_id: str) -> tuple[UUID, bool] | None:
    """The case that a demo message led to, and whether it alleges something against integrity or tells of danger."""
    row = (
        await session.execute(
            select(Case.id, Case.integrity)
            .join(Complaint, Complaint.case_id == Case.id)
            .join(Message, Message.complaint_id == Complaint.id)
            .where(Message.message_id == message_id)
            .limit(1)
        )
    ).one_or_none()
    return (row[0], row[1]) if row else None


async def officer_with(session: AsyncSession, role: Role) -> Officer | None:
    """The first officer of a role."""
    found: Officer | None = await session.scalar(
        select(Officer).where(Officer.role == role).order_by(Officer.id).limit(1)
    )
    return found
