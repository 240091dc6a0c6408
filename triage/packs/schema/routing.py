"""R21-R23: where a complaint is proposed to go.  The first route whose conditions all hold is taken."""

from __future__ import annotations

from pydantic import Field, model_validator

from triage.packs.schema.base import Assumable, Part
from triage.packs.schema.bodies import BodyWay
from triage.types import Component, Kind, Role, Way


class Condition(Part):
    """All that is given must hold; an empty condition always holds."""

    integrity: bool | None = None
    danger: bool | None = None
    outside_agency: bool | None = None
    body: BodyWay | None = None
    kinds: tuple[Kind, ...] = ()
    components: tuple[Component, ...] = ()
    services: tuple[str, ...] = ()

    @property
    def always(self) -> bool:
        """Whether nothing is asked."""
        return self == Condition()


class Route(Assumable):
    """One row of the routing table; `rule` is the rule it applies."""

    when: Condition = Condition()
    way: Way
    unit: str
    tier: int = Field(ge=1)
    role: Role
    rule: str
    why: str


class Routing(Part):
    """The table, and where a matter goes when its own unit is the one complained about (R14, R22)."""

    routes: tuple[Route, ...] = Field(min_length=1)
    fallback_unit: str

    @model_validator(mode="after")
    def _ends(self) -> Routing:
        if not self.routes[-1].when.always:
            raise ValueError("the last route must hold for everything (no `when`)")
        return self
