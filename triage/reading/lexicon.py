"""What a standard pack tells the reader: zone, everyday names of services, readings of round words, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from triage.reading.aliases import AliasIndex, build_index
from triage.reading.places import PlaceNames, place_names


@dataclass(frozen=True, slots=True)
class ServiceAlias:
    """One service and the ways citizens name it.

    `id` is the pack's catalogue entry (None: known nationally, not in the catalogue); `hint` the short form of
    labels.md (None: no short form); `aliases` are written as citizens write them, case and spelling do not matter.
    """

    id: str | None
    hint: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundWidths:
    """R5: by how many days a round expression may miss, each way; `days` applies from `days_from` days on."""

    months_days: int = 7
    weeks_days: int = 3
    days_from: int = 10
    days_width: int = 1


@dataclass(frozen=True)
class Lexicon:
    """Everything the reader takes from a pack.

    `holidays`: name as spoken ("lebaran", "natal", "puasa") -> year -> (first day, last day), inclusive.
    `places`: regions, offices and malls as spoken.
    `not_names`: officials and companies that are never the sender's own name, as written.
    """

    zone: ZoneInfo
    services: tuple[ServiceAlias, ...] = ()
    widths: RoundWidths = RoundWidths()
    not_names: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    holidays: Mapping[str, Mapping[int, tuple[date, date]]] = field(default_factory=dict)
    index: AliasIndex = field(init=False, repr=False, compare=False)
    not_names_folded: frozenset[str] = field(init=False, repr=False, compare=False)
    place_names: PlaceNames = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold the names and index the aliases once, so that reading a text never scans them all."""
        entries = tuple((s.id, s.hint, s.aliases) for s in self.services)
        object.__setattr__(self, "index", build_index(entries))
        object.__setattr__(self, "place_names", place_names(self.places))
        object.__setattr__(self, "not_names_folded", frozenset(n.casefold() for n in self.not_names))
