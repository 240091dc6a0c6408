"""/healthz, /readyz, /metrics, and the sandbox's clock (decision 8)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import Clock
from storage import running as keeping
from tests.app.office import running, settings


async def test_health_and_metrics(database_url: str, tmp_path: Path) -> None:
    async with running(settings(tmp_path), database_url) as (services, client):
        assert (await client.get("/healthz")).text == "ok"
        assert (await client.get("/readyz")).text == "ready"
        async with services.works.begin() as work:
            await keeping.alarm(work.session, "quarantined", "twilio", services.clock.now())
        found = (await client.get("/metrics")).text
    names = (
        "events_waiting",
        "events_held",
        "messages_unsent",
        "oldest_unsent_seconds",
        "cases_overdue",
    )
    assert all(f"aduan_{name} 0.0" in found for name in names)
    assert 'aduan_alarms{code="quarantined"} 1.0' in found


async def test_the_clock_moves_forward_for_everybody_and_stays(database_url: str, tmp_path: Path) -> None:
    async with running(settings(tmp_path), database_url) as (services, client):
        assert (await client.get("/sandbox/clock")).json()["offset_seconds"] == 0
        moved = (await client.post("/sandbox/clock", json={"advance_seconds": 3600})).json()
        assert moved["offset_seconds"] == 3600
        later = services.clock.now() + timedelta(days=14)
        moved = (await client.post("/sandbox/clock", json={"to": later.isoformat()})).json()
        assert abs(moved["offset_seconds"] - 3600 - 14 * 86400) <= 2
        offset = moved["offset_seconds"]
    async with running(settings(tmp_path), database_url) as (services, client):
        assert (await client.get("/sandbox/clock")).json()["offset_seconds"] == offset


BACKWARDS: list[tuple[str, Any]] = [
    ("negative", {"advance_seconds": -1}), ("past", {"to": "2020-01-01T00:00:00+07:00"}),
    ("naive", {"to": "2030-01-01T00:00:00"}), ("beyond", {"advance_seconds": 1e12}), ("nan", "x"),
    ("far", {"to": "9999-01-01T00:00:00+07:00"}),
]  # fmt: skip


@pytest.mark.parametrize("order", [pytest.param(row[1], id=row[0]) for row in BACKWARDS])
async def test_the_clock_never_moves_back(database_url: str, tmp_path: Path, order: Any) -> None:
    async with running(settings(tmp_path), database_url) as (_, client):
        assert (await client.post("/sandbox/clock", json=order)).status_code == 422
        assert (await client.get("/sandbox/clock")).json()["offset_seconds"] == 0


async def test_without_the_sandbox_there_is_no_clock(database_url: str, tmp_path: Path) -> None:
    async with running(settings(tmp_path).model_copy(update={"sandbox": False}), database_url) as (_, client):
        for answer in (await client.get("/sandbox/clock"), await client.post("/sandbox/clock", json={})):
            assert answer.status_code == 404


def test_a_clock_never_takes_a_smaller_offset() -> None:
    clock = Clock()
    for seconds, held in ((10, 10), (5, 10), (0, 10), (11, 11)):
        clock.set_seconds(seconds)
        assert clock.offset == timedelta(seconds=held)
