"""Mails waiting in Dovecot, to a recorded complaint and an acknowledgement handed to SMTP.

The worker starts with an empty queue and a full mailbox; the clock runs from its readiness to the last acknowledgement
at an SMTP server that only counts.  Beside it, what the mail servers alone need: imaplib fetching the same mails, and
smtplib sending as many, one connection each.
"""

from __future__ import annotations

import smtplib
import time
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from bench.house import House, house
from bench.result import Result
from tests.dovecot import INSTALLED, Dovecot, free_port
from tests.outage.traffic import TEXT, name_of
from tests.system import wait_for

BUDGET = {"per_second": 40.0, "lost": 0.0, "doubled": 0.0}
OFFICE = "pengaduan@contoh.test"
PATIENCE_S = 180.0


class Counting:
    """An SMTP server's handler that keeps when and for whom each mail came."""

    def __init__(self) -> None:
        self.came: list[tuple[float, str]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        """Takes everything."""
        self.came.append((time.perf_counter(), envelope.rcpt_tos[0]))
        return "250 OK"


def run(*, quick: bool) -> Result:
    """Quick: 200 mails; else 500."""
    count = 200 if quick else 500
    if not INSTALLED:
        raise SystemExit("mail needs Debian's dovecot: apt-get install dovecot-imapd")
    dovecot, sink = Dovecot().start(), Counting()
    server = Controller(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        dovecot.deliver([_mail(n) for n in range(count)])
        with house("web", **_settings(dovecot, server.port)) as system:
            seconds, cpu = _drain(system, sink, count)
            measured = {
                "worker_cpu_ms": round(cpu * 1000 / count, 1),
                "per_second": round(count / seconds, 1),
                "lost": float(count - system.value("SELECT count(DISTINCT conversation_id) FROM complaint")),
                "doubled": float(len(sink.came) - len({address for _, address in sink.came})),
            }
        measured["servers_alone_per_second"] = round(count / _alone(dovecot, server.port, count), 1)
    finally:
        server.stop()
        dovecot.close()
    print(f"{count} mails in {seconds:.1f} s")
    ok = measured["per_second"] >= BUDGET["per_second"] and measured["lost"] == measured["doubled"] == 0
    return Result("mail", measured, BUDGET, ok)


def _settings(dovecot: Dovecot, smtp_port: int) -> dict[str, str]:
    return {
        "ADUAN_SANDBOX": "0", "ADUAN_MAIL__IMAP_URL": dovecot.url, "ADUAN_MAIL__ADDRESS": OFFICE,
        "ADUAN_MAIL__SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
    }  # fmt: skip


def _drain(system: House, sink: Counting, count: int) -> tuple[float, float]:
    """Seconds on the clock, and of the worker's processor time, from its readiness to the last acknowledgement."""
    system.bring_up("worker")
    begun, used = time.perf_counter(), system.cpu_s("worker")
    wait_for(f"{count} acknowledgements", lambda: len(sink.came) >= count, PATIENCE_S, 0.05)
    return max(at for at, _ in sink.came) - begun, system.cpu_s("worker") - used


def _mail(n: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Warga <warga{n}@contoh.test>", OFFICE
    mail["Subject"], mail["Message-ID"] = "Pengaduan", f"<bench-{n}@contoh.test>"
    mail["Date"] = "Tue, 03 Nov 2026 09:00:00 +0700"
    mail.set_content(TEXT.format(name=name_of(n), code=f"{n:05d}"))
    return mail.as_bytes()


def _alone(dovecot: Dovecot, smtp_port: int, count: int) -> float:
    """Seconds that the two mail servers and the standard library need for as many mails."""
    begun = time.perf_counter()
    client = dovecot.client()
    client.select("INBOX", readonly=True)
    client.fetch("1:*", "(BODY.PEEK[])")
    client.logout()
    for n in range(count):
        with smtplib.SMTP("127.0.0.1", smtp_port) as smtp:
            smtp.sendmail(OFFICE, [f"alone{n}@contoh.test"], _mail(n))
    return time.perf_counter() - begun
