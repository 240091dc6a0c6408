"""The sandbox's page in a browser: a newcomer plays citizen."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from intake.channel import Channel, Choice, InboundMessage, OutboundMessage
from tests.channels.sandbox.world import World, until, world

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is missing: apt-get install chromium"),
]


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as engine:
        found = await engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        await found.close()


@pytest.fixture
async def page(there: World, browser: Browser) -> AsyncIterator[Page]:
    """A page whose scripts may not fail and that may load nothing from elsewhere."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    found = await context.new_page()
    errors: list[str] = []
    asked: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("request", lambda request: asked.append(request.url))
    await found.goto(there.url)
    yield found
    await context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith((there.url, "data:"))] == []


async def test_a_citizen_writes_by_whatsapp_and_reads_the_answer(there: World, page: Page) -> None:
    await page.click("[data-app=whatsapp]")
    await page.fill("#text", "izin reklame saya belum jadi")
    await page.press("#text", "Enter")
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    assert (message.text, message.hint_name) == ("izin reklame saya belum jadi", "Siti Rahma")
    answer = OutboundMessage("m", message.channel, message.account, message.address, "x", "<b>Nomor Anda</b> PWK")
    await there.twilio.send(answer)
    await page.wait_for_selector("#bubbles >> text=<b>Nomor Anda</b> PWK")
    await page.wait_for_selector("#bubbles .read")


async def test_a_button_on_telegram(there: World, page: Page) -> None:
    await page.click("[data-app=telegram]")
    await page.fill("#text", "halo")
    await page.click("#composer button")
    await until(lambda: there.web.events)
    (message,) = there.web.parsed(InboundMessage)
    choices = (Choice("y", "Ya"), Choice("n", "Bukan"))
    await there.telegram.send(
        OutboundMessage("m", Channel.TELEGRAM, message.account, message.address, "x", "Benar?", choices=choices)
    )
    await page.click(".keys button >> text=Bukan")
    await until(lambda: len(there.web.events) == 2)
    assert there.web.parsed(InboundMessage)[-1].choice == "n"


async def test_a_letter_goes_to_the_office(there: World, page: Page) -> None:
    await page.wait_for_function("!document.getElementById('compose').disabled")
    await page.click("#compose")
    await page.fill("#mail-subject", "Izin reklame")
    await page.fill("#mail-text", "Mohon kabar.")
    await page.click("#mail-form button[type=submit]")
    await page.wait_for_selector("#mails >> text=Izin reklame")
    found = await there.look("mail/messages?address=pengaduan@aduan.test")
    assert [(mail["subject"], mail["text"].strip()) for mail in found["mails"]] == [("Izin reklame", "Mohon kabar.")]


async def test_the_clock_and_a_fault(there: World, page: Page) -> None:
    await page.click("[data-advance='86400']")
    await until(lambda: there.web.offset == 86400)
    await page.click("summary")
    await page.check("#fault-drop_webhooks")
    await page.click("#faults button[type=submit]")
    await until(lambda: _dropping(there))


async def _dropping(there: World) -> bool:
    return bool((await there.look("faults"))["twilio"]["drop_webhooks"])


@pytest.mark.parametrize("width", [360, 820, 1280])
async def test_nothing_runs_out_of_the_window(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    for tab in ("phone", "mail", "control") if width < 820 else ():
        await page.click(f"[data-tab={tab}]")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
