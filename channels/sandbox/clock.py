"""The sandbox's time: the machine's, moved by as much as our web app says (decision 8)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp

from channels.sandbox.state import Store

PATH = "/sandbox/clock"
REFRESH_SECONDS = 3.0
WITHIN = aiohttp.ClientTimeout(total=5)


class SandboxClock:
    """`system` gives aware UTC of the machine.  The offset is kept, so a restart while web is away changes nothing."""

    def __init__(self, system: Callable[[], datetime], store: Store, web_url: str) -> None:
        self._system, self._store, self._url = system, store, web_url.rstrip("/") + PATH
        self._offset = timedelta(seconds=float(store.get("clock_offset", 0.0)))

    def now(self) -> datetime:
        """Aware UTC, moved."""
        return (self._system() + self._offset).astimezone(UTC)

    def iso(self) -> str:
        """Now in ISO 8601."""
        return self.now().isoformat()

    def rfc2822(self) -> str:
        """Now as Twilio's REST API writes it."""
        return format_datetime(self.now())

    def unix(self) -> int:
        """Now as Telegram writes it."""
        return int(self.now().timestamp())

    async def move(self, http: aiohttp.ClientSession, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Asks web to move the clock by `advance_seconds` or `to`, and takes over what it answers."""
        async with http.post(self._url, json=dict(wanted), timeout=WITHIN) as response:
            response.raise_for_status()
            return self._take(await response.json())

    async def follow(self, http: aiohttp.ClientSession) -> None:
        """Keeps asking web for the offset, since others move the clock too; web away changes nothing."""
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
                async with http.get(self._url, timeout=WITHIN) as response:
                    if response.ok:
                        self._take(await response.json())
            await asyncio.sleep(REFRESH_SECONDS)

    def _take(self, answer: Any) -> dict[str, Any]:
        offset = float(answer["offset_seconds"])
        if offset != self._offset.total_seconds():
            self._offset = timedelta(seconds=offset)
            self._store.put("clock_offset", offset)
        return dict(answer)
