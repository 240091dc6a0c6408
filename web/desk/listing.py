"""The list of complaints with its filters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from casework.types import State
from triage.types import Component
from web.desk.session import signed
from web.desk.work import end_of_day
from web.page import render, service_names, short_names, unit_names
from web.queries import listing
from web.services import WebServices
from web.words import CHANNELS

FIELDS = {"keadaan": "state", "unit": "unit", "komponen": "component", "layanan": "service", "saluran": "channel",
          "tenggat": "due", "cari": "text"}  # fmt: skip
WEEK = timedelta(days=7)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class ListPage:
    """The filter as asked, the page, the address of the next one, and names for codes."""

    wanted: listing.Filter
    found: listing.CasePage
    next_url: str | None
    first_url: str | None
    units: dict[str, str]
    catalogue: dict[str, str]
    short: dict[str, str]
    now: datetime


def router(services: WebServices) -> APIRouter:
    """`/desk/pengaduan`."""
    routes = APIRouter(prefix="/desk")
    signed_in = signed(services)

    @routes.get("/pengaduan")
    async def show(request: Request) -> Response:
        me = await signed_in(request)
        now = services.clock()
        wanted = asked(services, dict(request.query_params), now)
        found = await listing.page(services.engine, me.ref, wanted)
        page = ListPage(
            wanted, found, _url(wanted, found.next) if found.next else None, _url(wanted, "") if wanted.after else None,
            unit_names(services.pack), service_names(services.pack), short_names(services.pack), now,
        )  # fmt: skip
        return render(services, "desk/list.html", page, me=me)

    return routes


def asked(services: WebServices, query: dict[str, str], now: datetime) -> listing.Filter:
    """The filter of a query string; what it does not know is left out."""
    known = {
        "state": {str(s) for s in State} | {listing.ALL},
        "unit": set(unit_names(services.pack)),
        "component": {str(c) for c in Component},
        "service": set(service_names(services.pack)),
        "channel": set(CHANNELS),
        "due": {"late", "today", "week"},
    }
    values = {field: query.get(name, "").replace("\x00", "").strip()[:LONGEST] for name, field in FIELDS.items()}
    values = {f: v for f, v in values.items() if v and (f not in known or v in known[f])}
    due_from, due_before = _due(values.get("due", ""), now, end_of_day(services, now))
    after = query.get("sesudah", "")
    wanted = listing.Filter(due_from=due_from, due_before=due_before, after=after if _is_key(after) else "")
    return replace(wanted, **values)  # type: ignore[arg-type]  # FIELDS names text fields only


def _due(which: str, now: datetime, tonight: datetime) -> tuple[datetime | None, datetime | None]:
    ends = {"late": (None, now), "today": (now, tonight), "week": (now, tonight + WEEK)}
    return ends.get(which, (None, None))


def _is_key(after: str) -> bool:
    parts = after.split("|")
    try:
        UUID(parts[-1])
        return (parts[0] == "n:" and len(parts) == 2) or (
            parts[0] in {"d:", "r:"} and len(parts) == 3 and datetime.fromisoformat(parts[1]).tzinfo is not None
        )
    except ValueError:
        return False


def _url(wanted: listing.Filter, after: str) -> str:
    values = {name: getattr(wanted, field) for name, field in FIELDS.items()}
    if values["keadaan"] == listing.OPEN:
        values["keadaan"] = ""
    return "/desk/pengaduan?" + urlencode({k: v for k, v in {**values, "sesudah": after}.items() if v})
