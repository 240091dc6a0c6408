"""Raw events: kept once, woken once, swept, replayed, whatever bytes come (decision 3)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from intake.channel import RawEvent
from storage import inbox
from storage.models import InboundEvent, PollCursor
from tests.storage.support import NOW, ODD, Store, at_once, raw


async def test_twenty_at_once_are_one_event_and_one_job(store: Store, pool: asyncpg.Pool) -> None:
    found = await at_once(20, lambda _: inbox.store(pool, raw(b"same"), "SM1"))
    assert len([one for one in found if one is not None]) == 1
    [event] = await store.rows(InboundEvent)
    assert (event.body, event.state, event.attempts) == (b"same", "new", 0)
    assert await store.jobs("event") == [str(event.id)]


KEYS = [
    ("other_key", raw(), "SM2"), ("other_account", raw(account="+63"), "SM1"),
    ("other_adapter", raw(adapter="x"), "SM1"),
]  # fmt: skip


@pytest.mark.parametrize(("event", "key"), [pytest.param(*row[1:], id=row[0]) for row in KEYS])
async def test_what_makes_another_event(store: Store, pool: asyncpg.Pool, event: RawEvent, key: str) -> None:
    assert await inbox.store(pool, raw(), "SM1") is not None
    assert await inbox.store(pool, event, key) is not None
    assert len(await store.rows(InboundEvent)) == 2


ODDITIES = ["adapter", "account", "method", "path", "query", "key", "headers", "header_name", "escape"]


@pytest.mark.parametrize("field", ODDITIES)
async def test_odd_characters_never_lose_an_event(store: Store, pool: asyncpg.Pool, field: str) -> None:
    headers = {"headers": {"user-agent": ODD}, "header_name": {ODD: "x"}, "escape": {"user-agent": "\\u0000 \\ud800"}}
    changes = {"headers": headers[field]} if field in headers else {} if field == "key" else {field: ODD}
    event, key, body = raw(ODD.encode("utf-8", "surrogatepass"), **changes), ODD if field == "key" else "SM1", b""
    assert await inbox.store(pool, event, key) is not None
    async with store.begin() as work:
        assert not await inbox.store_polled(work.session, event, key, None)
    [kept] = await store.rows(InboundEvent)
    body = kept.body
    assert body == ODD.encode("utf-8", "surrogatepass")
    if field == "escape":
        assert kept.headers == {"user-agent": "\\u0000 \\ud800"}


async def test_a_polled_event_moves_the_cursor_in_its_own_transaction(store: Store) -> None:
    class GiveUp(Exception):
        pass

    async def stored_and_lost() -> None:
        async with store.begin() as work:
            assert await inbox.store_polled(work.session, raw(), "1", "cursor-1")
            raise GiveUp

    with pytest.raises(GiveUp):
        await stored_and_lost()
    assert await store.rows(InboundEvent) == []
    assert await store.jobs("event") == []
    async with store.begin() as work:
        assert await inbox.store_polled(work.session, raw(), "1", "cursor-1")
        assert not await inbox.store_polled(work.session, raw(), "1", "cursor-2")
        assert await inbox.read_cursor(work.session, "twilio", "+62") == "cursor-2"
    assert len(await store.jobs("event")) == 1


async def test_a_cursor_is_not_forgotten_by_an_empty_poll_and_failing_is_counted_from_its_start(store: Store) -> None:
    async with store.begin() as work:
        await inbox.move_cursor(work.session, "email", "a", "7", NOW)
        first = await inbox.poll_failed(work.session, "email", "a", "OSError", NOW)
        later = await inbox.poll_failed(work.session, "email", "a", "OSError", NOW + timedelta(hours=1))
        assert (first, later) == (NOW, NOW)
        await inbox.move_cursor(work.session, "email", "a", None, NOW + timedelta(hours=2))
        assert await inbox.read_cursor(work.session, "email", "a") == "7"
    async with store.begin() as work:
        cursor = await work.session.get(PollCursor, ("email", "a"))
        assert cursor is not None
        assert (cursor.failing_since, cursor.error) == (None, None)


async def _event(store: Store, pool: asyncpg.Pool, key: str = "SM1") -> UUID:
    found = await inbox.store(pool, raw(), key)
    assert found is not None
    return found


async def test_an_event_is_taken_by_one_at_a_time(store: Store, pool: asyncpg.Pool) -> None:
    event_id = await _event(store, pool)
    async with store.begin() as one, store.begin() as other:
        assert await inbox.take(one.session, [event_id])
        assert not await inbox.take(other.session, [event_id])
        await inbox.finish(one.session, event_id, "done", NOW)
    async with store.begin() as work:
        assert not await inbox.take(work.session, [event_id])


SWEEPS = [("new", 0, 0), ("new", 6, 1), ("done", 6, 0), ("ignored", 6, 0), ("quarantined", 6, 0), ("held", 6, 0)]


@pytest.mark.parametrize(("state", "seconds", "woken"), SWEEPS)
async def test_sweep_wakes_what_was_left(
    store: Store, pool: asyncpg.Pool, state: str, seconds: int, woken: int
) -> None:
    event_id = await _event(store, pool)
    await store.sql("DELETE FROM pgqueuer")
    async with store.begin() as work:
        await inbox.finish(work.session, event_id, state, NOW)
        assert await inbox.sweep(work.session, NOW + timedelta(seconds=seconds)) == woken
    assert await store.jobs("event") == [str(event_id)] * woken


async def test_replay_takes_up_quarantined_and_held_only(store: Store, pool: asyncpg.Pool) -> None:
    ids = {state: await _event(store, pool, state) for state in ("new", "done", "ignored", "quarantined", "held")}
    await store.sql("DELETE FROM pgqueuer")
    async with store.begin() as work:
        for state, event_id in ids.items():
            await inbox.count_attempt(work.session, event_id, "KeyError")
            await inbox.finish(work.session, event_id, state, NOW, "KeyError")
        await inbox.replay_one(work.session, ids["done"])
        assert await inbox.replay(work.session) == 2
        assert await inbox.replay(work.session) == 0
    assert sorted(await store.jobs("event")) == sorted(str(ids[state]) for state in ("quarantined", "held"))
    rows = {row.key: (row.state, row.attempts, row.error) for row in await store.rows(InboundEvent)}
    assert rows["held"] == rows["quarantined"] == ("new", 0, None)
    assert rows["done"] == ("done", 1, "KeyError")
