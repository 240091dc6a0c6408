"""Run as a script: `aduan up` with stand-ins.  house.py PREPARE FIRST CHILDREN, each `name=words,...;name?=...`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.settings import Settings
from app.supervise import Child
from app.up import Plan, up

STANDIN = Path(__file__).with_name("standin.py")


def children(text: str) -> tuple[Child, ...]:
    """The commands of one argument; a name with ? is not vital."""
    pairs = [part.split("=", 1) for part in text.split(";") if part]
    return tuple(
        Child(name.rstrip("?"), (sys.executable, str(STANDIN), *words.split(",")), vital=not name.endswith("?"))
        for name, words in pairs
    )


if __name__ == "__main__":
    sys.exit(up(Settings(), os.environ, plan=Plan(*(children(text) for text in sys.argv[1:4]))))
