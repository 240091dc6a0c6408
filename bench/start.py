"""From `aduan up` to its own "Ready": after a clean end, after kill -9 of everything, and from a fresh clone.

Ready means that /readyz of web and the sandbox's port answer.  Beside it: PostgreSQL and a Python with our imports,
alone.  The fresh clone (not in a quick run) has an empty HOME and fetches all packages, so it needs the network.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bench.reference import about
from bench.result import Result
from storage import embedded
from tests.system import free_ports

RESTART = {"restart_s": 8.0, "after_kill_s": 15.0}
FRESH = {"fresh_clone_s": 90.0}
ROOT = Path(__file__).parent.parent
PATIENCE_S = 240.0
PORTS = ("ADUAN_PORT", "ADUAN_SANDBOX_PORT", "ADUAN_SANDBOX_IMAP_PORT", "ADUAN_SANDBOX_SMTP_PORT")


def run(*, quick: bool) -> Result:
    """Quick: restarts only."""
    about()
    budget = RESTART if quick else RESTART | FRESH
    with tempfile.TemporaryDirectory(prefix="aduan-bench-") as folder:
        measured = _restarts(Path(folder) / "var")
        measured |= _alone(Path(folder) / "alone")
        if not quick:
            measured |= _fresh(Path(folder))
    return Result("start", measured, dict(budget), all(measured[name] <= limit for name, limit in budget.items()))


class Up:
    """One run of a command that prints "Ready"."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=dict(environment), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip

    def ready(self) -> float:
        """Seconds from the start to "Ready".  RuntimeError with what was said when that never comes."""
        said: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said.append(line)
            if re.match(r"Ready after", line):
                return round(time.perf_counter() - self.begun, 2)
            if time.perf_counter() - self.begun > PATIENCE_S:
                break
        self.kill_everything()
        raise RuntimeError("not ready: " + "".join(said[-20:]))

    def end(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)

    def kill_everything(self) -> None:
        """kill -9 of this process and all its descendants."""
        for pid in (self.process.pid, *descendants(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate(timeout=60)


def descendants(pid: int) -> list[int]:
    """All processes below `pid`, parents first (Linux)."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents.setdefault(int(stat.read_text().rpartition(") ")[2].split()[1]), []).append(int(stat.parent.name))
    found, below = list[int](), parents.get(pid, [])
    while below:
        found += below
        below = [child for one in below for child in parents.get(one, [])]
    return found


def _restarts(data_dir: Path) -> dict[str, float]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ADUAN_", "PG"))}
    ports = dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
    environment = {**kept, **ports, "ADUAN_SANDBOX": "1", "ADUAN_DATA_DIR": str(data_dir)}

    def start() -> tuple[Up, float]:
        one = Up([sys.executable, "-m", "app.cli", "up"], environment, ROOT)
        return one, one.ready()

    one, first = start()
    one.end()
    one, again = start()
    one.kill_everything()
    one, after_kill = start()
    one.end()
    return {"first_s": first, "restart_s": again, "after_kill_s": after_kill}


def _alone(folder: Path) -> dict[str, float]:
    embedded.start(folder).stop()
    begun = time.perf_counter()
    cluster = embedded.start(folder)
    postgres = time.perf_counter() - begun
    cluster.stop()
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import app.webapp.main"], check=True, cwd=ROOT)
    return {"postgres_alone_s": round(postgres, 2), "imports_alone_s": round(time.perf_counter() - begun, 2)}


def _fresh(folder: Path) -> dict[str, float]:
    home, clone = folder / "home", folder / "clone"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True, timeout=120)
    ports = dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
    one = Up(["make", "run"], {"PATH": os.environ["PATH"], "HOME": str(home), **ports}, clone)
    seconds = one.ready()
    one.end()
    return {"fresh_clone_s": seconds}
