"""R22: who comes next upwards; whoever is complained about is passed over."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from casework.ports import OfficerView, Work
from casework.rights import complained_about
from casework.types import Role


async def next_superior(work: Work, officer_id: UUID, excluded: Iterable[str]) -> OfficerView | None:
    """The first active direct superior upwards who is not complained about; None at the top."""
    marks, seen = tuple(excluded), {officer_id}
    officer = await work.officers.get(officer_id)
    while officer.superior_id and officer.superior_id not in seen:
        seen.add(officer.superior_id)
        officer = await work.officers.get(officer.superior_id)
        if officer.active and not complained_about(officer, marks):
            return officer
    return None


async def without_accused(work: Work, officers: Iterable[OfficerView], excluded: Iterable[str]) -> list[OfficerView]:
    """These officers, each one complained about replaced by who comes next; nobody twice."""
    marks, found = tuple(excluded), dict[UUID, OfficerView]()
    for officer in officers:
        one = await next_superior(work, officer.id, marks) if complained_about(officer, marks) else officer
        if one is not None and one.active:
            found[one.id] = one
    return list(found.values())


async def heads(work: Work, excluded: Iterable[str]) -> list[OfficerView]:
    """The head of office, unless complained about (R23 names who takes the place then)."""
    marks = tuple(excluded)
    return [one for one in await work.officers.holding(Role.HEAD_OF_OFFICE) if not complained_about(one, marks)]
