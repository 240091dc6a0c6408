"""In Debian's chromium: without JavaScript, at 360 px, and without findings of axe."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.async_playwright import Axe
from fastapi import FastAPI
from playwright.async_api import Browser, Page, async_playwright

import web
from tests.web import seed
from tests.web.conftest import NOW, PASSWORD, Site

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: apt-get install chromium"),
]
SERIOUS = {"serious", "critical"}


@pytest.fixture
async def address(site: Site) -> AsyncIterator[str]:
    app = FastAPI(openapi_url=None)
    for router in web.routers(site.services):
        app.include_router(router)
    web.install(app, site.services)
    listening = socket.create_server(("127.0.0.1", 0))  # who connects before the server runs waits in its queue
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    await task


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        await opened.close()


async def fits(page: Page) -> bool:
    wide: int = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide <= 0


async def sign_in(page: Page, address: str) -> None:
    await page.goto(f"{address}/desk")
    await page.fill("#login", "siti")
    await page.fill("#password", PASSWORD)
    await page.click("button.primary")


async def test_a_citizen_reports_and_an_officer_answers_without_javascript(
    site: Site, address: str, browser: Browser, tmp_path: Path
) -> None:
    siti = await site.officer(superior_id=await site.officer("bos", "head_of_tier"))
    made = await site.case(state="under_review", holder_id=siti)
    (tmp_path / "besar.jpg").write_bytes(b"x" * 50_000)
    context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = await context.new_page()
    await page.goto(address)
    await page.fill("#text", "Izin saya belum keluar.")
    await page.set_input_files("#files", tmp_path / "besar.jpg")
    await page.click("button.primary")
    assert "39 KB" in await page.inner_text(".alert")
    assert await page.input_value("#text") == "Izin saya belum keluar."
    await page.click("button.primary")
    assert len(site.accepted) == 1
    await sign_in(page, address)
    await page.click(f"text={made.number}")
    await page.click("summary:has-text('Jawab pelapor')")
    await page.fill("#jawab-text", "Sudah kami periksa.")
    await page.select_option("#jawab-outcome", "proven")
    await page.click("text=Kirim jawaban")
    assert "Jawaban dikirim" in await page.inner_text(".done")
    await page.goto(f"{address}/status")
    await page.fill("#number", made.number)
    await page.fill("#secret", seed.SECRET)
    await page.click("button.primary")
    assert "Sudah kami periksa." in await page.inner_text(".answer")
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_page_fits_a_small_telephone_and_satisfies_axe(
    site: Site, address: str, browser: Browser, scheme: str
) -> None:
    siti = await site.officer()
    held = await site.case(
        state="under_review", holder_id=siti, integrity=True, danger=True, needs_person=True,
        matter="Sangatpanjangsekalitanpaspasi" * 20 + " " + seed.MATTER,
    )  # fmt: skip
    await site.case(2, state="answered", answered_at=NOW, holder_id=siti, due_at=NOW - timedelta(days=9))
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = await context.new_page()
    wrong: list[str] = []

    async def look(path: str) -> None:
        await page.goto(address + path)
        await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        found = (await Axe().run(page)).response["violations"]
        wrong.extend(f"{path} {one['id']} {one['nodes'][0]['html'][:90]}" for one in found if one["impact"] in SERIOUS)
        if not await fits(page):
            wrong.append(f"{path} is wider than the screen")

    for path in ("/", "/status", "/nowhere", "/desk/masuk"):
        await look(path)
    await sign_in(page, address)
    for path in ("/desk", "/desk/pengaduan", f"/desk/pengaduan/{held.case_id}", "/desk/kanal", "/desk/sandi",
                 f"/desk/percakapan/{held.conversation_id}"):  # fmt: skip
        await look(path)
    await context.close()
    assert wrong == []
