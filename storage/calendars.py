"""R9's rows: national days, the office's own days, and the calendar that open due dates were last counted by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from casework.types import OPEN_STATES, State
from storage.models import CalendarApplied, CalendarDay, CalendarYear, Case
from triage.calendar import Calendar, DayKind
from triage.calendar import CalendarDay as Day


async def known_years(session: AsyncSession) -> frozenset[int]:
    """The years whose national days were entered."""
    return frozenset((await session.scalars(select(CalendarYear.year))).all())


async def read_calendar(session: AsyncSession, closures: Sequence[Day] = ()) -> Calendar:
    """R9's calendar as the rows stand now, with the pack's `closures`."""
    rows = await session.scalars(select(CalendarDay).order_by(CalendarDay.day))
    days = [Day(row.day, DayKind(row.kind), row.name, row.source, row.provisional) for row in rows]
    return Calendar.build([*days, *closures], await known_years(session))


async def write_year(session: AsyncSession, year: int, days: Sequence[Day], *, decreed: bool, source: str) -> None:
    """Replaces the national days of a year; the office's own closures and worked days stay."""
    national = (str(DayKind.HOLIDAY), str(DayKind.JOINT_LEAVE))
    await session.execute(
        delete(CalendarDay).where(func.extract("year", CalendarDay.day) == year, CalendarDay.kind.in_(national))
    )
    for day in days:
        statement = insert(CalendarDay).values(
            day=day.day, kind=day.kind, name=day.name, source=day.source, provisional=day.provisional
        )
        await session.execute(statement.on_conflict_do_nothing())
    statement = insert(CalendarYear).values(year=year, decreed=decreed, source=source)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["year"], set_={"decreed": decreed, "source": source})
    )


async def enter_day(session: AsyncSession, day: Day) -> None:
    """One of the office's own days: a closure, or a day it declares worked; replaces what it said of that day."""
    await forget_day(session, day.day)
    values = {"day": day.day, "kind": day.kind, "name": day.name, "source": day.source, "provisional": False}
    await session.execute(insert(CalendarDay).values(**values))


async def forget_day(session: AsyncSession, day: date) -> bool:
    """Takes back what the office said of a day; whether it had said anything."""
    own = (str(DayKind.CLOSURE), str(DayKind.WORKED))
    statement = delete(CalendarDay).where(CalendarDay.day == day, CalendarDay.kind.in_(own))
    return bool((await session.scalars(statement.returning(CalendarDay.day))).all())


async def read_applied(session: AsyncSession) -> Calendar | None:
    """The calendar that open due dates were last counted by; None before the first time."""
    row = await session.get(CalendarApplied, 1)
    return None if row is None else _calendar(row.version, row.days)


def _calendar(version: str, days: Mapping[str, Any]) -> Calendar:
    off = {date.fromisoformat(day): "" for day in days["off"]}
    return Calendar(version, off=off, worked=frozenset(map(date.fromisoformat, days["worked"])))


async def write_applied(session: AsyncSession, calendar: Calendar, now: datetime) -> None:
    """Every open due date is counted by `calendar` now."""
    days = {
        "off": [day.isoformat() for day in sorted(calendar.off)],
        "worked": [day.isoformat() for day in sorted(calendar.worked)],
    }
    values = {"version": calendar.version, "days": days, "at": now}
    statement = insert(CalendarApplied).values(id=1, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


async def open_cases(session: AsyncSession, after: UUID | None, limit: int) -> Sequence[UUID]:
    """Cases whose clock runs, in the order of their ids, from behind `after` on."""
    states = [str(state) for state in OPEN_STATES - {State.ANSWERED}]
    query = select(Case.id).where(Case.state.in_(states), Case.due_at.is_not(None), Case.answered_at.is_(None))
    query = query.where(Case.id > after) if after else query
    return (await session.scalars(query.order_by(Case.id).limit(limit))).all()
