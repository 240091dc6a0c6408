"""What an officer does at the desk, in a browser: by the labels and buttons that stand on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.system import System

PASSWORD = "mangga manis di kebun belakang"
WORKING_MS = 15_000


def sign_in_first(page: Page, system: System, login: str, one_time: str) -> None:
    """Signs in with the one-time password, which opens nothing but the page that changes it."""
    page.goto(f"{system.web_url}/desk")
    sign_in(page, login, one_time)
    expect(page.get_by_role("heading", name="Ganti sandi")).to_be_visible(timeout=WORKING_MS)
    page.goto(f"{system.web_url}/desk/pengaduan")
    expect(page.get_by_role("heading", name="Ganti sandi")).to_be_visible()
    page.get_by_label("Sandi sekarang").fill(one_time)
    page.get_by_label("Sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Sandi baru, sekali lagi").fill(PASSWORD)
    page.get_by_role("button", name="Simpan sandi").click()
    expect(page.get_by_role("heading", name="Pekerjaan saya")).to_be_visible(timeout=WORKING_MS)


def sign_in(page: Page, login: str, password: str) -> None:
    """Fills the sign-in page and sends it."""
    page.get_by_label("Nama pengguna").fill(login)
    page.get_by_label("Sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()


@dataclass(frozen=True, slots=True)
class Desk:
    """One officer's browser, signed in."""

    page: Page
    system: System

    def work(self) -> Locator:
        """Opens "my work"; its main part."""
        self.page.goto(f"{self.system.web_url}/desk")
        return self.page.locator("main")

    def open(self, number: str) -> None:
        """Finds a case by its number in the list and opens it."""
        self.page.goto(f"{self.system.web_url}/desk/pengaduan")
        self.page.get_by_label("Cari nomor atau isi").fill(number)
        self.page.get_by_role("button", name="Terapkan").click()
        self.page.get_by_role("link", name=number).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(number)

    def take(self) -> None:
        """Takes the open case."""
        self._act("ambil", "Pengaduan ini sekarang Anda pegang.")

    def answer(self, text: str, *, outcome: str = "proven", file: Path | None = None) -> None:
        """Answers the citizen of the open case."""
        form = self._form("jawab")
        form.get_by_label("Jawaban").fill(text)
        form.get_by_label("Hasil penelaahan").select_option(outcome)
        if file is not None:
            form.get_by_label("Lampiran").set_input_files(file)
        self._send(form, "Jawaban dikirim kepada pelapor.")

    def report(self, text: str) -> None:
        """Reports to the direct superior (R22)."""
        form = self._form("lapor")
        form.get_by_label("Laporan").fill(text)
        self._send(form, "Laporan kepada atasan disimpan.")

    def told_otherwise(self, how: str) -> None:
        """Notes how and when the citizen was told (R25)."""
        form = self._form("tahu")
        form.get_by_label("Kapan dan bagaimana").fill(how)
        self._send(form, "Dicatat: pelapor sudah diberi tahu.")

    def close(self) -> None:
        """Closes the open case (R25)."""
        self._act("tutup", "Pengaduan ditutup.")

    def close_refused(self) -> str:
        """Tries to close the open case; the sentence that refuses it."""
        self._form("tutup").locator("button[type=submit]").click()
        return self.page.get_by_role("alert").inner_text()

    def _act(self, name: str, said: str) -> None:
        self._send(self._form(name), said)

    def _form(self, name: str) -> Locator:
        """The form of an act, unfolded when it lies among the other acts."""
        form = self.page.locator(f'form.act[action$="/{name}"]')
        if not form.is_visible():
            self.page.locator(f'details:has(form.act[action$="/{name}"]) > summary').click()
        return form

    def _send(self, form: Locator, said: str) -> None:
        form.locator("button[type=submit]").click()
        expect(self.page.get_by_role("status")).to_contain_text(said, timeout=WORKING_MS)
