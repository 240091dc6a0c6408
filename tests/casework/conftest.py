"""The office that use cases are tested on."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine import make_engine
from storage.work import Works
from tests.casework.world import CARRIAGE, World


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """An office with its officers, nothing received; every audit chain must hold at the end."""
    engine = make_engine(database_url, pool=4)
    made = World(engine, Works(engine, CARRIAGE))
    await made.staff()
    yield made
    assert await made.broken_chains() == {}
    await engine.dispose()
