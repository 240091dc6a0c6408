"""The embedded PostgreSQL in good days: made, found, shared, stopped, its data kept."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import embedded
from tests.storage.owning import own, running_in, wait_empty


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("life")


@pytest.fixture(scope="module")
def running(data_dir: Path) -> Iterator[embedded.OwnCluster]:
    found = embedded.start(data_dir, settings=embedded.UNSAFE)
    yield found
    found.stop()
    assert wait_empty(data_dir) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("max_wal_size", "256MB"),
        ("max_connections", "60"),
        ("password_encryption", "scram-sha-256"),
        ("server_encoding", "UTF8"),
        ("timezone", "UTC"),
        ("log_min_messages", "log"),
        ("log_error_verbosity", "terse"),
        ("log_min_error_statement", "panic"),
    ],
)
def test_it_runs_with_the_settings_of_the_decision(running: embedded.OwnCluster, setting: str, value: str) -> None:
    assert running.ask(f"show {setting}") == value


def test_locale_is_c_utf8_and_indonesian_search_exists(running: embedded.OwnCluster) -> None:
    assert running.ask("select datlocale from pg_database where datname = 'aduan'") == "C.UTF-8"
    assert running.ask("select to_tsvector('indonesian', 'pelayanan')", "aduan") == "'layan':1"


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("postgres", 0o700),
        ("postgres/data", 0o700),
        ("postgres/password", 0o600),
        ("postgres/address.json", 0o600),
        ("postgres/owner.lock", 0o600),
        ("postgres/log", 0o600),
    ],
)
def test_what_it_keeps_is_private(running: embedded.OwnCluster, data_dir: Path, path: str, mode: int) -> None:
    assert running.alive
    assert stat.S_IMODE((data_dir / path).stat().st_mode) == mode


def test_the_socket_stands_in_a_private_folder_with_a_short_path(running: embedded.OwnCluster) -> None:
    assert stat.S_IMODE(running.sockets.stat().st_mode) == 0o700
    assert len(os.fsencode(running.sockets / ".s.PGSQL.5432")) <= 100


def test_the_parents_of_the_data_folder_keep_their_modes(tmp_path: Path) -> None:
    """The wheel's own Python opens them; ours must not."""
    parent = tmp_path / "closed"
    parent.mkdir(mode=0o700)
    embedded.start(parent / "var", settings=embedded.UNSAFE).stop()
    assert stat.S_IMODE(parent.stat().st_mode) == 0o700


async def test_its_url_serves_asyncpg_and_sqlalchemy(running: embedded.OwnCluster) -> None:
    connection = await asyncpg.connect(running.url())
    assert await connection.fetchval("select current_database()") == "aduan"
    await connection.close()
    engine = create_async_engine(running.url().replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as session:
        assert (await session.execute(text("select 1"))).scalar() == 1
    await engine.dispose()


def test_its_url_serves_libpq_programs(running: embedded.OwnCluster) -> None:
    dumped = subprocess.run(
        [running.bin("pg_dump"), "--schema-only", running.url()], check=True, capture_output=True, text=True
    )
    assert "PostgreSQL database dump complete" in dumped.stdout


async def test_without_the_password_nobody_gets_in(running: embedded.OwnCluster) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(running.url().replace(running.password, "wrong"))


def test_databases_are_made_copied_and_dropped(running: embedded.OwnCluster) -> None:
    running.create_database("first")
    running.ask("create table kept (id int)", "first")
    running.create_database("second", template="first")
    assert running.ask("select count(*) from kept", "second") == "0"
    for name in ("first", "second", "second"):
        running.drop_database(name)
    assert running.databases() == {"aduan"}


@pytest.mark.parametrize("name", ["", "Big", "1st", "a b", 'x"; drop database aduan; --', "a" * 64])
def test_only_plain_names_are_taken(running: embedded.OwnCluster, name: str) -> None:
    with pytest.raises(ValueError, match="database is named"):
        running.create_database(name)


def test_a_second_start_is_refused_naming_the_pid(running: embedded.OwnCluster, data_dir: Path) -> None:
    with pytest.raises(embedded.EmbeddedError, match=rf"held by another start of aduan \(process {os.getpid()}\)"):
        embedded.start(data_dir)
    assert running.answers()


def test_other_commands_join_the_running_cluster(running: embedded.OwnCluster, data_dir: Path) -> None:
    with embedded.attach_or_start(data_dir) as joined:
        assert joined.pid == running.pid
        assert joined.url() == running.url()
    assert running.answers()


def test_started_for_a_command_it_stops_with_it(tmp_path: Path) -> None:
    assert embedded.find_running(tmp_path) is None
    with embedded.attach_or_start(tmp_path) as cluster:
        assert cluster.answers()
        assert embedded.find_running(tmp_path) is not None
    assert embedded.find_running(tmp_path) is None
    assert running_in(tmp_path) == []


def test_the_starter_waits_for_those_who_joined(tmp_path: Path) -> None:
    """A command that began later than the one that runs PostgreSQL may end later too."""
    joined, leave, told = threading.Event(), threading.Event(), list[bool]()

    def join() -> None:
        with embedded.attach_or_start(tmp_path) as cluster:
            joined.set()
            leave.wait(10)
            told.append(cluster.answers())

    with embedded.attach_or_start(tmp_path):
        other = threading.Thread(target=join)
        other.start()
        assert joined.wait(10)
        threading.Timer(0.3, leave.set).start()
    other.join()
    assert told == [True]
    assert wait_empty(tmp_path) == []


def test_commands_at_once_share_one_cluster(tmp_path: Path) -> None:
    pids = list[int]()
    together = threading.Barrier(3)

    def use() -> None:
        with embedded.attach_or_start(tmp_path) as cluster:
            pids.append(cluster.pid)
            together.wait(20)

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 3
    assert len(set(pids)) == 1


def test_data_outlives_a_stop_and_the_starting_thread(tmp_path: Path) -> None:
    """The thread that starts PostgreSQL may end (asyncio.to_thread); PostgreSQL stays."""
    made = list[embedded.OwnCluster]()
    thread = threading.Thread(target=lambda: made.append(embedded.start(tmp_path)))
    thread.start()
    thread.join()
    first = made[0]
    first.ask("create table kept as select 7 as figure", "aduan")
    assert first.answers()
    first.stop()
    again = embedded.start(tmp_path)
    assert again.ask("select figure from kept", "aduan") == "7"
    again.stop()


def test_restart_keeps_address_and_password(tmp_path: Path) -> None:
    cluster = embedded.start(tmp_path, settings=embedded.UNSAFE)
    url, pid = cluster.url(), cluster.pid
    cluster.restart()
    assert (cluster.url(), cluster.answers()) == (url, True)
    assert cluster.pid != pid
    cluster.stop()
    cluster.stop()
    assert not cluster.alive
    cluster.restart()
    assert cluster.answers()
    cluster.stop()


def test_a_deep_data_folder_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 6)
    cluster = embedded.start(deep, settings=embedded.UNSAFE)
    try:
        assert deep not in cluster.sockets.parents
        assert cluster.answers()
        cluster.restart()
        assert cluster.answers()
    finally:
        cluster.stop()
    assert not cluster.sockets.exists()


def test_a_clean_end_of_the_owner_leaves_nothing(tmp_path: Path) -> None:
    owner = own(tmp_path)
    assert owner.end() == 0
    assert running_in(tmp_path) == []
    assert not (tmp_path / "postgres/address.json").exists()
