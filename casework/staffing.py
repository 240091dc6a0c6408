"""Who the first officers are, by the pack's posts, and who is whose direct superior (R22).  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.types import Role
from triage.packs.schema import Pack

_OFFICE_WIDE = (Role.ADMINISTRATOR, Role.AUDITOR, Role.READER)
_TITLES = {Role.ADMINISTRATOR: "Administrator", Role.AUDITOR: "Inspektorat", Role.READER: "Pembaca"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place to be filled: login, title, role, unit, tier, and the login of the direct superior."""

    login: str
    title: str
    role: Role
    unit: str
    tier: int
    superior: str | None = None


def places(pack: Pack) -> tuple[Place, ...]:
    """One place a post of the pack, and one a role that no post has; superiors before those below them."""
    posts = [Place(p.id, p.title, Role(p.role), p.unit, p.tier) for p in pack.posts]
    top = max(posts, key=lambda place: place.tier)
    have = {place.role for place in posts}
    posts += [Place(role.value, _TITLES[role], role, top.unit, 1) for role in _OFFICE_WIDE if role not in have]
    filled = [_with_superior(place, posts, pack) for place in posts]
    return tuple(sorted(filled, key=lambda place: -place.tier))


def _with_superior(place: Place, posts: Sequence[Place], pack: Pack) -> Place:
    superior = _superior(place, posts, pack)
    return Place(place.login, place.title, place.role, place.unit, place.tier, superior.login if superior else None)


def _superior(place: Place, posts: Sequence[Place], pack: Pack) -> Place | None:
    """The lowest higher tier in the own unit, else in the nearest unit above."""
    above = {unit.id: unit.superior for unit in pack.units}
    unit: str | None = place.unit
    while unit is not None:
        higher = [post for post in posts if post.unit == unit and post.tier > place.tier]
        if higher:
            return min(higher, key=lambda post: post.tier)
        unit = above.get(unit)
    return None
