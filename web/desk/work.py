"""My work: the desk's first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web import bodies
from web.desk.sentences import DONE
from web.desk.session import HOME, guard, signed
from web.page import render, short_names, unit_names
from web.queries import work
from web.services import WebServices


@dataclass(frozen=True, slots=True)
class WorkPage:
    """My lists, and names for codes."""

    mine: work.MyWork
    units: dict[str, str]
    catalogue: dict[str, str]
    now: datetime
    done: str | None


def router(services: WebServices) -> APIRouter:
    """`/desk`, `/desk/pemberitahuan`."""
    routes = APIRouter(prefix="/desk")
    signed_in = signed(services)

    @routes.get("")
    async def show(request: Request, pesan: str = "") -> Response:
        me = await signed_in(request)
        now = services.clock()
        mine = await work.mine(services.engine, me.ref, now, end_of_day(services, now))
        page = WorkPage(mine, unit_names(services.pack), short_names(services.pack), now, DONE.get(pesan))
        return render(services, "desk/work.html", page, me=me)

    @routes.post("/pemberitahuan")
    async def all_seen(request: Request) -> Response:
        me = await signed_in(request)
        guard(request, me, await bodies.read(request))
        await work.seen(services.engine, me.id, services.clock())
        return RedirectResponse(HOME, 303)

    return routes


def end_of_day(services: WebServices, now: datetime) -> datetime:
    """The last second of the office's day."""
    zone = services.pack.office.tz
    return datetime.combine(now.astimezone(zone).date(), time(23, 59, 59), zone)
