"""What a figure stands beside: the machine, its load, and PostgreSQL's own pgbench on the same cluster."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from pathlib import Path

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


def tps(said: str) -> float:
    """Transactions a second from what pgbench printed.  ValueError when it printed none."""
    found = _TPS.search(said)
    if found is None:
        raise ValueError("pgbench printed no tps")
    return float(found[1])
