"""Other bodies named by citizens, and what naming them means here (way (b), or not ours: R1a, R21)."""

from __future__ import annotations

from enum import StrEnum

from triage.packs.schema.base import Assumable


class BodyWay(StrEnum):
    """`agency`: way (b), together with that body.  `not_ours`: told whose matter it is, handed over with consent."""

    AGENCY = "agency"
    NOT_OURS = "not_ours"


class Body(Assumable):
    """One body or foreign system.  `aliases` as citizens write them."""

    id: str
    name: str
    way: BodyWay
    aliases: tuple[str, ...] = ()
    contact: str | None = None
