"""An office on a real database: officers by the pack's posts, citizens who write, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from casework.ports import CaseView, OfficerRef, TimerSpec
from casework.reminding import reminders
from casework.staffing import places
from casework.types import Role
from casework.usecases.answering import answer
from casework.usecases.handling import take
from casework.usecases.receive import Desk, Received, Recorded, receive
from casework.usecases.timing import Times, fire
from intake.channel import Channel, Delivery, DeliveryStatus, InboundMessage, Limits
from intake.conversation import Event, Record, Reply, Step
from storage import lanes, statuses, taking
from storage.engine import Engine
from storage.models import AuditEntry, Officer, Outgoing, Timer
from storage.repositories.outbox import Carriage
from storage.work import SqlWork, Works
from tests.casework.builders import CALENDAR, HOURS, ZONE, at
from tests.intake import builders
from triage.calendar import Calendar
from triage.due import due
from triage.packs.loader import load_pack
from triage.types import Assessment, Facts, Kind, Route, Treated, TreatedAs, Way

NOW = at("2026-11-23 10:00")
NONE = timedelta(0)
REMIND_ON = (3, 7, 10, 12)
LIMITS = Limits(text=1600, media_bytes=1_000_000)
CARRIAGE = Carriage(
    dict.fromkeys((Channel.WHATSAPP, Channel.SMS, Channel.TELEGRAM, Channel.EMAIL), LIMITS),
    ("email", "kantor@contoh.test"), "http://127.0.0.1:8000/status", ZONE,
)  # fmt: skip
TIMES = Times(CALENDAR, HOURS, "http://127.0.0.1:8000/desk/pengaduan")
MATTER = "Izin saya sudah tiga minggu belum terbit, petugas loket diam saja. Nama saya Rahayu."
ROUTE = Route(Way.INSIDE, "pelayanan", 1, "executor", "R21", "uji")


@dataclass(frozen=True)
class Terms:
    """casework.usecases.deciding.Terms over the tests' calendar."""

    calendar: Calendar = CALENDAR

    def due_at(self, made_at: datetime) -> datetime:
        return due(made_at, self.calendar, ZONE).at

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        return reminders(made_at, due_at, self.calendar, HOURS, REMIND_ON)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZONE)


def assessment(text: str = MATTER, made_at: datetime = NOW, **changes: Any) -> Assessment:
    """A complaint in time, routed to the unit `pelayanan`; due dates over the tests' calendar."""
    made = builders.judge(text, made_at, Facts(pending=True, identified=True))
    given: dict[str, Any] = {"kind": Kind.COMPLAINT, "route": ROUTE, "due": due(made_at, CALENDAR, ZONE)} | changes
    return replace(made, **given)


def suggestion() -> dict[str, Any]:
    """What `assessment` takes for a suggestion: no due date (R17)."""
    return {"kind": Kind.SUGGESTION, "treated_as": TreatedAs(Treated.SUGGESTION, "R17"), "due": None}


@dataclass
class World:
    """One office; `officers` by login."""

    engine: Engine
    works: Works
    officers: dict[str, OfficerRef] = field(default_factory=dict)
    drawn: int = 0

    async def staff(self) -> None:
        """Everybody of the pack, each with an address, superiors linked."""
        async with self.works.begin() as work:
            for place in places(load_pack("purwakarta")):
                superior = self.officers[place.superior].id if place.superior else None
                values: dict[str, Any] = {
                    "login": place.login,
                    "name": place.title,
                    "role": place.role,
                    "unit": place.unit,
                }
                values |= {"tier": place.tier, "superior_id": superior, "email": f"{place.login}@contoh.test"}
                done = await work.session.execute(
                    insert(Officer).values(**values, password_hash="-").returning(Officer.id)
                )
                self.officers[place.login] = OfficerRef(done.scalar_one(), Role(place.role), place.unit, place.tier)

    def desk(self) -> Desk:
        return Desk(
            "PWK", CALENDAR, HOURS, REMIND_ON, self._draw, lambda secret: f"hash:{secret}", status_url="http://status",
            pack=load_pack("purwakarta"),
        )  # fmt: skip

    def _draw(self) -> str:
        self.drawn += 1
        return f"SECRET{self.drawn:04d}"

    async def hear(
        self, text: str = MATTER, *, address: str = "+6281200000001", channel: Channel = Channel.WHATSAPP,
        when: datetime = NOW, message_id: str | None = None, **changes: Any,
    ) -> tuple[UUID, str]:  # fmt: skip
        """A message comes in; the ids of its conversation and its row."""
        self.drawn += 1
        adapter = {"telegram": "telegram", "email": "email", "office_web": "form"}.get(channel, "twilio")
        message = InboundMessage(
            channel=channel, adapter=adapter, account="kantor", message_id=message_id or f"in-{self.drawn}",
            address=address, text=text, sent_at=when, **changes,
        )  # fmt: skip
        async with self.works.begin() as work:
            row = await taking.take_in(
                work.session, message, event_id=None, received_at=when, now=when, quiet=NONE, longest=NONE
            )
            return await taking.conversation_for(work.session, message, demo=False), str(row)

    async def step(
        self, conversation_id: UUID, events: Sequence[Event], replies: Sequence[Reply] = (), now: datetime = NOW
    ) -> Received:
        """What the dialogue decided goes through the use case in one transaction."""
        async with self.works.begin() as work:
            conversation = await work.conversations.load(conversation_id)
            return await receive(work, step=Step(conversation, replies, events), desk=self.desk(), now=now)

    async def record(
        self, text: str = MATTER, *, when: datetime = NOW, judged: Assessment | None = None,
        replies: Sequence[Reply] = (), **hearing: Any,
    ) -> Recorded:  # fmt: skip
        """A message that becomes a complaint."""
        conversation_id, message = await self.hear(text, when=when, **hearing)
        event = Record(text, (message,), when, "Rahayu", False, Facts(), judged or assessment(text, when))
        done = await self.step(conversation_id, [event], replies, when)
        return done.recorded[0]

    async def answered(
        self, who: str = "petugas-pengaduan", *, done: Recorded | None = None, when: datetime = NOW
    ) -> Recorded:
        """A complaint that this officer took and answered."""
        done, officer = done or await self.record(), self.officers[who]
        async with self.begin() as work:
            await take(work, case_id=done.case_id, officer=officer, now=when)
            await answer(
                work, case_id=done.case_id, officer=officer, text="Sudah terbit.", outcome=None, files=(), now=when
            )
        return done

    async def fire(self, case_id: UUID, now: datetime) -> None:
        """Every timer of the case that is due by `now`, as the worker would."""
        for (kind, ordinal), due_at in sorted((await self.timers(case_id)).items(), key=lambda one: one[1]):
            if due_at <= now:
                async with self.begin() as work:
                    moved = await fire(work, case_id=case_id, kind=kind, ordinal=ordinal, now=now, times=TIMES)
                    done = {"done_at": now} if moved is None else {"due_at": moved.due_at}
                    own = (Timer.case_id == case_id, Timer.kind == kind, Timer.ordinal == ordinal)
                    await work.session.execute(update(Timer).where(*own).values(**done))

    async def case(self, case_id: UUID) -> CaseView:
        async with self.works.begin() as work:
            return await work.cases.get(case_id)

    async def rows(self, table: Any, *where: Any) -> list[Any]:
        """Rows of a table, oldest first."""
        async with self.works.begin() as work:
            return list(await work.session.scalars(select(table).where(*where).order_by(table.id)))

    async def timers(self, case_id: UUID) -> dict[tuple[str, int], datetime]:
        """Open timers of a case."""
        found = await self.rows(Timer, Timer.case_id == case_id, Timer.done_at.is_(None))
        return {(one.kind, one.ordinal): one.due_at for one in found}

    async def deliver(self, when: datetime, status: Delivery | None = Delivery.DELIVERED) -> list[Outgoing]:
        """The providers take everything that waits, and say what became of it."""
        sent = []
        for row in await self.rows(Outgoing, Outgoing.state == "waiting"):
            async with self.works.begin() as work:
                claimed = await lanes.claim(work.session, row.lane, max(when, row.next_try_at))
                assert claimed is not None
                await lanes.confirmed(work.session, claimed.id, f"out-{claimed.id}", when)
                if status is not None:
                    word = DeliveryStatus(row.adapter, row.account, f"out-{claimed.id}", status, when)
                    await statuses.statuses(work.session, [(None, word)])
                sent.append(row)
        return sent

    async def broken_chains(self) -> dict[UUID | None, int]:
        """Chains that no longer follow; must be empty."""
        async with self.works.begin() as work:
            ids = set(await work.session.scalars(select(AuditEntry.case_id)))
            found = {case_id: await work.audit.first_broken(case_id) for case_id in ids}
        return {case_id: seq for case_id, seq in found.items() if seq is not None}

    def begin(self) -> Any:
        """A unit of work."""
        return self.works.begin()


__all__ = ["CARRIAGE", "MATTER", "NOW", "ROUTE", "TIMES", "SqlWork", "Terms", "World", "assessment", "suggestion"]
