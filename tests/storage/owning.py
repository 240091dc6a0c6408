"""Helpers for tests of clusters owned by other processes, and of what those leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
OWNER = Path(__file__).with_name("owner.py")


@dataclass(frozen=True, slots=True)
class Owner:
    """A process that owns a cluster: itself, the postmaster and the keeper between them."""

    process: subprocess.Popen[str]
    postmaster: int
    keeper: int

    def end(self) -> int:
        """Let it stop its cluster and return its exit code."""
        self.process.communicate(timeout=30)
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def spawn(
    data_dir: Path,
    *,
    python: str = sys.executable,
    path: Path = ROOT,
    script: Path = OWNER,
    environment: Mapping[str, str] | None = None,
    **more: Any,
) -> subprocess.Popen[str]:
    """Start owner.py on `data_dir`; `path` is where `storage` is imported from."""
    return subprocess.Popen(
        [python, str(script), str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(path), **(environment or {})},
        **more,
    )


def ready(process: subprocess.Popen[str]) -> Owner:
    """Wait for its line; AssertionError with what it said instead."""
    assert process.stdout is not None
    words = process.stdout.readline().split()
    assert words[:1] == ["ready"], " ".join(words) + process.communicate()[0]
    return Owner(process, int(words[1]), int(words[2]))


def own(data_dir: Path) -> Owner:
    """An owner of `data_dir`, ready."""
    return ready(spawn(data_dir))


def running_in(data_dir: Path) -> list[str]:
    """The command lines of processes (zombies aside) that name `data_dir` or work for a server of it."""
    shown = subprocess.run(
        ["ps", "-eww", "-o", "pid=,ppid=,stat=,command="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 3) for line in shown.splitlines()]
    alive = [row for row in rows if len(row) == 4 and not row[2].startswith("Z") and row[0] != str(os.getpid())]
    named = {row[0] for row in alive if str(data_dir) in row[3]}
    return [row[3] for row in alive if row[0] in named or row[1] in named]


def wait_empty(data_dir: Path, patience_s: float = 10) -> list[str]:
    """What still runs in `data_dir` after at most `patience_s`."""
    end = time.monotonic() + patience_s
    while (left := running_in(data_dir)) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def kill_all(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
