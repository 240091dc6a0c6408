"""Two cases by the sandbox's clock: one lives through 14 working days, one becomes overdue (R8-R10, R25)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from babel.dates import format_date
from playwright.sync_api import Browser, expect

from tests.e2e.citizens import Citizen, case_of, wait_told
from tests.e2e.desk import Desk, sign_in_first
from tests.e2e.working_days import ZONE, Days, at
from tests.system import System, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LOGIN, MAIL, SUPERIOR, HEAD = "rini", "rini@kantor.test", "pejabat-pengaduan", "kepala"
REMINDED = (3, 7, 10, 12)
ANSWER = "Alamat pada sertifikat sudah kami betulkan dan petugas loket sudah kami tegur."
RUNG = """
  SELECT o.login, n.kind, n.ordinal, n.at FROM notice n JOIN officer o ON o.id = n.officer_id
  WHERE n.case_id = $1 AND n.kind IN ('reminder', 'overdue') ORDER BY n.at, o.login
"""
NEXT = "SELECT due_at FROM timer WHERE case_id = $1 AND kind = 'overdue' AND done_at IS NULL"


@dataclass(frozen=True, slots=True)
class Life:
    """Both cases, received on the working day `day`; what the first citizen got as acknowledgement."""

    day: date
    days: Days
    citizen: Citizen
    number: str
    late_number: str


@pytest.fixture(scope="module")
def desk(system: System, browser: Browser) -> Iterator[Desk]:
    """An officer with an e-mail address, at the desk."""
    system.officer(SUPERIOR)
    said = system.command(
        "user", "add", LOGIN, "--name", "Rini", "--role", "complaint_officer", "--unit", "pengaduan",
        "--superior", SUPERIOR, "--email", MAIL,
    ).stdout  # fmt: skip
    context = browser.new_context(locale="id-ID")
    page = context.new_page()
    sign_in_first(page, system, LOGIN, said.split()[1])
    yield Desk(page, system)
    context.close()


@pytest.fixture(scope="module")
def life(system: System, desk: Desk) -> Life:
    """Two citizens write on a working day at 10; the first one's case is taken."""
    days = Days.of(system)
    day = days.after(system.now().astimezone(ZONE).date(), 1)
    system.go_to(at(day, 10))
    numbers = []
    for address, name in (("+6281260000001", "Dewi"), ("+6281260000002", "Rahman")):
        citizen = Citizen(system, "whatsapp", address)
        citizen.write(f"Nama saya {name} Lestari. Sertifikat standar saya terbit kemarin tapi alamatnya salah ketik")
        numbers.append(citizen.hears_number())
    desk.open(numbers[0])
    desk.take()
    return Life(day, days, Citizen(system, "whatsapp", "+6281260000001"), numbers[0], numbers[1])


def rung(system: System, number: str) -> list[Any]:
    """Reminders of a case at the desk: login, kind, ordinal, time."""
    return [tuple(row.values()) for row in system.rows(RUNG, case_of(system, number)["id"])]


def silent(system: System, number: str, moment: datetime) -> None:
    """At `moment` nobody is rung: the worker ticks once a second."""
    before = rung(system, number)
    system.go_to(moment)
    time.sleep(2.5)
    assert rung(system, number) == before


def rings(system: System, number: str, moment: datetime, kind: str, ordinal: int) -> None:
    """At `moment` the case's reminder goes out."""
    system.go_to(moment)
    wait_for(f"{kind} {ordinal}", lambda: any(one[1:3] == (kind, ordinal) for one in rung(system, number)))


def test_a_case_lives_through_14_working_days(system: System, desk: Desk, life: Life) -> None:
    due = life.days.after(life.day, 14)
    assert format_date(due, "d MMMM y", locale="id") in life.citizen.hears("PWK-")  # R7
    expect(desk.page.locator(".case-clock")).to_contain_text("14 hari kerja lagi")
    shown = desk.page.locator(".case-clock time").get_attribute("datetime")
    assert shown == f"{due.isoformat()}T23:59:59+07:00"  # R8
    for count in REMINDED:
        day = life.days.after(life.day, count)
        silent(system, life.number, at(day, 3))
        rings(system, life.number, at(day, 9), "reminder", count)
        expect(desk.work()).to_contain_text(f"Pengingat: hari kerja ke-{count} {life.number}")
    told = Counter((login, ordinal) for login, _, ordinal, _ in rung(system, life.number))
    assert told == Counter([(LOGIN, count) for count in REMINDED] + [(SUPERIOR, 12)])  # R10: the next tier from day 12
    system.go_to(at(due, 14))
    desk.open(life.number)
    expect(desk.page.locator(".case-clock")).to_contain_text("Hari terakhir")
    answer_and_close(system, desk, life)
    subjects = reminder_mails(system, life.number)
    assert subjects == [f"Pengingat: pengaduan sudah hari kerja ke-{count}" for count in REMINDED]
    open_timers = "SELECT count(*) FROM timer WHERE case_id = $1 AND done_at IS NULL"
    assert system.value(open_timers, case_of(system, life.number)["id"]) == 0  # closed: nothing rings any more
    only_in_office_hours(system, life.days)


def answer_and_close(system: System, desk: Desk, life: Life) -> None:
    """On day 14 in time; WhatsApp's reply session is long shut, which this provider overlooks for once."""
    system.control("/faults", {"provider": "twilio", "reply_session": False})
    desk.answer(ANSWER)
    expect(desk.page.locator(".case-clock")).to_contain_text("Dijawab tepat waktu")
    life.citizen.hears(ANSWER)
    wait_told(system, life.number, "delivered")
    desk.report("Alamat salah ketik dibetulkan; petugas loket ditegur.")
    desk.close()
    case = case_of(system, life.number)
    assert case["state"] == "closed"
    assert case["answered_at"] <= case["due_at"]
    asked = "SELECT o.login FROM notice n JOIN officer o ON o.id = n.officer_id WHERE n.kind = 'report'"
    assert system.value(asked) == SUPERIOR  # R22


def reminder_mails(system: System, number: str) -> list[str]:
    """Subjects of the mails that reminded the officer of a case, which name it by its address alone (R14)."""
    case_id = str(case_of(system, number)["id"])
    mails = [mail for mail in system.mails(MAIL) if case_id in mail["text"]]
    assert not any(number in mail["text"] or "Lestari" in mail["text"] for mail in mails)
    return [mail["subject"] for mail in mails]


def test_overdue_the_head_is_told_on_each_working_day_and_never_at_night(
    system: System, desk: Desk, life: Life
) -> None:
    days, number, case_id = life.days, life.late_number, case_of(system, life.late_number)["id"]
    first, second, third, fourth = (days.after(life.day, count) for count in (15, 16, 17, 18))
    rings(system, number, at(first, 9), "overdue", 1)
    desk.open(number)
    expect(desk.page.locator(".case-clock")).to_contain_text("Lewat 1 hari kerja")
    silent(system, number, at(first, 18))
    before = rung(system, number)
    system.go_to(at(second, 22))  # as after an outage: the second fell due at 8, and now it is night
    wait_for("put off to the morning", lambda: system.value(NEXT, case_id) == at(third, 8))
    assert rung(system, number) == before
    rings(system, number, at(third, 9), "overdue", 2)
    off = days.day_off_after(fourth)
    monday = days.after(off, 1)
    before = rung(system, number)
    system.go_to(at(off, 12))
    wait_for("put off over the days off", lambda: system.value(NEXT, case_id) == at(monday, 8))
    assert rung(system, number) == before
    rings(system, number, at(monday, 9), "overdue", 3)
    told_head = [(ordinal, when.astimezone(ZONE).date()) for login, _, ordinal, when in rung(system, number)
                 if login == HEAD]  # fmt: skip
    assert told_head == [(1, first), (2, third), (3, monday)]
    only_in_office_hours(system, days)


def only_in_office_hours(system: System, days: Days) -> None:
    """R10: neither desk nor mailbox of an officer was rung at night or on a day off."""
    rows = system.rows("SELECT at FROM notice WHERE kind IN ('reminder', 'overdue')")
    rows += system.rows("SELECT created_at AS at FROM outgoing WHERE officer_id IS NOT NULL")
    assert rows
    assert [row["at"] for row in rows if not days.in_office_hours(row["at"])] == []
