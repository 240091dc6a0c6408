"""Every check, then every test; pytest's own closing line is the last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.trouble import tell

CHECKS: dict[str, tuple[str, ...]] = {
    "ruff check": ("ruff", "check", "--quiet"),
    "ruff format": ("ruff", "format", "--check", "--quiet"),
    "types": ("mypy",),
    "imports": ("import_linter",),
    "migrations": ("storage.migrate", "check"),
    "translations": ("intake.translations", "check"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its output and whether it passed, and how long it took in seconds."""

    name: str
    passed: bool
    output: str
    seconds: float


def run(root: Path) -> int:
    """Run the checks two at a time, then pytest whatever they said; 0 only when everything passed."""
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda name: _check(root, name), CHECKS))
    for result in results:
        _show(result)
    failed = [result.name for result in results if not result.passed]
    tell(f"Checks that failed: {', '.join(failed)}" if failed else "All checks passed")
    workers = str(min(max(os.cpu_count() or 2, 2), 4))
    code = _tests(root, [_python(root), "-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup"])
    return 1 if failed else code


def _tests(root: Path, command: list[str]) -> int:
    """Run the tests; when interrupted let pytest end its workers and its PostgreSQL before we go."""
    process = subprocess.Popen(command, cwd=root)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        raise


def _python(root: Path) -> str:
    return str(root / ".venv/bin/python")


def _check(root: Path, name: str) -> Result:
    words = CHECKS[name]
    command = [str(root / ".venv/bin/lint-imports")] if name == "imports" else [_python(root), "-m", *words]
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=root, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    return Result(name, done.returncode == 0, done.stdout, time.monotonic() - begun)


def _show(result: Result) -> None:
    tell(f"{result.name}: {'passed' if result.passed else 'FAILED'} ({result.seconds:.1f} s)")
    if not result.passed:
        sys.stdout.write(result.output)
        sys.stdout.flush()
