"""`python -m tools.house run|test`: from a fresh clone to a running aduan, or through every check and test."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

from tools import checks, debian, install
from tools.trouble import Trouble, tell

ROOT = Path(__file__).resolve().parents[1]
PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> int:
    """Exit code 1 and one sentence on standard error when the house cannot be set up."""
    commands = {"run": run, "test": test}
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.stderr.write("Say `make run` or `make test`.\n")
        return 1
    try:
        return commands[arguments[0]]()
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; run it again to go on from here.\n")
    return 1


def run() -> int:
    """Install what is missing and become `aduan up`, with the sandbox."""
    install.install(ROOT, kind="run")
    environment = {**os.environ, "ADUAN_SANDBOX": os.environ.get("ADUAN_SANDBOX", "1")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # every process would compile everything anew
    tell("Starting aduan")
    _end_with_make()
    aduan = str(ROOT / ".venv/bin/aduan")
    os.execve(aduan, [aduan, "up"], environment)  # noqa: S606 -- our own program, no shell wanted


def test() -> int:
    """Install what tests need; run the checks, then the tests."""
    install.install(ROOT, kind="dev")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as above: tests start many processes
    debian.install_programs()
    return checks.run(ROOT)


def _end_with_make() -> None:
    """On Linux: when make itself is killed, `aduan up` is asked to end (macOS has no such signal)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
