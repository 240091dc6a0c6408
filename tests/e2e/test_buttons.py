"""Telegram's buttons: a press is the answer, its spinner is stopped, and each counts once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.citizens import Citizen, assert_each_once
from tests.e2e.desk import Desk
from tests.e2e.working_days import ZONE
from tests.system import System, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
MATTER = "Waktu ambil izin di loket, petugasnya membentak saya dan berkas saya dilempar"
PRESSED = "SELECT * FROM message WHERE conversation_id = $1 AND choice IS NOT NULL ORDER BY sent_at, id"
BODY = "SELECT a.body FROM assessment a JOIN complaint p ON p.id = a.complaint_id WHERE a.current AND p.number = $1"
QUERY = "cb:"


def recorded(system: System, number: str) -> Mapping[str, Any]:
    """The complaint of this number."""
    (row,) = system.rows("SELECT * FROM complaint WHERE number = $1", number)
    return row


def presses(system: System, number: str, values: list[str]) -> list[Mapping[str, Any]]:
    """The presses of a complaint's conversation, which are these; each is told to Telegram as taken, once."""
    rows = system.rows(PRESSED, recorded(system, number)["conversation_id"])
    assert [row["choice"] for row in rows] == values
    queries = sorted(row["message_id"].removeprefix(QUERY) for row in rows)

    def answered() -> list[str]:
        log = [entry for entry in system.control("/log")["log"] if entry["what"] == "answered"]
        return sorted(entry["detail"]["query"] for entry in log if entry["detail"]["query"] in queries)

    wait_for("no button spins", lambda: len(answered()) >= len(queries))
    assert answered() == queries
    return rows


def press(citizen: Citizen, label: str) -> None:
    """Taps the button `label` under the newest message of ours that has one."""
    found = citizen.system.control(f"/messages?provider=telegram&citizen={quote(citizen.address)}")["messages"]
    message, button = [
        (message, button) for message in found for row in message["extra"].get("buttons", []) for button in row
        if button["text"] == label
    ][-1]  # fmt: skip
    chat, _, number = message["ref"].partition(":")
    body = {"chat": int(chat), "message_id": int(number), "data": button["callback_data"]}
    citizen.system.control("/telegram/press", body)
    citizen.written.append(label)


def test_buttons_pressed_in_the_sandbox_are_the_answers(system: System, desk: Desk, page: Page) -> None:
    page.goto(f"{system.sandbox_url}/#telegram")
    page.get_by_label("Pesan", exact=True).fill(MATTER)
    page.get_by_role("button", name="Kirim", exact=True).click()
    page.get_by_role("button", name="Siti Rahma", exact=True).click(timeout=30_000)
    page.get_by_role("button", name="Kemarin", exact=True).click(timeout=30_000)
    expect(page.locator(".bubble:not(.mine)")).to_have_count(3, timeout=30_000)
    expect(page.locator(".bubble.mine")).to_contain_text([MATTER, "Siti Rahma", "Kemarin"])
    citizen = Citizen(system, "telegram", "210000001", [MATTER, "Siti Rahma", "Kemarin"])
    number = citizen.hears_number()
    _, when = presses(system, number, ["name:hint", "received:1"])
    assert recorded(system, number)["name"] == "Siti Rahma"
    day = when["sent_at"].astimezone(ZONE).date() - timedelta(days=1)
    look = json.loads(system.value(BODY, number))
    assert (look["received"]["of"], look["received"]["date"]) == ("received", day.isoformat())
    assert look["admissibility"] == {"day": 1, "rule": "R2", "verdict": "in_time"}
    desk.open(number)
    expect(desk.page.locator(".matter-text")).to_have_text(MATTER)  # an answer is no matter
    expect(desk.page.get_by_text("hari ke-1", exact=False).first).to_be_visible()
    assert_each_once(citizen, number, ["ask_name", "ask_received", "acknowledgement"])


def test_an_impatient_thumb_and_a_provider_that_repeats_count_once(system: System) -> None:
    """Two taps are two callbacks to be answered and one answer; not knowing is an answer too (R5)."""
    system.control("/faults", {"provider": "telegram", "repeat": 2})
    citizen = Citizen(system, "telegram", "760000002")
    citizen.write(f"Nama saya Dewi Lestari. {MATTER}")
    citizen.hears("Kapan")
    press(citizen, "Tidak ingat")
    press(citizen, "Tidak ingat")
    number = citizen.hears_number()
    presses(system, number, ["received:-", "received:-"])
    look = json.loads(system.value(BODY, number))
    assert look["admissibility"]["verdict"] == "unknown"
    assert look["received"] is None
    assert recorded(system, number)["treated_as"] == "complaint"
    assert_each_once(citizen, number, ["ask_received", "acknowledgement"])
    system.control("/faults", {"provider": "telegram", "repeat": 0})
