"""Taking mails in: the cursor, the batches, and the thread that the blocking connection lives in."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from channels.email.config import MailConfig
from channels.email.mailbox import Box, Fetched, MailboxDown
from intake.channel import Cursor, RawEvent

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Position:
    """Where reading stands: the last UID taken in under one UIDVALIDITY (RFC 3501 2.3.1.1); "validity:uid"."""

    validity: int
    uid: int

    @classmethod
    def read(cls, cursor: Cursor) -> Position:
        """A stored cursor; anything unreadable starts over, since keys keep mails from being taken twice."""
        validity, _, uid = (cursor or "").partition(":")
        return cls(int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else cls(0, 0)

    def under(self, validity: int) -> Position:
        """The same place while the server's UIDs are still the same, else the beginning."""
        return self if self.validity == validity else Position(validity, 0)

    def __str__(self) -> str:
        return f"{self.validity}:{self.uid}"


class Poller:
    """Reads the mailbox in a thread of its own; `now` is the clock."""

    def __init__(self, config: MailConfig, now: Callable[[], datetime]) -> None:
        self._config, self._now = config, now
        self._box = Box(config)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mailbox")
        self._closed = False

    async def _run(self, action: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, action)

    async def poll(self, cursor: Cursor) -> AsyncIterator[tuple[RawEvent, Cursor]]:
        """Mails above `cursor`, oldest first; a broken connection is made anew once, then `MailboxDown`."""
        place = Position.read(cursor)
        tries = 2
        while tries:
            try:
                async for event, place in self._from(place):  # noqa: B020  the place moves with the mails
                    tries = 2
                    yield event, str(place)
            except MailboxDown as down:
                tries -= 1
                if not tries or down.reason == "credentials":
                    raise
            else:
                return

    async def _from(self, place: Position) -> AsyncIterator[tuple[RawEvent, Position]]:
        place = place.under(await self._run(self._box.open))
        above = place.uid
        waiting = await self._run(lambda: self._box.waiting(above))
        for batch in _batches(waiting, self._config.batch, self._config.batch_bytes):
            for mail in await self._fetch(batch):
                place = Position(place.validity, mail.uid)
                yield self._event(mail, place), place

    async def _fetch(self, batch: Sequence[tuple[int, int]]) -> list[Fetched]:
        return await self._run(lambda: self._box.fetch(batch))

    def _event(self, mail: Fetched, place: Position) -> RawEvent:
        headers = {"uid": str(place)}
        if mail.internal is not None:
            headers["internaldate"] = mail.internal.isoformat()
        if mail.flaw is not None:
            headers["flaw"] = mail.flaw
        return RawEvent(
            adapter="email",
            account=self._config.address,
            method="IMAP",
            path=self._config.imap.folder,
            query=f"uid={place}",
            headers=headers,
            body=mail.body,
            received_at=self._now(),
        )

    async def wait(self, seconds: float) -> None:
        """Returns on IDLE's word or after `seconds`; where IDLE fails or is not there, it sleeps."""
        start = time.monotonic()
        if self._config.idle and self._box.can_idle:
            enough = threading.Event()
            try:
                await self._run(lambda: self._box.idle(min(seconds, 4 * 60), enough))
            except asyncio.CancelledError:
                enough.set()  # the thread is free for the next call within a second
                raise
            except MailboxDown:
                await asyncio.sleep(min(1.0, max(0.0, start + seconds - time.monotonic())))
            return
        await asyncio.sleep(seconds)

    async def check(self) -> str | None:
        """None when the mailbox can be opened, else the reason's code."""
        box = Box(self._config)
        try:
            await self._run(box.open)
        except MailboxDown as down:
            return down.reason
        finally:
            await self._run(box.close)
        return None

    async def aclose(self) -> None:
        """Ends IDLE, drops the connection and the thread; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        self._box.stop()
        await self._run(self._box.close)
        self._thread.shutdown(wait=True)


def _batches(waiting: Sequence[tuple[int, int]], most: int, most_bytes: int) -> Iterator[Sequence[tuple[int, int]]]:
    """`waiting` in order, cut where a batch would hold more than `most` mails or `most_bytes` bytes."""
    batch: list[tuple[int, int]] = []
    total = 0
    for uid, size in waiting:
        if batch and (len(batch) == most or total + size > most_bytes):
            yield batch
            batch, total = [], 0
        batch.append((uid, size))
        total += size
    if batch:
        yield batch
