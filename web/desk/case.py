"""The case page and its acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework import rights
from casework.moves import allowed
from casework.types import Action, CaseworkError, State
from triage.types import Treated, Verdict
from web import bodies, files
from web.desk import drafts
from web.desk.acts import ACTS, Act
from web.desk.first_look import FirstLook, Piece, first_look, highlighted
from web.desk.next_step import NextStep, next_step
from web.desk.sentences import DONE, REFUSED, refusal
from web.desk.session import guard, signed
from web.page import render, service_names, short_names, unit_names
from web.queries import case, work
from web.queries.sessions import SignedIn
from web.services import WebServices
from web.times import Deadline, deadline
from web.words import size

WITH_FILES = "jawab"


@dataclass(frozen=True, slots=True)
class Shown:
    """One complaint with its first look, its words cut into pieces, and who made it once revealed."""

    item: case.ComplaintItem
    look: FirstLook | None
    pieces: tuple[Piece, ...]
    identity: case.Identity | None
    maybe: drafts.Part | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything of the page; `written`: what stood in the refused form of the act `refused`."""

    file: case.CaseFile
    shown: tuple[Shown, ...]
    strip: Deadline | None
    step: NextStep
    acts: frozenset[str]
    colleagues: tuple[case.Colleague, ...]
    revealed: bool
    one_click: bool
    rows: tuple[tuple[str, str], ...]
    reviews: tuple[drafts.Step, ...]
    units: dict[str, str]
    catalogue: dict[str, str]
    short: dict[str, str]
    limits: tuple[str, str]
    done: str | None = None
    error: str | None = None
    refused: str = ""
    written: Mapping[str, str] = field(default_factory=dict)


def router(services: WebServices) -> APIRouter:
    """`/desk/pengaduan/{case_id}`, its acts and its files."""
    routes = APIRouter(prefix="/desk/pengaduan/{case_id}")
    signed_in = signed(services)

    @routes.get("")
    async def show(request: Request, case_id: UUID, pesan: str = "") -> Response:
        me = await signed_in(request)
        await work.seen(services.engine, me.id, services.clock(), case_id=case_id)
        return await _page(services, me, case_id, done=DONE.get(pesan))

    @routes.post("/{act}")
    async def perform(request: Request, case_id: UUID, act: str) -> Response:
        me = await signed_in(request)
        if act not in ACTS:
            raise HTTPException(404)
        files_too = act == WITH_FILES
        posted = await bodies.read(
            request, blobs=services.blobs if files_too else None, limits=services.limits if files_too else None
        )
        guard(request, me, posted)
        return await _perform(services, me, case_id, act, posted)

    @routes.get("/berkas/{attachment_id}")
    async def file(request: Request, case_id: UUID, attachment_id: UUID) -> Response:
        me = await signed_in(request)
        item = await case.file_of(services.engine, me.ref, case_id, attachment_id)
        if item is None:
            raise HTTPException(404)
        return files.serve(services.blobs, sha256=item.sha256, name=item.name, type_=item.type)

    return routes


async def _perform(services: WebServices, me: SignedIn, case_id: UUID, act: str, posted: bodies.Posted) -> Response:
    _, handler = ACTS[act]
    if posted.refused:
        return await _refused(services, me, case_id, act, posted, CaseworkError("files_too_large"))
    try:
        async with services.works.begin() as unit:
            await handler(Act(services, unit, me.ref, case_id, posted, services.clock()))
    except CaseworkError as error:
        return await _refused(services, me, case_id, act, posted, error)
    still = await case.is_seen(services.engine, me.ref, case_id)  # whoever gave a case away may see it no longer
    return RedirectResponse(f"/desk/pengaduan/{case_id}?pesan={act}#pesan" if still else f"/desk?pesan={act}", 303)


async def _refused(
    services: WebServices, me: SignedIn, case_id: UUID, act: str, posted: bodies.Posted, error: CaseworkError
) -> Response:
    status = 403 if error.code == "not_your_right" else 409 if error.code == "move_not_allowed" else 422
    sentence = refusal(error.code, error.rule)
    if error.code == "files_too_large":
        limits = services.limits
        sentence = REFUSED[error.code] % {"file": size(limits.per_file), "message": size(limits.per_message)}
    return await _page(services, me, case_id, error=sentence, refused=act, written=posted.fields, status=status)


async def _page(
    services: WebServices, me: SignedIn, case_id: UUID, *, done: str | None = None, error: str | None = None,
    refused: str = "", written: Mapping[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    found = await case.load(services.engine, me.ref, case_id, services.clock())
    if found is None:
        raise HTTPException(404)
    acts = open_acts(me, found.head)
    limits = (size(services.limits.per_file), size(services.limits.per_message))
    page = CasePage(
        found, _shown(services, found), await _strip(services, found.head), _step(found, me, acts), acts,
        await case.colleagues(services.engine, case_id) if "tugaskan" in acts else (),
        bool(found.identities), _one_click(me, found), _rows(services, found),
        drafts.steps(found.reviews, found.others), unit_names(services.pack), service_names(services.pack),
        short_names(services.pack), limits, done, error, refused, written or {},
    )  # fmt: skip
    return render(services, "desk/case.html", page, status=status, me=me)


def open_acts(me: SignedIn, head: case.CaseHead) -> frozenset[str]:
    """The acts that role and state both allow; the use case checks again, on the locked case."""
    moves = allowed(State(head.state)) & rights.RIGHTS[me.role]
    if Action.CHANGE_WAY in moves:
        moves |= {Action.FOLLOW_UP}
    if head.holder_id == me.id and head.state != State.REOPENED:
        moves -= {Action.TAKE}
    return frozenset(name for name, (action, _) in ACTS.items() if action in moves)


def _one_click(me: SignedIn, found: case.CaseFile) -> bool:
    """R14: those who must reach the citizen need no reason of their own; the look is traced all the same (R32)."""
    return all(rights.sees_identity(me.ref, confidential=c.confidential) for c in found.complaints)


def _shown(services: WebServices, found: case.CaseFile) -> tuple[Shown, ...]:
    who = {identity.complaint_id: identity for identity in found.identities}
    shown = []
    for item in found.complaints:
        look = first_look(item.assessment, services.pack)
        pieces = highlighted(item.matter, look.said if look else ())
        shown.append(Shown(item, look, pieces, who.get(item.id), _maybe(item, found)))
    return tuple(shown)


def _maybe(item: case.ComplaintItem, found: case.CaseFile) -> drafts.Part | None:
    """R13: the earlier complaint that it may belong to, where this officer may know of it (R14)."""
    number = item.maybe_belongs_to
    return drafts.Part(number, found.others[number]) if number is not None and number in found.others else None


async def _strip(services: WebServices, head: case.CaseHead) -> Deadline | None:
    if head.due_at is None:
        return None
    return deadline(
        made_at=head.opened_at, due_at=head.due_at, until=head.answered_at or services.clock(),
        total=services.pack.readings.answer_working_days, calendar=await services.calendar(),
        zone=services.pack.office.tz, provisional=head.due_provisional,
    )  # fmt: skip


def _step(found: case.CaseFile, me: SignedIn, acts: frozenset[str]) -> NextStep:
    undecided = any(_open_question(found, c) for c in found.complaints)
    reviewed = any(step.kind == "a" and step.author for step in found.reviews)
    return next_step(found.head, me.id, acts, undecided=undecided, reviewed=reviewed)


def _open_question(found: case.CaseFile, item: case.ComplaintItem) -> bool:
    """R6, R12: undecided or late, so that a decision waits for an officer, unless one decided already."""
    decided = any(t.action == Action.DECIDE and t.data.get("complaint") == str(item.id) for t in found.trail)
    window = (item.assessment or {}).get("admissibility") or {}
    return not decided and (item.treated_as == Treated.UNDECIDED or window.get("verdict") == Verdict.LATE)


def _rows(services: WebServices, found: case.CaseFile) -> tuple[tuple[str, str], ...]:
    """The rows of the case's standard that a review step can be linked to (R19b)."""
    standard = services.pack.standard_of(found.head.service_id)
    if standard is None:
        return ()
    return tuple(
        (standard.address(component), standard.components[component].title) for component in standard.components
    )
