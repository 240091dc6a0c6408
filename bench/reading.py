"""`python -m bench.reading FILE... [--errors]`: what `aduan triage` reads, held against labelled texts.

A FILE is JSON lines of labelled texts (bench/data/reading) or of date rows (tests/fixtures/reading/blind).
Prints one table for each file and, of several, one for all; `--errors` lists by id what is not right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.reading_score import Row, Verdict, errors, figures, verdicts
from triage.calendar import Calendar
from triage.cli_api import triage_lines
from triage.holidays_source import national_days
from triage.model import load_model
from triage.packs import load_pack
from triage.packs.lexicon import lexicon_of

PACK = "purwakarta"
YEARS = (2024, 2025, 2026, 2027)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
"""Only tells whether a due date is past."""


def rows_of(file: Path) -> list[Row]:
    """The labelled lines of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(rows: Sequence[Row]) -> list[Verdict]:
    """Every row through `aduan triage`'s own lines, and each field held against its label."""
    pack, calendar = load_pack(PACK), Calendar.build([day for year in YEARS for day in national_days(year)])
    lines = [json.dumps({key: row.get(key) for key in ("id", "channel", "text", "sent_at")}) for row in rows]
    answers = list(triage_lines(lines, pack, load_model(), calendar, NOW))
    bad = [answer for answer in answers if "error" in answer]
    if bad:
        raise ValueError(f"not read: {bad[:3]}")
    return verdicts(rows, {str(answer["id"]): answer for answer in answers}, lexicon_of(pack, calendar).index)


def table(title: str, found: Sequence[Verdict]) -> str:
    """One line a figure: hit, of, share."""
    lines = [title]
    lines += [f"  {one.name:<40} {one.hit:>4} of {one.of:>4}  {one.share or 0:.3f}" for one in figures(found)]
    return "\n".join(lines)


def _listed(found: Iterable[Verdict], texts: dict[str, str]) -> str:
    return "\n".join(
        f"{one.id} {one.field} {one.outcome}: label {one.label!r}, found {one.found!r} | {texts[one.id]!r}"
        for one in errors(found)
    )


def main(arguments: Sequence[str]) -> int:
    """0 when the files were read; 2 for a call without files."""
    files = [Path(one) for one in arguments if not one.startswith("--")]
    if not files or {one for one in arguments if one.startswith("--")} - {"--errors"}:
        print("usage: python -m bench.reading FILE... [--errors]", file=sys.stderr)
        return 2
    every: list[Verdict] = []
    for file in files:
        rows = rows_of(file)
        found = judged(rows)
        every += found
        print(table(f"{file.name} ({len(rows)} rows)", found))
        if "--errors" in arguments:
            print(_listed(found, {row["id"]: row["text"] for row in rows}))
    if len(files) > 1:
        print(table("all", every))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
