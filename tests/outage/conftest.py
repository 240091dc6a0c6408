"""One running system for the outage tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system import System


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system, started once for a module; a test leaves it running."""
    folder: Path = tmp_path_factory.mktemp("system")
    with System(folder) as running:
        yield running
