"""`aduan triage` held against labelled texts (bench/data/blind.jsonl where it lies there, else the development set;
`--dev`: the development set), and the speed of `assess`: the rate in batch and the slowest of one at a time.

`--quick` measures the speed alone: the blind set is not for every day.
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from bench.result import Result
from bench.triage_tables import report
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.holidays_source import national_days
from triage.judge import Judge
from triage.model import load_model
from triage.packs import load_pack
from triage.training.measures import Pair, Row, measures

ROOT = pathlib.Path(__file__).parent.parent
CORPUS = ROOT / "triage" / "corpus"
DEV = ROOT / "bench" / "data" / "dev.jsonl"
BLIND = ROOT / "bench" / "data" / "blind.jsonl"
SENT = datetime(2026, 11, 23, 3, tzinfo=UTC)
BUDGET = {"per_second": 800.0, "p99_ms": 6.0}
MEGABYTES = 5.0


def run(*, quick: bool) -> Result:
    """Quality on the blind set, or the development set where there is none; then the speed."""
    return _speed(quick=True) if quick else _whole(BLIND if BLIND.exists() else DEV)


def run_dev(*, quick: bool) -> Result:
    """As `run`, on the development set, whose figures choose thresholds and are no promise."""
    return _speed(quick=True) if quick else _whole(DEV)


def _whole(file: pathlib.Path) -> Result:
    rows = rows_of(file)
    pairs = answered(file, rows)
    found = measures(pairs)
    print(report(file.stem, pairs, found, CORPUS, ROOT / "docs"))
    speed = _speed(quick=False)
    size = (ROOT / "triage" / "model" / "weights.npz").stat().st_size / 1e6
    measured = {one.name: round(one.value, 4) for one in found if one.value is not None}
    budget = {one.name: one.wanted for one in found if one.wanted is not None}
    return Result(
        "triage",
        {**measured, **speed.measured, "model_mb": round(size, 2)},
        {**budget, **speed.budget, "model_mb": MEGABYTES},
        speed.ok and size <= MEGABYTES and all(one.held for one in found),
    )


def rows_of(file: pathlib.Path) -> list[Row]:
    """The labelled lines of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def answered(file: pathlib.Path, rows: Sequence[Row]) -> list[Pair]:
    """Every row with what the command `aduan triage FILE` says of it.  ValueError where it refuses one."""
    program = pathlib.Path(sys.executable).parent / "aduan"
    command = [str(program)] if program.exists() else [sys.executable, "-m", "app.cli"]
    done = subprocess.run([*command, "triage", str(file)], cwd=ROOT, capture_output=True, text=True, check=True)
    answers = {str(answer["id"]): answer for answer in map(json.loads, done.stdout.splitlines())}
    bad = [identity for identity, answer in answers.items() if "error" in answer]
    if bad:
        raise ValueError(f"not read: {bad[:3]}")
    return [(row, answers[str(row["id"])]) for row in rows]


def _speed(*, quick: bool) -> Result:
    """Quick: every fifth text, more rounds; the best round counts, since other work on the machine only slows."""
    _one_core()
    texts = _texts()[:: 5 if quick else 1]
    years = (2026, 2027)
    judge = Judge.of(
        load_pack("purwakarta"), load_model(), Calendar.build([row for year in years for row in national_days(year)])
    )
    rounds = [_round(judge, texts) for _ in range(12 if quick else 3)]
    rate = max(rate for rate, _ in rounds)
    slowest = min(p99 for _, p99 in rounds)
    print(f"{len(texts)} texts, {len(rounds)} rounds{', quick' if quick else ''}")
    measured = {"per_second": round(rate, 1), "p99_ms": round(slowest, 3)}
    ok = rate >= BUDGET["per_second"] and slowest <= BUDGET["p99_ms"]
    return Result("triage", measured, BUDGET, ok)


def _round(judge: Judge, texts: list[str]) -> tuple[float, float]:
    """Texts a second and the 99th percentile in milliseconds, of this thread's own time on the core."""
    took = []
    for text in texts:
        start = time.thread_time()
        assess_text(judge, text, SENT)
        took.append(time.thread_time() - start)
    took.sort()
    return len(took) / sum(took), took[int(len(took) * 0.99)] * 1000


def _texts() -> list[str]:
    files = sorted(CORPUS.glob("*.jsonl"))
    return [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _one_core() -> None:
    """Stay on one core where the system lets us."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
