"""How the channels fare: polls, what could not be read, what is not out, alarms (decision 3)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web import bodies
from web.desk.sentences import DONE
from web.desk.session import guard, signed
from web.page import render
from web.queries import health
from web.rights import Right
from web.services import WebServices


@dataclass(frozen=True, slots=True)
class ChannelsPage:
    """What stands now; `may_replay`: whether the buttons are shown."""

    health: health.Health
    may_replay: bool
    done: str | None


def router(services: WebServices) -> APIRouter:
    """`/desk/kanal`."""
    routes = APIRouter(prefix="/desk/kanal")
    signed_in = signed(services)

    @routes.get("")
    async def show(request: Request, pesan: str = "") -> Response:
        me = await signed_in(request)
        if not me.may(Right.SEE_CHANNELS):
            raise HTTPException(403)
        page = ChannelsPage(await health.health(services.engine), me.may(Right.REPLAY), DONE.get(pesan))
        return render(services, "desk/channels.html", page, me=me)

    @routes.post("/ulang/{event_id}")
    async def replay(request: Request, event_id: UUID) -> Response:
        me = await signed_in(request)
        guard(request, me, await bodies.read(request))
        if not me.may(Right.REPLAY):
            raise HTTPException(403)
        await services.replay(event_id)
        async with services.works.begin() as work:
            await work.audit.add(None, actor=str(me.id), action="replay", at=services.clock(), event=str(event_id))
        return RedirectResponse("/desk/kanal?pesan=ulang", 303)

    return routes
