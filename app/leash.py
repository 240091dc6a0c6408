"""Ties a command to the process that started it: should that one be killed, the command is killed too.

Run as a script by `python -I -S`: leash.py PARENT COMMAND...  On Linux it becomes the command after asking for the
parent's death signal; elsewhere it stays between the two and watches the parent.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> int:
    """Run the command on the leash; return its exit code where this process stays."""
    parent, command = int(arguments[0]), arguments[1:]
    if not sys.platform.startswith("linux"):
        return _watch(parent, command)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        return 1
    return os.execvp(command[0], command)  # noqa: S606 -- the command is ours, and a shell is what we avoid


def _watch(parent: int, command: list[str]) -> int:
    child = subprocess.Popen(command)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda got, _frame: child.send_signal(got))
    while child.poll() is None:
        if os.getppid() != parent:
            child.kill()
        time.sleep(0.2)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
