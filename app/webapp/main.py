"""The web app, put together: webhooks, health, pages, and in the sandbox the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import UUID

import structlog
from fastapi import FastAPI

from app.logs import failure
from app.services import OfficeTerms, Services
from app.webapp import clock as clock_routes
from app.webapp import health, webhooks
from app.webapp.intake import Intake
from casework.usecases.deciding import Terms
from intake.channel import RawEvent
from storage import inbox
from web import install, routers
from web.services import UploadLimits, WebServices

log = structlog.get_logger()


def create_app(services: Services, url: str) -> FastAPI:
    """The ASGI app; works without its lifespan too, which only keeps the clock fresh and closes things."""
    intake = Intake(url)
    app = FastAPI(title="aduan", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(services, intake))
    app.include_router(health.router(services))
    app.include_router(webhooks.router(services.adapters, intake, services.clock.now))
    if services.settings.sandbox:
        app.include_router(clock_routes.router(services))
    pages = web_services(services, intake)
    for router in routers(pages):
        app.include_router(router)
    install(app, pages)
    return app


def web_services(services: Services, intake: Intake) -> WebServices:
    """What the pages need."""
    settings = services.settings
    return WebServices(
        works=services.works,
        engine=services.engine,
        clock=services.clock.now,
        pack=services.pack,
        blobs=services.blobs,
        secret_key=settings.key(),
        public_url=settings.public_url,
        accept_form=_form(services, intake),
        replay=_replay(services),
        calendar=services.calendar,
        terms=_terms(services),
        limits=UploadLimits(settings.upload_file, settings.upload_message),
        sandbox=settings.sandbox,
        secure_cookies=settings.public_url.startswith("https://"),
        form_per_hour=settings.form_per_hour,
    )


def _form(services: Services, intake: Intake) -> Callable[[RawEvent], Awaitable[None]]:
    async def accept(raw: RawEvent) -> None:
        await intake.store(raw, services.adapters[raw.adapter].key(raw))

    return accept


def _replay(services: Services) -> Callable[[UUID], Awaitable[None]]:
    async def replay(event_id: UUID) -> None:
        async with services.works.begin() as work:
            await inbox.replay_one(work.session, event_id)

    return replay


def _terms(services: Services) -> Callable[[], Awaitable[Terms]]:
    async def terms() -> Terms:
        return OfficeTerms(services.pack, await services.calendar())

    return terms


def _lifespan(services: Services, intake: Intake) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_keep(services, intake))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await intake.aclose()
        await services.aclose()

    return life


async def _keep(services: Services, intake: Intake) -> None:
    """Keeps the clock's offset fresh; at the start and after an outage the worker fetches what we missed."""
    away = True
    while True:
        try:
            await services.clock.refresh(services.engine)
            if away:
                await intake.wake_pollers()
                away = False
        except Exception as error:  # the database may be away for a while; the next second tries again
            away = True
            log.warning("web.database", error=failure(error))
        await asyncio.sleep(1.0)
