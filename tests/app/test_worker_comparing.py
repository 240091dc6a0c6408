"""R19 (c) in the worker: a recorded complaint wakes its comparing, behind everything else, and never fails by it."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from app.chatting import Chat
from app.clock import Clock
from app.services import Services, make_services
from app.worker.comparing import Comparer, resume
from app.worker.queue import run_queue
from intake.channel import Channel
from storage import jobs
from storage.models import Case, Complaint, ReviewStep
from tests.app.office import settings

SAID = "Nama saya Asep Sunandar. NIB saya terbit kemarin tapi alamatnya salah ketik di loket {n}"


class Later(Clock):
    """A clock ahead of the system's by two minutes."""

    def now(self) -> datetime:
        return super().now() + timedelta(minutes=2)


class Broken(Clock):
    """A clock that cannot be read."""

    def now(self) -> datetime:
        raise ConnectionError


@dataclasses.dataclass
class Office:
    """Services, and citizens who write."""

    services: Services
    folder: Path

    async def told(self, count: int = 1) -> None:
        """`count` citizens complain of the same thing; a message id that was used is taken for a second delivery."""
        for n in range(count):
            address = f"+6281200000{n:03d}"
            async with Chat(settings(self.folder), self.services.url, Channel.WHATSAPP, address, None) as chat:
                for _ in range(n + 1):
                    await chat.say(SAID.format(n=n), timedelta(0))

    async def rows(self, table: Any, *where: Any) -> list[Any]:
        async with self.services.works.begin() as work:
            return list(await work.session.scalars(select(table).where(*where).order_by(table.id)))

    async def drafts(self) -> list[str]:
        return [row.text for row in await self.rows(ReviewStep, ReviewStep.step == "c")]

    async def sql(self, statement: str) -> list[Any]:
        async with self.services.engine.begin() as connection:
            done = await connection.execute(text(statement))
            return [tuple(row) for row in done] if done.returns_rows else []


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    services = make_services(settings(tmp_path), database_url, pool=4)
    yield Office(services, tmp_path)
    await services.aclose()


WAITING = "SELECT priority, status::text, execute_after > now() FROM pgqueuer WHERE entrypoint = 'compare'"


async def test_a_record_wakes_it_a_little_later_and_behind_everything_else(office: Office) -> None:
    await office.told()
    assert await office.sql(WAITING) == [(jobs.LATER, "queued", True)]
    assert await office.sql("SELECT max(priority) FROM pgqueuer WHERE entrypoint <> 'compare'") == [(0,)]
    assert await office.drafts() == []


async def test_through_the_queue_every_complaint_gets_its_draft(office: Office) -> None:
    await office.told(2)
    await office.sql("UPDATE pgqueuer SET execute_after = now() WHERE entrypoint = 'compare'")
    stop = asyncio.Event()
    handlers = {jobs.COMPARE: Comparer(office.services).handle}
    running = asyncio.create_task(run_queue(office.services.url, handlers, lambda: None, stop))
    for _ in range(200):
        if len(await office.drafts()) == 2:
            break
        await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 20)
    first, second = await office.rows(Complaint)
    written = {row.case_id: row.text for row in await office.rows(ReviewStep, ReviewStep.step == "c")}
    alone, beside = written[first.case_id], written[second.case_id]
    assert first.number in beside
    assert "isi mirip, pelapor lain" in beside
    assert second.number not in alone
    assert await office.sql(WAITING) == []
    assert len(await office.rows(Case)) == 2


async def test_the_same_job_twice_at_once_writes_one_draft(office: Office) -> None:
    await office.told()
    [complaint] = await office.rows(Complaint)
    await asyncio.gather(*(Comparer(office.services).handle(complaint.id) for _ in range(4)))
    assert len(await office.drafts()) == 1


async def test_a_failure_leaves_the_record_and_is_taken_up_again(office: Office) -> None:
    await office.told()
    [complaint] = await office.rows(Complaint)
    [before] = await office.rows(Case)
    await Comparer(dataclasses.replace(office.services, clock=Broken())).handle(complaint.id)
    [after] = await office.rows(Case)
    assert (after.state, after.version) == (before.state, before.version)
    assert await office.drafts() == []
    await office.sql("DELETE FROM pgqueuer")
    await resume(office.services)
    assert await office.sql(WAITING) == []
    later = dataclasses.replace(office.services, clock=Later())
    await resume(later)
    assert await office.sql(WAITING) == [(jobs.LATER, "queued", False)]
    await Comparer(later).handle(complaint.id)
    assert len(await office.drafts()) == 1
