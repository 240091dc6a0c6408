"""R16: a service standard: fourteen components, verbatim text beside structured figures, rows with addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field, model_validator

from triage.packs.schema.base import Assumable, Part
from triage.packs.schema.figures import Figures
from triage.types import Component

NUMBER = {component: number for number, component in enumerate(Component, start=1)}
"""R16: the number a component bears in every standard."""


class Row(Part):
    """One verbatim line of a component.  `label` is its address inside (`47`, `A.2`, `2.f`).

    `words`: everyday names of what the line grants or demands, for R20.
    """

    label: str
    text: str
    words: tuple[str, ...] = ()


class Sop(Part):
    """A procedure that the component refers to; `available: false`: we do not have the annex, nothing is invented."""

    id: str
    title: str
    where: str
    available: bool = False


class ComponentText(Assumable):
    """One of the fourteen.  `text` is the regulation's own wording, unchanged."""

    title: str
    text: str
    rows: tuple[Row, ...] = ()
    sops: tuple[Sop, ...] = ()


class Regulation(Part):
    """What the standard is based on (component 7) or enacted by."""

    id: str
    title: str
    row: str | None = None


class Standard(Part):
    """The standard of one service.  `figures` hold what R20 compares; each figure names its component."""

    service: str
    title: str
    enacted_by: Regulation | None = None
    version: str
    valid_from: date | None = None
    components: dict[Component, ComponentText]
    figures: Figures
    regulations: tuple[Regulation, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Standard:
        missing = [component.value for component in Component if component not in self.components]
        if missing:
            raise ValueError(f"components missing: {', '.join(missing)}")
        return self

    def address(self, component: Component, label: str | None = None) -> str:
        """`43/3`, or `43/8/47` for a line of it."""
        own = f"{self.service}/{NUMBER[component]}"
        return f"{own}/{label}" if label else own

    def rows(self) -> Iterator[tuple[str, Component, str]]:
        """Every address with its component and verbatim text."""
        for component in Component:
            part = self.components[component]
            yield self.address(component), component, part.text
            for row in part.rows:
                yield self.address(component, row.label), component, row.text

    def holds(self, component: Component) -> bool:
        """Whether a claim may be held against this component (R20): never against an assumption."""
        return not self.components[component].assumed


class MissingStandard(Part):
    """What is shown where a catalogue entry has none yet."""

    text: str = Field(default="standar pelayanan belum dimasukkan")
