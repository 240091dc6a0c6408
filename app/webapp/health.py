"""/healthz, /readyz and /metrics: whether we live, whether we can work, and what waits; no personal data."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from app.logs import failure
from app.services import Services
from storage.figures import Figures, figures

log = structlog.get_logger()


def router(services: Services) -> APIRouter:
    """The three routes."""
    routes = APIRouter()

    @routes.get("/healthz")
    async def healthz() -> Response:
        return Response("ok", media_type="text/plain")

    @routes.get("/readyz")
    async def readyz() -> Response:
        found = await _figures(services)
        return _away() if found is None else Response("ready", media_type="text/plain")

    @routes.get("/metrics")
    async def metrics() -> Response:
        found = await _figures(services)
        return _away() if found is None else Response(rendered(found), media_type=CONTENT_TYPE_LATEST)

    return routes


async def _figures(services: Services) -> Figures | None:
    try:
        return await figures(services.engine, services.clock.now())
    except Exception as error:  # whatever the reason, a balancer must hear 503, not a broken connection
        log.warning("figures.failed", error=failure(error))
        return None


def _away() -> Response:
    return Response("database", 503, media_type="text/plain")


def rendered(found: Figures) -> bytes:
    """The figures in Prometheus' text format, in a registry of their own."""
    registry = CollectorRegistry()
    for name, value in found.plain().items():
        Gauge(f"aduan_{name}", name.replace("_", " "), registry=registry).set(value)
    alarms = Gauge("aduan_alarms", "open alarms by code", ["code"], registry=registry)
    for code, count in found.alarms.items():
        alarms.labels(code).set(count)
    return generate_latest(registry)
