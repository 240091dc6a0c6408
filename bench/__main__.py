"""`python -m bench NAME [--quick] [--dev]`: one measurement; its last line is one JSON object.

A new measurement is a module with `run(quick: bool) -> Result` and one line in BENCHES.  `--dev` calls its
`run_dev`: on the development set.
"""

from __future__ import annotations

import importlib
import sys
from typing import cast

from bench.result import Result

BENCHES = {
    "webhook": "bench.webhook",
    "end_to_end": "bench.end_to_end",
    "mail": "bench.mail",
    "dialogue": "bench.dialogue",
    "start": "bench.start",
    "memory": "bench.memory",
    "triage": "bench.triage",
}


def main(arguments: list[str]) -> int:
    """0: within budget; 1: not; 2: no such measurement."""
    names = [one for one in arguments if not one.startswith("-")]
    if len(names) != 1 or names[0] not in BENCHES or set(arguments) - {*names, "--quick", "--dev"}:
        print(f"usage: python -m bench [{'|'.join(BENCHES)}] [--quick] [--dev]", file=sys.stderr)
        return 2
    module = importlib.import_module(BENCHES[names[0]])
    measurement = getattr(module, "run_dev" if "--dev" in arguments else "run", None)
    if measurement is None:
        print(f"{names[0]} has no development set", file=sys.stderr)
        return 2
    result = cast("Result", measurement(quick="--quick" in arguments))
    print(result.line())
    return 0 if result.ok else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
