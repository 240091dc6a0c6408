"""Events taken in together: nothing waits for ever, nothing is handled twice, one bad one stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest

from app.worker.batching import LARGEST, Batcher


class Handlers:
    """Handlers that fail where told, and remember what they did."""

    def __init__(self, bad: frozenset[UUID] = frozenset(), *, alone_fails: bool = False) -> None:
        self.bad, self.alone_fails = bad, alone_fails
        self.done: list[UUID] = []
        self.sizes: list[int] = []

    async def together(self, subjects: Sequence[UUID]) -> None:
        await asyncio.sleep(0)
        if self.bad & set(subjects):
            raise ValueError
        self.sizes.append(len(subjects))
        self.done += subjects

    async def alone(self, subject: UUID) -> None:
        await asyncio.sleep(0)
        if self.alone_fails:
            raise ConnectionError
        self.done.append(subject)


@pytest.mark.parametrize("count", [1, 2, LARGEST, LARGEST * 5 + 3])
async def test_everything_is_handled_once(count: int) -> None:
    handlers, subjects = Handlers(), [uuid4() for _ in range(count)]
    batcher = Batcher(handlers.together, handlers.alone)
    await asyncio.wait_for(asyncio.gather(*map(batcher.handle, subjects)), 5)
    assert sorted(handlers.done) == sorted(subjects)
    assert max(handlers.sizes, default=1) <= LARGEST


async def test_a_bad_one_is_tried_alone_with_its_batch() -> None:
    subjects = [uuid4() for _ in range(10)]
    handlers = Handlers(frozenset(subjects[3:4]))
    batcher = Batcher(handlers.together, handlers.alone)
    await asyncio.wait_for(asyncio.gather(*map(batcher.handle, subjects)), 5)
    assert sorted(handlers.done) == sorted(subjects)


async def test_nobody_waits_for_ever_when_the_database_is_away() -> None:
    subjects = [uuid4() for _ in range(LARGEST * 6)]
    handlers = Handlers(frozenset(subjects), alone_fails=True)
    batcher = Batcher(handlers.together, handlers.alone)
    await asyncio.wait_for(asyncio.gather(*map(batcher.handle, subjects)), 5)
    assert handlers.done == []
