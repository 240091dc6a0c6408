"""Kills of web, worker and PostgreSQL at every step of a message's way, while at least 10 messages a second flow."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Mapping, Sequence

import asyncpg
import pytest

from tests.outage.traffic import Traffic, settle
from tests.system import System, wait_for

pytestmark = [pytest.mark.outage, pytest.mark.timeout(600)]
RATE = 12.0
SIGHT_S = 20.0

# What the database shows while some message stands at that step.
STEPS: Mapping[str, str] = {
    "stored": "SELECT 1 FROM inbound_event e JOIN pgqueuer j ON j.dedupe_key = 'event:' || e.id"
    " WHERE e.state = 'new' AND j.status = 'queued' LIMIT 1",
    "woken": "SELECT 1 FROM inbound_event e JOIN pgqueuer j ON j.dedupe_key = 'event:' || e.id"
    " WHERE e.state = 'new' AND j.status = 'picked' LIMIT 1",
    "locked": "SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
    " WHERE l.locktype = 'advisory' AND a.application_name = 'aduan-worker' AND a.xact_start IS NOT NULL LIMIT 1",
    "committed": "SELECT 1 FROM outgoing WHERE state = 'waiting' LIMIT 1",
    "handed over": "SELECT 1 FROM outgoing WHERE state = 'handing_over' LIMIT 1",
    "confirmed": "SELECT 1 FROM outgoing WHERE accepted_at > now() - interval '0.5 s' LIMIT 1",
}
# Who is killed when a message stands at that step: web only while it stores, the others wherever they act.
PLAN: Sequence[tuple[str, str]] = (
    ("stored", "web"), ("woken", "worker"), ("locked", "worker"), ("committed", "worker"), ("handed over", "worker"),
    ("confirmed", "worker"), ("stored", "postgres"), ("woken", "postgres"), ("locked", "postgres"),
    ("committed", "postgres"), ("handed over", "postgres"), ("confirmed", "postgres"), ("confirmed", "web"),
    ("handed over", "worker"),
)  # fmt: skip


async def _sight(url: str, query: str) -> bool:
    connection = await asyncpg.connect(url)
    try:
        end = time.monotonic() + SIGHT_S
        while time.monotonic() < end:
            if await connection.fetchval(query):
                return True
        return False
    finally:
        connection.terminate()


def strike(system: System, step: str, victim: str) -> bool:
    """Kills `victim` the moment a message is seen at `step`; whether one was seen."""
    seen = asyncio.run(_sight(system.url, STEPS[step]))
    if victim == "postgres":
        system.cluster.kill()
        system.cluster.restart()
    else:
        system.kill(victim)
        system.restart(victim)
    return seen


def recover(system: System) -> None:
    """Goes on once messages are answered again."""
    before = int(system.value("SELECT count(*) FROM outgoing WHERE accepted_at IS NOT NULL"))
    query = "SELECT count(*) FROM outgoing WHERE accepted_at IS NOT NULL"
    wait_for("answers flow again", lambda: int(system.value(query)) > before + 5, 60, 0.2)


def test_kills(system: System, capsys: pytest.CaptureFixture[str]) -> None:
    hits: Counter[str] = Counter()
    with Traffic(system, RATE) as traffic:
        wait_for("traffic", lambda: int(system.value("SELECT count(*) FROM complaint")) > 5, 60)
        for step, victim in PLAN:
            assert strike(system, step, victim), f"no message was seen at the step {step}"
            hits[step] += 1
            recover(system)
    account = settle(system, traffic.written, 120)
    with capsys.disabled():
        print(f"\nkills: {[f'{victim} at {step}' for step, victim in PLAN]}")
        print(f"hits: {dict(hits)}; citizens: {len(traffic.written)}; {account}")
    assert all(hits[step] >= 2 for step in STEPS)
    assert not account.complaints_lost
    assert not account.complaints_doubled
    assert not account.inbound_lost
    assert not account.inbound_doubled
    assert not account.replies_lost
    # At least once: only where the provider cannot be asked may a reply double, and only there.
    assert set(account.replies_doubled) <= {"telegram", "mail"}
