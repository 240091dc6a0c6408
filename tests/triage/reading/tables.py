"""Tables as files: tab-separated, first line the column names."""

from __future__ import annotations

import csv
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures" / "reading"


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table under tests/fixtures/reading; \\n in a cell is a line break."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{key: value.replace("\\n", "\n") for key, value in row.items()} for row in rows]
