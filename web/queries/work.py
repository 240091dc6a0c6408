"""My work: what falls to one officer now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from casework.ports import OfficerRef
from casework.types import State
from storage.models import Case, Complaint, ConversationRow, Notice
from web import rights
from web.queries.listing import IS_OPEN, CaseItem, cases_of
from web.queries.scope import patient, seen_by
from web.rights import Right

SHOWN = 12
AT_WORK = (State.RECORDED, State.UNDER_REVIEW, State.IN_FOLLOW_UP, State.REOPENED)


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """Something the officer is told at the desk."""

    id: UUID
    kind: str
    ordinal: int
    at: datetime
    case_id: UUID | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A conversation in which an officer is wanted."""

    id: UUID
    channel: str
    since: datetime


@dataclass(frozen=True, slots=True)
class MyWork:
    """The four lists of the page, what is answered and not yet closed, notices, and conversations."""

    overdue: tuple[CaseItem, ...]
    today: tuple[CaseItem, ...]
    waiting: tuple[CaseItem, ...]
    to_close: tuple[CaseItem, ...]
    new: tuple[CaseItem, ...]
    notices: tuple[NoticeItem, ...]
    wanted: tuple[Wanted, ...]


async def mine(engine: AsyncEngine, officer: OfficerRef, now: datetime, end_of_day: datetime) -> MyWork:
    """What this officer holds, by when it is due, and what nobody holds yet of what is theirs to take."""
    held = (Case.holder_id == officer.id, Case.state.in_(AT_WORK), IS_OPEN, *seen_by(officer))
    answered = (Case.holder_id == officer.id, Case.state == State.ANSWERED, IS_OPEN, *seen_by(officer))
    free = (Case.holder_id.is_(None), Case.state.in_((State.RECORDED, State.REOPENED)), IS_OPEN, *seen_by(officer))
    async with engine.connect() as connection:
        await patient(connection)

        async def cases(*conditions: ColumnElement[bool]) -> tuple[CaseItem, ...]:
            return tuple(await cases_of(connection, list(conditions), SHOWN))

        return MyWork(
            overdue=await cases(*held, Case.due_at < now),
            today=await cases(*held, Case.due_at >= now, Case.due_at <= end_of_day),
            waiting=await cases(*held, (Case.due_at > end_of_day) | Case.due_at.is_(None)),
            to_close=await cases(*answered),
            new=await cases(*free),
            notices=await _notices(connection, officer.id),
            wanted=await _wanted(connection) if rights.has(officer.role, Right.TALK) else (),
        )


async def _notices(connection: AsyncConnection, officer_id: UUID) -> tuple[NoticeItem, ...]:
    newest = (
        select(Notice)
        .where(Notice.officer_id == officer_id, Notice.seen_at.is_(None))
        .order_by(Notice.at.desc())
        .limit(SHOWN)
        .subquery()
    )
    number = (
        select(Complaint.number)
        .where(Complaint.case_id == newest.c.case_id)
        .order_by(Complaint.recorded_at)
        .limit(1)
        .scalar_subquery()
    )
    columns = (newest.c.id, newest.c.kind, newest.c.ordinal, newest.c.at, newest.c.case_id, number)
    rows = await connection.execute(select(*columns).order_by(newest.c.at.desc()))
    return tuple(NoticeItem(*row) for row in rows)


async def _wanted(connection: AsyncConnection) -> tuple[Wanted, ...]:
    statement = (
        select(ConversationRow.id, ConversationRow.channel, ConversationRow.officer_wanted_at)
        .where(ConversationRow.officer_wanted_at.is_not(None))
        .order_by(ConversationRow.officer_wanted_at)
        .limit(SHOWN)
    )
    return tuple(Wanted(row[0], row[1], row[2]) for row in await connection.execute(statement) if row[2])


async def seen(engine: AsyncEngine, officer_id: UUID, now: datetime, *, case_id: UUID | None = None) -> None:
    """Marks the officer's notices as seen, those of one case when it is named."""
    mine = [Notice.officer_id == officer_id, Notice.seen_at.is_(None)]
    if case_id is not None:
        mine.append(Notice.case_id == case_id)
    async with engine.begin() as connection:
        await connection.execute(update(Notice).where(*mine).values(seen_at=now))
