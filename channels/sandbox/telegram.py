"""Telegram's side of a chat: updates that wait until they are taken, by webhook or by getUpdates.

https://core.telegram.org/bots/api#getting-updates (read 2026-11): updates are kept 24 hours; a webhook is tried again
until it answers 2xx.  How fast is not documented; ours waits one second and doubles, at most 15.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from channels.sandbox import faults
from channels.sandbox.clock import SandboxClock
from channels.sandbox.config import SandboxConfig
from channels.sandbox.state import Store

KEPT = timedelta(hours=24)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
WITHIN = aiohttp.ClientTimeout(total=30)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the name of a header

Json = dict[str, Any]


class Telegram:
    """One bot and the people who write to it."""

    def __init__(self, config: SandboxConfig, store: Store, clock: SandboxClock, http: aiohttp.ClientSession) -> None:
        self.config, self.store, self.clock, self._http = config, store, clock, http
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._news = asyncio.Event()
        self._works = asyncio.Event()
        self._begin()

    def _begin(self) -> None:
        """At the first start the webhook is our web app's; later it follows when port or secret were changed."""
        before, path = self.store.get("telegram_webhook"), "/webhooks/telegram"
        if before is None or before["url"].endswith(path):
            ours = {"url": self.config.hook(path), "secret_token": self.config.telegram_secret}
            self.set_webhook({**(before or {}), **ours})

    @property
    def bot(self) -> Json:
        """The bot as a User object."""
        number = int(self.config.telegram_token.partition(":")[0] or 0)
        return {"id": number, "is_bot": True, "first_name": "Aduan", "username": "aduan_sandbox_bot"}

    # Updates

    def add(self, kind: str, content: Mapping[str, Any]) -> int:
        """A new update, on its way at once.  Its number."""
        wanted = self.webhook.get("allowed_updates")
        if wanted and kind not in wanted:
            return 0
        number = self.store.run(
            "INSERT INTO telegram_update (body, at) VALUES (?, ?)", json.dumps({kind: content}), self.clock.iso()
        )
        self._news.set()
        self._start(number)
        return number

    def pending(self, offset: int = 0, limit: int = 100) -> list[Json]:
        """Updates that nobody confirmed, oldest first; a negative offset counts from the end."""
        self._forget_old()
        if offset < 0:
            rows = self.store.rows("SELECT * FROM telegram_update ORDER BY update_id DESC LIMIT ?", -offset)[::-1]
        else:
            rows = self.store.rows(
                "SELECT * FROM telegram_update WHERE update_id >= ? ORDER BY update_id LIMIT ?", offset, limit
            )
        return [{"update_id": row["update_id"], **json.loads(row["body"])} for row in rows[:limit]]

    def confirm(self, offset: int) -> None:
        """Everything before `offset` was taken."""
        self.store.run("DELETE FROM telegram_update WHERE update_id < ?", offset)

    async def updates(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """getUpdates: confirms what lies before `offset` and waits so long for something newer."""
        if offset > 0:
            self.confirm(offset)
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while not (found := self.pending(offset, limit)) and loop.time() < until:
            self._news.clear()
            try:
                async with asyncio.timeout_at(until):
                    await self._news.wait()
            except TimeoutError:
                break
        return found

    def _forget_old(self) -> None:
        oldest = (self.clock.now() - KEPT).isoformat()
        self.store.run("DELETE FROM telegram_update WHERE at < ?", oldest)

    # The webhook

    @property
    def webhook(self) -> Json:
        """What setWebhook was told; `url` is "" without one."""
        found: Json = self.store.get("telegram_webhook", {"url": ""})
        return found

    def set_webhook(self, wanted: Mapping[str, Any]) -> None:
        """Keeps the webhook, or its absence, and goes on with what waits."""
        names = ("url", "secret_token", "allowed_updates", "max_connections")
        self.store.put("telegram_webhook", {"url": "", **{name: wanted[name] for name in names if wanted.get(name)}})
        self.resume()

    def resume(self) -> None:
        """Delivers what waits, where there is a webhook and a loop to run in."""
        for row in self.store.rows("SELECT update_id FROM telegram_update"):
            self._start(row["update_id"])

    async def stop(self) -> None:
        """Stops deliveries; what is not confirmed stays."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, number: int) -> None:
        if self.webhook["url"] and number not in self._tasks:
            task = asyncio.create_task(self._deliver(number))
            self._tasks[number] = task
            task.add_done_callback(lambda _: self._tasks.pop(number, None))

    async def _deliver(self, number: int) -> None:
        current = faults.read(self.store, "telegram")
        await asyncio.sleep(current.delay_ms / 1000 + (random.uniform(0, 1.5) if current.reorder else 0.0))  # noqa: S311 no secret
        pause = FIRST_PAUSE
        while (row := self._waiting(number)) and self.webhook["url"]:
            if not current.drop_webhooks and await self._post(number, json.loads(row["body"])):
                for _ in range(current.repeat):
                    await self._post(number, json.loads(row["body"]))
                self.store.run("DELETE FROM telegram_update WHERE update_id = ?", number)
                self._works.set()
                return
            await self._pause(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            current = faults.read(self.store, "telegram")

    async def _pause(self, seconds: float) -> None:
        """Waits, but not beyond the moment when another delivery shows that the webhook works again."""
        self._works.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._works.wait()
        except TimeoutError:
            return

    def _waiting(self, number: int) -> Any:
        row = self.store.row("SELECT body, at FROM telegram_update WHERE update_id = ?", number)
        if row is not None and self.clock.now() - datetime.fromisoformat(row["at"]) > KEPT:
            self.store.run("DELETE FROM telegram_update WHERE update_id = ?", number)
            return None
        return row

    async def _post(self, number: int, body: Json) -> bool:
        hook = self.webhook
        headers = {SECRET_HEADER: hook["secret_token"]} if hook.get("secret_token") else {}
        try:
            async with self._http.post(
                hook["url"], json={"update_id": number, **body}, headers=headers, timeout=WITHIN
            ) as response:
                await response.read()
                ok, result = response.ok, str(response.status)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            ok, result = False, type(error).__name__
        self.store.log(self.clock.iso(), "telegram", "webhook", update_id=number, result=result)
        if not ok:
            self.store.put("telegram_error", {"date": self.clock.unix(), "message": f"Wrong response: {result}"})
        return ok

    # What citizens and bot write

    def next_message_id(self, chat: int) -> int:
        """Message numbers count per chat."""
        return self.store.count(f"telegram_message_{chat}")

    def person(self, chat: int, name: str) -> tuple[Json, Json]:
        """The citizen as User and as private Chat."""
        first, _, last = name.partition(" ")
        names = {"first_name": first or "Warga", **({"last_name": last} if last else {})}
        user = {"id": chat, "is_bot": False, **names, "language_code": "id"}
        return user, {"id": chat, "type": "private", **names}
