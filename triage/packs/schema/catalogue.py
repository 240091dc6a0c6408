"""R15: field, sector and kind of service."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from triage.packs.schema.base import Assumable, Part


class ServiceKind(Assumable):
    """One service.  `hint`: its short form (labels.md); `standard`: the id of its standard, none: not entered yet."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str
    hint: str | None = None
    aliases: tuple[str, ...] = ()
    standard: str | None = None


class Sector(Assumable):
    """The second level."""

    id: str
    name: str
    kinds: tuple[ServiceKind, ...] = Field(min_length=1)


class ServiceField(Assumable):
    """The first level."""

    id: str
    name: str
    sectors: tuple[Sector, ...] = Field(min_length=1)


class Catalogue(Part):
    """All services of the office."""

    fields: tuple[ServiceField, ...] = Field(min_length=1)

    def walk(self) -> Iterator[tuple[ServiceField, Sector, ServiceKind]]:
        """Every kind with its two levels above."""
        for first in self.fields:
            for second in first.sectors:
                for kind in second.kinds:
                    yield first, second, kind

    def find(self, service_id: str) -> ServiceKind | None:
        """The kind with that id."""
        return next((kind for _, _, kind in self.walk() if kind.id == service_id), None)
