"""E-mail on Dovecot: read by IDLE, answered over SMTP, told once two working days passed without a bounce (R25)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from playwright.sync_api import expect

from tests.dovecot import INSTALLED, Dovecot
from tests.e2e.citizens import assert_one_complaint, case_of, number_in, sent_rows, wait_told
from tests.e2e.desk import Desk
from tests.system import System, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.dovecot, pytest.mark.timeout(240)]
OFFICE, CITIZEN = "office@aduan.test", "ratna@warga.test"
MATTER = "Sertifikat standar saya terbit kemarin tapi nama usahanya salah ketik. Mohon dibetulkan."
ANSWER = "Nama usaha pada sertifikat sudah kami betulkan. Silakan unduh lagi."


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    if not INSTALLED:
        pytest.skip("dovecot is missing: apt-get install dovecot-imapd")
    server = Dovecot()
    try:
        yield server.start()
    finally:
        server.close()


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot) -> Iterator[System]:
    """The whole system; its mailbox lies on Dovecot, its mail leaves through the sandbox's server."""
    system = System(tmp_path_factory.mktemp("system"))
    system.configure(
        ADUAN_MAIL__IMAP_URL=dovecot.url, ADUAN_MAIL__SMTP_URL=f"smtp://127.0.0.1:{system.smtp_port}",
        ADUAN_MAIL__ADDRESS=OFFICE, ADUAN_MAIL__IDLE="true", ADUAN_MAIL__POLL_SECONDS="600",
    )  # fmt: skip
    with system:
        yield system


def letter(system: System, text: str, answers: str = "") -> EmailMessage:
    """A mail of the citizen."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Ratna Dewi <{CITIZEN}>", OFFICE, "Sertifikat salah"
    mail["Date"], mail["Message-ID"] = format_datetime(system.now()), f"<{len(text)}.{len(answers)}@warga.test>"
    if answers:
        mail["In-Reply-To"] = mail["References"] = answers
    mail.set_content(text)
    return mail


def test_from_mail_to_told(system: System, desk: Desk, dovecot: Dovecot) -> None:
    wait_for("mailbox opened", lambda: system.rows("SELECT 1 FROM poll_cursor WHERE adapter = 'email'"))
    first = letter(system, f"{MATTER}\n")
    dovecot.deliver([bytes(first), bytes(first)], at=system.now())  # the same mail twice is one message
    question = wait_for("question", lambda: system.mails(CITIZEN))[0]
    assert "Siapa nama Bapak/Ibu?" in question["text"]
    dovecot.deliver([bytes(letter(system, "Ratna Dewi\n", question["message_id"]))], at=system.now())
    slip = wait_for("acknowledgement", lambda: system.mails(CITIZEN)[1:])[0]
    number = number_in(slip["text"])
    desk.open(number)
    expect(desk.page.locator(".matter-text")).to_contain_text(MATTER)
    desk.take()
    desk.answer(ANSWER)
    answer = wait_for("answer", lambda: system.mails(CITIZEN)[2:])[0]
    assert ANSWER in answer["text"]
    assert number in answer["text"]
    assert case_of(system, number)["told_at"] is None  # accepted is not yet told: it may still bounce
    system.advance(timedelta(days=7).total_seconds())
    wait_told(system, number, "no_bounce")
    assert_one_complaint(system, number, [MATTER, "Ratna Dewi"])
    rows, mails = sent_rows(system, number), system.mails(CITIZEN)
    assert [row["intent"] for row in rows] == ["ask_all", "acknowledgement", "answer"]
    assert [mail["message_id"] for mail in mails] == [row["provider_id"] for row in rows]


def test_an_answer_by_mail_joins_its_complaint(system: System, desk: Desk, dovecot: Dovecot) -> None:
    slip = system.mails(CITIZEN)[1]
    number = number_in(slip["text"])
    dovecot.deliver([bytes(letter(system, "Nomor NIB saya juga salah.\n", slip["message_id"]))], at=system.now())
    joined = "SELECT count(*) FROM message m JOIN complaint p ON p.id = m.complaint_id WHERE p.number = $1"
    wait_for("joined", lambda: system.value(joined, number) == 3)
    assert system.value("SELECT count(*) FROM complaint") == 1
    desk.open(number)
    expect(desk.page.locator(".talk").first).to_contain_text("Nomor NIB saya juga salah.")
