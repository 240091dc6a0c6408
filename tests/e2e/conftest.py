"""A running system, a browser and an officer at the desk, for the tests of one module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytest.register_assert_rewrite("tests.e2e.citizens")

from tests.e2e.desk import Desk, sign_in_first  # noqa: E402
from tests.system import System  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--lang=id"]  # fmt: skip


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The whole system as real processes."""
    with System(tmp_path_factory.mktemp("system")) as running:
        yield running


@pytest.fixture(scope="module")
def browser(system: System) -> Iterator[Browser]:
    """Debian's chromium; after the system, since nothing else may run a loop in this thread while it lives."""
    if not CHROMIUM.exists():
        pytest.skip("/usr/bin/chromium is missing: apt-get install chromium")
    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def desk(system: System, browser: Browser) -> Iterator[Desk]:
    """The complaint officer, who signed in for the first time."""
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    sign_in_first(page, system, "petugas-pengaduan", system.officer("petugas-pengaduan"))
    yield Desk(page, system)
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A citizen's browser, as narrow as a phone."""
    context = browser.new_context(locale="id-ID", viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()
