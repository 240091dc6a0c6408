"""Tables written by people who had not seen the code, held against what the code gives; shared by tests.

A row is right or wrong as a whole.  Money: every sum in order, words contained either way, same amount (null: only its
kind is told).  Durations: every length, its days within `days_min`..`days_max`, or its working days.  Names, services:
as in `bench.reading_score`.  Window and due date: verdict with day, last day.  Claims: each expected claim with its
row and verdict (and working days, and label of the row where one is named), and no other; of what the code finds,
claims of one row and verdict are one (writers put two papers into one claim), and one without any row is none: it is
held against no standard.  Whether the model takes the text for a complaint or a question does not matter (R20).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.reading_score import plain_name, short_form
from triage.assess import assess_text
from triage.calendar import Calendar, CalendarDay, DayKind
from triage.claims import Subject, claims
from triage.due import due
from triage.judge import Judge
from triage.reading import read
from triage.types import Claim, DurationReading, Facts, MoneyReading
from triage.window import served_on, window

Row = Mapping[str, Any]
TABLES = Path(__file__).parent.parent / "fixtures" / "reading" / "blind" / "tables"
FILES = ("findings", "window", "due", "claims")
SERVICE = "43"
SENT = "2026-11-22T10:00:00+07:00"
"""Sending time of rows that name none: only dates depend on it."""

_SPACES = re.compile(r"\s+")
_LABEL = re.compile(r"(?:[AB]\.\d|\d{1,2}\.\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: what it expects, what the code gives, whether that is the same."""

    id: str
    kind: str
    right: bool
    expected: object
    found: object


@dataclass(frozen=True, slots=True)
class Figure:
    """`hit` of `of` rows of one kind."""

    kind: str
    hit: int
    of: int


def rows() -> list[Row]:
    """Every row of every table, in order."""
    lines = [line for name in FILES for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def kind_of(row: Row) -> str:
    """The kind of row, with the two sorts of window rows told apart."""
    if "kind" in row:
        return str(row["kind"])
    if "verdict" in row:
        return "window of a text" if "text" in row else "window"
    return "due" if "made" in row else "claims"


def outcome(row: Row, judge: Judge) -> Outcome:
    """One row through the code as it is.  KeyError for a kind that is not known."""
    kind = kind_of(row)
    right, found = _LOOKS[kind](row, judge)
    expected = row.get("expect", row.get("due", (row.get("verdict"), row.get("day"))))
    return Outcome(str(row["id"]), kind, right, expected, found)


def figures(outcomes: Iterable[Outcome]) -> list[Figure]:
    """One line a kind, in order of first appearance."""
    every = list(outcomes)
    kinds = dict.fromkeys(one.kind for one in every)
    return [
        Figure(kind, sum(one.right for one in every if one.kind == kind), sum(one.kind == kind for one in every))
        for kind in kinds
    ]


def shown(table: Sequence[Figure]) -> str:
    """The table as text, with the sum."""
    lines = [f"{one.kind:<20} {one.hit:>4} of {one.of:>4}  {one.hit / one.of:.3f}" for one in table]
    hit, of = sum(one.hit for one in table), sum(one.of for one in table)
    return "\n".join([*lines, f"{'all':<20} {hit:>4} of {of:>4}  {hit / of:.3f}"])


def touches(told: str, seen: str) -> bool:
    """Containment either way, without case, outer punctuation and doubled spaces."""
    one, other = (_SPACES.sub(" ", text).strip(" .,;:!?\"'()").casefold() for text in (told, seen))
    return one != "" != other and (one in other or other in one)


def _money(row: Row, judge: Judge) -> tuple[bool, object]:
    found = read(row["text"], _sent(row), judge.lexicon).money
    right = len(found) == len(row["expect"]) and all(map(_same_sum, row["expect"], found))
    return right, [(one.span.text, one.rupiah) for one in found]


def _same_sum(told: Row, seen: MoneyReading) -> bool:
    return told["amount"] == seen.rupiah and touches(told["words"], seen.span.text)


def _durations(row: Row, judge: Judge) -> tuple[bool, object]:
    found = read(row["text"], _sent(row), judge.lexicon).durations
    right = len(found) == len(row["expect"]) and all(map(_same_length, row["expect"], found))
    return right, [(one.span.text, one.days, one.working) for one in found]


def _same_length(told: Row, seen: DurationReading) -> bool:
    if not touches(told["words"], seen.span.text):
        return False
    if told.get("unit") == "working_days":
        return seen.working and seen.days == told["working_days"]
    least, most = told["days_min"], told["days_max"]
    if least is None and most is None:
        return seen.days is None
    if seen.days is None or seen.working:
        return False
    return (least or 0) <= seen.days <= (seen.days if most is None else most)


def _name(row: Row, judge: Judge) -> tuple[bool, object]:
    found = read(row["text"], _sent(row), judge.lexicon).name
    return _as_told(row["expect"], found.name if found else None, plain_name)


def _service(row: Row, judge: Judge) -> tuple[bool, object]:
    found = read(row["text"], _sent(row), judge.lexicon).service
    return _as_told(row["expect"], found.hint if found else None, lambda hint: short_form(hint, judge.lexicon.index))


def _as_told(told: str | None, seen: str | None, plain: Callable[[str], object]) -> tuple[bool, object]:
    if told is None or seen is None:
        return told is seen, seen
    return plain(told) == plain(seen), seen


def _pending(row: Row, judge: Judge) -> tuple[bool, object]:
    found = read(row["text"], _sent(row), judge.lexicon).pending
    return found is row["expect"], found


def _window(row: Row, judge: Judge) -> tuple[bool, object]:
    found = window(served_on(date.fromisoformat(row["served"])), None, _moment(row["made"]), judge.pack.office.tz)
    return (found.verdict.value, found.day) == (row["verdict"], row["day"]), (found.verdict.value, found.day)


def _window_of_text(row: Row, judge: Judge) -> tuple[bool, object]:
    found = assess_text(judge, row["text"], _sent(row)).admissibility
    verdict = found.verdict.value if found else None
    return verdict == row["verdict"], verdict


def _due(row: Row, judge: Judge) -> tuple[bool, object]:
    rows = [CalendarDay(date.fromisoformat(day), DayKind.HOLIDAY, "libur") for day in row["holidays"]]
    rows += [CalendarDay(date.fromisoformat(day), DayKind.WORKED, "masuk") for day in row["worked"]]
    zone: ZoneInfo = judge.pack.office.tz
    at = due(_moment(row["made"]), Calendar.build(rows), zone).at.astimezone(zone)
    return at == datetime.combine(date.fromisoformat(row["due"]), time(23, 59, 59), zone), at.isoformat()


def _claims(row: Row, judge: Judge) -> tuple[bool, object]:
    judged = assess_text(judge, row["text"], _sent(row), Facts(service_id=SERVICE))
    components = frozenset((*(one for one in (judged.component,) if one), *judged.components_also))
    subject = Subject(judged.reading, SERVICE, components, _sent(row), judged.integrity)
    found = claims(subject, judge.pack, judge.calendar)
    left = [claim for claim in found if claim.row is not None]
    for told in row["expect"]:
        same = next((claim for claim in left if _same_claim(told, claim)), None)
        if same is None:
            return False, _told_claims(found)
        left = [one for one in left if (one.row, one.verdict) != (same.row, same.verdict)]
    return not left, _told_claims(found)


def _same_claim(told: Row, seen: Claim) -> bool:
    """Row of the standard, verdict, working days, and the row's own label where the writer names just one."""
    row = seen.row or ""
    if not (row == told["row"] or row.startswith(f"{told['row']}/")) or seen.verdict.value != told["verdict"]:
        return False
    labels = {one.split(".", 1)[1] if one[0].isdigit() else one for one in _LABEL.findall(told["standard"])}
    if len(labels) == 1 and row != told["row"] and row.rsplit("/", 1)[-1] not in labels:
        return False
    days = told.get("working_days")
    return days is None or seen.claim.startswith(f"{days} hari kerja")


def _told_claims(found: Iterable[Claim]) -> list[tuple[str | None, str, str, str | None]]:
    return [(one.row, one.verdict.value, one.claim, one.missing) for one in found]


def _sent(row: Row) -> datetime:
    return _moment(row.get("sent_at", SENT))


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)


_LOOKS: dict[str, Callable[[Row, Judge], tuple[bool, object]]] = {
    "money": _money,
    "duration": _durations,
    "name": _name,
    "service": _service,
    "pending": _pending,
    "window": _window,
    "window of a text": _window_of_text,
    "due": _due,
    "claims": _claims,
}
