"""What is said when something is refused or fails: plain words, what to do, no detail."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from web.bodies import BadBody, BodyTooLarge
from web.headers import PAGES as HEADERS
from web.page import render
from web.queries.outage import OUTAGE
from web.services import WebServices

PAGES: dict[int, tuple[str, str]] = {
    400: ("Isian tidak terbaca", "Kembali ke halaman sebelumnya, muat ulang, lalu kirim sekali lagi."),
    403: ("Tidak diizinkan", "Halaman ini sudah lama terbuka, atau bukan hak Anda. Muat ulang, lalu coba lagi."),
    404: ("Halaman tidak ada", "Periksa alamatnya, atau mulai dari halaman depan."),
    405: ("Halaman tidak ada", "Periksa alamatnya, atau mulai dari halaman depan."),
    413: ("Kiriman terlalu besar", "Kirim lampiran yang lebih kecil atau lebih sedikit, atau teks yang lebih pendek."),
    422: ("Isian belum lengkap", "Kembali ke halaman sebelumnya dan periksa isian yang diminta."),
    429: ("Terlalu sering", "Tunggu satu jam, lalu coba lagi. Kalau mendesak, hubungi kantor lewat cara lain."),
    500: ("Ada gangguan di pihak kami", "Tulisan Anda belum tentu tersimpan. Tunggu sebentar, lalu coba lagi."),
    503: ("Sedang tidak bisa dipakai", "Tunggu sebentar, lalu coba lagi."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """A status, what it means, and what to do."""

    status: int
    heading: str
    advice: str


def error_page(services: WebServices, status: int) -> Response:
    """The page of a status; 500's for one that has none."""
    heading, advice = PAGES.get(status, PAGES[500])
    return render(services, "errors/error.html", ErrorPage(status, heading, advice), status=status)


def _wants_page(request: Request) -> bool:
    """Providers and probes get a line, people a page."""
    return "text/html" in request.headers.get("accept", "")


def install_errors(app: FastAPI, services: WebServices) -> None:
    """Handlers for every error a page can meet; `Exception` is FastAPI's own edge, logged by the server."""

    def answer(request: Request, status: int) -> Response:
        return error_page(services, status) if _wants_page(request) else PlainTextResponse(f"{status}\n", status)

    async def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return answer(request, status)

    async def too_large(request: Request, _: Exception) -> Response:
        return answer(request, 413)

    async def bad_body(request: Request, _: Exception) -> Response:
        return answer(request, 400)

    async def invalid(request: Request, _: Exception) -> Response:
        return answer(request, 404 if request.method == "GET" else 422)

    async def failed(request: Request, _: Exception) -> Response:
        response = answer(request, 500)
        response.headers.update({**HEADERS, "Cache-Control": "no-store"})  # this handler answers outside all middleware
        return response

    async def away(request: Request, _: Exception) -> Response:
        return answer(request, 503)

    for kind in OUTAGE:
        app.add_exception_handler(kind, away)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(BodyTooLarge, too_large)
    app.add_exception_handler(BadBody, bad_body)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, failed)
