"""How the tools speak: lines of progress, and one sentence when something cannot be."""

from __future__ import annotations

import sys


class Trouble(Exception):
    """The house cannot be set up; the message is one sentence that says what to do."""


def tell(line: str) -> None:
    """Show a line of progress at once."""
    sys.stdout.write(f"==> {line}\n")
    sys.stdout.flush()
