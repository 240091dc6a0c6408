"""A clean store for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from intake.channel import Channel, Limits
from storage.engine import make_engine
from storage.repositories.outbox import Carriage
from storage.work import Works
from tests.storage.support import Store


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """Units of work on a clean database."""
    engine = make_engine(database_url, pool=12)
    carriage = Carriage(dict.fromkeys(Channel, Limits(text=1600, media_bytes=1000)))
    yield Store(engine, Works(engine, carriage))
    await engine.dispose()


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[asyncpg.Pool]:
    """Plain connections, as the webhook route has them."""
    async with asyncpg.create_pool(database_url, min_size=1, max_size=10) as made:
        yield made
