"""The pages: citizens' and officers', server-rendered, without JavaScript (decision 13).

`routers(services)` are all routes; `install(app, services)` adds static files, error pages and security headers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from web.services import WebServices


def routers(services: WebServices) -> list[APIRouter]:
    """Citizens' routes, then the desk's."""
    from web.citizen import form, received, status
    from web.desk import case, channels, listing, signin, talk, work

    pages = (form, received, status, signin, work, listing, case, talk, channels)
    return [page.router(services) for page in pages]


def install(app: FastAPI, services: WebServices) -> None:
    """Static files, error pages, redirects to sign in, and the security headers of every answer of `app`."""
    from pathlib import Path

    from starlette.staticfiles import StaticFiles

    from web.desk.session import install_redirects
    from web.errors import install_errors
    from web.headers import SecurityHeaders

    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    install_errors(app, services)
    install_redirects(app)
    app.add_middleware(SecurityHeaders, https=services.public_url.startswith("https://"))
