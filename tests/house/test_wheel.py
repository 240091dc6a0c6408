"""The wheel holds what an office needs and nothing more, and runs outside the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 130_000_000  # bytes, design.md's budget for the run-time wheels together
NEEDED = {
    "packs": r"triage/packs/purwakarta/.+\.yaml",
    "pages": r"web/.+\.html",
    "styles": r"web/.+\.css",
    "translations": r"intake/.+\.mo",
    "migrations": r"storage/migrations/versions/.+\.py",
    "pgqueuer's schema": r"storage/migrations/pgqueuer_.+\.sql",
    "model": r"triage/model/.+\.npz",
    "keeper": r"storage/embedded/keeper\.py",
    "leash": r"app/leash\.py",
    "licence": r"aduan-[^/]+\.dist-info/licenses/LICENSE",
}
UNWANTED = r"(triage/corpus|tests|docs|bench|tools)/|.*\.(pyc|po~)$"


def uv() -> str:
    """The uv that made this environment, else one on the path."""
    own = ROOT / ".uv/bin/uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if found is None:
        pytest.skip("uv is missing: `make test` brings it")
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize("what", NEEDED)
def test_it_holds(names: list[str], what: str) -> None:
    assert [name for name in names if re.fullmatch(NEEDED[what], name)]


def test_it_holds_nothing_else(names: list[str]) -> None:
    assert [name for name in names if re.match(UNWANTED, name)] == []
    rooms = {"triage", "intake", "casework", "storage", "channels", "web", "app"}
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == rooms


def test_it_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The wheel alone is unpacked; what it depends on is lent by this environment, so nothing is downloaded."""
    place = tmp_path / "elsewhere"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    lent = [entry for entry in sys.path if entry.endswith("site-packages")]
    code = "import sys, app.cli; print(app.cli.__file__); sys.argv = ['aduan', '--help']; app.cli.main()"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {[str(place), *lent]!r}\n{code}"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{place}/app/cli")
    for command in ("up", "web", "worker", "migrate", "backup", "restore"):
        assert re.search(rf"\b{command}\b", done.stdout)


def test_run_time_wheels_stay_small() -> None:
    """The sum of what `uv sync --no-dev` downloads for CPython 3.11 on Linux x86-64, by the lock's own sizes."""
    exported = subprocess.run(
        [
            uv(),
            "export",
            "--offline",
            "--frozen",
            "--no-dev",
            "--no-emit-project",
            "--no-hashes",
            "--no-annotate",
            "--no-header",
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"},
    ).stdout
    lines = [line for line in exported.splitlines() if not re.search("win32|Windows", line)]
    wanted = {re.split(r"==| ;", line)[0].strip() for line in lines if "==" in line}
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    sizes = {row["name"]: _size(row) for row in packages if row["name"] in wanted}
    assert set(sizes) == wanted
    assert all(sizes.values())
    assert sum(sizes.values()) < LIMIT, sorted(sizes.items(), key=lambda pair: -pair[1])[:8]


def _size(package: dict[str, object]) -> int:
    """Bytes of the largest of a package's wheels that fits, else of its source; 0 when there is neither."""
    wheels = package.get("wheels")
    rows = wheels if isinstance(wheels, list) else []
    fitting = [row["size"] for row in rows if _fits(str(row["url"]).rsplit("/", 1)[1])]
    source = package.get("sdist")
    return max(fitting, default=source["size"] if isinstance(source, dict) else 0)


def _fits(name: str) -> bool:
    python, abi, platform = name.removesuffix(".whl").split("-")[-3:]
    ours = "any" in platform or ("manylinux" in platform and "x86_64" in platform)
    pythons = {"py3", "cp311", "py2"} & set(python.split(".")) or ("abi3" in abi)
    return ours and bool(pythons)
