"""`python -m bench.first FILE... [--errors]`: first messages played to their record by a scripted citizen.

Prints one table for each file and, of several, one for all: questions before a number, facts at the record, what was
asked of what was needed and of what was told.  `--errors` lists by id what is not right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.judging import Judges
from bench.first_play import Row, Talk, talk
from bench.first_score import errors, figures
from triage.calendar import Calendar
from triage.holidays_source import national_days
from triage.packs import load_pack
from triage.packs.lexicon import lexicon_of

PACK = "purwakarta"
YEARS = (2024, 2025, 2026, 2027)
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
"""Only tells whether a due date is past."""

FORM = "https://aduan.example/?lanjut=uji"


def rows_of(file: Path) -> list[Row]:
    """The labelled first messages of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def table(title: str, talks: Sequence[Talk], judges: Judges, calendar: Calendar) -> str:
    """One line a figure: hit, of, share."""
    index = lexicon_of(judges.pack, calendar).index
    return "\n".join([title, *(f"  {line}" for line in figures(talks, index))])


def main(arguments: Sequence[str]) -> int:
    """0 when the files were played; 2 for a call without files."""
    files = [Path(one) for one in arguments if not one.startswith("--")]
    if not files or {one for one in arguments if one.startswith("--")} - {"--errors"}:
        print("usage: python -m bench.first FILE... [--errors]", file=sys.stderr)
        return 2
    calendar = Calendar.build([day for year in YEARS for day in national_days(year)])
    judges = Judges.load(load_pack(PACK))
    context = replace(judges.context(calendar, NOW), continue_url=FORM)
    every: list[Talk] = []
    for file in files:
        talks = [talk(row, context) for row in rows_of(file)]
        every += talks
        print(table(f"{file.name} ({len(talks)} rows)", talks, judges, calendar))
        if "--errors" in arguments:
            print("\n".join(errors(talks, lexicon_of(judges.pack, calendar).index)))
    if len(files) > 1:
        print(table("all", every, judges, calendar))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
