"""Signing in and out, and the change of a one-time password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from storage.secrets import draw_token, hash_token
from web import bodies, limiting
from web.desk import passwords
from web.desk.session import HOME, SIGN_IN, cookie_name, guard, local, same_site, set_cookie, signed
from web.page import render
from web.queries import sessions
from web.services import WebServices

PURPOSE = "sign-in"
SENTENCE = (
    "Nama pengguna dan sandi tidak cocok, atau akun sedang terkunci. "
    "Setelah 5 kali salah, akun terkunci 15 menit. Tunggu, atau minta administrator."
)


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`to`: where to go afterwards."""

    login: str
    to: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """`forced`: the password is a one-time one."""

    forced: bool
    error: str | None = None


def router(services: WebServices) -> APIRouter:
    """`/desk/masuk`, `/desk/keluar`, `/desk/sandi`."""
    routes = APIRouter(prefix="/desk")
    hashing = passwords.Passwords()
    _entry(routes, services, hashing)
    _password(routes, services, hashing)
    return routes


def _entry(routes: APIRouter, services: WebServices, hashing: passwords.Passwords) -> None:
    decoy = passwords.hash_password(draw_token())
    signed_in = signed(services, fresh=True)

    @routes.get("/masuk")
    async def ask(ke: str = HOME) -> Response:
        return render(services, "desk/sign_in.html", SignInPage("", local(ke)))

    @routes.post("/masuk")
    async def sign_in(request: Request) -> Response:
        same_site(request)
        posted = await bodies.read(request)
        login, to = posted.text("login").lower()[:100], local(posted.text("to"))
        calm = await limiting.within(services, request, PURPOSE, limiting.SIGN_IN_PER_HOUR)
        account = await sessions.account(services.engine, login) if calm else None
        password = posted.fields.get("password", "")
        right = await hashing.verified(account.password_hash if account else decoy, password)
        if account is None or not await _let_in(services, account, right=right):
            return render(services, "desk/sign_in.html", SignInPage(login, to, SENTENCE), status=422)
        return await _begin(services, account, to)

    @routes.post("/keluar")
    async def sign_out(request: Request) -> Response:
        me = await signed_in(request)
        guard(request, me, await bodies.read(request))
        await sessions.revoke(services.engine, me.token_hash)
        response = RedirectResponse(SIGN_IN, 303)
        response.delete_cookie(cookie_name(services), path="/")
        return response


async def _let_in(services: WebServices, account: sessions.Account, *, right: bool) -> bool:
    """Whether the account may be entered: the password was compared before, so that every refusal takes as long."""
    now = services.clock()
    if not account.active or _is_locked(account, now):
        return False
    if not right:
        await sessions.failed(services.engine, account.id, now)
    return right


def _is_locked(account: sessions.Account, now: datetime) -> bool:
    return account.locked_until is not None and account.locked_until > now


async def _begin(services: WebServices, account: sessions.Account, to: str) -> Response:
    token = draw_token()
    await sessions.open_session(services.engine, account.id, hash_token(token), draw_token())
    async with services.works.begin() as work:
        await work.audit.add(None, actor=str(account.id), action="sign_in", at=services.clock())
    response = RedirectResponse(to, 303)
    set_cookie(services, response, token)
    return response


def _password(routes: APIRouter, services: WebServices, hashing: passwords.Passwords) -> None:
    signed_in = signed(services, fresh=True)

    @routes.get("/sandi")
    async def ask(request: Request) -> Response:
        me = await signed_in(request)
        return render(services, "desk/password.html", PasswordPage(me.one_time), me=me)

    @routes.post("/sandi")
    async def change(request: Request) -> Response:
        me = await signed_in(request)
        posted = await bodies.read(request)
        guard(request, me, posted)
        new = posted.fields.get("new", "")
        error = passwords.refused(new, posted.fields.get("again", ""), me.login)
        stored = await sessions.password_hash(services.engine, me.id)
        if not await hashing.verified(stored, posted.fields.get("old", "")):
            error = "Sandi yang sekarang tidak cocok. Tulis sekali lagi."
        elif new == posted.fields.get("old"):
            error = "Sandi baru harus lain dari yang lama."
        if error:
            return render(services, "desk/password.html", PasswordPage(me.one_time, error), status=422, me=me)
        await sessions.set_password(services.engine, me.id, await hashing.hashed(new), keep=me.token_hash)
        return RedirectResponse(HOME, 303)
