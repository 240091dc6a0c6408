"""The list of cases: filters, search, pages by key.  Totals stop at 1,000; nothing grows with the table.

Two orders: by due date from the cases that are open, and by newest from the complaints.  A search first counts its
hits to 1,001: few are sorted, many are met by walking the newest complaints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Select,
    Uuid,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.orm import InstrumentedAttribute

from casework.ports import OfficerRef
from casework.types import OPEN_STATES
from intake import numbers
from storage.models import Case, Complaint, Officer
from web.queries.scope import patient, seen_by

PAGE = 25
CAP = 1000
OPEN = "open"
ALL = "all"
SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Filter:
    """What the officer asked for; "" means any.  `due`: late, today or week, with the moments they end at."""

    state: str = OPEN
    unit: str = ""
    component: str = ""
    service: str = ""
    channel: str = ""
    due: str = ""
    due_before: datetime | None = None
    due_from: datetime | None = None
    text: str = ""
    after: str = ""
    size: int = PAGE
    cap: int = CAP

    @property
    def by_due(self) -> bool:
        """Open cases are read in the order they fall due; everything else newest first."""
        return self.state != ALL and not self.text


@dataclass(frozen=True, slots=True)
class CaseItem:
    """One line of a list."""

    case_id: UUID
    number: str
    matter: str
    channel: str
    treated_as: str
    recorded_at: datetime
    made_at: datetime
    state: str
    unit: str
    component: str | None
    service_id: str | None
    holder: str | None
    due_at: datetime | None
    answered_at: datetime | None
    danger: bool
    integrity: bool
    needs_person: bool
    key: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A page; `next`: the key to go on from; `total`: as counted, None when there are more than that or too many."""

    items: tuple[CaseItem, ...]
    next: str | None
    total: int | None


CASE_COLUMNS = (
    Case.id.label("case_id"), Case.state, Case.unit, Case.component, Case.service_id, Case.holder_id, Case.due_at,
    Case.answered_at, Case.danger, Case.integrity, Case.needs_person,
)  # fmt: skip
COMPLAINT_COLUMNS = (
    Complaint.number, func.left(Complaint.matter, SNIPPET).label("matter"), Complaint.channel, Complaint.treated_as,
    Complaint.recorded_at, Complaint.made_at,
)  # fmt: skip


async def page(engine: AsyncEngine, officer: OfficerRef, wanted: Filter) -> CasePage:
    """One page of the cases this officer may see, `wanted.size` long, counted up to `wanted.cap`."""
    async with engine.connect() as connection:
        await patient(connection)
        if found := numbers.find(wanted.text):
            return await _numbered(connection, officer, found)
        if wanted.by_due:
            return await _by_due(connection, officer, wanted)
        return await _newest(connection, officer, wanted)


IS_OPEN: ColumnElement[bool] = literal_column(
    "(\"case\".state NOT IN ('closed', 'withdrawn', 'handed_over'))", type_=Boolean()
)
"""In the words of the partial index, so that the planner knows it."""


def _conditions(officer: OfficerRef, wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = seen_by(officer)
    if wanted.state == OPEN:
        conditions.append(Case.state.in_(sorted(OPEN_STATES)))
        conditions.append(IS_OPEN)
    elif wanted.state != ALL:
        conditions.append(Case.state == wanted.state)
    for column, value in (
        (Case.unit, wanted.unit),
        (Case.component, wanted.component),
        (Case.service_id, wanted.service),
    ):
        if value:
            conditions.append(column == value)
    if wanted.due_before:
        conditions += [Case.due_at <= wanted.due_before, Case.answered_at.is_(None)]
    if wanted.due_from:
        conditions.append(Case.due_at >= wanted.due_from)
    return conditions


def _with_channel(conditions: list[ColumnElement[bool]], wanted: Filter) -> list[ColumnElement[bool]]:
    if not wanted.channel:
        return conditions
    return [*conditions, exists().where(Complaint.case_id == Case.id, Complaint.channel == wanted.channel)]


async def _capped(connection: AsyncConnection, rows: Select[int], cap: int) -> int | None:
    """How many rows there are; None when there are more than `cap`."""
    counted = select(func.count()).select_from(rows.limit(cap + 1).subquery())
    found = int((await connection.execute(counted)).scalar_one())
    return found if found <= cap else None


async def _by_due(connection: AsyncConnection, officer: OfficerRef, wanted: Filter) -> CasePage:
    """Those with a due date in its order, then those without one, each by the index on due dates."""
    conditions = _with_channel(_conditions(officer, wanted), wanted)
    items: list[CaseItem] = []
    if not wanted.after.startswith("n:"):
        dated = [*conditions, Case.due_at.is_not(None), *_after_due(wanted.after)]
        items += await cases_of(connection, dated, wanted.size + 1)
    if len(items) <= wanted.size:
        undated = [*conditions, Case.due_at.is_(None), *_after_undated(wanted.after)]
        items += await cases_of(connection, undated, wanted.size + 1 - len(items))
    total = await _capped(connection, select(literal(1)).select_from(Case).where(*conditions), wanted.cap)
    return _paged(items, wanted.size, total)


def _after_due(after: str) -> list[ColumnElement[bool]]:
    if not after.startswith("d:"):
        return []
    _, moment, case_id = after.split("|")
    return [tuple_(Case.due_at, Case.id) > tuple_(datetime.fromisoformat(moment), UUID(case_id))]


def _after_undated(after: str) -> list[ColumnElement[bool]]:
    return [Case.id > UUID(after.split("|")[1])] if after.startswith("n:") else []


async def cases_of(connection: AsyncConnection, conditions: list[ColumnElement[bool]], size: int) -> list[CaseItem]:
    chosen = select(*CASE_COLUMNS).where(*conditions).order_by(Case.due_at, Case.id).limit(size).subquery()
    first = (
        select(*COMPLAINT_COLUMNS)
        .where(Complaint.case_id == chosen.c.case_id)
        .order_by(Complaint.recorded_at)
        .limit(1)
        .lateral()
    )
    statement = (
        select(chosen, first, Officer.name.label("holder"))
        .select_from(chosen.join(first, true()).outerjoin(Officer, Officer.id == chosen.c.holder_id))
        .order_by(chosen.c.due_at, chosen.c.case_id)
    )
    rows = (await connection.execute(statement)).all()
    return [_item(row, _due_key(row.due_at, row.case_id)) for row in rows]


def _due_key(due_at: datetime | None, case_id: UUID) -> str:
    return f"d:|{due_at.isoformat()}|{case_id}" if due_at else f"n:|{case_id}"


def _item(row: object, key: str) -> CaseItem:
    names = [name for name in CaseItem.__dataclass_fields__ if name != "key"]
    return CaseItem(**{name: getattr(row, name) for name in names}, key=key)


def _paged(items: list[CaseItem], size: int, total: int | None) -> CasePage:
    shown = tuple(items[:size])
    return CasePage(shown, shown[-1].key if len(items) > size else None, total)


def _complaints(conditions: list[ColumnElement[bool]], size: int) -> Select[*tuple[Any, ...]]:
    return (
        select(*CASE_COLUMNS, *COMPLAINT_COLUMNS, Complaint.id.label("complaint_id"), Officer.name.label("holder"))
        .join(Case, Case.id == Complaint.case_id)
        .outerjoin(Officer, Officer.id == Case.holder_id)
        .where(*conditions)
        .order_by(Complaint.recorded_at.desc(), Complaint.id.desc())
        .limit(size)
    )


async def _numbered(connection: AsyncConnection, officer: OfficerRef, found: tuple[str, ...]) -> CasePage:
    statement = _complaints([*seen_by(officer), Complaint.number.in_(found[:PAGE])], PAGE)
    items = [_item(row, "") for row in await connection.execute(statement)]
    return CasePage(tuple(items), None, len(items))


async def _newest(connection: AsyncConnection, officer: OfficerRef, wanted: Filter) -> CasePage:
    conditions = _conditions(officer, wanted) + _after_newest(wanted.after)
    if wanted.channel:
        conditions.append(Complaint.channel == wanted.channel)
    if wanted.text:
        hits = Complaint.search.op("@@")(func.websearch_to_tsquery("indonesian", wanted.text))
        few = await _few(connection, hits, wanted.cap)
        if few is None:
            return await _walked(connection, [*conditions, hits], wanted)
        conditions += [_one_of(Complaint.id, "few", few), _one_of(Case.id, "theirs", list(few.values()))]
    total = await _total(connection, conditions, wanted.cap)
    return await _sorted(connection, conditions, wanted, total)


def _one_of(column: InstrumentedAttribute[UUID], name: str, ids: Iterable[UUID]) -> ColumnElement[bool]:
    """Both sides of the join named by their keys, so that no plan begins with all that is open."""
    return column == any_(bindparam(name, list(ids), type_=ARRAY(Uuid())))


async def _few(connection: AsyncConnection, hits: ColumnElement[bool], cap: int) -> dict[UUID, UUID] | None:
    """The cases of a search's hits by complaint; None when there are more than `cap`."""
    rows = (await connection.execute(select(Complaint.id, Complaint.case_id).where(hits).limit(cap + 1))).all()
    return {row.id: row.case_id for row in rows} if len(rows) <= cap else None


async def _walked(connection: AsyncConnection, conditions: list[ColumnElement[bool]], wanted: Filter) -> CasePage:
    """Newest first along the index, nothing sorted, until a page is full: quick because hits are many."""
    await _switch_off(connection, "enable_sort", "enable_bitmapscan")
    return await _sorted(connection, conditions, wanted, None)


async def _switch_off(connection: AsyncConnection, *methods: str) -> None:
    """Keeps the planner from these methods until the transaction ends."""
    for method in methods:
        await connection.execute(select(func.set_config(method, "off", true())))


async def _sorted(
    connection: AsyncConnection, conditions: list[ColumnElement[bool]], wanted: Filter, total: int | None
) -> CasePage:
    rows = (await connection.execute(_complaints(conditions, wanted.size + 1))).all()
    items = [_item(row, f"r:|{row.recorded_at.isoformat()}|{row.complaint_id}") for row in rows]
    return _paged(items, wanted.size, total)


async def _total(connection: AsyncConnection, conditions: list[ColumnElement[bool]], cap: int) -> int | None:
    joined = select(literal(1)).select_from(Complaint).join(Case, Case.id == Complaint.case_id)
    return await _capped(connection, joined.where(*conditions), cap)


def _after_newest(after: str) -> list[ColumnElement[bool]]:
    if not after.startswith("r:"):
        return []
    _, moment, complaint_id = after.split("|")
    key = tuple_(datetime.fromisoformat(moment), UUID(complaint_id))
    return [and_(tuple_(Complaint.recorded_at, Complaint.id) < key)]
