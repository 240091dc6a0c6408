"""The web app on a real database, with the rooms around it as they are: units of work, blobs, pack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncEngine

import web
from casework.ports import TimerSpec
from intake.channel import RawEvent
from storage import embedded
from storage.blobs import Blobs
from storage.engine import make_engine
from storage.models import Base
from storage.work import Works
from tests.web import seed
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.due import due
from triage.packs.loader import load_pack
from triage.packs.schema.pack import Pack
from web.desk.passwords import hash_password
from web.services import UploadLimits, WebServices

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday, 10 in the morning in the office's zone
ZONE = ZoneInfo("Asia/Jakarta")
PASSWORD = "kuda hitam melompat tinggi"


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class FixedTerms:
    """R8's dates over the test's calendar."""

    calendar: Calendar
    zone: ZoneInfo = ZONE

    def due_at(self, made_at: datetime) -> datetime:
        return due(made_at, self.calendar, self.zone).at

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        return (TimerSpec("reminder", 3, made_at),)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


@dataclass
class Site:
    """The app, a browser without a session, and what left it."""

    client: httpx.AsyncClient
    services: WebServices
    engine: AsyncEngine
    clock: Clock
    hashed: str
    accepted: list[RawEvent] = field(default_factory=list)
    replayed: list[UUID] = field(default_factory=list)

    async def officer(self, login: str = "siti", role: str = "complaint_officer", **values: Any) -> UUID:
        async with self.engine.begin() as connection:
            return await seed.officer(connection, login, role, self.hashed, **values)

    async def case(self, sequence: int = 1, **values: Any) -> seed.Made:
        async with self.engine.begin() as connection:
            return await seed.case(connection, sequence, self.clock.now, **values)

    async def sign_in(self, login: str = "siti", password: str = PASSWORD) -> httpx.Response:
        return await self.client.post("/desk/masuk", data={"login": login, "password": password})

    async def csrf(self) -> str:
        page = await self.client.get("/desk/sandi")
        return page.text.split('name="csrf" value="')[1].split('"')[0]

    async def act(self, made: seed.Made, act: str, **fields: str) -> httpx.Response:
        url = f"/desk/pengaduan/{made.case_id}/{act}"
        return await self.client.post(url, data={"csrf": await self.csrf(), **fields})


@pytest.fixture(scope="session")
def hashed() -> str:
    return hash_password(PASSWORD)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack("purwakarta")


@pytest.fixture(scope="session")
def web_database(cluster: embedded.Cluster, migrated_template: str, worker_name: str) -> Iterator[str]:
    """One database for all tests of this folder: emptying it is much cheaper than making one."""
    name = f"web_{worker_name}"
    cluster.create_database(name, template=migrated_template)
    yield cluster.url(name)
    cluster.drop_database(name)


async def empty(engine: AsyncEngine) -> None:
    """Deletes every row of ours, whatever refers to what."""
    async with engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in Base.metadata.tables.values():
            await connection.execute(delete(table))


@pytest.fixture
async def site(web_database: str, tmp_path: Path, hashed: str, pack: Pack) -> AsyncIterator[Site]:
    engine = make_engine(web_database, pool=4)
    await empty(engine)
    clock, accepted, replayed = Clock(), list[RawEvent](), list[UUID]()
    rows = [CalendarDay(datetime(2026, 12, 25, tzinfo=UTC).date(), DayKind.HOLIDAY, "Natal")]
    calendar = Calendar.build(rows)

    async def accept(event: RawEvent) -> None:
        accepted.append(event)

    async def replay(event_id: UUID) -> None:
        replayed.append(event_id)

    async def today() -> Calendar:
        return calendar

    async def terms() -> FixedTerms:
        return FixedTerms(calendar)

    services = WebServices(
        works=Works(engine), engine=engine, clock=clock, pack=pack, blobs=Blobs(tmp_path / "blobs"),
        secret_key=seed.KEY, public_url="http://127.0.0.1:8000", accept_form=accept, replay=replay, calendar=today,
        terms=terms, limits=UploadLimits(per_file=40_000, per_message=60_000), form_per_hour=8,
    )  # fmt: skip
    app = FastAPI(openapi_url=None)
    for router in web.routers(services):
        app.include_router(router)
    web.install(app, services)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"accept": "text/html"}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers) as client:
        yield Site(client, services, engine, clock, hashed, accepted, replayed)
    await engine.dispose()
