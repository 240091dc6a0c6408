"""Plays a first message on to its record, with a citizen who answers what is asked from a script.  No I/O.

A row holds `messages` (heard in one step), `answers` by question, `needed` (the facts that a rule needs and the text
lacks, labelled beforehand), `labels` of the text and the `record` expected at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from intake.channel import Channel
from intake.conversation import AddTo, Asks, CaseSummary, Context, Conversation, Mark, Record, Said, Step
from intake.dialogue import step

Row = Mapping[str, Any]
LATER = timedelta(minutes=1)
TURNS = 8
"""No citizen of the material is asked more often."""

FACTS = (Asks.MATTER, Asks.NAME, Asks.RECEIVED, Asks.SERVICE)


@dataclass(frozen=True, slots=True)
class Talk:
    """One row played: what was asked, in order, and what was recorded."""

    row: Row
    asked: tuple[Asks, ...]
    questions: int
    records: tuple[Record, ...]
    marks: tuple[str, ...]


@dataclass
class _Play:
    row: Row
    context: Context
    state: Conversation
    asked: list[Asks] = field(default_factory=list)
    questions: int = 0
    records: list[Record] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    cases: tuple[CaseSummary, ...] = ()

    def hear(self, texts: Sequence[str], at: datetime, turn: int, *, flush: bool = False) -> None:
        said = [Said(f"{turn}.{n}", text, at) for n, text in enumerate(texts)]
        self.take(step(self.state, said, replace(self.context, cases=self.cases, flush=flush), at), at)

    def take(self, done: Step, at: datetime) -> None:
        self.questions += sum(reply.asks is not None for reply in done.replies)
        put = [reply.asks for reply in done.replies if reply.asks]
        before = set(self.state.asked)
        if Asks.OTHER in put:
            put = [asks for asks in done.conversation.asked if asks not in before]
        self.asked += [asks for asks in put if asks]
        self.state = done.conversation
        for event in done.events:
            if isinstance(event, Record):
                self.records.append(event)
                self._number(event, at)
            if isinstance(event, AddTo) and event.amended:
                self.records[-1] = event.amended
            if isinstance(event, Mark):
                self.marks.append(event.kind)

    def _number(self, event: Record, at: datetime) -> None:
        number = f"PWK-26-{len(self.records):05d}-X"
        treated = event.assessment.treated_as.treated_as.value if event.assessment.treated_as else "undecided"
        self.cases = (*self.cases, CaseSummary(number, "recorded", treated, None, None, at, None))
        self.state = replace(self.state, recorded=(*self.state.recorded, number))

    def answer(self, at: datetime, turn: int) -> None:
        """What the citizen says to the open question; to one that asks for several, all of it: by mail or letter in one
        message, on the prefilled form in its fields.
        """
        asks, told = self.state.open_question, self.row["answers"]
        wanted = [asks] if asks and asks is not Asks.OTHER else [one for one in FACTS if one in self.state.asked]
        given = {one.value: str(told[one.value]) for one in wanted if told.get(one.value)}
        if asks is Asks.OTHER and self.state.channel is Channel.OFFICE_WEB:
            said = Said(f"{turn}.0", "\n".join(self.row["messages"]), at, facts=given)
            self.take(step(self.state, [said], replace(self.context, cases=self.cases), at), at)
        else:
            self.hear(["\n".join(given.values()) or "tidak tahu"], at, turn)


def talk(row: Row, context: Context) -> Talk:
    """`row` until nothing is open; what is still a draft then is recorded by silence (R12)."""
    at = datetime.fromisoformat(row["sent_at"])
    play = _Play(row, context, Conversation(row["id"], Channel.read(row["channel"]), "+62"))
    play.hear(row["messages"], at, 0)
    for turn in range(1, TURNS):
        if play.state.open_question is None:
            break
        play.answer(at + turn * LATER, turn)
    if play.state.matter:
        play.hear((), at + TURNS * LATER, TURNS, flush=True)
    return Talk(row, tuple(play.asked), play.questions, tuple(play.records), tuple(play.marks))
