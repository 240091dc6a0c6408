"""Memory of web and worker after traffic by WhatsApp and pages, beside a bare Python that only started."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import httpx

from bench.end_to_end import write
from bench.house import House, house
from bench.result import Result
from tests.system import wait_for

BUDGET = {"web_mb": 160.0, "worker_mb": 250.0}
PAGES = ("/", "/status", "/desk", "/healthz", "/metrics", "/static/base.css")
_RECORDED = "SELECT count(*) FROM complaint"
_FIELD = re.compile(r"^(Rss|Pss):\s+(\d+) kB", re.MULTILINE)


def run(*, quick: bool) -> Result:
    """Quick: 200 messages; else 2,000.  The budget is held against RSS, which counts shared pages in full."""
    count = 200 if quick else 2000
    with house() as system:
        write(system, 1, count, 25)
        wait_for("all recorded", lambda: system.value(_RECORDED) >= count, 300, 0.5)
        _visit(system, 20 if quick else 100)
        measured: dict[str, float] = {}
        for name in ("web", "worker"):
            rss, pss = memory_mb(system.running[name].pid)
            measured |= {f"{name}_mb": rss, f"{name}_pss_mb": pss}
    measured["bare_python_mb"] = _bare()
    print(f"after {count} messages")
    return Result("memory", measured, BUDGET, all(measured[name] <= limit for name, limit in BUDGET.items()))


def memory_mb(pid: int) -> tuple[float, float]:
    """RSS and PSS of a process in MB (10^6 bytes), as Linux counts them.  OSError elsewhere."""
    found = dict(_FIELD.findall(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")))
    return round(int(found["Rss"]) * 1024 / 1e6, 1), round(int(found["Pss"]) * 1024 / 1e6, 1)


def _visit(system: House, times: int) -> None:
    with httpx.Client(base_url=system.web_url, timeout=20) as client:
        for path in PAGES * times:
            client.get(path)


def _bare() -> float:
    process = subprocess.Popen([sys.executable, "-c", "print(flush=True); input()"], stdin=-1, stdout=-1)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        return memory_mb(process.pid)[0]
    finally:
        process.communicate(b"\n", timeout=10)
