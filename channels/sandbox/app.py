"""The sandbox as one web application and one process: `aduan sandbox`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import aiohttp
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from channels.sandbox.clock import SandboxClock
from channels.sandbox.config import SandboxConfig
from channels.sandbox.control import Control
from channels.sandbox.mail import MailSandbox, serve_mail
from channels.sandbox.posting import Poster
from channels.sandbox.state import Store
from channels.sandbox.telegram import Telegram
from channels.sandbox.telegram_api import TelegramApi
from channels.sandbox.twilio import Twilio
from channels.sandbox.twilio_api import TwilioApi

PAGE = Path(__file__).parent / "page"
HOSTS = ["127.0.0.1", "localhost"]
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


def create_sandbox(config: SandboxConfig, system_clock: Callable[[], datetime]) -> Starlette:
    """The application; its parts live as long as its lifespan.  `system_clock` gives the machine's aware UTC."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await _open(app, stack, config, system_clock)
            yield

    routes = [Route("/", _page), Route("/files/{file}", _file)]
    app = Starlette(
        routes=routes, lifespan=lifespan, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)]
    )
    app.mount("/page", StaticFiles(directory=PAGE))
    return app


async def _open(
    app: Starlette, stack: AsyncExitStack, config: SandboxConfig, system_clock: Callable[[], datetime]
) -> None:
    store = Store(config.state_dir)
    stack.callback(store.close)
    clock = SandboxClock(system_clock, store, config.web_url)
    http = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)))
    poster = Poster(store, clock, config.auth_token, http)
    stack.push_async_callback(poster.stop)
    twilio, telegram = Twilio(config, store, clock, poster), Telegram(config, store, clock, http)
    stack.push_async_callback(telegram.stop)
    mail: MailSandbox | None = None
    if config.imap_port is not None and config.smtp_port is not None:
        mail = await stack.enter_async_context(
            serve_mail(config.state_dir / "mail", config.imap_port, config.smtp_port, clock.now)
        )
    following = asyncio.create_task(clock.follow(http))
    stack.push_async_callback(_end, following)
    app.state.store, app.state.mail = store, mail
    added = [TwilioApi(twilio).mount(), Control(twilio, telegram, mail, http).mount(), *TelegramApi(telegram).routes()]
    app.router.routes.extend(added)
    poster.resume()
    telegram.resume()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _page(_: Request) -> Response:
    return FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"})


async def _file(request: Request) -> Response:
    """A file of a message, for the page and as the store behind Twilio's media addresses: no credentials here."""
    row = request.app.state.store.row("SELECT type, content FROM file WHERE id = ?", request.path_params["file"])
    if row is None:
        return Response(status_code=404)
    # A citizen's file is shown in our own page's origin: it may not be read as one of our scripts or pages.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(row["content"], media_type=row["type"], headers=headers)


async def serve(config: SandboxConfig, system_clock: Callable[[], datetime]) -> None:
    """Runs on 127.0.0.1 until told to stop by a signal."""
    app = create_sandbox(config, system_clock)
    options = uvicorn.Config(
        app, host="127.0.0.1", port=config.port, access_log=False, log_level="warning", lifespan="on",
        # A bot's long poll may hang for half a minute; it asks again at the next start.
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    await uvicorn.Server(options).serve()
