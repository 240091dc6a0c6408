"""Whoever dies however: no process stays behind, and the next start works on the data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import embedded
from tests.storage.owning import Owner, kill_all, own, wait_empty


def _start_within(data_dir: Path, seconds: float) -> embedded.OwnCluster:
    begun = time.monotonic()
    cluster = embedded.start(data_dir)
    assert time.monotonic() - begun <= seconds
    return cluster


def _owner_then_keeper(owner: Owner) -> None:
    owner.kill()
    kill_all(owner.keeper)


def _everything(owner: Owner) -> None:
    kill_all(owner.postmaster, owner.keeper)
    owner.kill()


DEATHS: dict[str, Callable[[Owner], None]] = {
    "owner": lambda owner: owner.kill(),
    "keeper": lambda owner: kill_all(owner.keeper),
    "postmaster": lambda owner: kill_all(owner.postmaster),
    "owner and keeper": _owner_then_keeper,
    "everything": _everything,
}


@pytest.mark.parametrize("death", DEATHS)
def test_after_kill_9_nothing_runs_and_a_start_works(tmp_path: Path, death: str) -> None:
    """The budget: ready at most 15 s after kill -9 of everything."""
    owner = own(tmp_path)
    with embedded.attach_or_start(tmp_path) as cluster:
        assert cluster.ask("create table kept as select 7 as figure", "aduan") is not None
    DEATHS[death](owner)
    if owner.process.poll() is None:
        owner.process.kill()
        owner.process.communicate()
    assert embedded.find_running(tmp_path) is None or death.startswith("owner")
    again = _start_within(tmp_path, 15)
    assert again.ask("select figure from kept", "aduan") == "7"
    again.stop()
    assert wait_empty(tmp_path) == []


def test_a_killed_owner_leaves_no_process(tmp_path: Path) -> None:
    owner = own(tmp_path)
    owner.kill()
    assert wait_empty(tmp_path) == []


def test_a_killed_postmaster_is_brought_back(tmp_path: Path) -> None:
    cluster = embedded.start(tmp_path)
    cluster.ask("create table kept as select 7 as figure", "aduan")
    cluster.kill()
    assert not cluster.alive
    assert not cluster.answers()
    cluster.restart()
    assert cluster.ask("select figure from kept", "aduan") == "7"
    cluster.stop()


@pytest.mark.parametrize(
    "pid", [os.getpid, os.getppid, lambda: 1, lambda: 4_000_000], ids=["we", "parent", "init", "nobody"]
)
def test_a_stale_pid_file_naming_a_reused_pid_is_no_hindrance(tmp_path: Path, pid: Callable[[], int]) -> None:
    embedded.start(tmp_path, settings=embedded.UNSAFE).stop(immediate=True)
    (tmp_path / "postgres/data/postmaster.pid").write_text(f"{pid()}\n{tmp_path}/postgres/data\n1\n5432\n")
    (tmp_path / "postgres/address.json").write_text(json.dumps({"sockets": "/nonexistent", "pid": pid()}))
    assert embedded.find_running(tmp_path) is None
    cluster = embedded.start(tmp_path, settings=embedded.UNSAFE)
    assert cluster.answers()
    cluster.stop()


def test_half_an_initdb_is_begun_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres/data.new/base"
    half.mkdir(parents=True)
    cluster = embedded.start(tmp_path, settings=embedded.UNSAFE)
    assert cluster.answers()
    assert not half.parent.exists()
    cluster.stop()


def test_a_signal_meant_for_the_terminals_group_does_not_reach_postgres(tmp_path: Path) -> None:
    """Ctrl-C at a terminal goes to the whole process group: the owner decides when PostgreSQL ends."""
    cluster = embedded.start(tmp_path, settings=embedded.UNSAFE)
    shown = subprocess.run(["ps", "-o", "pgid=", "-p", str(cluster.pid)], capture_output=True, text=True, check=True)
    assert int(shown.stdout) != os.getpgid(0)
    cluster.stop()


def test_many_restarts_after_kills_stay_fast(tmp_path: Path) -> None:
    cluster = embedded.start(tmp_path, settings=embedded.UNSAFE)
    for _ in range(5):
        cluster.kill()
        begun = time.monotonic()
        cluster.restart()
        assert time.monotonic() - begun <= 8
    cluster.stop()
    assert sys.platform != "linux" or wait_empty(tmp_path) == []
