"""Signed Twilio webhooks into a real web process on a durable PostgreSQL: answered how fast, and how many.

First 100 messages a second, each a new citizen's complaint, while a worker answers them (the harder half of the
budget).  Then as many as 16 connections bring in, worker and sandbox stopped, against pgbench's single-row inserts at
8 clients on the same cluster, measured before and after.
"""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode, urlsplit

from twilio.request_validator import RequestValidator

from app.settings import Settings, with_sandbox
from bench.figures import milliseconds, percentile
from bench.hits import Hits, at_rate, flat_out, request
from bench.house import House, house
from bench.reference import Disk
from bench.result import Result
from channels.twilio.config import WEBHOOK_PATH

BUDGET = {"p99_ms": 50.0, "to_pgbench": 0.10, "refused": 0.0}
RATE, CLIENTS = 100.0, 16
TEXT = "Nama saya Rudi. Sertifikat standar saya terbit kemarin tapi alamatnya salah ketik, kode {n:06d}"


def run(*, quick: bool) -> Result:
    """Quick: 10 seconds at the rate and 8 flat out; else 60 and 20."""
    steady, seconds = (10, 8) if quick else (60, 20)
    with house(ADUAN_QUIET__CHAT_SECONDS="3") as system:
        sign = Signed(system)
        asyncio.run(at_rate(system.port, sign.some(100), 50))  # warm up
        requests = sign.some(int(RATE * steady))
        with Disk(system.folder) as disk:
            paced = asyncio.run(at_rate(system.port, requests, RATE))
        drained = system.value("SELECT count(*) FROM inbound_event WHERE state <> 'new'")
        print(f"paced: {steady} s at {RATE:g}/s, {paced.statuses}, {drained} events handled meanwhile")
        for name in ("worker", "sandbox"):
            system.stop(name)
        measured = {"p50_ms": _ms(paced, 0.5), "p99_ms": _ms(paced, 0.99), "refused": float(paced.refused)}
        measured |= {"disk_p99_ms": milliseconds(percentile(disk.took, 0.99))}
        measured |= _flat_out(system, sign, seconds)
    ok = all(
        (
            measured["p99_ms"] <= BUDGET["p99_ms"],
            measured["to_pgbench"] >= BUDGET["to_pgbench"],
            measured["refused"] == 0,
        )
    )
    return Result("webhook", measured, BUDGET, ok)


def _flat_out(system: House, sign: Signed, seconds: int) -> dict[str, float]:
    before = system.pgbench(5)
    hits, took = asyncio.run(flat_out(system.port, sign.some(seconds * 3000), CLIENTS, seconds))
    reference = (before + system.pgbench(5)) / 2
    rate = (len(hits.took) - hits.refused) / took
    print(f"flat out: {CLIENTS} connections, {took:.1f} s, {hits.statuses}, worker and sandbox stopped")
    return {
        "per_second": round(rate, 1),
        "pgbench_per_second": round(reference, 1),
        "to_pgbench": round(rate / reference, 3),
        "flat_out_p99_ms": _ms(hits, 0.99),
    }


def _ms(hits: Hits, share: float) -> float:
    return milliseconds(percentile(hits.took, share))


class Signed:
    """Webhooks as Twilio signs them, each of another citizen with another id."""

    def __init__(self, system: House) -> None:
        self._url = system.web_url
        key = (system.folder / "secret_key").read_text(encoding="ascii").strip()
        given = with_sandbox(Settings(secret_key=key, sandbox_port=system.sandbox_port)).twilio
        self._account, self._to = given.account_sid, given.whatsapp_from
        self._validator = RequestValidator(given.auth_token.get_secret_value())
        self._count = 0

    def some(self, count: int) -> list[bytes]:
        """`count` requests that were never sent before."""
        return [self._one() for _ in range(count)]

    def _one(self) -> bytes:
        self._count += 1
        sid = f"SM{self._count:032x}"
        fields = {
            "MessageSid": sid, "SmsMessageSid": sid, "AccountSid": self._account, "NumMedia": "0",
            "From": f"whatsapp:+62813{self._count:08d}", "To": f"whatsapp:{self._to}", "ProfileName": "Warga",
            "WaId": f"62813{self._count:08d}", "Body": TEXT.format(n=self._count), "SmsStatus": "received",
            "NumSegments": "1", "MessageType": "text", "ApiVersion": "2010-04-01",
        }  # fmt: skip
        signature = self._validator.compute_signature(self._url + WEBHOOK_PATH, fields)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
        return request(urlsplit(self._url).netloc, WEBHOOK_PATH, headers, urlencode(fields).encode("ascii"))
