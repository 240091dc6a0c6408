"""One generic webhook route: verify over raw bytes, key, store and wake in one statement, 2xx (design)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from fastapi import APIRouter, Request, Response

from app.logs import failure
from app.webapp.intake import GONE, Intake
from intake.channel import Adapter, RawEvent

log = structlog.get_logger()
MAX_BODY = 1024 * 1024
KEPT_HEADERS = ("content-type", "user-agent", "i-twilio-idempotency-token")


class TooLong(Exception):
    """The body is over the limit."""


def router(adapters: Mapping[str, Adapter], intake: Intake, now: Callable[[], datetime]) -> APIRouter:
    """POST and GET /webhooks/{adapter} and /webhooks/{adapter}/status."""
    routes = APIRouter(prefix="/webhooks")

    async def receive(request: Request, adapter: str) -> Response:
        found = adapters.get(adapter)
        if found is None:
            return _refusal(404, "Kanal ini tidak dipasang. Periksa alamat webhook.")
        try:
            raw = await _raw(request, adapter, now())
        except TooLong:
            return _refusal(413, "Isi lebih dari 1 MiB. Kirim lampiran lewat penyedia, bukan di dalam webhook.")
        return await _accept(found, raw, intake, now())

    routes.add_api_route("/{adapter}", receive, methods=["POST", "GET"])
    routes.add_api_route("/{adapter}/status", receive, methods=["POST"])
    return routes


async def _raw(request: Request, adapter: str, at: datetime) -> RawEvent:
    return RawEvent(
        adapter=adapter,
        account="",
        method=request.method,
        path=request.url.path,
        query=request.url.query,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await _body(request),
        received_at=at,
    )


async def _body(request: Request) -> bytes:
    """Read as a stream, so that a body over the limit is never held whole.  TooLong."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MAX_BODY:
        raise TooLong
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > MAX_BODY:
            raise TooLong
    return bytes(found)


async def _accept(adapter: Adapter, raw: RawEvent, intake: Intake, now: datetime) -> Response:
    answer = adapter.handshake(raw)
    if answer is None and raw.method != "POST":
        return _refusal(405, "Gunakan POST.")
    if not adapter.verify(raw, now):
        log.info("webhook.refused", adapter=adapter.name)
        return _refusal(403, "Tanda tangan tidak cocok. Periksa ADUAN_PUBLIC_URL dan rahasia kanal ini.")
    if answer is not None:
        return Response(answer, 200, media_type="text/plain")
    try:
        await intake.store(_kept(adapter, raw), adapter.key(raw))
    except (*GONE, TimeoutError) as error:
        log.error("webhook.unstored", adapter=adapter.name, error=failure(error))
        return Response(
            "Sementara tidak bisa disimpan, kirim lagi.", 503, {"Retry-After": "5"}, "text/plain; charset=utf-8"
        )
    return Response(status_code=204)


def _kept(adapter: Adapter, raw: RawEvent) -> RawEvent:
    """What is stored of the request: never its signature, the few headers that parsing needs."""
    headers = {name: value for name, value in raw.headers.items() if name in KEPT_HEADERS}
    return RawEvent(
        raw.adapter, adapter.account(raw), raw.method, raw.path, raw.query, headers, raw.body, raw.received_at
    )


def _refusal(status: int, text: str) -> Response:
    return Response(text, status, media_type="text/plain; charset=utf-8")
