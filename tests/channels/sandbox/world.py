"""A sandbox and a web app of its own kind on real sockets, for clients that are ours and clients that are not."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels.sandbox.app import create_sandbox
from channels.sandbox.config import SandboxConfig
from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from channels.twilio.adapter import TwilioAdapter
from channels.twilio.config import TwilioConfig
from intake.channel import Adapter, Parsed, RawEvent

TOKEN = "0123456789abcdef0123456789abcdef"
BOT_TOKEN = "700000001:AAsandboxTokenForTests"
SECRET = "sandbox-secret_1"
CITIZEN = "+6281234567890"
CHAT = 50001
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000108020000007b40e8dd0000000c4944415478da63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def now() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)  # noqa: TID251 the test's own system clock


@dataclass
class Web:
    """What our web app stands for here: verifies, keeps, answers; can be told to refuse."""

    adapters: dict[str, Adapter] = field(default_factory=dict)
    events: list[RawEvent] = field(default_factory=list)
    refused: int = 0
    answers: list[int] = field(default_factory=list)  # statuses of the next answers, then 204
    offset: float = 0.0

    def parsed(self, kind: type[Parsed]) -> list[Any]:
        """What the kept events say, of one kind."""
        found = [one for event in self.events for one in self.adapters[event.adapter].parse(event)]
        return [one for one in found if isinstance(one, kind)]

    async def hook(self, request: Request) -> Response:
        """The webhook route."""
        name = request.url.path.split("/")[2]
        raw = RawEvent(
            name, "", request.method, request.url.path, request.url.query,
            dict(request.headers), await request.body(), now(),
        )  # fmt: skip
        if not self.adapters[name].verify(raw, now()):
            self.refused += 1
            return Response(status_code=403)
        status = self.answers.pop(0) if self.answers else 204
        if status < 400:
            self.events.append(raw)
        return Response(status_code=status)

    async def clock(self, request: Request) -> Response:
        """The clock route that the real web app has in a sandbox."""
        if request.method == "POST":
            self.offset += float((await request.json())["advance_seconds"])
        return JSONResponse({"now": now().isoformat(), "offset_seconds": self.offset})

    def app(self) -> Starlette:
        """The app."""
        hooks = [
            Route(f"/webhooks/{path}", self.hook, methods=["POST"]) for path in ("twilio", "twilio/status", "telegram")
        ]
        return Starlette(routes=[*hooks, Route("/sandbox/clock", self.clock, methods=["GET", "POST"])])


@dataclass
class World:
    """Everything that a test of the sandbox talks to."""

    url: str
    web: Web
    web_url: str
    twilio: TwilioAdapter
    telegram: TelegramAdapter
    http: aiohttp.ClientSession

    async def control(self, path: str, **given: Any) -> dict[str, Any]:
        """POST to the control API; its answer."""
        async with self.http.post(f"{self.url}/control/{path}", json=given) as response:
            found: dict[str, Any] = await response.json()
            assert response.status == 200, found
            return found

    async def look(self, path: str) -> dict[str, Any]:
        """GET from the control API."""
        async with self.http.get(f"{self.url}/control/{path}") as response:
            found: dict[str, Any] = await response.json()
            return found


async def until(check: Callable[[], object] | Callable[[], Awaitable[object]], seconds: float = 10.0) -> None:
    """Waits for `check` to hold."""
    async with asyncio.timeout(seconds):
        while True:
            found = check()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.02)


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def serving(app: Starlette, port: int) -> AsyncIterator[str]:
    """`app` under uvicorn on a real port of this machine."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    await until(lambda: server.started or task.done())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


def sandbox_config(folder: Path, web_url: str, port: int) -> SandboxConfig:
    """The sandbox of the tests."""
    return SandboxConfig(
        state_dir=folder, web_url=web_url, port=port, auth_token=TOKEN,
        telegram_token=BOT_TOKEN, telegram_secret=SECRET, imap_port=0, smtp_port=0,
    )  # fmt: skip


@asynccontextmanager
async def world(folder: Path) -> AsyncIterator[World]:
    """A web app, a sandbox and our two adapters, all connected."""
    web, port, web_port = Web(), free_port(), free_port()
    web_url = f"http://127.0.0.1:{web_port}"
    async with serving(web.app(), web_port), aiohttp.ClientSession() as http:
        config = sandbox_config(folder, web_url, port)
        async with serving(create_sandbox(config, now), port) as url:
            twilio = TwilioAdapter(
                TwilioConfig(
                    account_sid=config.account_sid, auth_token=TOKEN, whatsapp_from=config.whatsapp_number,
                    sms_from=config.sms_number, api_base=url, public_url=web_url,
                ), now,
            )  # fmt: skip
            telegram = TelegramAdapter(TelegramConfig(BOT_TOKEN, SECRET, url, web_url), now)
            web.adapters = {"twilio": twilio, "telegram": telegram}
            try:
                yield World(url, web, web_url, twilio, telegram, http)
            finally:
                await twilio.aclose()
                await telegram.aclose()
