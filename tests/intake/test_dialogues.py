"""Plays docs/dialogues/*.txt with the real judgement and the pack they name: facts, questions, limits, not letters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from intake import sms
from intake.channel import Channel
from intake.conversation import (
    AddTo,
    CaseSummary,
    Context,
    Conversation,
    HandToOfficer,
    Known,
    Mark,
    Objection,
    Record,
    Reply,
    Said,
    Step,
    Withdraw,
)
from intake.dialogue import step
from intake.numbers import make
from tests.intake.script import Exchange, Script, read
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.judge import Judge
from triage.model import load_model
from triage.packs.loader import load_pack
from triage.types import Assessment, Facts
from triage.window import local_day

FOLDER = Path(__file__).parent.parent.parent / "docs" / "dialogues"
FILES = sorted(FOLDER.glob("*.txt"))
AWAITED = frozenset(Path(__file__).with_name("awaited.txt").read_text(encoding="utf-8").split())
"""Written before the code that passes them; a file that passes leaves the list (strict)."""

CALENDAR = Calendar(version="tanpa libur", years=frozenset({2026, 2027}))
FORBIDDEN = re.compile(
    r"\b(?:terlampir|sehubungan|perihal|dimaksud|kiranya|error|null|None|traceback|format salah|menu)\b", re.IGNORECASE
)
EVENTS = {
    "petugas": HandToOfficer,
    "tambah": AddTo,
    "keberatan": Objection,
    "cabut": Withdraw,
    "catat": Record,
    "tandai": Mark,
}


@cache
def judge_of(pack: str) -> Judge:
    return Judge.of(load_pack(pack), load_model(), CALENDAR)


class Play:
    """One script being played; plays the use case that stores records, too."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.judge = judge_of(script.header.get("pack", "purwakarta"))
        self.zone = self.judge.pack.office.tz
        self.now = datetime.fromisoformat(script.header["start"]).replace(tzinfo=self.zone)
        self.state = Conversation("c", Channel.read(script.header["channel"]), "+62")
        self.cases: tuple[CaseSummary, ...] = ()
        self.records: list[Record] = []
        self.questions = self.count = 0

    def context(self) -> Context:
        known = self.script.header.get("known")
        return Context(
            pack=self.judge.pack,
            calendar=CALENDAR,
            judge=self._assess,
            cases=self.cases,
            known=Known("k", known) if known else None,
        )

    def _assess(self, text: str, sent_at: datetime, facts: Facts) -> Assessment:
        return assess_text(self.judge, text, sent_at, facts)

    def hear(self, exchange: Exchange) -> Step:
        self.now += timedelta(hours=exchange.wait) or timedelta(minutes=1)
        done = step(self.state, [self._said(text) for text in exchange.said], self.context(), self.now)
        self.state = done.conversation
        for record in [event for event in done.events if isinstance(event, Record)]:
            self._store(record)
        self.questions += sum(reply.asks is not None for reply in done.replies)
        return done

    def _said(self, text: str) -> Said:
        self.count += 1
        media = 1 if text.startswith("(foto)") else 0
        words = text.removeprefix("(foto)").strip()
        facts = dict(re.findall(r"\{(\w+)=([^}]*)\}", words))
        plain = re.sub(r"\{\w+=[^}]*\}", "", words).strip()
        return Said(f"m{self.count}", plain.replace("NOMOR", self._last()), self.now, media=media, facts=facts)

    def _last(self) -> str:
        return self.cases[-1].number if self.cases else "NOMOR"

    def _store(self, record: Record) -> None:
        number = make(self.judge.pack.office.code, self.now.year, len(self.records) + 1)
        self.records.append(record)
        answered = self.script.header.get("answered") == "ya"
        due = record.assessment.due.at if record.assessment.due else None
        summary = CaseSummary(
            number,
            "answered" if answered else "recorded",
            record.assessment.treated_as.treated_as if record.assessment.treated_as else "undecided",
            None,
            None,
            self.now,
            due,
            answered_at=self.now if answered else None,
            answer="Sudah kami perbaiki." if answered else None,
        )
        self.cases = (*self.cases, summary)
        self.state = replace(self.state, recorded=(*self.state.recorded, number))


def _filled(reply: Reply, play: Play) -> str:
    fields = {"{number}": play._last(), "{secret}": "ABCDEFGHJK", "{link}": "https://x.id"}
    text = reply.text
    for name, value in fields.items():
        text = text.replace(name, value)
    return text


def _awaited(path: Path) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason="expected before the code")] if path.stem in AWAITED else []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem, marks=_awaited(path)) for path in FILES])
def test_dialogue(path: Path) -> None:
    script = read(path)
    play = Play(script)
    for exchange in script.exchanges:
        done = play.hear(exchange)
        _check(exchange, done, play)
    _check_record(script, play)


def _check(exchange: Exchange, done: Step, play: Play) -> None:
    texts = [_filled(reply, play) for reply in done.replies]
    text, where = "\n".join(texts), f"{play.script.name}: {exchange.said}"
    assert bool(done.replies) is not exchange.silent, f"{where}: {text}"
    assert not FORBIDDEN.search(text), f"{where}: {text}"
    if play.state.channel is Channel.SMS:
        assert all(sms.segments(one).count <= sms.MAX_SEGMENTS for one in texts), where
    for check in exchange.checks:
        assert _holds(check, done, text), f"{where}: {check}: {text} {done.events}"


def _holds(check: str, done: Step, text: str) -> bool:
    word, _space, rest = check.partition(" ")
    if word == "tanya":
        return [reply.asks for reply in done.replies if reply.asks] == ([] if rest == "-" else [rest])
    if word == "ada":
        return rest in text
    if word == "tanpa":
        return rest not in text
    if word == "bukan":
        return not any(isinstance(event, EVENTS[rest]) for event in done.events)
    return any(isinstance(event, EVENTS[word]) and rest in str(event) for event in done.events)


def _check_record(script: Script, play: Play) -> None:
    wanted = dict(script.record)
    assert len(play.records) == int(wanted.pop("jumlah", "1" if wanted else "0"))
    if "pertanyaan" in wanted:
        assert play.questions == int(wanted.pop("pertanyaan"))
    if play.records:
        found = _facts(play)
        assert {key: found[key] for key in wanted} == wanted


def _facts(play: Play) -> dict[str, str]:
    record = play.records[-1]
    assessment = record.assessment
    treated, due = assessment.treated_as, assessment.due
    service, received = assessment.service, assessment.reading.received
    return {
        "isi": record.text.replace("\n", " / "),
        "nama": record.name or "-",
        "rahasia": "ya" if record.confidential else "tidak",
        "layanan": (service.id or service.hint or "-") if service else "-",
        "jenis": assessment.kind.value,
        "komponen": assessment.component.value if assessment.component else "-",
        "batas": assessment.admissibility.verdict.value if assessment.admissibility else "-",
        "sebagai": treated.treated_as.value if treated else "-",
        "aturan": treated.rule if treated else "-",
        "terima": str((received.date if received else None) or "-"),
        "tenggat": str(local_day(due.at, play.zone)) if due else "-",
        "disampaikan": f"{record.made_at.astimezone(play.zone):%Y-%m-%d %H:%M}",
        "mungkin": record.maybe_belongs_to or "-",
    }


def test_there_are_enough() -> None:
    scripts = [read(path) for path in FILES]
    assert len(scripts) >= 12
    assert {script.header["channel"] for script in scripts} >= {"whatsapp", "sms", "telegram", "email", "web"}
    assert date(2026, 1, 1) < min(datetime.fromisoformat(script.header["start"]).date() for script in scripts)
