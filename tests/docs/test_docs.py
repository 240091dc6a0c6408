"""The documentation against the code: settings, commands, alarms, metrics, decisions, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from app.cli.main import app
from app.settings import Settings, names
from storage import figures
from web.words import ALARMS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#]+)[^)]*\)")
COMMAND = re.compile(r"`aduan ([a-z]+(?: [a-z]+)?)")
LOG = re.compile(r"log\.(?:info|warning|error)\(\s*\"([a-z_.]+)\"")
ROW = re.compile(r"^\| `(ADUAN_[A-Z_]+)` \| (?:`([^`]*)`)? *\| .", re.MULTILINE)


def test_the_table_of_settings_is_the_class() -> None:
    assert tuple(name for name, _ in ROW.findall(README)) == names()


def test_the_defaults_in_the_table_are_the_class() -> None:
    told = dict(ROW.findall(README))
    for name in names():
        found: object = Settings.model_construct()
        for part in name.removeprefix("ADUAN_").lower().split("__"):
            found = getattr(found, part)
        plain = found.get_secret_value() if hasattr(found, "get_secret_value") else found
        assert told[name] == _written(plain), name


def _written(value: object) -> str:
    if value is False:
        return "0"
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if value is True else str(value)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_exist(page: Path) -> None:
    group = typer.main.get_command(app)
    for words in COMMAND.findall(page.read_text(encoding="utf-8")):
        assert _exists(group, words.split()), words


def _exists(command: object, words: list[str]) -> bool:
    commands = getattr(command, "commands", None)
    if commands is None or not words:
        return True
    return words[0] in commands and _exists(commands[words[0]], words[1:])


def test_every_command_stands_in_the_readme() -> None:
    group = typer.main.get_command(app)
    told = set(re.findall(r"`aduan ([a-z]+)", README))
    assert set(getattr(group, "commands", {})) == told


@pytest.mark.parametrize("code", sorted(ALARMS))
def test_every_alarm_says_what_to_do(code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def test_every_metric_is_explained() -> None:
    told = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for name in re.findall(r"AS (\w+)", figures._COUNTS.text):
        assert f"`aduan_{name}`" in told, name


def test_every_event_of_the_log_is_explained() -> None:
    told = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    events = {event for path in (ROOT / "app").rglob("*.py") for event in LOG.findall(path.read_text(encoding="utf-8"))}
    assert events
    for event in events:
        assert f"`{event}`" in told, event


def test_every_decision_is_listed_once() -> None:
    listed = re.findall(r"\]\(decisions/([^)]+)\)", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert sorted(set(listed)) == sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))


def test_every_decision_names_alternatives() -> None:
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        assert "## Alternatives considered" in path.read_text(encoding="utf-8"), path.name
