"""The demo: made through the real code, in every state, and taken away without touching anything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from app.calendars import enter_missing
from app.demo import add_demo
from app.services import Services, make_services
from casework.staffing import places
from storage.demo import remove_demo
from storage.models import AuditEntry, Base, Case, Complaint
from storage.staff import add_officer
from storage.work import Works
from tests.app.office import settings
from tests.casework.world import CARRIAGE, World

OURS = ("calendar_day", "calendar_year", "officer", "number_sequence")


async def counts(services: Services) -> dict[str, int]:
    """Rows of every table of ours."""
    async with services.works.begin() as work:
        return {
            name: (await work.session.execute(select(func.count()).select_from(table))).scalar_one()
            for name, table in Base.metadata.tables.items()
        }  # fmt: skip


async def rows(services: Services, statement: Any) -> list[Any]:
    async with services.works.begin() as work:
        return list(await work.session.scalars(statement))


async def test_the_demo_comes_and_goes_and_leaves_everything_else(database_url: str, tmp_path: Path) -> None:
    services = make_services(settings(tmp_path), database_url, pool=4)
    await enter_missing(services.works, services.pack, services.clock.now())
    async with services.works.begin() as work:
        for place in places(services.pack):
            await add_officer(work.session, place, "x", demo=True)
    world = World(services.engine, Works(services.engine, CARRIAGE))
    real = await world.record(address="+6281299999999", when=services.clock.now())
    before = await counts(services)
    told: list[str] = []
    added = await add_demo(services, told.append)
    assert added >= 25
    states = set(await rows(services, select(Case.state)))
    assert states >= {
        "recorded", "under_review", "in_follow_up", "answered", "closed", "reopened", "withdrawn", "handed_over",
    }  # fmt: skip
    assert len(set(await rows(services, select(Complaint.channel)))) >= 5
    now = services.clock.now()
    assert all(moment <= now for moment in await rows(services, select(AuditEntry.at)))
    assert await world.broken_chains() == {}
    unsent = (
        "SELECT o.id FROM outgoing o JOIN conversation c ON c.id = o.conversation_id"
        " WHERE c.demo AND o.state = 'waiting'"
    )
    assert await rows(services, text(unsent)) == []
    async with services.works.begin() as work:
        removed = await remove_demo(work.session)
    assert removed >= 25
    after = await counts(services)
    changed = {name for name, count in before.items() if after[name] != count} - set(OURS)
    assert {name: (before[name], after[name]) for name in changed} == {}
    assert await rows(services, select(Complaint.id)) == [real.complaint_id]
    assert await world.broken_chains() == {}
    async with services.works.begin() as work:
        assert await remove_demo(work.session) == 0
    await services.aclose()
