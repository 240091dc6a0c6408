"""Decision 15: nothing personal in logs, the queue's tables, errors, audit data, alarms and /metrics."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import asyncpg

ROOT = Path(__file__).parents[2]
LOOKED_AT = [
    "pgqueuer", "pgqueuer_log", "alarm", "audit_entry", "notice", "timer", "poll_cursor", "assignment",
    "(SELECT error FROM inbound_event)", "(SELECT error FROM outgoing)", "(SELECT error FROM attachment)",
    "(SELECT code FROM delivery_status)",
]  # fmt: skip
SHORTEST = 8
STEPS = (
    "event.failed", "event.quarantined", "conversation.failed", "send.failed", "complaint.recorded", "webhook.refused",
    "uvicorn.error", "ValueError", "end",
)  # fmt: skip


def worth_looking_for(words: Iterable[str]) -> set[str]:
    """Whole texts, and each line of longer ones: what nobody says by chance."""
    lines = {line.strip() for word in words for line in word.splitlines()}
    return {line for line in lines if len(line) >= SHORTEST and not line.startswith(("http://", "https://api."))}


def found(words: Iterable[str], places: Iterable[str]) -> list[str]:
    shown = "\n".join(places)
    escaped = shown + json.dumps(shown, ensure_ascii=False) + shown.encode().decode("unicode_escape", "replace")
    return sorted(word for word in words if word in escaped)


def everything(url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """privacy_run as a process of its own: it changes how the whole process logs."""
    return subprocess.run(
        [sys.executable, "-m", "tests.house.privacy_run", url, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=110, check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")},
    )  # fmt: skip


async def test_nothing_personal_where_operators_look(database_url: str, tmp_path: Path) -> None:
    done = await asyncio.to_thread(everything, database_url, tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    words = worth_looking_for(json.loads(done.stdout))
    connection = await asyncpg.connect(database_url)
    try:
        rows = {
            place: [row[0] for row in await connection.fetch(f"SELECT row_to_json(one)::text FROM {place} one")]  # noqa: S608
            for place in LOOKED_AT
        }
        counts = await connection.fetchrow(
            "SELECT (SELECT count(*) FROM message) AS messages, (SELECT count(*) FROM complaint) AS complaints,"
            " (SELECT count(*) FROM outgoing) AS outgoing"
        )
    finally:
        await connection.close()
    assert counts["messages"] > 100
    assert counts["complaints"] > 5
    assert counts["outgoing"] > 20
    assert len(words) > 200
    assert [step for step in STEPS if step not in done.stderr] == []
    assert all(rows[place] for place in ("pgqueuer", "alarm", "audit_entry"))
    assert found(words, [done.stderr]) == []
    assert {place: hits for place, lines in rows.items() if (hits := found(words, lines))} == {}


def test_the_search_itself_finds() -> None:
    """A test of absence that could not find anything would prove nothing."""
    assert found(["Siti Rahma"], ['{"error": "Siti Rahma"}']) == ["Siti Rahma"]
    assert found(["😀 aduan saya"], ['"\\ud83d\\ude00 aduan saya"', '"😀 aduan saya"']) == ["😀 aduan saya"]
    assert found(["Siti Rahma"], ["SM000"]) == []
