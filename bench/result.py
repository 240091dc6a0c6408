"""What every measurement returns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """`measured` and `budget` by name, in the units of the budget's table; `ok`: all within budget."""

    name: str
    measured: dict[str, float]
    budget: dict[str, float]
    ok: bool

    def line(self) -> str:
        """The last line that a measurement prints."""
        return json.dumps(asdict(self))
