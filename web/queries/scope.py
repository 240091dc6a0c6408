"""Which cases an officer may see, as SQL: casework.rights.sees, row by row (a test holds the two together)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, bindparam, func, or_, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.ports import OfficerRef
from casework.types import Role
from storage.models import Case

ALL_CASES = frozenset({Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL, Role.HEAD_OF_OFFICE})
OWN_UNIT = frozenset({Role.EXECUTOR, Role.HEAD_OF_TIER})
PATIENCE_MS = 4000


def seen_by(officer: OfficerRef) -> list[ColumnElement[bool]]:
    """Conditions on Case: everybody's, the unit's or one's own; never one about this officer or unit (R14, R22)."""
    conditions = [not_about(officer)]
    if officer.role in OWN_UNIT:
        conditions.append(or_(Case.holder_id == officer.id, Case.unit == officer.unit))
    elif officer.role not in ALL_CASES:
        conditions.append(Case.holder_id == officer.id)
    return conditions


def not_about(officer: OfficerRef) -> ColumnElement[bool]:
    """Neither the officer nor the unit is among those complained about."""
    marks = {"o": str(officer.id), "u": officer.unit, "p": f"unit:{officer.unit}"}
    path = "$.marks[*] ? (@ == $o || @ == $u || @ == $p)"
    return ~func.jsonb_path_exists(Case.excluded, text(f"'{path}'"), bindparam("marks", marks, type_=JSONB))


_PATIENT = text(
    "SELECT set_config('jit', 'off', true), set_config('plan_cache_mode', 'force_custom_plan', true),"
    " set_config('statement_timeout', :patience, true)"
)


async def patient(connection: AsyncConnection) -> None:
    """For page reads: plans made for the values at hand (a generic one reads the whole open list for one officer's
    few cases), no just-in-time compiling, and an end to any statement that takes too long."""
    await connection.execute(_PATIENT, {"patience": str(PATIENCE_MS)})
