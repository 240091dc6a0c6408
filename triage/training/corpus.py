"""The labelled messages: reading, and the hash that the weights carry."""

from __future__ import annotations

import hashlib
import json
import pathlib
from dataclasses import dataclass
from typing import Any

from triage.types import Component, Kind


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message; `writer` is the file it comes from; `danger` is None where nobody labelled it."""

    id: str
    writer: str
    text: str
    kind: Kind
    component: Component | None
    also: tuple[Component, ...]
    integrity: bool
    outside_agency: bool
    danger: bool | None = None


def corpus_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """The corpus' files in name order.  FileNotFoundError when there is none."""
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise FileNotFoundError("no *.jsonl in the corpus folder")
    return found


def read_corpus(folder: pathlib.Path) -> list[Example]:
    """Every line of every file."""
    return [example for path in corpus_files(folder) for example in read_file(path)]


def read_file(path: pathlib.Path) -> list[Example]:
    """Every line of one file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [example_of(json.loads(line), path.stem) for line in lines if line.strip()]


def corpus_hash(folder: pathlib.Path) -> str:
    """Changes with any byte of any file."""
    digest = hashlib.sha256()
    for path in corpus_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def example_of(row: dict[str, Any], writer: str) -> Example:
    """One row of a corpus file; fields that training does not use may be absent.  KeyError, ValueError if unusable."""
    component = row.get("component")
    return Example(
        id=str(row["id"]),
        writer=writer,
        text=str(row["text"]),
        kind=Kind(row["kind"]),
        component=Component(component) if component else None,
        also=tuple(Component(one) for one in row.get("components_also") or ()),
        integrity=bool(row.get("integrity")),
        outside_agency=bool(row.get("outside_agency")),
        danger=None if row.get("danger") is None else bool(row["danger"]),
    )
