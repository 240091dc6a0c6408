"""What the tests of judgement share: tables, a calendar of three years, the packs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from triage.calendar import Calendar, CalendarDay, DayKind
from triage.holidays_source import national_days
from triage.judge import Judge
from triage.model import load_model
from triage.packs import Pack, load_pack

FIXTURES = Path(__file__).parent.parent / "fixtures" / "triage"
ROOT = Path(__file__).parent.parent.parent
YEARS = (2025, 2026, 2027, 2028)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated fixture."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def ids(rows: Iterable[dict[str, str]]) -> list[str]:
    """Case names, rule number first."""
    return [row["id"] for row in rows]


def calendar(closed: Iterable[date] = (), worked: Iterable[date] = ()) -> Calendar:
    """National rows of YEARS plus an office's own."""
    rows = [row for year in YEARS for row in national_days(year)]
    rows += [CalendarDay(day, DayKind.CLOSURE, "ditutup", "kantor") for day in closed]
    rows += [CalendarDay(day, DayKind.WORKED, "masuk", "kantor") for day in worked]
    return Calendar.build(rows)


@cache
def pack(name: str = "purwakarta") -> Pack:
    """One of the installed packs."""
    return load_pack(name)


@cache
def judge(name: str = "purwakarta") -> Judge:
    """An office ready to judge."""
    return Judge.of(pack(name), load_model(), calendar())
