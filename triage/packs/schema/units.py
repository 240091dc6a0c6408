"""R22, R24: tiers, units and posts.  Who the people are is the office's database, not the pack."""

from __future__ import annotations

from pydantic import Field

from triage.packs.schema.base import Assumable
from triage.types import Role


class Tier(Assumable):
    """R22: 1 is the executor; the highest is the head."""

    level: int = Field(ge=1, le=9)
    title: str
    role: Role


class Unit(Assumable):
    """`superior`: the unit above, none for the head's.  `aliases`: how citizens name it when they complain (R14)."""

    id: str
    name: str
    superior: str | None = None
    aliases: tuple[str, ...] = ()


class Post(Assumable):
    """One post in a unit.  `aliases`: how citizens name its holder."""

    id: str
    title: str
    unit: str
    tier: int
    role: Role
    aliases: tuple[str, ...] = ()
