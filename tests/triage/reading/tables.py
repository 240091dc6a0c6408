"""Tables as files: tab-separated, first line the column names."""

from __future__ import annotations

import csv
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reading"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table under tests/fixtures/reading."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
