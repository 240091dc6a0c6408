"""Webhooks as Twilio posts them: signed, tried again as its connection overrides say, then the fallback address.

Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides (read 2026-11): rc 0-5, default 1;
rp ct, rt, 4xx, 5xx or all, default ct; ct 5000, rt 15000, tt 15000 milliseconds.  The pause between two tries is not
documented; ours doubles from a quarter of a second, so that five retries fit into tt.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag

import aiohttp
from twilio.request_validator import RequestValidator

from channels.sandbox import faults
from channels.sandbox.clock import SandboxClock
from channels.sandbox.state import Store

FIRST_PAUSE = 0.25
PARALLEL = 100


@dataclass(frozen=True, slots=True)
class Overrides:
    """How often and for what a webhook is tried again; seconds."""

    retries: int = 1
    kinds: frozenset[str] = frozenset({"ct"})
    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0

    def again(self, kind: str) -> bool:
        """Whether a failure of this kind is worth another try."""
        return kind in self.kinds or "all" in self.kinds


def overrides(url: str) -> tuple[str, Overrides]:
    """`url` without its fragment, and what the fragment asks for."""
    plain, fragment = urldefrag(url)
    asked = {name: values[0] for name, values in parse_qs(fragment).items()}

    def number(name: str, low: int, high: int, default: int) -> int:
        value = asked.get(name, "")
        return min(max(int(value), low), high) if value.isdigit() else default

    return plain, Overrides(
        retries=number("rc", 0, 5, 1),
        kinds=frozenset(asked.get("rp", "ct").split(",")),
        connect=number("ct", 100, 10_000, 5000) / 1000,
        read=number("rt", 100, 15_000, 15_000) / 1000,
        total=number("tt", 100, 15_000, 15_000) / 1000,
    )


class Poster:
    """Posts are rows until they are done with, so a killed sandbox goes on with them."""

    def __init__(self, store: Store, clock: SandboxClock, token: str, http: aiohttp.ClientSession) -> None:
        self._store, self._clock, self._http = store, clock, http
        self._signer = RequestValidator(token)
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(PARALLEL)
        self.on_status: Callable[[Mapping[str, str]], None] = lambda form: None

    def resume(self) -> None:
        """Goes on with what a former run left."""
        for row in self._store.rows("SELECT * FROM post ORDER BY id"):
            self._start(row["id"], row["url"], row["fallback"], json.loads(row["form"]), 0.0)

    def post(self, url: str, form: Mapping[str, str], *, fallback: str | None = None, after: float = 0.0) -> None:
        """Posts `form` to `url` after so many seconds, as the faults of the moment say.

        A status goes to `on_status` at that time, and with an empty `url` nowhere else.
        """
        current = faults.read(self._store, "twilio")
        for _ in range(1 + current.repeat if url else 1):
            delay = after + current.delay_ms / 1000 + (random.uniform(0, 1.5) if current.reorder else 0.0)  # noqa: S311 no secret
            number = self._store.run(
                "INSERT INTO post (url, fallback, form) VALUES (?, ?, ?)", url, fallback, json.dumps(dict(form))
            )
            self._start(number, url, fallback, form, delay)

    async def stop(self) -> None:
        """Stops what is under way; its rows stay."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, number: int, url: str, fallback: str | None, form: Mapping[str, str], delay: float) -> None:
        task = asyncio.create_task(self._carry(number, url, fallback, form, delay))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, number: int, url: str, fallback: str | None, form: Mapping[str, str], delay: float) -> None:
        await asyncio.sleep(delay)
        if "MessageStatus" in form:
            self.on_status(form)
        async with self._places:
            done = not url or await self._tries(url, form)
            if not done and fallback:
                trouble = {"ErrorCode": "11200", "ErrorUrl": urldefrag(url)[0]}
                await self._tries(fallback, {**form, **trouble})
        self._store.run("DELETE FROM post WHERE id = ?", number)

    async def _tries(self, url: str, form: Mapping[str, str]) -> bool:
        plain, wanted = overrides(url)
        pause = FIRST_PAUSE
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wanted.total):
                for number in range(1 + wanted.retries):
                    kind = await self._once(plain, wanted, form, number)
                    if kind == "ok":
                        return True
                    if not wanted.again(kind):
                        return False
                    await asyncio.sleep(pause)
                    pause *= 2
        return False

    async def _once(self, url: str, wanted: Overrides, form: Mapping[str, str], number: int) -> str:
        signature = self._signer.compute_signature(url, dict(form))
        headers = {"X-Twilio-Signature": signature, "User-Agent": "TwilioProxy/1.1 (sandbox)"}
        within = aiohttp.ClientTimeout(sock_connect=wanted.connect, sock_read=wanted.read)
        try:
            async with self._http.post(url, data=dict(form), headers=headers, timeout=within) as response:
                await response.read()
                kind = "ok" if response.status < 400 else f"{response.status // 100}xx"
        except aiohttp.ServerTimeoutError as error:
            kind = "ct" if isinstance(error, aiohttp.ConnectionTimeoutError) else "rt"
        except (aiohttp.ClientError, OSError):
            kind = "ct"
        what = {"sid": form.get("MessageSid"), "kind": form.get("MessageStatus", "inbound")}
        self._store.log(self._clock.iso(), "twilio", "webhook", **what, attempt=number + 1, result=kind)
        return kind
