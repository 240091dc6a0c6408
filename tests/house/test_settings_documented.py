"""README's table of settings names every variable, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from app.settings import names

README = Path(__file__).parents[2] / "README.md"
ROW = re.compile(r"^\|\s*`(ADUAN_[A-Z0-9_]+)`\s*\|(.*)\|\s*$", re.MULTILINE)


def rows() -> dict[str, str]:
    """Variables of the table, each with the rest of its row."""
    return dict(ROW.findall(README.read_text("utf-8")))


def test_every_setting_is_in_the_table() -> None:
    assert [name for name in names() if name not in rows()] == []


def test_the_table_names_no_setting_that_does_not_exist() -> None:
    assert sorted(set(rows()) - set(names())) == []


def test_every_row_says_something() -> None:
    assert [name for name, rest in rows().items() if len(re.findall(r"\w+", rest)) < 3] == []
