"""The cluster as its users see it: addresses, databases, programs, and for its owner stop and restart."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from storage.embedded.binaries import Binaries, psql
from storage.embedded.errors import EmbeddedError
from storage.embedded.initialise import SUPERUSER
from storage.embedded.layout import PORT, Home, socket_folder
from storage.embedded.locks import Lock, take_owner
from storage.embedded.privilege import RunAs
from storage.embedded.server import Server, explain_death, launch, log_size, read_postmaster_pid, wait_ready

DATABASE = "aduan"
READY_S = 120.0  # recovery after a crash reads at most max_wal_size
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(slots=True)
class Cluster:
    """A PostgreSQL that runs, or that its owner may run again.  Blocking calls; from async use a thread."""

    home: Home
    binaries: Binaries
    password: str = field(repr=False)
    sockets: Path

    def url(self, database: str = DATABASE) -> str:
        """A URL for asyncpg and libpq; SQLAlchemy takes it as postgresql+asyncpg://.  It holds the password."""
        return f"postgresql://{SUPERUSER}:{self.password}@/{database}?host={quote(str(self.sockets), safe='/')}"

    @property
    def pid(self) -> int:
        """The postmaster's process id.  EmbeddedError when it is not running."""
        pid = read_postmaster_pid(self.home)
        if pid is None:
            raise EmbeddedError("The embedded PostgreSQL is not running.")
        return pid

    def bin(self, name: str) -> Path:
        """PostgreSQL's program `name`, such as pg_dump."""
        return self.binaries.path(name)

    def answers(self) -> bool:
        """Whether it takes a connection now."""
        return self.ask("select 1") == "1"

    def ask(self, sql: str, database: str = "postgres") -> str | None:
        """What `sql` answers as unaligned text; None when it fails."""
        url = f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.sockets), safe='/')}&port={PORT}"
        return psql(self.binaries, url=url, password=self.password, sql=sql)

    def databases(self) -> frozenset[str]:
        """The names of all databases but PostgreSQL's own."""
        found = self.ask("select datname from pg_database where not datistemplate and datname <> 'postgres'")
        return frozenset((found or "").split())

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of `template` (which nobody may be connected to)."""
        copied = f" template {_checked(template)} strategy file_copy" if template else ""
        self._do(f"create database {_checked(name)}{copied}")

    def drop_database(self, name: str) -> None:
        """Remove a database, ending its connections; nothing happens when there is none."""
        self._do(f"drop database if exists {_checked(name)} with (force)")

    def _do(self, sql: str) -> None:
        if self.ask(sql) is None:
            raise EmbeddedError(f"PostgreSQL refused: {sql}.")


@dataclass(slots=True)
class OwnCluster(Cluster):
    """A cluster that this process runs."""

    run_as: RunAs
    settings: Mapping[str, str]
    owner: Lock | None
    server: Server | None = None

    @property
    def alive(self) -> bool:
        """Whether PostgreSQL's process (its keeper) runs."""
        return self.server is not None and self.server.alive

    def run(self) -> None:
        """Start PostgreSQL and return when it takes connections.  EmbeddedError with the reason when it does not."""
        since = log_size(self.home)
        self.sockets = socket_folder(self.home)
        self.server = launch(self.home, self.binaries, self.run_as, sockets=self.sockets, settings=self.settings)
        if not wait_ready(self.server, self.answers, READY_S):
            died = not self.server.alive
            self.server.stop(immediate=True)
            self.server = None
            raise explain_death(self.home, since) if died else EmbeddedError("PostgreSQL did not get ready.")

    def stop(self, *, immediate: bool = False) -> None:
        """Shut down (`immediate`: as after a crash) and give the data folder free.  Harmless when it is stopped."""
        self._halt(immediate=immediate)
        self.home.address_file.unlink(missing_ok=True)
        if self.home.root not in self.sockets.parents:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()
        if self.owner is not None:
            self.owner.release()
            self.owner = None

    def restart(self, *, immediate: bool = False) -> None:
        """Run again at the same address, stopping it first if needed."""
        self._halt(immediate=immediate)
        self.owner = self.owner or take_owner(self.home)
        self.run()

    def kill(self) -> None:
        """kill -9 the postmaster and wait until it is gone; `restart` brings it back."""
        if self.server is None:
            return
        os.kill(self.pid, signal.SIGKILL)
        self.server.process.wait()

    def _halt(self, *, immediate: bool) -> None:
        if self.server is not None:
            self.server.stop(immediate=immediate)
            self.server = None
        with contextlib.suppress(OSError):
            for stale in self.sockets.glob(".s.PGSQL.*"):
                stale.unlink(missing_ok=True)


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError("a database is named by up to 63 of a-z, 0-9 and _, a letter first")
    return name
