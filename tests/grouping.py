"""Which tests share one worker under xdist: all outage tests, and the end-to-end tests of one module.

xdist's own grouping by marks has no effect with pytest 9.2, where a test's id can no longer be given a suffix.
"""

from __future__ import annotations

from typing import Any


def scheduler(config: Any, log: Any) -> Any:
    """Hands out single tests, and whole groups where tests share a running system."""
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it ships no types

    made = LoadScopeScheduling(config, log)
    made._split_scope = group_of
    return made


def group_of(nodeid: str) -> str:
    """The name under which tests go to one worker, one after the other; the test's own id when it may run anywhere."""
    path = nodeid.partition("::")[0]
    if path.startswith("tests/outage/"):
        return "outage"
    return path if path.startswith("tests/e2e/") else nodeid
