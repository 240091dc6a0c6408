"""Who is signed in: the session cookie, the CSRF token of every form, and who is sent to sign in first."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.secrets import hash_token
from web.bodies import Posted
from web.queries import sessions
from web.queries.sessions import SignedIn
from web.services import WebServices

SIGN_IN = "/desk/masuk"
CHANGE = "/desk/sandi"
HOME = "/desk"
Signed = Callable[[Request], Awaitable[SignedIn]]


class GoTo(Exception):
    """The request is answered by sending the browser elsewhere."""

    def __init__(self, where: str) -> None:
        super().__init__(where.partition("?")[0])
        self.where = where


def install_redirects(app: FastAPI) -> None:
    """Turns GoTo into 303."""

    async def go(_: Request, error: Exception) -> Response:
        return RedirectResponse(error.where if isinstance(error, GoTo) else SIGN_IN, 303)

    app.add_exception_handler(GoTo, go)


def cookie_name(services: WebServices) -> str:
    """`__Host-` binds the cookie to this host, where https allows it."""
    return "__Host-aduan" if services.secure_cookies else "aduan"


def set_cookie(services: WebServices, response: Response, token: str) -> None:
    """The session cookie: a browser session, out of reach of scripts, sent along only from our own pages' links."""
    response.set_cookie(
        cookie_name(services), token, httponly=True, secure=services.secure_cookies, samesite="lax", path="/"
    )


async def current(services: WebServices, request: Request) -> SignedIn | None:
    """The officer of this request's session, None without a live one."""
    token = request.cookies.get(cookie_name(services), "")
    return await sessions.signed_in(services.engine, hash_token(token)) if token else None


def signed(services: WebServices, *, fresh: bool = False) -> Signed:
    """A dependency: the signed-in officer.  GoTo sign-in; a one-time password is changed first unless `fresh`."""

    async def officer(request: Request) -> SignedIn:
        me = await current(services, request)
        if me is None:
            raise GoTo(f"{SIGN_IN}?ke={quote(_asked(request), safe='/')}")
        if me.one_time and not fresh:
            raise GoTo(CHANGE)
        return me

    return officer


def _asked(request: Request) -> str:
    return request.url.path if request.method == "GET" else HOME


def local(where: str) -> str:
    """`where` when it is a page of the desk, else the desk: nobody is sent to a foreign site after signing in."""
    parts = urlsplit(where)
    ours = not parts.scheme and not parts.netloc and where.startswith(HOME) and "\\" not in where
    return where if ours else HOME


def same_site(request: Request) -> None:
    """403 for a post that a browser says comes from another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403)


def guard(request: Request, me: SignedIn, posted: Posted) -> None:
    """403 unless the form carries this session's CSRF token."""
    same_site(request)
    if not hmac.compare_digest(posted.fields.get("csrf", "").encode(), me.csrf.encode()):
        raise HTTPException(403)
