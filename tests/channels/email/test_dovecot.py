"""Taking mails in from a real server: cursor, IDLE, broken connections, poison, a mailbox made anew."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest

from channels.email import EmailAdapter, MailConfig
from channels.email.mailbox import MailboxDown
from intake.channel import Cursor, InboundMessage, RawEvent, Unparseable
from tests.channels.email.support import NOW, OURS, adapter, mail, numbers, take
from tests.dovecot import INSTALLED, Dovecot

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.skipif(not INSTALLED, reason="Debian's dovecot-imapd is not installed"),
]


@pytest.fixture
def server() -> Iterator[Dovecot]:
    dovecot = Dovecot()
    try:
        yield dovecot.start()
    finally:
        dovecot.close()


@pytest.fixture
async def box(server: Dovecot) -> AsyncIterator[EmailAdapter]:
    reader = adapter(server.url)
    yield reader
    await reader.aclose()


async def test_oldest_first_with_the_servers_time(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(n) for n in range(1, 6)], at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC))
    events, cursor = await take(box)
    assert numbers(events) == [1, 2, 3, 4, 5]
    parsed = box.parse(events[0])[0]
    assert isinstance(parsed, InboundMessage)
    assert parsed.sent_at == datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # R3: INTERNALDATE, not the Date header
    assert parsed.device_at == datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
    assert all(box.verify(found, found.received_at) for found in events)
    assert await take(box, cursor) == ([], cursor)


async def test_seen_flags_are_neither_used_nor_set(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1), mail(2)])
    client = server.client()
    client.select("INBOX")
    client.store("1", "+FLAGS", r"(\Seen)")
    assert numbers((await take(box))[0]) == [1, 2]
    status, flags = client.fetch("1:2", "(FLAGS)")
    client.logout()
    assert status == "OK"
    assert [b"Seen" in line for line in flags if isinstance(line, bytes)] == [True, False]


async def test_nothing_at_or_below_the_cursor_comes_again(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1), mail(2), mail(3)])
    events, last = await take(box)
    middle = events[1].query.removeprefix("uid=")
    assert numbers((await take(box, middle))[0]) == [3]
    assert (await take(box, last))[0] == []


async def test_idle_wakes_within_seconds(server: Dovecot, box: EmailAdapter) -> None:
    _, cursor = await take(box)

    async def later() -> None:
        await asyncio.sleep(0.5)
        await asyncio.to_thread(server.deliver, [mail(1)])

    start = time.monotonic()
    await asyncio.gather(box.wait(30), later())
    assert time.monotonic() - start < 5
    assert numbers((await take(box, cursor))[0]) == [1]


async def test_a_mail_between_look_and_idle_is_not_waited_out(server: Dovecot, box: EmailAdapter) -> None:
    _, cursor = await take(box)
    server.deliver([mail(1)])
    start = time.monotonic()
    await box.wait(30)
    assert time.monotonic() - start < 3
    assert numbers((await take(box, cursor))[0]) == [1]


async def test_wait_ends_in_time_when_nothing_comes(box: EmailAdapter) -> None:
    await take(box)
    start = time.monotonic()
    await box.wait(1.5)
    assert 1.4 < time.monotonic() - start < 3


async def test_the_connection_is_cut_between_polls_and_in_idle(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1)])
    _, cursor = await take(box)
    assert server.kill_sessions() == 1
    server.deliver([mail(2)])
    events, cursor = await take(box, cursor)
    assert numbers(events) == [2]

    async def cut() -> int:
        await asyncio.sleep(0.7)
        return server.kill_sessions()

    start = time.monotonic()
    _, killed = await asyncio.gather(box.wait(30), cut())
    assert killed == 1
    assert time.monotonic() - start < 5
    server.deliver([mail(3)])
    assert numbers((await take(box, cursor))[0]) == [3]


async def test_the_connection_is_cut_in_the_middle_of_a_poll(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(n) for n in range(1, 61)])
    events = []
    async for found, _ in box.poll(None):
        events.append(found)
        if len(events) in {5, 45}:
            server.kill_sessions()
    assert numbers(events) == list(range(1, 61))


async def test_an_outage_with_a_hundred_mails(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1)])
    events, cursor = await take(box)
    server.stop()
    with pytest.raises(MailboxDown):
        await take(box, cursor)
    server.start()
    server.deliver([mail(n) for n in range(2, 102)])
    late, _ = await take(box, cursor)
    assert numbers([*events, *late]) == list(range(1, 102))


async def test_a_poison_mail_in_the_middle_blocks_nobody(server: Dovecot, box: EmailAdapter) -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(1500))
    server.deliver([mail(1), b"From: a@b.example\n" + deep + b"\nx\n", mail(3)])
    events, _ = await take(box)
    assert len(events) == 3
    with pytest.raises(Unparseable):
        box.parse(events[1])
    assert [type(box.parse(events[n])[0]) for n in (0, 2)] == [InboundMessage, InboundMessage]


async def test_a_mail_that_the_server_cannot_give_is_put_aside(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1), mail(2), mail(3)])
    files = [file for file in (server.base / "mail").rglob("*") if file.parent.name in {"cur", "new"}]
    broken = [file for file in files if b"<m2@" in file.read_bytes()]
    assert len(broken) == 1
    broken[0].chmod(0)
    events, cursor = await _take_with_patience(box)
    assert numbers(events) == [1, 3]
    assert [found.headers.get("flaw") for found in events] == [None, "unfetchable", None]
    with pytest.raises(Unparseable):
        box.parse(events[1])
    assert (await take(box, cursor))[0] == []
    assert len({box.key(found) for found in events}) == 3


async def _take_with_patience(box: EmailAdapter) -> tuple[list[RawEvent], Cursor]:
    """Polls as the worker does: after a failure it goes on from the last stored cursor."""
    events: list[RawEvent] = []
    cursor: Cursor = None
    for _ in range(6):
        try:
            async for found, after in box.poll(cursor):
                events.append(found)
                cursor = after
        except MailboxDown:
            continue
        break
    return events, cursor


async def test_a_mailbox_made_anew_is_read_again_under_the_same_keys(server: Dovecot, box: EmailAdapter) -> None:
    server.deliver([mail(1), mail(2)])
    before, cursor = await take(box)
    server.stop()
    server.new_uidvalidity()
    server.start()
    server.deliver([mail(3)])
    after, moved = await take(box, cursor)
    assert str(cursor).partition(":")[0] != str(moved).partition(":")[0]
    assert numbers(after) == [1, 2, 3]
    assert [box.key(found) for found in before] == [box.key(found) for found in after[:2]]


async def test_a_wrong_password_is_told_at_once(server: Dovecot) -> None:
    reader = adapter(server.url.replace("s3cret", "falsch"))
    with pytest.raises(MailboxDown, match="credentials"):
        await take(reader)
    mailbox, outgoing = await reader.check()
    await reader.aclose()
    assert (mailbox.ok, mailbox.detail) == (False, "credentials")
    assert outgoing.ok is False


async def test_closing_ends_a_wait(box: EmailAdapter) -> None:
    await take(box)
    waiting = asyncio.create_task(box.wait(60))
    await asyncio.sleep(0.3)
    start = time.monotonic()
    await box.aclose()
    await waiting
    assert time.monotonic() - start < 3


async def test_a_cancelled_wait_frees_the_mailbox_for_the_next_look(server: Dovecot, box: EmailAdapter) -> None:
    _, cursor = await take(box)
    waiting = asyncio.create_task(box.wait(60))
    await asyncio.sleep(0.3)
    waiting.cancel()
    server.deliver([mail(1)])
    start = time.monotonic()
    assert numbers((await take(box, cursor))[0]) == [1]
    assert time.monotonic() - start < 4


async def test_of_a_mail_over_the_limit_only_the_beginning_is_fetched(server: Dovecot) -> None:
    config = MailConfig(server.url, "smtp://127.0.0.1:1", OURS, timeout=5, max_bytes=2_000)
    reader = EmailAdapter(config, lambda: NOW)
    server.deliver([mail(1), mail(2, "panjang " * 1000), mail(3)])
    events, _ = await take(reader)
    await reader.aclose()
    assert numbers(events) == [1, 2, 3]
    assert [found.headers.get("flaw") for found in events] == [None, "truncated", None]
    assert len(events[1].body) == 2_000
    (message,) = reader.parse(events[1])
    assert isinstance(message, InboundMessage)
    assert message.text.startswith("panjang panjang")
