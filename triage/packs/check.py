"""`aduan pack check`: every mistake with file, line and remedy, and what is assumed or not entered yet."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from triage.packs.schema import Pack
from triage.packs.schema.standard import Standard
from triage.packs.sources import Path, Sources, read_sources
from triage.types import Component


class Level(StrEnum):
    """`error`: the pack is refused.  `assumed`: shown so, never a standard (R20).  `missing`: not entered yet."""

    ERROR = "error"
    ASSUMED = "assumed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the report; `line` counts from 1, 0 where the whole folder is meant."""

    file: str
    line: int
    what: str
    remedy: str
    level: Level = Level.ERROR


REMEDIES = {
    "missing": "write this key",
    "extra_forbidden": "remove or rename this key: the schema does not know it",
    "enum": "use one of the words named",
    "int_parsing": "write a whole number",
    "int_type": "write a whole number",
    "date_from_datetime_parsing": "write a date as 2026-01-31",
    "date_parsing": "write a date as 2026-01-31",
    "time_parsing": 'write a time as "08:00"',
    "string_type": "put the value in quotes",
    "string_pattern_mismatch": "follow the pattern named",
    "tuple_type": "write a list",
    "value_error": "make the parts agree as said",
    "too_short": "write at least one",
}


def check_pack(path: Traversable | pathlib.Path) -> list[Problem]:
    """Errors first, then what is assumed, then what is not entered.  An empty list is a pack complete and certain."""
    sources = read_sources(path)
    problems = [Problem(m.file, m.line, m.what, "mend the file as said") for m in sources.mistakes]
    if problems:
        return problems
    try:
        pack = Pack.model_validate(sources.data)
    except ValidationError as error:
        return [_wrong(one, sources) for one in error.errors(include_url=False)]
    return [*_rows(pack, sources), *_assumed(sources.data, (), sources), *_missing(pack, sources)]


def _wrong(error: Any, sources: Sources) -> Problem:
    path = tuple(step for step in error["loc"] if step != "[key]")
    file, line = sources.line(path)
    remedy = REMEDIES.get(str(error["type"]), "correct the value as said")
    where = ".".join(str(step) for step in path) or "pack"
    return Problem(file, line, f"{where}: {error['msg']}", remedy)


def _rows(pack: Pack, sources: Sources) -> Iterator[Problem]:
    """Figures and regulations must point to rows that exist, rows to words that the verbatim text holds."""
    for key, standard in pack.standards.items():
        known = {address for address, _, _ in standard.rows()}
        file, line = sources.line(("standards", key))
        for row in _pointed(standard):
            if row not in known:
                yield Problem(file, line, f"row {row} does not exist", "point to a row of this standard")
        for component in Component:
            yield from _verbatim(standard, component, sources, key)


def _pointed(standard: Standard) -> list[str]:
    papers = [paper.row for paper in standard.figures.requirements]
    return papers + [regulation.row for regulation in standard.regulations if regulation.row]


def _verbatim(standard: Standard, component: Component, sources: Sources, key: str) -> Iterator[Problem]:
    part = standard.components[component]
    for number, row in enumerate(part.rows):
        if " ".join(row.text.split()) not in " ".join(part.text.split()):
            path: Path = ("standards", key, "components", component.value, "rows", number)
            file, line = sources.line(path)
            what = f"row {standard.address(component, row.label)} is not in its component's text"
            yield Problem(file, line, what, "copy the row's words from the text, or the text from the regulation")


def _assumed(data: Any, path: Path, sources: Sources) -> Iterator[Problem]:
    """Every `assumed: true` with its reason, wherever it stands."""
    if isinstance(data, dict):
        if data.get("assumed") is True:
            file, line = sources.line(path)
            where = ".".join(str(step) for step in path)
            remedy = "replace it by the office's own text and drop `assumed`"
            yield Problem(file, line, f"{where}: {data.get('reason', '')}", remedy, Level.ASSUMED)
        for key, value in data.items():
            yield from _assumed(value, (*path, key), sources)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _assumed(value, (*path, number), sources)


def _missing(pack: Pack, sources: Sources) -> Iterator[Problem]:
    """Services whose standard is not entered, and procedures whose annex we do not have."""
    file, line = sources.line(("catalogue",))
    for _, _, kind in pack.catalogue.walk():
        if kind.standard is None:
            what = f"catalogue {kind.id}: standard not entered yet"
            yield Problem(file, line, what, "enter its standard under `standards`", Level.MISSING)
    for key, standard in pack.standards.items():
        for component in Component:
            for sop in standard.components[component].sops:
                if not sop.available:
                    at = sources.line(("standards", key, "components", component.value))
                    what = f"{standard.address(component)}: {sop.title} ({sop.where}) not available"
                    yield Problem(*at, what, "enter the annex when the office hands it over", Level.MISSING)
