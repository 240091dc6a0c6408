"""`python -m triage.training.gather FILE... --into FOLDER`: writers' texts become the corpus.

Each FILE is `NAME=PATH`: JSON lines of one writer, stored as NAME.jsonl.  Ids are kept; a near-duplicate of a text
already taken, or of a development text, is left out and named by id.  `--danger PATH` (JSON list of ids) says which
texts without the label `danger` have it.
"""

from __future__ import annotations

import argparse
import json
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from triage.training.corpus import example_of
from triage.training.overlap import NEAR, Shelf

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows kept by writer; what was left out: (id, share of its runs, id of the text it repeats)."""

    kept: Mapping[str, tuple[Row, ...]]
    left_out: tuple[tuple[str, float, str], ...]


def gather(writers: Mapping[str, Iterable[Row]], unseen: Iterable[Row], dangerous: frozenset[str] | None) -> Gathered:
    """Rows in order, without near-duplicates of each other or of `unseen`.  ValueError for a bad label or a used id."""
    shelf = Shelf.of((str(row["id"]), str(row["text"])) for row in unseen)
    kept: dict[str, tuple[Row, ...]] = {}
    left_out: list[tuple[str, float, str]] = []
    ids: set[str] = set()
    for name, rows in writers.items():
        own: list[Row] = []
        for row in rows:
            example_of(row, name)
            identity = str(row["id"])
            if identity in ids:
                raise ValueError(f"id used twice: {identity}")
            ids.add(identity)
            share, other = shelf.nearest(str(row["text"]))
            if share >= NEAR and other is not None:
                left_out.append((identity, round(share, 2), other))
                continue
            shelf.add(identity, str(row["text"]))
            own.append(_labelled(row, dangerous))
        kept[name] = tuple(own)
    return Gathered(kept, tuple(left_out))


def _labelled(row: Row, dangerous: frozenset[str] | None) -> Row:
    if dangerous is None or "danger" in row:
        return row
    return {**row, "danger": str(row["id"]) in dangerous}


def read_rows(path: pathlib.Path) -> list[Row]:
    """JSON lines; blank lines are skipped."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_rows(path: pathlib.Path, rows: Iterable[Row]) -> None:
    """JSON lines, letters as they are."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the folder and prints what was left out."""
    parser = argparse.ArgumentParser(prog="python -m triage.training.gather")
    parser.add_argument("files", nargs="+", help="NAME=PATH")
    parser.add_argument("--into", required=True, type=pathlib.Path)
    parser.add_argument("--unseen", type=pathlib.Path, help="texts that the corpus must not repeat")
    parser.add_argument("--danger", type=pathlib.Path)
    asked = parser.parse_args(arguments)
    named = dict(one.split("=", 1) for one in asked.files)
    writers = {name: read_rows(pathlib.Path(path)) for name, path in named.items()}
    unseen = read_rows(asked.unseen) if asked.unseen else []
    dangerous = frozenset(json.loads(asked.danger.read_text(encoding="utf-8"))) if asked.danger else None
    found = gather(writers, unseen, dangerous)
    for name, rows in found.kept.items():
        write_rows(asked.into / f"{name}.jsonl", rows)
    for identity, share, other in found.left_out:
        print(f"left out {identity}: {share} of its runs stand in {other}")
    print(f"{sum(map(len, found.kept.values()))} kept, {len(found.left_out)} left out")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
