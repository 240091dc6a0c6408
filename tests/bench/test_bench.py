"""The measurements' own arithmetic and client, and the shape of their answer; the measuring itself is no test."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import BENCHES, main
from bench.figures import milliseconds, percentile
from bench.hits import Hits, at_rate, flat_out, request
from bench.memory import memory_mb
from bench.reference import tps
from bench.result import Result
from bench.start import descendants

ROOT = Path(__file__).parent.parent.parent
PGBENCH = """transaction type: insert.sql
latency average = 1.021 ms
tps = 7831.906219 (without initial connection time)
"""


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_measurement_takes_quick_and_says_what_it_measures(name: str) -> None:
    module = importlib.import_module(BENCHES[name])
    assert list(inspect.signature(module.run).parameters) == ["quick"]
    assert module.__doc__


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_measurement_has_its_row_in_the_documentation(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["triage", "--fast"], ["triage", "webhook"]])
def test_wrong_arguments_are_refused_with_the_names(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "webhook" in capsys.readouterr().err


def test_the_last_line_is_one_json_object() -> None:
    line = Result("x", {"p99_ms": 1.5}, {"p99_ms": 2.0}, ok=True).line()
    assert json.loads(line) == {"name": "x", "measured": {"p99_ms": 1.5}, "budget": {"p99_ms": 2.0}, "ok": True}


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([3.0], 0.99, 3.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
        ([float(n) for n in range(100, 0, -1)], 1.0, 100.0),
        ([2.0, 1.0], 0.0, 1.0),
    ],
)
def test_percentile(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_milliseconds_are_rounded() -> None:
    assert milliseconds(0.0123456) == 12.35


def test_pgbench_is_read() -> None:
    assert tps(PGBENCH) == 7831.906219
    with pytest.raises(ValueError, match="no tps"):
        tps("pgbench: error")


def test_only_2xx_is_no_refusal() -> None:
    hits = Hits()
    for status in (204, 200, 403, 503, 0):
        hits.add(status, 0.1)
    assert hits.refused == 3
    assert len(hits.took) == 5


def test_memory_of_this_process_is_plausible() -> None:
    rss, pss = memory_mb(os.getpid())
    assert 10 < rss < 2000
    assert 0 < pss <= rss


def test_descendants_are_found() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"],
        stdin=subprocess.PIPE,
    ) as process:
        for _ in range(200):
            if found := descendants(process.pid):
                break
        else:
            pytest.fail("no child seen")
        assert process.pid not in found
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)
    assert descendants(process.pid) == []


class Server:
    """Answers 204; every `refuse`-th request 503; closes a connection after `keep` requests."""

    def __init__(self, *, refuse: int = 0, keep: int = 1000) -> None:
        self.bodies: list[bytes] = []
        self._refuse, self._keep = refuse, keep

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(self._keep):
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(next(one for one in head.split(b"\r\n") if one.startswith(b"Content-Length")).split()[1])
            self.bodies.append(await reader.readexactly(length))
            refused = self._refuse and len(self.bodies) % self._refuse == 0
            writer.write(
                b"HTTP/1.1 503 Away\r\ncontent-length: 4\r\n\r\naway" if refused else b"HTTP/1.1 204 No Content\r\n\r\n"
            )
            await writer.drain()
        writer.close()


def _requests(count: int) -> list[bytes]:
    return [request("127.0.0.1", "/x", {"X-Kind": "test"}, b"%d" % n) for n in range(count)]


async def _served(server: Server) -> tuple[asyncio.Server, int]:
    listening = await asyncio.start_server(server, "127.0.0.1", 0)
    return listening, int(listening.sockets[0].getsockname()[1])


async def test_at_a_rate_every_request_is_sent_once_and_not_too_early() -> None:
    server = Server(refuse=5)
    listening, port = await _served(server)
    async with listening:
        begun = asyncio.get_running_loop().time()
        hits = await at_rate(port, _requests(20), 100)
        took = asyncio.get_running_loop().time() - begun
        listening.close()
    assert sorted(server.bodies, key=int) == [b"%d" % n for n in range(20)]
    assert hits.statuses == {204: 16, 503: 4}
    assert took >= 0.19


async def test_a_connection_closed_while_idle_is_made_anew() -> None:
    server = Server(keep=3)
    listening, port = await _served(server)
    async with listening:
        hits, _ = await flat_out(port, _requests(10), 1, 10)
        listening.close()
    assert hits.statuses == {204: 10}
    assert server.bodies == [b"%d" % n for n in range(10)]


async def test_nobody_there_counts_as_no_answer() -> None:
    listening, port = await _served(Server())
    listening.close()
    await listening.wait_closed()
    hits, _ = await flat_out(port, _requests(2), 1, 10)
    assert hits.statuses == {0: 2}
