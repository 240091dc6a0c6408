"""R9: when the calendar changes, open due dates move with their reminders; the cause is kept, nothing else moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from sqlalchemy import update

from casework.ports import TimerSpec
from casework.reminding import reminders
from casework.types import State
from casework.usecases.handling import take
from casework.usecases.redating import redate
from storage.models import AuditEntry, Case, Complaint, Notice
from tests.casework.builders import CALENDAR, DAYS_OFF, HOURS, ZONE, at
from tests.casework.world import NOW, REMIND_ON, World, assessment, suggestion
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.due import due
from triage.types import Due

LOKET = "pelaksana-loket"
OLD = at("2026-12-10 23:59:59")


@dataclass(frozen=True)
class NewTerms:
    """Counting by another calendar."""

    calendar: Calendar

    def due(self, made_at: datetime) -> Due:
        return due(made_at, self.calendar, ZONE)

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        return reminders(made_at, due_at, self.calendar, HOURS, REMIND_ON)


def calendar(*changes: tuple[str, DayKind], years: tuple[int, ...] = (2026, 2027)) -> Calendar:
    days = [CalendarDay(at(f"{day} 12:00").astimezone(ZONE).date(), kind, "uji", "kantor") for day, kind in changes]
    return Calendar.build([*DAYS_OFF, *days], years)


async def count(world: World, found: Calendar, case_id: object, now: datetime = NOW) -> int:
    changed = [f"{day.isoformat()}:{'worked' if found.is_working(day) else 'off'}" for day in found.changes(CALENDAR)]
    async with world.begin() as work:
        return await redate(work, case_id=case_id, terms=NewTerms(found), cause=changed, now=now)  # type: ignore[arg-type]  # rows are Any


OFF, WORKED = DayKind.CLOSURE, DayKind.WORKED
MOVES = [
    ("closure", [("2026-12-01", OFF)], "2026-12-11 23:59:59"),
    ("two_closures_over_a_worked_saturday", [("2026-12-01", OFF), ("2026-12-02", OFF)], "2026-12-12 23:59:59"),
    ("worked_saturday", [("2026-11-28", WORKED)], "2026-12-09 23:59:59"),
    ("closure_on_a_sunday", [("2026-11-29", OFF)], None),
    ("closure_after_the_due_date", [("2026-12-11", OFF)], None),
    ("closure_on_the_day_of_receipt", [("2026-11-20", OFF)], None),
    ("closure_on_the_due_date", [("2026-12-10", OFF)], "2026-12-11 23:59:59"),
]  # fmt: skip


@pytest.mark.parametrize(("days", "moved"), [pytest.param(*row[1:], id=f"R9-{row[0]}") for row in MOVES])
async def test_r9_a_due_date_moves_once(world: World, days: list[tuple[str, DayKind]], moved: str | None) -> None:
    when = at("2026-11-20 10:00")
    done = await world.record(when=when, judged=assessment(made_at=when))
    expected = at(moved) if moved else OLD
    found = calendar(*days)
    assert [await count(world, found, done.case_id) for _ in range(2)] == [int(moved is not None), 0]
    [complaint], [case] = await world.rows(Complaint), await world.rows(Case)
    assert complaint.due_at == case.due_at == expected
    entries = await world.rows(AuditEntry, AuditEntry.action == "redate")
    assert [(one.data["old"], one.data["new"], one.data["cause"]) for one in entries] == (
        [(OLD.isoformat(), expected.isoformat(), sorted(f"{d}:{'off' if k is OFF else 'worked'}" for d, k in days))]
        if moved else []
    )  # fmt: skip
    assert await world.broken_chains() == {}


async def test_r9_reminders_move_along_and_those_that_rang_do_not_ring_again(world: World) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[LOKET], now=NOW)
    third = at("2026-11-26 08:00")
    await world.fire(done.case_id, third)
    await count(world, calendar(("2026-12-01", OFF)), done.case_id, third)
    timers = await world.timers(done.case_id)
    assert {key: moment for key, moment in timers.items() if key[0] == "reminder"} == {
        ("reminder", 7): at("2026-12-03 08:00"), ("reminder", 10): at("2026-12-08 08:00"),
        ("reminder", 12): at("2026-12-10 08:00"),
    }  # fmt: skip
    await world.fire(done.case_id, at("2026-12-11 10:00"))
    notices = await world.rows(Notice, Notice.kind == "reminder")
    assert sorted(one.ordinal for one in notices if one.officer_id == world.officers[LOKET].id) == [3, 7, 10, 12]


async def test_r9_the_holder_is_told_once(world: World) -> None:
    done = await world.record()
    async with world.begin() as work:
        await take(work, case_id=done.case_id, officer=world.officers[LOKET], now=NOW)
    for _ in range(2):
        await count(world, calendar(("2026-12-01", OFF)), done.case_id)
    notices = await world.rows(Notice, Notice.kind == "redated")
    assert [one.officer_id for one in notices] == [world.officers[LOKET].id]


async def test_r9_an_undecreed_year_makes_it_provisional_without_moving_it(world: World) -> None:
    done = await world.record()
    undecreed = Calendar.build(DAYS_OFF[1:], ())
    assert await count(world, undecreed, done.case_id) == 0
    [case] = await world.rows(Case)
    assert case.due_provisional is True
    assert await count(world, CALENDAR, done.case_id) == 0
    [case] = await world.rows(Case)
    assert case.due_provisional is False


async def test_an_answered_case_keeps_what_was_promised(world: World) -> None:
    done = await world.answered()
    [before] = await world.rows(Complaint)
    assert await count(world, calendar(("2026-12-01", OFF)), done.case_id) == 0
    [after] = await world.rows(Complaint)
    assert after.due_at == before.due_at


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.HANDED_OVER])
async def test_an_ended_case_is_left_alone(world: World, state: State) -> None:
    done = await world.record()
    async with world.begin() as work:
        await work.session.execute(update(Case).values(state=state))
    assert await count(world, calendar(("2026-12-01", OFF)), done.case_id) == 0


async def test_r17_a_suggestion_has_no_due_date_to_move(world: World) -> None:
    done = await world.record(judged=assessment(**suggestion()))
    assert await count(world, calendar(("2026-12-01", OFF)), done.case_id) == 0
    assert await world.rows(AuditEntry, AuditEntry.action == "redate") == []
