"""Start, find and share the cluster of a data folder."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from storage.embedded.binaries import find_binaries
from storage.embedded.cluster import DATABASE, Cluster, OwnCluster
from storage.embedded.errors import EmbeddedError
from storage.embedded.initialise import initialise
from storage.embedded.layout import Home, open_home, read_password, socket_folder, write_private
from storage.embedded.locks import Lock, exclude_users, share_users, take_owner
from storage.embedded.privilege import choose

ATTACH_S = 60.0
# For tests only: nothing survives a power cut, everything is faster.
UNSAFE: Mapping[str, str] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def _quiet(_line: str) -> None:
    pass


def start(
    data_dir: Path, *, settings: Mapping[str, str] | None = None, say: Callable[[str], None] = _quiet
) -> OwnCluster:
    """Run PostgreSQL on `data_dir`, made at the first start; returns when it takes connections.

    `settings` are PostgreSQL's own, beside ours.  `say` gets a line of progress now and then.  EmbeddedError, one
    sentence: folder held by another start (its pid named), not writable, disk full, no way to drop root.
    """
    home = open_home(data_dir)
    owner = take_owner(home)
    try:
        return _run(home, owner, dict(settings or {}), say)
    except BaseException:
        owner.release()
        raise


def _run(home: Home, owner: Lock, settings: Mapping[str, str], say: Callable[[str], None]) -> OwnCluster:
    home.address_file.unlink(missing_ok=True)
    binaries = find_binaries()
    run_as = choose(home, binaries.path("postgres"))
    password = read_password(home)
    say("Starting PostgreSQL" if home.data.exists() else "Making a new PostgreSQL cluster (once)")
    initialise(home, binaries, run_as, durable=settings.get("fsync") != "off")
    cluster = OwnCluster(home, binaries, password, socket_folder(home), run_as, settings, owner)
    cluster.run()
    try:
        if DATABASE not in cluster.databases():
            cluster.create_database(DATABASE)
        _publish(cluster)
    except BaseException:
        cluster.stop(immediate=True)
        raise
    return cluster


def _publish(cluster: OwnCluster) -> None:
    address = {"sockets": str(cluster.sockets), "pid": cluster.pid, "owner": os.getpid()}
    write_private(cluster.home.address_file, json.dumps(address) + "\n")


def check_free(data_dir: Path) -> None:
    """EmbeddedError when `start` would refuse `data_dir` at once: held, or not writable."""
    take_owner(open_home(data_dir)).release()


def find_running(data_dir: Path) -> Cluster | None:
    """The cluster that another process runs on `data_dir`, if it takes connections; else None."""
    home = Home(data_dir.expanduser().absolute())
    try:
        address = json.loads(home.address_file.read_text(encoding="utf-8"))
        password = home.password_file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise EmbeddedError(
            f"The database in {home.data_dir} belongs to somebody else: run this as its owner."
        ) from error
    cluster = Cluster(home, find_binaries(), password, Path(address["sockets"]))
    return cluster if cluster.answers() else None


@contextmanager
def attach_or_start(data_dir: Path, *, say: Callable[[str], None] = _quiet) -> Iterator[Cluster]:
    """The running cluster of `data_dir`; else one started for the block and stopped after it.

    One that we started is stopped only when the commands that joined meanwhile are done with it too.
    """
    home = open_home(data_dir)
    end = time.monotonic() + ATTACH_S
    while True:
        using = share_users(home)
        try:
            found = find_running(data_dir)
            if found is not None:
                yield found
                return
        finally:
            using.release()
        try:
            cluster = start(data_dir, say=say)
        except EmbeddedError:
            if time.monotonic() > end or not _held(home):
                raise
            time.sleep(0.2)
            continue
        try:
            yield cluster
        finally:
            alone = exclude_users(home)
            cluster.stop()
            alone.release()
        return


def _held(home: Home) -> bool:
    """Whether another start holds the folder (and may soon be ready to take us)."""
    try:
        take_owner(home).release()
    except EmbeddedError:
        return True
    return False
