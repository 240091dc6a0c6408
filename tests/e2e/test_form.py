"""The web form in a browser without JavaScript: attachment in, number out, answer on the status page (R25)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.citizens import SECRET, assert_one_complaint, case_of, sent_rows
from tests.e2e.desk import Desk
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
MATTER = "Kursi roda tidak bisa masuk: pintu toilet di lantai 1 terlalu sempit. Foto saya lampirkan."
ANSWER = "Pintu toilet lantai 1 dilebarkan minggu ini. Terima kasih sudah memberi tahu kami."


def picture() -> bytes:
    """The smallest PNG: one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A citizen's browser without JavaScript."""
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def fill(page: Page, system: System, photo: Path) -> tuple[str, str]:
    """Sends the form; number and secret of the receipt, to which the page comes by itself."""
    page.goto(system.web_url)
    page.get_by_label("Apa yang terjadi?").fill(MATTER)
    page.get_by_label("Nama Anda").fill("Nining Suryani")
    page.get_by_label("Sudah, pada tanggal ini:").check()
    page.get_by_label("Tanggal layanan diterima").fill(system.now().astimezone().date().isoformat())
    page.get_by_label("Lampiran").set_input_files(photo)
    page.get_by_role("button", name="Kirim laporan").click()
    number = page.locator(".slip-number b")
    expect(number).to_be_visible(timeout=30_000)
    secret = SECRET.search(page.locator(".slip").inner_text())
    assert secret is not None
    return number.inner_text(), secret[1]


def look(page: Page, system: System, number: str, secret: str) -> None:
    """Opens the status page."""
    page.goto(f"{system.web_url}/status")
    page.get_by_label("Nomor laporan").fill(number)
    page.get_by_label("Kode rahasia").fill(secret)
    page.get_by_role("button", name="Lihat laporan").click()


def test_from_the_form_to_the_answer_on_the_status_page(
    system: System, desk: Desk, plain: Page, tmp_path: Path
) -> None:
    photo, letter = tmp_path / "pintu.png", tmp_path / "rencana.txt"
    photo.write_bytes(picture())
    letter.write_text("Pelebaran pintu: Kamis.\n", encoding="utf-8")
    number, secret = fill(plain, system, photo)
    desk.open(number)
    source = desk.page.get_by_role("link", name="pintu.png").last.get_attribute("href")
    assert desk.page.request.get(f"{system.web_url}{source}").body() == picture()
    desk.take()
    desk.answer(ANSWER, file=letter)
    assert case_of(system, number)["told_at"] is None
    look(plain, system, number, secret)
    expect(plain.locator("#jawaban .said")).to_contain_text(ANSWER)
    with plain.expect_download() as found:
        plain.locator("#jawaban").get_by_role("button", name="rencana.txt").click()
    assert found.value.path().read_bytes() == letter.read_bytes()
    assert case_of(system, number)["told_how"] == "opened"
    assert_one_complaint(system, number, [MATTER])
    assert [row["intent"] for row in sent_rows(system, number)] == ["acknowledgement", "answer"]


def test_number_and_wrong_secret_show_nothing(system: System, desk: Desk, plain: Page, tmp_path: Path) -> None:
    photo = tmp_path / "pintu.png"
    photo.write_bytes(picture())
    number, _ = fill(plain, system, photo)
    look(plain, system, number, "AAAAAAAAAA")
    expect(plain.get_by_role("alert")).to_be_visible()
    assert MATTER not in plain.content()
    assert case_of(system, number)["state"] == "recorded"
