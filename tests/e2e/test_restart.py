"""A restart in mid-conversation changes nothing; a reply session that shut leads to an officer's task (R25)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.citizens import Citizen, assert_each_once, case_of, sent_rows, wait_told
from tests.e2e.desk import Desk
from tests.system import System, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
MATTER = "Sertifikat standar saya terbit kemarin tapi alamat usahanya salah ketik"
ANSWER = "Alamat pada sertifikat sudah kami betulkan."


def test_kill_9_between_question_and_answer(system: System, desk: Desk) -> None:
    citizen = Citizen(system, "whatsapp", "+6281250000001")
    citizen.write(MATTER)
    citizen.hears("nama")
    system.kill("worker")
    system.kill("web")
    for name in ("web", "worker"):
        system.restart(name)
    system.ready("web")
    citizen.write("Dewi Lestari")
    number = citizen.hears_number()
    desk.open(number)  # the officer's session lives on as well
    expect(desk.page.locator(".matter-text")).to_have_text(MATTER)
    desk.take()
    desk.answer(ANSWER)
    wait_told(system, number, "delivered")
    assert_each_once(citizen, number, ["ask_name", "acknowledgement", "answer"])


def test_what_is_written_while_web_and_worker_are_dead_is_answered(system: System) -> None:
    citizen = Citizen(system, "telegram", "750000002")
    citizen.write(MATTER)
    citizen.hears("nama")
    system.kill("worker")
    system.kill("web")
    citizen.write("Dewi Lestari")
    for name in ("web", "worker"):
        system.restart(name)
    number = citizen.hears_number()
    assert_each_once(citizen, number, ["ask_name", "acknowledgement"])


def test_a_shut_reply_session_gives_an_officer_the_task(system: System, desk: Desk) -> None:
    citizen = Citizen(system, "whatsapp", "+6281250000003")
    citizen.write(f"Nama saya Dewi Lestari. {MATTER}")
    number = citizen.hears_number()
    system.advance(timedelta(hours=25).total_seconds())
    desk.open(number)
    desk.take()
    desk.answer(ANSWER)
    wait_for("refused", lambda: sent_rows(system, number)[-1]["state"] == "failed")
    shown = system.control(f"/messages?provider=whatsapp&citizen={quote(citizen.address)}")["messages"]
    assert [one["status"] for one in shown if ANSWER in one["text"]] == ["failed 63016"]
    notices = "#pemberitahuan ~ ul li"
    wait_for("task on the desk", lambda: desk.work().locator(notices, has_text=number).count() == 1)
    task = desk.page.locator(notices, has_text=number)
    expect(task).to_contain_text("Pesan tidak sampai: hubungi pelapor dengan cara lain")
    desk.open(number)
    desk.report("Alamat dibetulkan, warga belum menerima jawaban.")
    assert "R25" in desk.close_refused()
    desk.open(number)
    desk.told_otherwise("Ditelepon hari ini pukul 10.00, diterima sendiri oleh pelapor.")
    desk.close()
    case = case_of(system, number)
    assert (case["state"], case["told_how"]) == ("closed", "officer")
