"""From a fresh clone: what is refused, in which words, and what is not done twice."""

from __future__ import annotations

import ast
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap, install
from tools.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ((2, 7), False),
        ((3, 4), False),
        ((3, 10, 13), False),
        ((3, 11, 0), True),
        ((3, 14, 9), True),
        ((3, 15, 0), False),
        ((4, 0), False),
    ],
)
def test_pythons_that_fit(version: tuple[int, ...], fits: bool) -> None:
    assert bootstrap.fits(version) is fits


@pytest.mark.parametrize(
    ("version", "start"),
    [((3, 10), "Python 3.10 is too old"), ((2, 7), "Python 2.7 is too old"), ((3, 15), "Python 3.15 is too new")],
)
def test_other_pythons_are_refused_in_one_sentence(version: tuple[int, int], start: str) -> None:
    said = bootstrap.complaint(version)
    assert said.startswith(f"{start}: aduan needs Python 3.11 to 3.14;")
    assert "\n" not in said


def test_bootstrap_parses_on_old_pythons() -> None:
    """No older Python may be here to try it."""
    text = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.AsyncFunctionDef, ast.Starred, ast.Nonlocal)
    annotated = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]
    assert annotated == []
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    assert [node for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation] == []


def old_pythons() -> list[str]:
    """Pythons on this machine that are too old, if any (as installed by pyenv, or by the system)."""
    folders = [*Path.home().glob(".pyenv/versions/*/bin"), Path("/usr/bin"), Path("/usr/local/bin")]
    probe = "import sys; sys.exit(sys.version_info[:2] >= (3, 11))"
    found = [folder / "python" for folder in folders] + [folder / "python3" for folder in folders]
    return [
        str(path)
        for path in found
        if path.exists() and subprocess.run([path, "-c", probe], check=False, capture_output=True).returncode == 0
    ]


def test_old_pythons_say_so(tmp_path: Path) -> None:
    found = old_pythons()
    if not found:
        pytest.skip("no Python older than 3.11 on this machine")
    for python in found:
        done = subprocess.run(
            [python, "-B", str(ROOT / "tools/bootstrap.py"), "run"],
            check=False,
            capture_output=True,
            text=True,
            env={"PATH": str(tmp_path)},
        )
        assert done.returncode == 1
        assert "is too old: aduan needs Python 3.11 to 3.14" in done.stderr
        assert done.stderr.count("\n") == 1


def test_an_old_python_hands_over_to_one_that_fits(tmp_path: Path) -> None:
    found = old_pythons()
    if not found:
        pytest.skip("no Python older than 3.11 on this machine")
    (tmp_path / "python3.11").symlink_to(sys.executable)
    (tmp_path / "python3.14").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.14").chmod(0o755)
    done = subprocess.run(
        [found[0], "-B", str(ROOT / "tools/bootstrap.py"), "neither"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (1, "Say `make run` or `make test`.\n")


@pytest.mark.parametrize(
    ("platform", "soabi", "sentence"),
    [
        ("linux", "cpython-312-x86_64-linux-musl", "musl"),
        ("win32", "cp312-win_amd64", "WSL"),
        ("freebsd14", "cpython-311", r"Linux \(glibc\) and macOS"),
    ],
)
def test_systems_without_postgres_are_refused(platform: str, soabi: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        install.refuse(platform, soabi)


@pytest.mark.parametrize(("platform", "soabi"), [("linux", "cpython-311-x86_64-linux-gnu"), ("darwin", "")])
def test_systems_with_postgres_are_taken(platform: str, soabi: str) -> None:
    install.refuse(platform, soabi)


@pytest.mark.parametrize(
    ("stamp", "kind", "done"),
    [
        ("run abc\n", "run", True),
        ("dev abc\n", "run", True),
        ("dev abc\n", "dev", True),
        ("run abc\n", "dev", False),
        ("run old\n", "run", False),
        ("", "run", False),
    ],
)
def test_what_is_installed_already_is_left_alone(stamp: str, kind: str, done: bool) -> None:
    assert install.is_done(stamp, "abc", kind) is done


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.ENOSPC, "is full"), (errno.EACCES, "not writable"), (errno.EROFS, "not writable"), (errno.EIO, "set up")],
)
def test_the_systems_refusals_in_one_sentence(number: int, sentence: str) -> None:
    said = str(install.explain(OSError(number, os.strerror(number)), ROOT))
    assert sentence in said
    assert "\n" not in said


def test_packages_are_kept_where_they_may_be(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.touch()
    assert install.cache_folder({"HOME": str(tmp_path)}, ROOT) == tmp_path / ".cache/uv"
    for environment in ({"HOME": str(taken)}, {"HOME": ""}, {}, {"XDG_CACHE_HOME": str(taken)}):
        assert install.cache_folder(environment, ROOT) == ROOT / ".uv/cache"


def test_uv_is_pinned_with_hashes() -> None:
    lines = (ROOT / "tools/uv.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("uv==")
    assert len(lines) > 1
    assert all("--hash=sha256:" in line for line in lines[1:])
