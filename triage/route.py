"""R21-R23, R14: where a complaint is proposed to go, and who is passed over.  Pure; the table is the pack's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.packs.schema import Pack, Role, Unit
from triage.packs.schema import Route as Row
from triage.packs.schema.bodies import Body
from triage.packs.schema.routing import Condition
from triage.types import Component, Kind, Reading, Route, Span

ABOUT_PEOPLE = frozenset({Component.STAFF_COMPETENCE, Component.INTERNAL_SUPERVISION, Component.SAFETY_SECURITY})
"""Components whose grievance is somebody's conduct: whoever is named there is complained about."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the routing table looks at.  `body`: the outside body that owns the matter, if one was found."""

    kind: Kind
    component: Component | None = None
    service_id: str | None = None
    integrity: bool = False
    danger: bool = False
    outside_agency: bool = False
    body: Body | None = None
    people: tuple[Span, ...] = ()


def case_people(reading: Reading, case: Case) -> tuple[Span, ...]:
    """Whom the text complains about: those it names, where the grievance is conduct (R14, R22)."""
    concerned = case.integrity or case.danger or case.component in ABOUT_PEOPLE
    return reading.people if concerned else ()


def route(case: Case, pack: Pack) -> Route | None:
    """The way, unit, tier and role proposed (R21, R22); None for what is neither complaint nor suggestion."""
    if case.kind not in {Kind.COMPLAINT, Kind.SUGGESTION}:
        return None
    row = next(row for row in pack.routing.routes if _holds(row.when, case))
    said = [" ".join(span.text.casefold().split()) for span in case.people]
    accused = tuple(unit for unit in pack.units if _names(unit.aliases, said)) if said else ()
    return _passed_over(row, accused, pack)


def _holds(when: Condition, case: Case) -> bool:
    """Whether all that the row asks is so."""
    body = case.body.way if case.body and case.outside_agency else None
    return (
        when.integrity in {None, case.integrity}
        and when.danger in {None, case.danger}
        and when.outside_agency in {None, case.outside_agency}
        and when.body in {None, body}
        and (not when.kinds or case.kind in when.kinds)
        and (not when.components or case.component in when.components)
        and (not when.services or case.service_id in when.services)
    )


def _names(aliases: Iterable[str], said: Iterable[str]) -> bool:
    return any(alias.casefold() in one for alias in aliases for one in said)


def _passed_over(row: Row, accused: tuple[Unit, ...], pack: Pack) -> Route:
    """R14, R22: a unit complained about is passed over, upwards from the unit that manages complaints."""
    excluded = tuple(unit.id for unit in accused)
    if row.unit not in excluded:
        return Route(row.way, row.unit, row.tier, row.role.value, row.rule, row.why, excluded)
    for unit in _upwards(pack.routing.fallback_unit, pack):
        if unit not in excluded:
            tier, role = _head(unit, pack, row)
            why = f"{row.why}; {_unit_name(row.unit, pack)} yang diadukan dilewati"
            return Route(row.way, unit, tier, role.value, "R22", why, excluded)
    why = f"{row.why}; pimpinan yang diadukan dilewati, keputusan pada sekretaris daerah"
    return Route(row.way, row.unit, row.tier, row.role.value, "R23", why, excluded)


def _unit_name(unit_id: str, pack: Pack) -> str:
    return next((unit.name for unit in pack.units if unit.id == unit_id), unit_id)


def _upwards(start: str, pack: Pack) -> Iterable[str]:
    """The unit and its superiors; a circle in the pack ends it."""
    by_id = {unit.id: unit for unit in pack.units}
    seen: list[str] = []
    at: str | None = start
    while at is not None and at not in seen:
        seen.append(at)
        at = by_id[at].superior
    return seen


def _head(unit: str, pack: Pack, row: Row) -> tuple[int, Role]:
    """The highest post of a unit."""
    posts = [post for post in pack.posts if post.unit == unit]
    if not posts:
        return row.tier, row.role
    head = max(posts, key=lambda post: post.tier)
    return head.tier, head.role
