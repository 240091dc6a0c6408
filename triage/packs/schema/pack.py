"""The whole pack, and what must agree across its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field, PrivateAttr, model_validator

from triage.packs.schema.base import Part
from triage.packs.schema.bodies import Body
from triage.packs.schema.catalogue import Catalogue, ServiceKind
from triage.packs.schema.office import Closure, Hours, Office
from triage.packs.schema.places import Places
from triage.packs.schema.routing import Routing
from triage.packs.schema.rules import ChannelPolicy, HolidayName, Readings, Retention, Thresholds
from triage.packs.schema.standard import Standard
from triage.packs.schema.units import Post, Tier, Unit


class Pack(Part):
    """An office's standard pack.  `wording`: language -> reply name -> text that replaces ours."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: str
    valid_from: date
    office: Office
    hours: Hours
    closures: tuple[Closure, ...] = ()
    tiers: tuple[Tier, ...] = Field(min_length=1)
    units: tuple[Unit, ...] = Field(min_length=1)
    posts: tuple[Post, ...] = Field(min_length=1)
    catalogue: Catalogue
    standards: dict[str, Standard]
    bodies: tuple[Body, ...] = ()
    routing: Routing
    readings: Readings = Readings()
    thresholds: Thresholds = Thresholds()
    retention: Retention
    channels: ChannelPolicy = ChannelPolicy()
    places: Places = Places()
    holiday_names: tuple[HolidayName, ...] = ()
    wording: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)

    _kinds: dict[str, ServiceKind] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: object, /) -> None:
        """Index the catalogue once."""
        self._kinds.update({kind.id: kind for _, _, kind in self.catalogue.walk()})

    @model_validator(mode="after")
    def _agrees(self) -> Pack:
        wrong = list(self.disagreements())
        if wrong:
            raise ValueError("; ".join(f"{where}: {what}" for where, what in wrong))
        return self

    def disagreements(self) -> Iterator[tuple[str, str]]:
        """Names used in one part and missing in another, as (where, what)."""
        units = {unit.id for unit in self.units}
        tiers = {tier.level for tier in self.tiers}
        yield from _doubles("units", [unit.id for unit in self.units])
        yield from _doubles("posts", [post.id for post in self.posts])
        yield from _doubles("catalogue", [kind.id for _, _, kind in self.catalogue.walk()])
        used = [("units", u.superior) for u in self.units if u.superior]
        used += [("posts", post.unit) for post in self.posts]
        used += [("routing", route.unit) for route in self.routing.routes] + [("routing", self.routing.fallback_unit)]
        yield from ((where, f"unknown unit {unit!r}") for where, unit in used if unit not in units)
        levels = [("posts", post.tier) for post in self.posts]
        levels += [("routing", route.tier) for route in self.routing.routes]
        yield from ((where, f"unknown tier {level}") for where, level in levels if level not in tiers)
        yield from self._standards()

    def _standards(self) -> Iterator[tuple[str, str]]:
        for _, _, kind in self.catalogue.walk():
            if kind.standard and kind.standard not in self.standards:
                yield "catalogue", f"unknown standard {kind.standard!r}"
        for key, standard in self.standards.items():
            if key != standard.service:
                yield "standards", f"standard {key!r} calls itself {standard.service!r}"

    def service(self, service_id: str | None) -> ServiceKind | None:
        """The catalogue entry, None if unknown."""
        return self._kinds.get(service_id) if service_id else None

    def standard_of(self, service_id: str | None) -> Standard | None:
        """The standard a claim about that service is held against; None: not entered yet."""
        kind = self.service(service_id)
        return self.standards.get(kind.standard) if kind and kind.standard else None

    def body(self, body_id: str) -> Body | None:
        """The body with that id."""
        return next((body for body in self.bodies if body.id == body_id), None)


def _doubles(where: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    yield from ((where, f"{one!r} stands twice") for one in sorted({i for i in ids if ids.count(i) > 1}))
