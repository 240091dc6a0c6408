"""Whether a newly trained model may replace the one in use: not worse on the development set, flags included.

Both are judged as `aduan triage` judges, with one pack and calendar, so that rules count as well as weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from triage.calendar import Calendar
from triage.cli_api import triage_lines
from triage.model.store import Model
from triage.packs.schema import Pack
from triage.training.measures import Measure, Row, measures

GUARDED: Mapping[str, float] = {
    "component accuracy": 0.01,
    "component macro-F1": 0.015,
    "right component among the first three": 0.01,
    "kind accuracy": 0.01,
    "integrity recall": 0.0,
    "integrity precision": 0.05,
    "danger recall": 0.0,
}
"""By how much a figure may fall: what a handful of texts decides either way.  Recall of bribes and danger may not."""

LOST = "complaints called spam, greeting or praise"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""Only says whether a due date is past, which no figure counts."""


@dataclass(frozen=True, slots=True)
class Worse:
    """One figure that fell too far, or more complaints lost."""

    name: str
    old: float
    new: float


def figures(rows: Sequence[Row], model: Model, pack: Pack, calendar: Calendar) -> tuple[Measure, ...]:
    """The table for labelled rows (`id, text, sent_at` and labels).  ValueError for a row that cannot be judged."""
    lines = [json.dumps({key: row[key] for key in ("id", "text", "sent_at")}) for row in rows]
    answers = {str(answer["id"]): answer for answer in triage_lines(lines, pack, model, calendar, NOW)}
    if any("error" in answer for answer in answers.values()):
        raise ValueError("a row of the development set cannot be judged")
    return measures([(row, answers[str(row["id"])]) for row in rows])


def worse(new: Sequence[Measure], old: Sequence[Measure]) -> tuple[Worse, ...]:
    """What speaks against keeping the new model; empty: keep it."""
    before, after = ({one.name: one.value for one in found} for found in (old, new))
    found = []
    for name, slack in {**GUARDED, LOST: 0.0}.items():
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            continue
        fallen = now - was if name == LOST else was - now
        if fallen > slack + 1e-9:
            found.append(Worse(name, was, now))
    return tuple(found)
