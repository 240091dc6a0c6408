"""What a figure stands beside: the machine, its load, and PostgreSQL's own pgbench on the same cluster."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import threading
import time
from pathlib import Path
from typing import Self

from storage.embedded import Cluster

_TABLE = "CREATE TABLE IF NOT EXISTS bench_row (id uuid PRIMARY KEY DEFAULT uuidv7(), body text NOT NULL)"
_INSERT = "INSERT INTO bench_row (body) VALUES (repeat('aduan ', 100));\n"
_TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


def about() -> None:
    """One line on the machine, so that a figure can be judged later."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, load average {load}")


def insert_rate(cluster: Cluster, folder: Path, *, seconds: int, clients: int) -> float:
    """Single-row inserts a second by pgbench, each its own durable commit, over the same socket."""
    cluster.ask(_TABLE, "aduan")
    script = folder / "insert.sql"
    script.write_text(_INSERT, encoding="ascii")
    found = subprocess.run(
        [str(cluster.bin("pgbench")), "-n", "-f", str(script), "-c", str(clients), "-j", "2", "-T", str(seconds)],
        env={
            "PGHOST": str(cluster.sockets), "PGUSER": "aduan", "PGPASSWORD": cluster.password, "PGDATABASE": "aduan",
        },
        capture_output=True, text=True, check=True, timeout=seconds + 60,
    )  # fmt: skip
    return tps(found.stdout)


class Disk:
    """The disk alone, meanwhile: seconds that one small append takes to be on it, ten times a second, in its own file.

    A webhook is answered after its commit is on disk: nothing can be faster than the slowest of these.
    """

    def __init__(self, folder: Path) -> None:
        self.took: list[float] = []
        self._file, self._stop = folder / "disk-alone", threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def _run(self) -> None:
        with self._file.open("ab", buffering=0) as file:
            while not self._stop.wait(0.1):
                begun = time.perf_counter()
                file.write(bytes(8192))
                os.fdatasync(file.fileno())
                self.took.append(time.perf_counter() - begun)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def tps(said: str) -> float:
    """Transactions a second from what pgbench printed.  ValueError when it printed none."""
    found = _TPS.search(said)
    if found is None:
        raise ValueError("pgbench printed no tps")
    return float(found[1])
