"""Status behind number and secret (decision 10): the same sentence for a wrong secret and an unknown number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from casework.moves import MOVES
from casework.types import Action, CaseworkError
from casework.usecases.answering import opened
from casework.usecases.joining import DaysSince, object_by_page
from intake import numbers
from storage.secrets import same_secret
from triage.types import Treated
from triage.window import local_day
from web import bodies, files, limiting
from web.desk.sentences import OTHERWISE, REFUSED
from web.page import render
from web.queries import citizen
from web.services import WebServices
from web.times import Deadline, deadline

NOBODY = "0" * 64
MAY_OBJECT = frozenset(str(state) for (state, action) in MOVES if action is Action.OBJECT)
PURPOSE = "status"


@dataclass(frozen=True, slots=True)
class AskPage:
    """The two fields; the secret never comes back."""

    number: str
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Objecting:
    """R26's field: what was written, why it was refused, or that it was taken in."""

    text: str = ""
    error: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class StatusPage:
    """The complaint, its clock, what opens its files, and whether an objection may be written (R26)."""

    view: citizen.StatusView
    strip: Deadline | None
    number: str
    secret: str
    may_object: bool
    objecting: Objecting
    objection_days: int


def router(services: WebServices) -> APIRouter:
    """`/status` and its files."""
    routes = APIRouter(prefix="/status")

    @routes.get("")
    async def ask(nomor: str = "") -> Response:
        return render(services, "citizen/ask_status.html", AskPage(nomor[:40]))

    @routes.post("")
    async def show(request: Request) -> Response:
        if not await limiting.within(services, request, PURPOSE, limiting.STATUS_PER_HOUR):
            return _refused(services, "", "too_often", 429)
        posted = await bodies.read(request)
        number, secret = posted.text("number"), posted.text("secret")
        complaint_id = await unlock(services, number, secret)
        if complaint_id is None:
            return _refused(services, number[:40], "unknown", 422)
        return await _shown(services, complaint_id, number, secret)

    @routes.post("/berkas/{attachment_id}")
    async def file(request: Request, attachment_id: UUID) -> Response:
        if not await limiting.within(services, request, PURPOSE + "-file", limiting.STATUS_PER_HOUR * 4):
            raise HTTPException(429)
        posted = await bodies.read(request)
        complaint_id = await unlock(services, posted.text("number"), posted.text("secret"))
        item = await citizen.file_of(services.engine, complaint_id, attachment_id) if complaint_id else None
        if item is None:
            raise HTTPException(404)
        return files.serve(services.blobs, sha256=item.sha256, name=item.name, type_=item.type)

    _objections(routes, services)
    return routes


def _objections(routes: APIRouter, services: WebServices) -> None:
    @routes.post("/keberatan")
    async def objecting(request: Request) -> Response:
        if not await limiting.within(services, request, PURPOSE, limiting.STATUS_PER_HOUR):
            return _refused(services, "", "too_often", 429)
        posted = await bodies.read(request)
        number, secret, text = posted.text("number"), posted.text("secret"), posted.text("text")
        complaint_id = await unlock(services, number, secret)
        if complaint_id is None:
            return _refused(services, number[:40], "unknown", 422)
        return await _object(services, complaint_id, number, secret, text)


async def unlock(services: WebServices, number: str, secret: str) -> UUID | None:
    """The complaint that number and secret open together; the same work is done whichever of them is wrong."""
    found = await citizen.locked(services.engine, numbers.parse(number) or "")
    typed = numbers.read_secret(secret) or ""
    fits = same_secret(typed, found.secret_hash if found else NOBODY, services.secret_key)
    return found.id if found and fits else None


REFUSALS = {
    "unknown": "Nomor dan kode rahasia ini tidak cocok. Periksa keduanya di bukti terima Anda, lalu coba lagi.",
    "too_often": "Terlalu sering dicoba. Tunggu satu jam, atau tanyakan lewat cara Anda melapor.",
}


def _refused(services: WebServices, number: str, why: str, status: int) -> Response:
    return render(services, "citizen/ask_status.html", AskPage(number, {"form": REFUSALS[why]}), status=status)


async def _object(services: WebServices, complaint_id: UUID, number: str, secret: str, text: str) -> Response:
    """R26; a refusal keeps the words."""
    days = await _in_time(services)
    try:
        async with services.works.begin() as work:
            await object_by_page(work, complaint_id=complaint_id, text=text, days=days, now=services.clock())
    except CaseworkError as refused:
        return await _shown(
            services, complaint_id, number, secret, Objecting(text, error=REFUSED.get(refused.code, OTHERWISE))
        )
    return await _shown(services, complaint_id, number, secret, Objecting(done=True))


async def _in_time(services: WebServices) -> DaysSince:
    calendar, zone = await services.calendar(), services.pack.office.tz
    most = services.pack.readings.objection_working_days

    def within(answered_at: datetime, now: datetime, /) -> bool:
        return calendar.working_days_between(local_day(answered_at, zone), local_day(now, zone)) <= most

    return within


async def _shown(
    services: WebServices, complaint_id: UUID, number: str, secret: str, objecting: Objecting | None = None
) -> Response:
    view = await citizen.status(services.engine, complaint_id)
    if view.answered_at is not None:
        async with services.works.begin() as work:  # R25: on the web, opening the answer is being told
            await opened(work, complaint_id=complaint_id, now=services.clock())
    within = await _in_time(services)
    may = view.answered_at is not None and view.state in MAY_OBJECT and within(view.answered_at, services.clock())
    page = StatusPage(
        view, await _strip(services, view), number, secret, may, objecting or Objecting(),
        services.pack.readings.objection_working_days,
    )  # fmt: skip
    return render(services, "citizen/status.html", page, status=422 if page.objecting.error else 200)


async def _strip(services: WebServices, view: citizen.StatusView) -> Deadline | None:
    if view.due_at is None or view.treated_as != Treated.COMPLAINT:
        return None
    return deadline(
        made_at=view.made_at, due_at=view.due_at, until=view.answered_at or services.clock(),
        total=services.pack.readings.answer_working_days, calendar=await services.calendar(),
        zone=services.pack.office.tz, provisional=view.due_provisional,
    )  # fmt: skip
