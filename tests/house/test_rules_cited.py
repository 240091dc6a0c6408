"""Every rule number cited anywhere in code stands on docs/rules.md; nothing names a path outside the repository."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("triage", "intake", "casework", "storage", "channels", "web", "app", "bench", "tests", "tools")
CITED = re.compile(r"(?<![A-Za-z0-9_/.&#+-])R(\d{1,2}a?)(?![A-Za-z0-9_])")
DEFINED = re.compile(r"^- \*\*R(\d+a?)\b", re.MULTILINE)
INVENTED = {"99"}  # what a page does with a rule that does not exist
TEXT = {".py", ".yaml", ".yml", ".toml", ".md", ".html", ".css", ".js", ".sql", ".mako", ".txt", ".po", ".pot", ""}
OUTSIDE = [
    re.compile(r"(?<![\w.])/work\b(?!ing|er|s)"),
    re.compile(r"\.\./shared\b"),
    re.compile(r"(?<![\w.])/home/(?!aduan\b)\w+"),
    re.compile(r"(?<![\w.])/Users/\w+"),
]


@cache
def tracked() -> tuple[Path, ...]:
    """Text files under version control; a tree without git (a source archive) has all of its files."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob("*")]
    files = [ROOT / name for name in names if name and not name.startswith((".venv", "var/", ".git/"))]
    return tuple(file for file in files if file.suffix in TEXT and file.is_file())


def rules() -> set[str]:
    return set(DEFINED.findall((ROOT / "docs" / "rules.md").read_text("utf-8")))


@cache
def cited() -> dict[str, list[str]]:
    """Rule numbers and the files that cite them."""
    found: dict[str, list[str]] = {}
    for file in tracked():
        name = file.relative_to(ROOT)
        if name.parts[0] in ROOMS and file.suffix in {".py", ".yaml", ".html"} and "fixtures" not in name.parts:
            for number in CITED.findall(file.read_text("utf-8")):
                found.setdefault(number, []).append(str(name))
    return found


def test_the_rules_are_all_there() -> None:
    assert rules() == {str(n) for n in range(1, 34)} | {"1a", "21a"}


def test_every_cited_rule_exists() -> None:
    assert {number: sorted(set(files)) for number, files in cited().items() if number not in rules() | INVENTED} == {}


APPLIED = [
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "20",
]
APPLIED += ["21", "21a", "22", "23", "25", "26", "32"]


@pytest.mark.parametrize("number", APPLIED)
def test_a_rule_that_is_applied_is_cited(number: str) -> None:
    files = cited().get(number, [])
    assert [file for file in files if not file.startswith(("tests/", "bench/"))]


def test_nothing_names_a_path_outside() -> None:
    found = []
    for file in tracked():
        if file != Path(__file__):
            lines = file.read_text("utf-8", errors="replace").splitlines()
            found += [
                f"{file.relative_to(ROOT)}:{n}"
                for n, line in enumerate(lines, 1)
                if any(p.search(line) for p in OUTSIDE)
            ]
    assert found == []


@pytest.mark.parametrize("line", ["see /work/main", "`../shared/rules.md`", "/home/somebody/x"])
def test_the_patterns_find(line: str) -> None:
    assert any(pattern.search(line) for pattern in OUTSIDE)
