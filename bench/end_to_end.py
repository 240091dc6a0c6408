"""WhatsApp messages from the sandbox's citizens to their acknowledgements, status callbacks included.

Everything runs: provider, web, worker, PostgreSQL with durable commits.  First 10 messages a second: from the arrival
of the webhook to the provider's acceptance of our answer, less the quiet time.  Then all at once: how many citizens a
second have their number, until the provider has told of every message that it was delivered.  Processor time a
message is told too: other work on the machine changes it less than the clock.
"""

from __future__ import annotations

import asyncio
import time

import httpx

from bench.figures import percentile
from bench.house import House, house
from bench.result import Result
from tests.outage.traffic import TEXT, Citizen, name_of
from tests.system import wait_for

BUDGET = {"per_second": 30.0, "p95_s": 2.0, "lost": 0.0, "doubled": 0.0}
QUIET_S, RATE, AT_ONCE = 1.0, 10.0, 16
PATIENCE_S = 300.0
_TOOK = """
SELECT extract(epoch FROM min(o.accepted_at) - min(m.received_at))::float8 AS took
FROM conversation c JOIN message m ON m.conversation_id = c.id JOIN outgoing o ON o.conversation_id = c.id
WHERE o.accepted_at IS NOT NULL GROUP BY c.id
"""
_SETTLED = "SELECT count(DISTINCT conversation_id) FROM outgoing WHERE state IN ('delivered', 'read')"
_DOUBLED = "SELECT count(*) - count(DISTINCT conversation_id) FROM complaint"


def run(*, quick: bool) -> Result:
    """Quick: 100 messages at the rate and 300 at once; else 600 and 1,500."""
    paced, flood = (100, 300) if quick else (600, 1500)
    with house(ADUAN_QUIET__CHAT_SECONDS=str(QUIET_S)) as system:
        write(system, 1, 20, RATE)
        _answered(system, 20)
        write(system, 21, paced, RATE)
        _answered(system, 20 + paced)
        measured = {"p95_s": _late(system, 0.95), "p50_s": _late(system, 0.5)}
        before = {name: system.cpu_s(name) for name in ("web", "worker")}
        seconds = _flood(system, 21 + paced, flood)
        used = {f"{n}_cpu_ms": round((system.cpu_s(n) - was) * 1000 / flood, 1) for n, was in before.items()}
        people = 20 + paced + flood
        measured |= {
            "per_second": round(flood / seconds, 1),
            "lost": float(people - system.value("SELECT count(DISTINCT conversation_id) FROM complaint")),
            "doubled": float(system.value(_DOUBLED)),
            "pgbench_per_second": round(system.pgbench(), 1),
            **used,
        }
        print(f"{paced} messages at {RATE:g}/s, then {flood} as fast as the sandbox sends, settled in {seconds:.1f} s")
    ok = measured["per_second"] >= BUDGET["per_second"] and measured["p95_s"] <= BUDGET["p95_s"]
    return Result("end_to_end", measured, BUDGET, ok and measured["lost"] == measured["doubled"] == 0)


def write(system: House, first: int, count: int, per_second: float) -> None:
    """`count` citizens write to the sandbox, one after the other at a rate."""
    begun = time.monotonic()
    for n in range(count):
        time.sleep(max(0.0, begun + n / per_second - time.monotonic()))
        Citizen(first + n, "whatsapp").write(system)


def _flood(system: House, first: int, count: int) -> float:
    """Seconds from the first message to the last receipt of delivery."""
    begun = time.monotonic()
    asyncio.run(_write_all(system, first, count))
    _answered(system, first - 1 + count)
    return time.monotonic() - begun


async def _write_all(system: House, first: int, count: int) -> None:
    """As fast as the sandbox takes them, a few at a time."""
    waiting = iter(range(first, first + count))
    async with httpx.AsyncClient(timeout=60) as client:

        async def some() -> None:
            for n in waiting:
                words = TEXT.format(name=name_of(n), code=f"{n:05d}")
                body = {"from": Citizen(n, "whatsapp").address, "text": words}
                (await client.post(f"{system.sandbox_url}/control/whatsapp/send", json=body)).raise_for_status()

        await asyncio.gather(*(some() for _ in range(AT_ONCE)))


def _answered(system: House, people: int) -> None:
    wait_for(f"{people} answered and told so", lambda: system.value(_SETTLED) >= people, PATIENCE_S, 0.25)


def _late(system: House, share: float) -> float:
    """Seconds past the quiet time."""
    return round(percentile([float(row["took"]) for row in system.rows(_TOOK)], share) - QUIET_S, 3)
