"""After the form: waits for the record, then shows number and secret (R7)."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from web.page import render
from web.queries import citizen
from web.services import WebServices

WAIT_SECONDS = 2


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """`refresh`: look again after so many seconds, None when there is something to read; `token` as in the address."""

    result: citizen.FormResult
    refresh: int | None
    token: str


def router(services: WebServices) -> APIRouter:
    """`/terima/{token}`."""
    routes = APIRouter()

    @routes.get("/terima/{token}")
    async def show(token: str) -> Response:
        result = await citizen.form_result(services.engine, token, services.clock())
        if not result.known:
            raise HTTPException(404)
        waiting = not (result.texts or result.expired)
        return render(services, "citizen/received.html", ReceivedPage(result, WAIT_SECONDS if waiting else None, token))

    return routes
