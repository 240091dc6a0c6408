"""What every act at the desk shares: rights, the move table, the trace."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from casework.moves import move
from casework.ports import CaseView, OfficerRef, Work
from casework.rights import may
from casework.types import Action, CaseworkError, State


async def act(work: Work, *, case_id: UUID, officer: OfficerRef, action: Action) -> tuple[CaseView, State]:
    """The case, locked, and the state it has after `action`.  CaseworkError when rights or the table forbid it."""
    case = await work.cases.get(case_id)
    if not may(officer, action, case):
        raise CaseworkError("not_your_right", "R22")
    return case, move(case.state, action)


async def trace(work: Work, case: CaseView, officer: OfficerRef, action: Action, now: datetime, **data: Any) -> None:
    """Appends the act to the case's audit chain: ids and codes only."""
    await work.audit.add(case.id, actor=str(officer.id), action=action, at=now, **data)


def needed(text: str, code: str) -> str:
    """`text` without outer blanks and NUL.  CaseworkError(code) when nothing is left."""
    if not (clean := text.replace("\x00", "").strip()):
        raise CaseworkError(code)
    return clean
