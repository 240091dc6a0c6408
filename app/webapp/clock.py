"""POST /sandbox/clock (decision 8): moves our clock forward; exists only with ADUAN_SANDBOX=1."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, Field

from app.services import Services
from storage.running import advance

LONGEST = timedelta(days=366 * 5).total_seconds()


class Move(BaseModel):
    """How far: by seconds, or to a moment."""

    advance_seconds: float | None = Field(None, ge=0, le=LONGEST)
    to: AwareDatetime | None = None


def router(services: Services) -> APIRouter:
    """GET tells the time, POST moves it."""
    routes = APIRouter(prefix="/sandbox")

    @routes.get("/clock")
    async def tell() -> JSONResponse:
        await services.clock.refresh(services.engine)
        return _answer(services)

    @routes.post("/clock")
    async def move(order: Move) -> JSONResponse:
        seconds = order.advance_seconds or 0.0
        if order.to is not None:
            seconds = (order.to - services.clock.now()).total_seconds()
        if not 0 <= seconds <= LONGEST:
            return JSONResponse({"error": "the clock moves only forward, by five years at the most"}, 422)
        async with services.works.begin() as work:
            offset = await advance(work.session, round(seconds))
        services.clock.set_seconds(offset)
        return _answer(services)

    return routes


def _answer(services: Services) -> JSONResponse:
    now: datetime = services.clock.now()
    return JSONResponse({"now": now.isoformat(), "offset_seconds": int(services.clock.offset.total_seconds())})
