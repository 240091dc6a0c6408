"""A conversation in which an officer is wanted: reading it, writing to the citizen, giving it back to the bot."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework.types import CaseworkError
from casework.usecases import talking
from web import bodies, files
from web.desk.sentences import DONE, refusal
from web.desk.session import guard, signed
from web.page import render
from web.queries import talk
from web.queries.sessions import SignedIn
from web.rights import Right
from web.services import WebServices


@dataclass(frozen=True, slots=True)
class TalkPage:
    """The conversation and what was being written."""

    talk: talk.Talk
    done: str | None = None
    error: str | None = None
    text: str = ""


def router(services: WebServices) -> APIRouter:
    """`/desk/percakapan/{conversation_id}`."""
    routes = APIRouter(prefix="/desk/percakapan/{conversation_id}")
    signed_in = signed(services)

    @routes.get("")
    async def show(request: Request, conversation_id: UUID, pesan: str = "") -> Response:
        me = await signed_in(request)
        return await _page(services, me, conversation_id, done=DONE.get(pesan))

    @routes.post("/tulis")
    async def write(request: Request, conversation_id: UUID) -> Response:
        me = await signed_in(request)
        posted = await bodies.read(request)
        guard(request, me, posted)
        await _talk(services, me, conversation_id)
        try:
            async with services.works.begin() as work:
                await talking.write_to(
                    work, conversation_id=conversation_id, officer=me.ref, text=posted.text("text"),
                    now=services.clock(),
                )  # fmt: skip
        except CaseworkError as error:
            text = posted.text("text")
            return await _page(services, me, conversation_id, error=refusal(error.code, error.rule), text=text)
        return RedirectResponse(f"/desk/percakapan/{conversation_id}?pesan=tulis", 303)

    @routes.post("/serahkan")
    async def give_back(request: Request, conversation_id: UUID) -> Response:
        me = await signed_in(request)
        guard(request, me, await bodies.read(request))
        await _talk(services, me, conversation_id)
        async with services.works.begin() as work:
            await talking.hand_back(work, conversation_id=conversation_id, officer=me.ref, now=services.clock())
        return RedirectResponse(f"/desk/percakapan/{conversation_id}?pesan=serahkan", 303)

    @routes.get("/berkas/{attachment_id}")
    async def file(request: Request, conversation_id: UUID, attachment_id: UUID) -> Response:
        me = await signed_in(request)
        found = await _talk(services, me, conversation_id)
        items = [item for line in found.spoken for item in line.files if item.id == attachment_id]
        if not items:
            raise HTTPException(404)
        return files.serve(services.blobs, sha256=items[0].sha256, name=items[0].name, type_=items[0].type)

    return routes


async def _talk(services: WebServices, me: SignedIn, conversation_id: UUID) -> talk.Talk:
    """The conversation, for those whose role is to talk with citizens (R32); 403, 404."""
    if not me.may(Right.TALK):
        raise HTTPException(403)
    found = await talk.load(services.engine, me.ref, conversation_id)
    if found is None:
        raise HTTPException(404)
    return found


async def _page(
    services: WebServices, me: SignedIn, conversation_id: UUID, *, done: str | None = None,
    error: str | None = None, text: str = "",
) -> Response:  # fmt: skip
    found = await _talk(services, me, conversation_id)
    status = 422 if error else 200
    return render(services, "desk/talk.html", TalkPage(found, done, error, text), status=status, me=me)
