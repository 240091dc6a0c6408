"""Views of cases and officers for pure tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.ports import CaseView, OfficerRef
from casework.reminding import Hours
from casework.types import Role, State
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.types import Way

ZONE = ZoneInfo("Asia/Jakarta")
HOURS = Hours(ZONE, clock_time(8), clock_time(16))
DAYS_OFF = (
    CalendarDay(date(2026, 12, 24), DayKind.JOINT_LEAVE, "Cuti bersama Natal", "SKB"),
    CalendarDay(date(2026, 12, 25), DayKind.HOLIDAY, "Natal", "SKB"),
    CalendarDay(date(2026, 12, 12), DayKind.WORKED, "Sabtu kerja", "kantor"),
)
CALENDAR = Calendar.build(DAYS_OFF, (2026, 2027))
ME, OTHER = UUID(int=1), UUID(int=2)


def at(text: str) -> datetime:
    """A local time in Jakarta, such as "2026-11-23 10:00", as aware UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


CASE = CaseView(
    id=UUID(int=9), state=State.UNDER_REVIEW, way=Way.INSIDE, unit="pelayanan", tier=1, role=Role.EXECUTOR,
    holder_id=None, service_id="43", component=None, opened_at=at("2026-11-23 10:00"),
    due_at=at("2026-12-11 23:59:59"), answered_at=None, told_at=None, reported_at=None, integrity=False, danger=False,
    needs_person=False, answer=None,
)  # fmt: skip


def case(**changes: Any) -> CaseView:
    """A case of the unit `pelayanan` that nobody holds."""
    return replace(CASE, **changes)


def officer(role: Role, unit: str = "pelayanan", *, id: UUID = ME, tier: int = 1) -> OfficerRef:  # noqa: A002
    """An officer; by default of the case's own unit."""
    return OfficerRef(id, role, unit, tier)
