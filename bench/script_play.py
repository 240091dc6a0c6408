"""Plays a conversation of docs/dialogues with the real judgement; keeps records as the use case does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, reduce

from bench.script import Exchange, Script
from intake.channel import Channel
from intake.conversation import (
    AddTo,
    CaseSummary,
    Context,
    Conversation,
    Known,
    Record,
    Said,
    Step,
)
from intake.dialogue import step
from intake.numbers import make
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.judge import Judge
from triage.model import load_model
from triage.packs.loader import load_pack
from triage.types import Assessment, Facts
from triage.window import local_day

CALENDAR = Calendar(version="tanpa libur", years=frozenset({2026, 2027}))


@cache
def judge_of(pack: str) -> Judge:
    """The real judgement with that pack."""
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
        self.texts: dict[str, str] = {}
        self.joined: dict[int, tuple[str, ...]] = {}

    def context(self) -> Context:
        """What the step may look at."""
        known = self.script.header.get("known")
        return Context(
            pack=self.judge.pack,
            calendar=CALENDAR,
            judge=self._assess,
            cases=self.cases,
            known=Known("k", known) if known else None,
            continue_url=self.script.header.get("formulir", ""),
        )

    def _assess(self, text: str, sent_at: datetime, facts: Facts) -> Assessment:
        return assess_text(self.judge, text, sent_at, facts)

    def hear(self, exchange: Exchange) -> Step:
        """One step: what was written, or silence."""
        self.now += timedelta(hours=exchange.wait) or timedelta(minutes=1)
        done = step(self.state, [self._said(text) for text in exchange.said], self.context(), self.now)
        self.state = done.conversation
        for record in [event for event in done.events if isinstance(event, Record)]:
            self._store(record)
        for event in [event for event in done.events if isinstance(event, AddTo)]:
            self._amend(event)
        self.questions += sum(reply.asks is not None for reply in done.replies)
        return done

    def _said(self, text: str) -> Said:
        self.count += 1
        media = 1 if text.startswith("(foto)") else 0
        words = text.removeprefix("(foto)").strip()
        facts = dict(re.findall(r"\{(\w+)=([^}]*)\}", words))
        plain = re.sub(r"\{\w+=[^}]*\}", "", words).strip()
        self.texts[f"m{self.count}"] = plain
        return Said(f"m{self.count}", plain.replace("NOMOR", self.last()), self.now, media=media, facts=facts)

    def last(self) -> str:
        """The newest number."""
        return self.cases[-1].number if self.cases else "NOMOR"

    def _amend(self, event: AddTo) -> None:
        """What joins a record: its words beside the first ones, and what it corrects."""
        place = next(n for n, case in enumerate(self.cases) if case.number == event.number)
        texts = [self.texts[one] for one in event.message_ids]
        self.joined[place] = (*self.joined.get(place, ()), *texts)
        if event.why == "confidential":
            self.records[place] = replace(self.records[place], confidential=True)
        if event.amended:
            self.records[place] = replace(event.amended, text=self.records[place].text)

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


def filled(done: Step, play: Play) -> list[str]:
    """The replies as sent: the n-th acknowledgement holds the n-th new number."""
    made = sum(isinstance(event, Record) for event in done.events)
    numbers = iter([case.number for case in play.cases[len(play.cases) - made :]])
    texts = []
    for reply in done.replies:
        number = next(numbers, play.last()) if "{number}" in reply.text else ""
        fields = {"{number}": number, "{secret}": "ABCDEFGHJK", "{link}": "https://x.id"}
        texts.append(reduce(lambda text, name: text.replace(name, fields[name]), fields, reply.text))
    return texts


def words(play: Play) -> str:
    """The citizen's own words of the last record: those it was made with, and those that joined it."""
    place = len(play.records) - 1
    return "\n".join((play.records[place].text, *play.joined.get(place, ())))


def facts(play: Play) -> dict[str, str]:
    """The last record in the words of the files."""
    record = play.records[-1]
    assessment = record.assessment
    treated, due = assessment.treated_as, assessment.due
    service, received = assessment.service, record.facts.received or assessment.reading.received
    return {
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
