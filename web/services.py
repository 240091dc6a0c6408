"""Everything the pages need, handed in by the composition root; no page builds a service itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from casework.ports import StoredFile, Work
from casework.usecases.deciding import Terms
from intake.channel import RawEvent
from triage.calendar import Calendar
from triage.packs.schema.pack import Pack

MIB = 1024 * 1024


class Works(Protocol):
    """Opens units of work: `async with works.begin() as work:` commits at its end, rolls back on an exception."""

    def begin(self) -> AbstractAsyncContextManager[Work]: ...


class BlobStore(Protocol):
    """Content-addressed files (design: attachments behind a port)."""

    async def put(self, stream: AsyncIterator[bytes], *, name: str, limit: int) -> StoredFile:
        """Stores a stream of at most `limit` bytes.  TooLarge beyond it."""

    def open(self, sha256: str) -> Path:
        """Where the bytes of that hash lie."""


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Bytes a file and bytes a message may have (issue, section 6)."""

    per_file: int = 10 * MIB
    per_message: int = 25 * MIB


@dataclass(frozen=True, slots=True)
class WebServices:
    """What pages work with.

    `engine`: read queries, sessions and counters.  `clock`: aware UTC now.  `accept_form`: stores the event with its
    wake-up and commits.  `replay`: sets a quarantined or held event back to new and wakes it.  `calendar` and
    `terms`: today's rows (R9).  `secure_cookies`: the public URL is https.  `form_per_hour`: posts of the public
    form an address and hour.
    """

    works: Works
    engine: AsyncEngine
    clock: Callable[[], datetime]
    pack: Pack
    blobs: BlobStore
    secret_key: bytes
    public_url: str
    accept_form: Callable[[RawEvent], Awaitable[None]]
    replay: Callable[[UUID], Awaitable[None]]
    calendar: Callable[[], Awaitable[Calendar]]
    terms: Callable[[], Awaitable[Terms]]
    limits: UploadLimits = UploadLimits()
    sandbox: bool = False
    secure_cookies: bool = False
    form_per_hour: int = 20
