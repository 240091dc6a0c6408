"""The public form (R1j, R1k): one page, no JavaScript; every refusal says what to do and keeps what was written."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework.ports import StoredFile
from intake.channel import RawEvent
from storage.secrets import draw_token
from web import bodies, limiting
from web.citizen import form_check
from web.page import render, service_names
from web.queries.outage import OUTAGE
from web.services import WebServices

SITES = {"": "office_web", "mpp": "mall_web"}
PURPOSE = "form"


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in the fields."""

    text: str = ""
    name: str = ""
    contact: str = ""
    service: str = ""
    when: str = ""
    received: str = ""
    confidential: bool = False
    trap: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form: its hidden token, the site it stands on, what was written, what must be mended by field."""

    token: str
    site: str
    values: Values
    services: tuple[str, ...]
    today: date
    max_file: int
    max_message: int
    errors: dict[str, str] = field(default_factory=dict)
    files_lost: bool = False


def router(services: WebServices) -> APIRouter:
    """`/`."""
    routes = APIRouter()

    @routes.get("/")
    async def show(lewat: str = "") -> Response:
        return _page(services, Values(), draw_token(), SITES.get(lewat, SITES[""]))

    @routes.post("/")
    async def send(request: Request) -> Response:
        return await _receive(services, request)

    return routes


def _page(
    services: WebServices, values: Values, token: str, site: str, *, errors: dict[str, str] | None = None,
    files_lost: bool = False, status: int = 200,
) -> Response:  # fmt: skip
    limits = services.limits
    today = services.clock().astimezone(services.pack.office.tz).date()
    names = tuple(sorted(set(service_names(services.pack).values())))
    page = FormPage(token, site, values, names, today, limits.per_file, limits.per_message, errors or {}, files_lost)
    return render(services, "citizen/form.html", page, status=status)


def _values(posted: bodies.Posted) -> Values:
    text = posted.text
    return Values(
        text("text"), text("name"), text("contact"), text("service"), text("when"), text("received"),
        bool(text("confidential")), text("situs"),
    )  # fmt: skip


async def _receive(services: WebServices, request: Request) -> Response:
    calm = await _calm(services, request)
    posted = await bodies.read(request, blobs=services.blobs if calm else None, limits=services.limits)
    values = _values(posted)
    token, site = posted.text("token")[:100] or draw_token(), posted.text("site")
    site = site if site in SITES.values() else SITES[""]
    today = services.clock().astimezone(services.pack.office.tz).date()
    status, errors = form_check.check(values, posted, services.limits, today, too_often=not calm)
    if errors:
        lost = bool(posted.files or posted.refused) or not calm
        return _page(services, values, token, site, errors=errors, files_lost=lost, status=status)
    own = form_token(services.secret_key, token, values, posted.files)
    try:
        await services.accept_form(_event(own, site, values, posted.files, services.clock()))
    except OUTAGE:
        away, lost = {"form": form_check.AWAY}, bool(posted.files)
        return _page(services, values, token, site, errors=away, files_lost=lost, status=503)
    return RedirectResponse(f"/terima/{own}", 303)


async def _calm(services: WebServices, request: Request) -> bool:
    """Whether this address may send another form this hour; nobody is refused for what cannot be counted."""
    try:
        return await limiting.within(services, request, PURPOSE, services.form_per_hour)
    except OUTAGE:
        return True


def form_token(key: bytes, token: str, values: Values, files: list[StoredFile]) -> str:
    """The event's token: the page's own, bound to what was written.

    The same form sent twice is one complaint; somebody who goes back and writes something else has made another
    one, and it must not be swallowed (R13).
    """
    content = json.dumps([token, repr(values), [file.sha256 for file in files]])
    digest = hmac.new(key, content.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _event(token: str, site: str, values: Values, files: list[StoredFile], now: datetime) -> RawEvent:
    fields = {
        "text": values.text,
        "name": values.name,
        "contact": values.contact,
        "service": values.service,
        "received": values.received if values.when == "received" else "",
        "pending": "yes" if values.when == "pending" else "",
        "confidential": "yes" if values.confidential else "",
    }
    kept = [{"sha256": f.sha256, "name": f.name, "type": f.type, "size": f.size} for f in files]
    body = json.dumps({"token": token, "site": site, "fields": fields, "files": kept}, ensure_ascii=False)
    return RawEvent("form", "form", "FORM", "/", "", {}, body.encode("utf-8", "replace"), now.astimezone(UTC))
