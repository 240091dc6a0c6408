"""WhatsApp, SMS and Telegram: free text in, number out, answered in the browser, told (issue 2, "must show" 2)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.citizens import Citizen, assert_each_once, case_of, wait_told
from tests.e2e.desk import Desk
from tests.system import System

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
MATTER = "Sertifikat standar saya terbit kemarin tapi alamat usahanya salah ketik, sudah bilang di loket malah dicuekin"
ANSWER = "Alamat pada sertifikat sudah kami betulkan. Silakan unduh lagi; mohon maaf atas kekeliruan ini."


@pytest.mark.parametrize(
    ("provider", "address", "told"),
    [
        pytest.param("whatsapp", "+6281240000001", "delivered", id="whatsapp"),
        pytest.param("sms", "+6281240000002", "delivered", id="sms"),
        pytest.param("telegram", "740000003", "accepted", id="telegram"),
    ],
)
def test_from_free_text_to_told(system: System, desk: Desk, provider: str, address: str, told: str) -> None:
    citizen = Citizen(system, provider, address)
    citizen.write(MATTER)
    citizen.hears("nama")
    citizen.write("Dewi Lestari")
    number = citizen.hears_number()
    desk.open(number)
    expect(desk.page.locator(".matter-text")).to_have_text(MATTER)
    desk.take()
    desk.answer(ANSWER)
    assert number in citizen.hears(ANSWER)
    wait_told(system, number, told)  # R25
    assert case_of(system, number)["state"] == "answered"
    assert_each_once(citizen, number, ["ask_name", "acknowledgement", "answer"])


def test_telegram_by_clicking_in_the_sandbox(system: System, desk: Desk, page: Page) -> None:
    page.goto(system.sandbox_url)
    page.get_by_role("button", name="Telegram").click()
    page.get_by_label("Pesan", exact=True).fill(f"Nama saya Siti Rahma. {MATTER}")
    page.get_by_role("button", name="Kirim", exact=True).click()
    bubbles = page.locator(".bubble:not(.mine)")
    expect(bubbles).to_have_count(1, timeout=30_000)
    number = re.search(r"PWK-\d\d-\d{5}-\w", bubbles.inner_text())
    assert number is not None
    desk.open(number[0])
    desk.take()
    desk.answer(ANSWER)
    expect(bubbles).to_have_count(2, timeout=30_000)
    expect(bubbles.last).to_contain_text(ANSWER)
    wait_told(system, number[0], "accepted")
    citizen = Citizen(system, "telegram", "210000001", [f"Nama saya Siti Rahma. {MATTER}"])
    assert_each_once(citizen, number[0], ["acknowledgement", "answer"])
