"""Limits against floods: how often an address did something in an hour, under a salted hash (R32)."""

from __future__ import annotations

import hashlib
import hmac

from starlette.requests import Request

from web.queries import rates
from web.services import WebServices

STATUS_PER_HOUR = 60
SIGN_IN_PER_HOUR = 120


def _key(services: WebServices, purpose: str, request: Request) -> str:
    address = request.client.host if request.client else "unknown"
    return hmac.new(services.secret_key, f"{purpose}|{address}".encode(), hashlib.sha256).hexdigest()


async def within(services: WebServices, request: Request, purpose: str, per_hour: int) -> bool:
    """Counts this request; False when it is one too many in this hour."""
    count = await rates.count(services.engine, _key(services, purpose, request), services.clock())
    return count <= per_hour
