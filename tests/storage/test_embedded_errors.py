"""What can go wrong, each as one sentence."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import embedded
from storage.embedded import binaries, privilege
from storage.embedded.layout import open_home
from tests.storage.owning import own, ready, running_in, spawn


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("")
    with pytest.raises(embedded.EmbeddedError, match="not writable"):
        embedded.start(place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; test_embedded_accounts tries another account")
def test_a_data_folder_that_may_not_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with pytest.raises(embedded.EmbeddedError, match="not writable"):
        embedded.start(closed)


def test_held_by_another_process_names_its_pid(tmp_path: Path) -> None:
    owner = own(tmp_path)
    with pytest.raises(embedded.EmbeddedError, match=rf"process {owner.process.pid}\b"):
        embedded.start(tmp_path)
    assert owner.end() == 0


def test_data_of_another_major_version(tmp_path: Path) -> None:
    data = tmp_path / "postgres/data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")
    with pytest.raises(embedded.EmbeddedError, match="written by PostgreSQL 17 and this aduan brings 18"):
        embedded.start(tmp_path)


def test_a_setting_that_postgres_refuses_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(embedded.EmbeddedError, match=r"did not start, it says: .*max_connections"):
        embedded.start(tmp_path, settings={"max_connections": "many", "fsync": "off"})
    assert running_in(tmp_path) == []
    embedded.start(tmp_path, settings=embedded.UNSAFE).stop()


def test_a_program_that_the_wheel_does_not_have() -> None:
    with pytest.raises(embedded.EmbeddedError, match="program pg_nothing is missing"):
        binaries.find_binaries().path("pg_nothing")


def test_root_without_any_way_down(tmp_path: Path) -> None:
    """`postgres` that no account can start stands for a machine without namespaces and accounts."""
    if os.geteuid() != 0:
        assert privilege.choose(open_home(tmp_path), tmp_path / "none") == privilege.RunAs()
        return
    with pytest.raises(embedded.EmbeddedError, match="does not run as root"):
        privilege.choose(open_home(tmp_path), tmp_path / "none")


@pytest.fixture(params=["8m", "30m"])
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Disks too small for initdb at its beginning and near its end."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("needs root that may mount a small tmpfs")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(small_disk: Path) -> None:
    process = spawn(small_disk)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert said == f"The disk that holds {small_disk} is full: free some space and start again.\n"


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as filler:
        while filler.write(b"x" * 65536):
            pass


def test_a_disk_that_fills_up_between_two_starts(tmp_path: Path) -> None:
    """A file-size limit cannot stand for a full disk, so this one too needs a mount."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("needs root that may mount a small tmpfs")
    try:
        ready(spawn(place)).end()
        fill(place / "filler")
        process = spawn(place)
        assert "is full: free some space" in process.communicate(timeout=60)[0]
        assert process.returncode == 1
        (place / "filler").unlink()
        assert ready(spawn(place)).end() == 0
    finally:
        subprocess.run(["umount", str(place)], check=True)
