"""A long-running process once it is ready."""

from __future__ import annotations

import gc


def settle() -> None:
    """What a process loaded at its start stays: the collector need not walk through it while citizens wait."""
    gc.collect()
    gc.freeze()
