"""Three locks on the data folder, each freed by the kernel when its holders die, however they die.

`owner.lock`: whoever runs PostgreSQL here.  `server.lock`: inherited by every PostgreSQL process, so that it is
free only when the last of them is gone.  `users.lock`: shared by commands that use a running cluster.
"""

from __future__ import annotations

import fcntl
import os
import time
from dataclasses import dataclass
from pathlib import Path

from storage.embedded.errors import folder_errors, held
from storage.embedded.layout import Home, own_like_folder


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock: its open file.  Closing the last copy of the file frees it."""

    fd: int

    def release(self) -> None:
        os.close(self.fd)


def take_owner(home: Home) -> Lock:
    """Become the one who runs PostgreSQL in `home`.  EmbeddedError naming the pid when another is."""
    path = home.root / "owner.lock"
    fd = _open(path)
    if not _try(fd, fcntl.LOCK_EX):
        os.close(fd)
        raise held(home.data_dir, path.read_text(encoding="ascii").strip() or "unknown")
    os.ftruncate(fd, 0)
    os.pwrite(fd, str(os.getpid()).encode("ascii"), 0)
    return Lock(fd)


def take_server(home: Home, patience_s: float) -> Lock | None:
    """The lock that PostgreSQL's processes inherit, once the leftovers of an earlier one are gone; else None."""
    fd = _open(home.root / "server.lock")
    end = time.monotonic() + patience_s
    while not _try(fd, fcntl.LOCK_EX):
        if time.monotonic() > end:
            os.close(fd)
            return None
        time.sleep(0.05)
    return Lock(fd)


def share_users(home: Home) -> Lock:
    """Say that we use the running cluster; waits while its owner is stopping it."""
    fd = _open(home.root / "users.lock")
    fcntl.flock(fd, fcntl.LOCK_SH)
    return Lock(fd)


def exclude_users(home: Home) -> Lock:
    """Wait until no other command uses the cluster, and let none begin."""
    fd = _open(home.root / "users.lock")
    fcntl.flock(fd, fcntl.LOCK_EX)
    return Lock(fd)


def _open(path: Path) -> int:
    with folder_errors(path.parent):
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        own_like_folder(fd, path.parent)
    return fd


def _try(fd: int, kind: int) -> bool:
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
