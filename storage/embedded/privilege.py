"""PostgreSQL refuses to run as root: here is decided as whom it runs instead."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.embedded.errors import EmbeddedError
from storage.embedded.layout import Home

NAMESPACE = ("unshare", "--user", "--map-user=1000", "--")
ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class RunAs:
    """How to start a PostgreSQL program: words before its command, or another account (uid, gid; -1: ours)."""

    prefix: tuple[str, ...] = ()
    uid: int = -1
    gid: int = -1

    def popen(self) -> dict[str, Any]:
        """Arguments for `subprocess` that change to the account."""
        return {} if self.uid < 0 else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, folder: Path) -> None:
        """Let the account own `folder`."""
        if self.uid >= 0:
            os.chown(folder, self.uid, self.gid)


def choose(home: Home, postgres: Path) -> RunAs:
    """As whom `postgres` runs in `home`: ourselves, in a user namespace, or an account without privileges.

    Data that exists keeps its owner.  EmbeddedError when we are root and there is no way down.
    """
    if os.geteuid() != 0:
        return RunAs()
    owner = home.data.stat().st_uid if home.data.exists() else None
    if owner is None or owner == 0:
        namespace = RunAs(prefix=NAMESPACE)
        if _works(namespace, postgres):
            return namespace
    if owner == 0:
        raise _no_way()
    candidates = [_account(owner)] if owner else _accounts()
    return _first_working(home, postgres, candidates)


def _first_working(home: Home, postgres: Path, candidates: list[RunAs]) -> RunAs:
    before = home.root.stat()
    for candidate in candidates:
        candidate.give(home.root)
        if _works(candidate, postgres) and _reaches(candidate, home):
            return candidate
    os.chown(home.root, before.st_uid, before.st_gid)
    raise _no_way()


def _accounts() -> list[RunAs]:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return [RunAs(uid=known[name].pw_uid, gid=known[name].pw_gid) for name in ACCOUNTS if name in known]


def _account(uid: int) -> RunAs:
    try:
        return RunAs(uid=uid, gid=pwd.getpwuid(uid).pw_gid)
    except KeyError as error:
        raise _no_way() from error


def _works(run_as: RunAs, postgres: Path) -> bool:
    return _succeeds(run_as, [str(postgres), "--version"])


def _reaches(run_as: RunAs, home: Home) -> bool:
    test = shutil.which("test") or "/usr/bin/test"
    return _succeeds(run_as, [test, "-w", str(home.root)])


def _succeeds(run_as: RunAs, command: list[str]) -> bool:
    try:
        done = subprocess.run(
            [*run_as.prefix, *command], check=False, capture_output=True, cwd="/", timeout=10, **run_as.popen()
        )
    except OSError:
        return False
    return done.returncode == 0


def _no_way() -> EmbeddedError:
    return EmbeddedError(
        "PostgreSQL does not run as root, and neither a user namespace nor another account works here: "
        "start aduan as a normal user, or set ADUAN_DATABASE_URL."
    )
