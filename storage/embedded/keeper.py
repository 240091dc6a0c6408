"""Stands between an owner and PostgreSQL so that PostgreSQL never outlives the owner.

Run as a script by `python -I -S`: keeper.py LIFELINE LOCK UID GID COMMAND...  LIFELINE is the reading end of a
pipe whose writing end only the owner has: `f` or `i` on it asks for a fast or immediate shutdown, its end means
that the owner died.  LOCK is inherited by the command.  A pipe, not the parent's death signal, since that one
fires already when the *thread* ends that started us; it also works on macOS.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

PR_SET_PDEATHSIG = 1
FAST, IMMEDIATE, OWNER_DIED = b"f", b"i", b""
PATIENCE_S = {FAST: 30.0, IMMEDIATE: 5.0, OWNER_DIED: 5.0}


def main(arguments: list[str]) -> int:
    """Run the command until it ends or is asked to; return its exit code."""
    lifeline, lock, uid, gid = (int(word) for word in arguments[:4])
    asked = _listen_to_signals()
    account: dict[str, Any] = {} if uid < 0 else {"user": uid, "group": gid, "extra_groups": []}
    child = subprocess.Popen(
        arguments[4:],
        pass_fds=(lock,),
        preexec_fn=_death_signal(os.getpid()),  # noqa: PLW1509 -- this process has one thread only
        stdin=subprocess.DEVNULL,
        **account,
    )
    os.close(lock)
    order = _wait_for_order(lifeline, child, asked)
    return child.wait() if order is None else _end(child, order)


def _listen_to_signals() -> list[int]:
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda got, _frame: asked.append(got))
    return asked


def _death_signal(keeper: int) -> Callable[[], None] | None:
    """On Linux the command is told to quit should even the keeper be killed; elsewhere the next start sees to it."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl

    def arrange() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGQUIT), 0, 0, 0)
        if os.getppid() != keeper:
            os._exit(1)

    return arrange


def _wait_for_order(lifeline: int, child: subprocess.Popen[bytes], asked: list[int]) -> bytes | None:
    while child.poll() is None:
        if asked:
            return FAST
        if select.select([lifeline], [], [], 0.2)[0]:
            return os.read(lifeline, 1)
    return None


def _end(child: subprocess.Popen[bytes], order: bytes) -> int:
    first = signal.SIGQUIT if order == IMMEDIATE else signal.SIGINT
    for number, patience_s in ((first, PATIENCE_S[order]), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 30.0)):
        child.send_signal(number)
        try:
            return child.wait(patience_s)
        except subprocess.TimeoutExpired:
            continue
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
