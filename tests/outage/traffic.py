"""Citizens who each complain once, in words that leave nothing to ask, by whatever way; and what became of them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from tests.system import System, wait_for

WAYS = ("whatsapp", "sms", "telegram", "mail")
TEXT = "Nama saya {name}. Sertifikat standar saya terbit kemarin tapi alamatnya salah ketik, kode uji {code}"


def name_of(n: int) -> str:
    """A name of letters only, another for every citizen."""
    return "Rudi " + "".join(chr(65 + int(digit)) for digit in str(n)).capitalize()


@dataclass(frozen=True, slots=True)
class Citizen:
    """One citizen: the `n`-th, who writes by `way`."""

    n: int
    way: str

    @property
    def address(self) -> str:
        """Where they write from, as the system stores it."""
        if self.way == "telegram":
            return str(880_000 + self.n)
        return f"warga{self.n}@contoh.test" if self.way == "mail" else f"+62813{70_000_000 + self.n}"

    def write(self, system: System) -> None:
        """Hands the complaint to the provider."""
        text = TEXT.format(name=name_of(self.n), code=f"{self.n:05d}")
        body: dict[str, object] = {"from": self.address, "text": text}
        if self.way == "telegram":
            body = {"chat": int(self.address), "name": "Warga", "text": text}
        if self.way == "mail":
            body = body | {"subject": "Pengaduan"}
        system.control(f"/{self.way}/send", body)

    def replies(self, system: System) -> int:
        """How many messages of ours they have got."""
        if self.way == "mail":
            return len(system.mails(self.address))
        return len(system.received(self.way, self.address))


@dataclass
class Traffic:
    """Writes at a steady rate in a thread of its own until `stop`."""

    system: System
    per_second: float
    ways: Sequence[str] = WAYS
    first: int = 1
    written: list[Citizen] = field(default_factory=list)

    def __enter__(self) -> Traffic:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        begun, n = time.monotonic(), 0
        while not self._stop.is_set():
            citizen = Citizen(self.first + n, self.ways[n % len(self.ways)])
            with contextlib.suppress(httpx.HTTPError):  # the provider did not take it: the citizen sees that
                citizen.write(self.system)
                self.written.append(citizen)
            n += 1
            self._stop.wait(max(0.0, begun + n / self.per_second - time.monotonic()))


@dataclass(frozen=True, slots=True)
class Account:
    """What became of citizens' complaints, by way: lost and doubled complaints, inbound messages and replies."""

    complaints_lost: Counter[str]
    complaints_doubled: Counter[str]
    inbound_lost: Counter[str]
    inbound_doubled: Counter[str]
    replies_lost: Counter[str]
    replies_doubled: Counter[str]


def settle(system: System, citizens: Sequence[Citizen], seconds: float) -> Account:
    """Waits until everybody was answered or `seconds` are over, then counts."""
    with contextlib.suppress(AssertionError):
        wait_for("all answered", lambda: _recorded(system) >= len(citizens) and _unsent(system) == 0, seconds, 0.5)
    time.sleep(2)
    return count(system, citizens)


def _recorded(system: System) -> int:
    return int(system.value("SELECT count(*) FROM complaint WHERE matter LIKE '%kode uji%'"))


def _unsent(system: System) -> int:
    return int(system.value("SELECT count(*) FROM outgoing WHERE state IN ('waiting', 'handing_over')"))


def count(system: System, citizens: Sequence[Citizen]) -> Account:
    """By what the database holds and what the providers gave the citizens."""
    complaints = _by_code(system, "SELECT matter AS text FROM complaint WHERE matter LIKE '%kode uji%'")
    messages = _by_code(system, "SELECT text FROM message WHERE text LIKE '%kode uji%'")
    account = Account(*(Counter() for _ in range(6)))
    for citizen in citizens:
        code = f"{citizen.n:05d}"
        _tally(account.complaints_lost, account.complaints_doubled, citizen.way, complaints[code])
        _tally(account.inbound_lost, account.inbound_doubled, citizen.way, messages[code])
        _tally(account.replies_lost, account.replies_doubled, citizen.way, citizen.replies(system))
    return account


def _by_code(system: System, query: str) -> Counter[str]:
    return Counter(row["text"].split("kode uji ")[1][:5] for row in system.rows(query))


def _tally(lost: Counter[str], doubled: Counter[str], way: str, found: int) -> None:
    if found == 0:
        lost[way] += 1
    elif found > 1:
        doubled[way] += found - 1
