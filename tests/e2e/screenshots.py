"""Pictures of every page with the demo, at 360 and 1280 pixels: `python -m tests.e2e.screenshots [FOLDER] [--whole]`.

`--whole` takes whole pages to look at instead of what a screen shows.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.citizens import SECRET, Citizen
from tests.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.e2e.desk import Desk, sign_in_first
from tests.system import System

FOLDER = Path("docs/screenshots")
LARGEST = 200_000
SIZES = {360: 740, 1280: 640}
MATTER = (
    "Assalamualaikum. Saya Siti Rahma. Sertifikat standar KBLI 25920 saya sudah 12 hari kerja belum terverifikasi,"
    " padahal berkas lengkap. Petugas loket malah minta Rp500.000 biar cepat"
)
ANSWER = (
    "Ibu Siti, berkas Ibu lengkap dan sertifikatnya terbit hari ini.\n\n"
    "Permintaan uang itu tidak dibenarkan: layanan ini gratis. Petugasnya sudah kami tegur secara tertulis."
)


def story(system: System, desk: Desk) -> tuple[str, str, str]:
    """One citizen of the sandbox complains and is answered, another one waits; number, secret, open number."""
    siti, asep = Citizen(system, "whatsapp", "+6281210000001"), Citizen(system, "whatsapp", "+6281210000002")
    siti.write(MATTER)
    number = siti.hears_number()
    secret = SECRET.search(siti.hears("PWK-"))
    desk.open(number)
    desk.take()
    desk.answer(ANSWER)
    siti.hears("gratis")
    asep.write(MATTER.replace("Siti Rahma", "Asep Sunandar"))
    waiting = asep.hears_number()
    desk.open(waiting)
    desk.take()
    return number, secret[1] if secret else "", waiting


def pages(system: System, desk: Desk, taken: tuple[str, str, str]) -> Iterator[str]:
    """Opens one page after the other; its name."""
    page, (number, secret, waiting) = desk.page, taken
    for name, path in (("form", "/"), ("status-ask", "/status")):
        page.goto(system.web_url + path)
        yield name
    page.get_by_label("Nomor laporan").fill(number)
    page.get_by_label("Kode rahasia").fill(secret)
    page.get_by_role("button", name="Lihat laporan").click()
    yield "status"
    for name, path in (("work", "/desk"), ("list", "/desk/pengaduan?keadaan=all"), ("channels", "/desk/kanal")):
        page.goto(system.web_url + path)
        yield name
    desk.open(waiting)
    yield "case"
    page.goto(f"{system.sandbox_url}/#whatsapp")
    page.wait_for_timeout(2500)
    yield "sandbox"


def shoot(page: Page, file: Path, *, whole: bool) -> None:
    """One picture; the script ends when it would be too large for the repository."""
    page.screenshot(path=file, full_page=whole, animations="disabled")
    if not whole and file.stat().st_size >= LARGEST:
        raise SystemExit(f"{file}: larger than {LARGEST} bytes")


def door(browser: Browser, system: System, folder: Path, *, whole: bool) -> None:
    """The sign-in page, seen by nobody in particular."""
    for width, height in SIZES.items():
        page = browser.new_page(locale="id-ID", viewport={"width": width, "height": height})
        page.goto(f"{system.web_url}/desk/masuk")
        shoot(page, folder / f"sign-in-{width}.png", whole=whole)
        page.close()


def main(folder: Path, *, whole: bool) -> None:
    """Starts a system with the demo and takes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, System(Path(data) / "var") as system:
        login = "petugas-pengaduan"
        password = system.officer(login)
        system.command("demo", "add")
        with sync_playwright() as engine:
            browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
            door(browser, system, folder, whole=whole)
            page = browser.new_page(locale="id-ID", viewport={"width": 1280, "height": SIZES[1280]})
            desk = Desk(page, system)
            sign_in_first(page, system, login, password)
            taken = story(system, desk)
            for width, height in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                for name in pages(system, desk, taken):
                    shoot(page, folder / f"{name}-{width}.png", whole=whole)
            browser.close()


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--whole"]
    main(Path(words[0]) if words else FOLDER, whole="--whole" in sys.argv)
