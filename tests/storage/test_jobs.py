"""Wake-ups: only inside a transaction, one a subject, and a row committed while a job runs is always seen."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

import pytest

from storage import jobs, taking
from storage.models import Message
from storage.work import SqlWork
from tests.storage.support import NONE, NOW, Store, inbound

SUBJECT = uuid.UUID(int=7)


async def _queued(store: Store) -> int:
    return len(await store.jobs("lane"))


async def test_outside_a_transaction_it_is_refused(store: Store) -> None:
    async with store.engine.connect() as connection:
        with pytest.raises(RuntimeError, match="only inside a transaction"):
            await jobs.wake(connection, jobs.LANE, SUBJECT)
    assert await _queued(store) == 0


async def test_a_rollback_takes_the_wake_up_along(store: Store) -> None:
    async with store.engine.connect() as connection, connection.begin() as transaction:
        await jobs.wake(connection, jobs.LANE, SUBJECT)
        await transaction.rollback()
    assert await _queued(store) == 0


async def test_a_subject_waits_once_and_for_the_earliest_time(store: Store) -> None:
    for seconds in (60, 5, 600):
        async with store.begin() as work:
            await jobs.wake(work.session, jobs.LANE, SUBJECT, timedelta(seconds=seconds))
    assert await _queued(store) == 1
    [[left]] = await store.sql("SELECT extract(epoch FROM execute_after - now()) FROM pgqueuer")
    assert 0 < left <= 5


async def _pick(store: Store) -> int:
    """What pgqueuer does when it hands a job to a handler."""
    [[job]] = await store.sql("UPDATE pgqueuer SET status = 'picked' WHERE status = 'queued' RETURNING id")
    return int(job)


async def test_a_wake_up_after_begin_is_a_job_of_its_own(store: Store) -> None:
    async with store.begin() as work:
        await jobs.wake(work.session, jobs.LANE, SUBJECT)
    job = await _pick(store)
    async with store.begin() as work:
        await jobs.begin(work.session, job)
    async with store.begin() as work:
        await jobs.wake(work.session, jobs.LANE, SUBJECT)
    assert await _queued(store) == 1


async def test_a_message_committed_between_pick_and_read_is_seen(store: Store) -> None:
    """The citizen's transaction meets the picked job's key; the handler's `begin` waits for it, then reads its row."""
    await store.take_in(inbound("m0"))
    job = await _pick_conversation(store)

    async def handler() -> int:
        async with store.begin() as work:
            await jobs.begin(work.session, job)
        return len(await store.rows(Message))

    async with store.begin() as work:
        await _write(work, "m1")
        running = asyncio.create_task(handler())
        await asyncio.sleep(0.2)
        assert not running.done()
    assert await running == 2


async def test_a_message_committed_after_the_handler_read_has_a_job_of_its_own(store: Store) -> None:
    await store.take_in(inbound("m0"))
    conversation = await store.conversation(inbound())
    job = await _pick_conversation(store)
    async with store.begin() as work:
        await jobs.begin(work.session, job)
    seen = len(await store.rows(Message))
    await store.take_in(inbound("m1"))
    assert (seen, await store.jobs("conversation")) == (1, [str(conversation)])


@pytest.mark.parametrize("round_", range(5))
async def test_whatever_the_timing_a_message_is_read_or_waits_as_a_job(store: Store, round_: int) -> None:
    for n in range(4):
        await store.take_in(inbound(f"m{n}"))
        job = await _pick_conversation(store)

        async def handler(job: int = job) -> int:
            async with store.begin() as work:
                await jobs.begin(work.session, job)
            await asyncio.sleep(0.001 * round_)
            return len(await store.rows(Message))

        seen, _ = await asyncio.gather(handler(), store.take_in(inbound(f"x{n}")))
        total = len(await store.rows(Message))
        assert seen == total or await store.jobs("conversation")
        await store.sql("DELETE FROM pgqueuer")


async def _pick_conversation(store: Store) -> int:
    await store.sql("DELETE FROM pgqueuer WHERE entrypoint <> 'conversation'")
    return await _pick(store)


async def _write(work: SqlWork, message_id: str) -> None:
    await taking.take_in(
        work.session, inbound(message_id), event_id=None, received_at=NOW, now=NOW, quiet=NONE, longest=NONE
    )


async def test_one_holder_at_a_time_until_the_transaction_ends(store: Store) -> None:
    async with store.begin() as one, store.begin() as other:
        assert await jobs.try_lock(one.session, "k")
        assert not await jobs.try_lock(other.session, "k")
        assert await jobs.try_lock(other.session, "k2")
    async with store.begin() as work:
        assert await jobs.try_lock(work.session, "k")
