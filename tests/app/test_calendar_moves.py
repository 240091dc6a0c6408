"""R9: the worker counts open due dates anew when the calendar's rows changed: every case, or again next minute."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.calendars import enter_missing, enter_own
from app.services import Services, make_services
from app.worker.redating import redate_all
from casework.staffing import places
from storage.models import AuditEntry, Complaint
from storage.staff import add_officer
from storage.work import Works
from tests.app.office import settings
from tests.casework.world import CARRIAGE, World, assessment
from triage.calendar import CalendarDay, DayKind
from triage.due import due


@dataclass
class Office:
    services: Services
    world: World

    async def record(self, n: int) -> None:
        """A complaint of today, due by the calendar as it stands."""
        now = self.services.clock.now()
        judged = assessment(due=due(now, await self.services.calendar(), self.services.pack.office.tz))
        await self.world.record(address=f"+628120000{n:04d}", when=now, judged=judged)

    async def dues(self) -> set[datetime]:
        async with self.services.works.begin() as work:
            return set(await work.session.scalars(select(Complaint.due_at)))

    async def close_a_week(self) -> None:
        """The office closes all next week."""
        first = self.services.clock.now().astimezone(self.services.pack.office.tz).date() + timedelta(days=7)
        days = [CalendarDay(first + timedelta(days=n), DayKind.CLOSURE, "Pindah gedung", "kantor") for n in range(7)]
        await enter_own(self.services.works, days, ())

    async def count(self) -> int:
        return await redate_all(self.services, settle_s=0)


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    services = make_services(settings(tmp_path), database_url, pool=4)
    await enter_missing(services.works, services.pack, services.clock.now())
    async with services.works.begin() as work:
        for place in places(services.pack):
            await add_officer(work.session, place, "x", demo=False)
    yield Office(services, World(services.engine, Works(services.engine, CARRIAGE)))
    await services.aclose()


async def test_r9_a_closure_moves_every_open_due_date_once(office: Office) -> None:
    for n in range(3):
        await office.record(n)
    assert await office.count() == 0
    before = await office.dues()
    await office.close_a_week()
    assert [await office.count() for _ in range(2)] == [3, 0]
    assert min(await office.dues()) >= max(before) + timedelta(days=4)
    async with office.services.works.begin() as work:
        causes = [one.data["cause"] for one in await work.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "redate"))]  # fmt: skip
    assert len(causes) == 3
    assert all(4 <= len(cause) <= 5 and all(day.endswith(":off") for day in cause) for cause in causes)


async def test_r9_what_failed_is_counted_again_next_minute(office: Office) -> None:
    for n in range(2):
        await office.record(n)
    await office.count()
    await office.close_a_week()
    refuse = (
        "CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE 'no'; END $$ LANGUAGE plpgsql;",
        (
            "CREATE TRIGGER refuse BEFORE UPDATE ON complaint FOR EACH ROW WHEN (OLD.number LIKE '%00001%')"
            " EXECUTE FUNCTION refuse()"
        ),
    )
    async with office.services.works.begin() as work:
        for statement in refuse:
            await work.session.execute(text(statement))
    assert await office.count() == 0
    assert len(await office.dues()) == 2
    async with office.services.works.begin() as work:
        await work.session.execute(text("DROP TRIGGER refuse ON complaint"))
        await work.session.execute(text("DROP FUNCTION refuse"))
    assert await office.count() == 1
    assert len(await office.dues()) == 1
