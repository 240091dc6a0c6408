"""What the command line calls: lines in, objects out.  A bad line becomes an error object, never an exception."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from triage.assess import assess_text
from triage.calendar import Calendar
from triage.due import due
from triage.judge import Judge
from triage.model.store import Model
from triage.output import Json, due_json, to_json
from triage.packs.schema import Pack
from triage.types import Admissibility
from triage.window import local_day, served_on, window


class LineError(ValueError):
    """A line that cannot be used; the message names the field and what is wanted, never its content."""


def triage_lines(lines: Iterable[str], pack: Pack, model: Model, calendar: Calendar, now: datetime) -> Iterator[Json]:
    """`aduan triage`: `{id, channel, text, sent_at}` a line; blank lines are skipped; errors as `{id, error}`."""
    judge = Judge.of(pack, model, calendar)
    zone = pack.office.tz

    def one(row: dict[str, Any]) -> Json:
        text = row.get("text")
        if not isinstance(text, str):
            raise LineError("text: a string is wanted")
        sent_at = aware(row.get("sent_at"), "sent_at")
        return to_json(assess_text(judge, text, sent_at, now=now), row.get("id"), zone)

    return _each(lines, one)


def due_of(made: str, pack: Pack, calendar: Calendar) -> Json:
    """`aduan due ISO`: the day the answer is due, and how it was counted (R8, R9).  LineError for a bad time."""
    zone = pack.office.tz
    moment = moment_or_day(made, zone, "made")
    days = pack.readings.answer_working_days
    try:
        found = due(moment, calendar, zone, days)
    except OverflowError:
        raise LineError("made: no such working day can be counted from here") from None
    start, end = local_day(moment, zone), found.at.astimezone(zone).date()
    return {
        "made": made,
        "due": due_json(found, zone),
        "due_at": found.at.astimezone(zone).isoformat(),
        "working_days": days,
        "provisional": found.provisional,
        "off": [f"{day.isoformat()} {name}" for day, name in sorted(calendar.off.items()) if start < day <= end],
        "calendar": found.calendar_version,
        "rule": "R8",
    }


def window_of(served: str, made: str, pack: Pack) -> Json:
    """`aduan window --served DATE --made ISO`: verdict, day and rule (R2, R5).  LineError for bad input."""
    zone = pack.office.tz
    found: Admissibility = window(
        served_on(plain_date(served)), False, moment_or_day(made, zone, "made"), zone, pack.readings.window_days
    )
    return {
        "served": served,
        "made": made,
        "verdict": found.verdict.value,
        "day": found.day,
        "rule": found.rule,
        "why": found.why,
    }


def due_lines(lines: Iterable[str], pack: Pack, calendar: Calendar) -> Iterator[Json]:
    """`aduan due -`: `{made}` a line, the same plus `due` out."""
    return _each(lines, lambda row: {**row, **due_of(_string(row, "made"), pack, calendar)})


def window_lines(lines: Iterable[str], pack: Pack) -> Iterator[Json]:
    """`aduan window -`: `{served, made}` a line, the same plus `verdict, day, rule` out."""
    return _each(lines, lambda row: {**row, **window_of(_string(row, "served"), _string(row, "made"), pack)})


def aware(value: object, name: str) -> datetime:
    """An ISO time with its zone.  LineError for anything else."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise LineError(f"{name}: an ISO time is wanted, such as 2026-11-02T09:30:00+07:00")
    if moment.tzinfo is None:
        raise LineError(f"{name}: the zone is missing; write +07:00, +08:00, +09:00 or Z at the end")
    return moment


def moment_or_day(value: str, zone: ZoneInfo, name: str) -> datetime:
    """A time with zone, or a plain date, read as the start of that day in the office's zone."""
    try:
        return datetime.combine(date.fromisoformat(value), time.min, zone)
    except ValueError:
        return aware(value, name)


def plain_date(value: str) -> date:
    """A day as 2026-11-02.  LineError for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise LineError("served: a date is wanted, such as 2026-11-02") from None


def _string(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise LineError(f"{name}: a string is wanted")
    return value


def _each(lines: Iterable[str], one: Callable[[dict[str, Any]], Json]) -> Iterator[Json]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, number, one)


def _answer(line: str, number: int, one: Callable[[dict[str, Any]], Json]) -> Json:
    row: Any = None
    try:
        row = json.loads(line)
        return one(row if isinstance(row, dict) else {})
    except (LineError, json.JSONDecodeError, OverflowError, RecursionError) as error:
        why = str(error) if isinstance(error, LineError) else "not a JSON object in one line"
        return {"id": row.get("id") if isinstance(row, dict) else None, "line": number, "error": why}
