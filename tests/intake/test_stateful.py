"""Any messages in any order, with restarts, repeats and jumps of the clock: what must always hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from intake import sms
from intake.channel import Channel
from intake.conversation import AddTo, Asks, CaseSummary, Conversation, Mark, Objection, Record, Remind, Said, Step
from intake.dialogue import commands, step
from intake.dialogue.parting import MOST as MOST_PARTS
from intake.numbers import make
from intake.state_json import dump, load
from tests.intake.builders import NOW, case, context, conversation

PIECES = st.sampled_from(
    [
        "halo", "mau lapor", "NIB saya belum jadi", "izin saya salah cetak", "nama saya Asep",
        "Asep", "kemarin", "5",
        "1", "2", "tidak mau", "lupa", "terima kasih", "tambah: petugas kasar", "eh salah, tanggal 5",
        "STATUS", "BATAL",
        "BANTUAN", "PETUGAS", "RAHASIA", "BAHASA SUNDA", "petugas minta uang rokok",
        "petugas mengancam", "toilet kotor",
        "berapa biaya NIB?", "jam buka kantor", "mantap pelayanan", "pinjaman kilat",
        "saran: tambah kursi", "🙏", "",
        "keberatan, belum puas", make("UJI", 2026, 1), f"STATUS {make('UJI', 2026, 2)}",
        "{number} {secret}", "x" * 9000,
        "satu lagi, reklame saya juga belum jadi", "NIB saya belum jadi. reklame saya juga belum jadi.",
        "jangan tanya nama saya", "eh salah, nama saya Acep bukan Asep", "bot goblok", "BAHASA", "Sunda",
        "BATAL. sudah beres", "hoyong paeh", "mana manusianya! PETUGAS", "dengan Rina Marlina dari Plered",
        "مرحبا", "sampai mana berkas saya", "bulan lalu", "reklame", "ini buat bapak saya, izin belum terbit",
    ]
)  # fmt: skip
TEXTS = st.one_of(PIECES, PIECES, st.text(max_size=40), st.lists(PIECES, min_size=2, max_size=3).map(" ".join))


class Talk(RuleBasedStateMachine):
    """One conversation; the machine plays the use case that stores records and their numbers."""

    channel = Channel.WHATSAPP

    def __init__(self) -> None:
        super().__init__()
        self.state: Conversation = conversation(self.channel)
        self.now: datetime = NOW
        self.count = 0
        self.cases: tuple[CaseSummary, ...] = ()
        self.sent: set[str] = set()
        self.placed: set[str] = set()
        self.asked: list[Asks] = []
        self.texts = ["tombol"]  # what a button that is none of ours says
        self.last_text = ""

    def take(self, *messages: Said, flush: bool = False) -> None:
        done = step(
            self.state,
            messages,
            context(cases=self.cases, flush=flush, continue_url="https://x.id/?lanjut=t"),
            self.now,
        )
        again = step(
            self.state,
            messages,
            context(cases=self.cases, flush=flush, continue_url="https://x.id/?lanjut=t"),
            self.now,
        )
        assert done == again, "deterministic"
        self.check(done)
        kept = self.placed | set(done.conversation.message_ids)
        for message in messages:  # R13: nothing is thrown away
            assert message.id in kept or message.choice or commands.parse(message.text), message.text
        self.state = done.conversation
        for event in done.events:
            if isinstance(event, Record):
                number = make("UJI", 2026, len(self.cases) + 1)
                self.cases = (*self.cases, case(number, answered_at=self.now, state="answered"))
                self.state = replace(self.state, recorded=(*self.state.recorded, number))

    def check_records(self, records: list[Record], added: list[AddTo]) -> None:
        """Never two records of one matter, nothing in them that was not said, first words unchanged by corrections."""
        assert len(records) <= MOST_PARTS
        texts = [record.text for record in records]
        assert len(set(texts)) == len(texts)
        for line in "\n".join(texts).split("\n"):
            assert line.strip() in "\n".join(self.texts), "the citizen's own words"
        for event in added:
            if event.amended:
                assert (event.number, event.amended.text) == (self.cases[-1].number, self.last_text)
        self.last_text = texts[-1] if texts else self.last_text

    def check(self, done: Step) -> None:
        records = [event for event in done.events if isinstance(event, Record)]
        self.check_records(records, [event for event in done.events if isinstance(event, AddTo)])
        for event in done.events:
            if isinstance(event, Record | AddTo | Mark | Objection):
                self.placed |= set(event.message_ids)
        if records:
            assert records[0].text.strip()
            self.asked = []
        if not done.conversation.matter:
            self.asked = [] if not done.conversation.asked else self.asked
        questions = [reply.asks for reply in done.replies if reply.asks]
        assert len(questions) <= 1
        for asks in questions:
            assert done.conversation.open_question is asks
        assert sum(isinstance(event, Remind) for event in done.events) <= 1
        for reply in done.replies:
            assert reply.text.strip()
            if self.channel is Channel.SMS:
                filled = reply.text.replace("{number}", "PWK-26-00012-A").replace("{secret}", "ABCDEFGHJK")
                assert sms.segments(filled).count <= sms.MAX_SEGMENTS, reply.intent

    @rule(text=TEXTS, media=st.integers(0, 1))
    def say(self, text: str, media: int) -> None:
        self.take(self.message(text, media))

    @rule(texts=st.lists(TEXTS, min_size=2, max_size=4))
    def say_several(self, texts: list[str]) -> None:
        self.take(*(self.message(text, 0) for text in texts))

    def message(self, text: str, media: int) -> Said:
        self.count += 1
        self.now += timedelta(seconds=40)
        one = Said(f"m{self.count}", text, self.now, media=media, hint_name="Entin")
        self.sent.add(one.id)
        if text not in self.texts:  # the same text twice is kept once in a draft
            self.texts.append(text)
        return one

    @rule(
        choice=st.sampled_from(
            ["name:-", "name:hint", "received:pending", "received:1", "service:nib", "x:y", "service:"]
        )
    )
    def press(self, choice: str) -> None:
        self.count += 1
        self.take(Said(f"p{self.count}", "tombol", self.now, choice=choice))

    @rule()
    def restart(self) -> None:
        self.state = load(json.loads(json.dumps(dump(self.state))))

    @precondition(lambda self: self.sent)
    @rule(back=st.integers(1, 3))
    def repeat(self, back: int) -> None:
        """The provider delivers an older message once more, under its own id."""
        text = self.texts[-min(back, len(self.texts))]
        self.take(self.message(text, 0))

    @rule(
        fields=st.fixed_dictionaries(
            {"name": st.sampled_from(["", "Asep", "ga usah"]), "received": st.sampled_from(["", "kemarin"])}
        )
    )
    def fill_form(self, fields: dict[str, str]) -> None:
        """The form, perhaps the prefilled one."""
        self.take(replace(self.message("NIB saya salah cetak", 0), facts=fields))

    @rule(hours=st.sampled_from([-30, -2]))
    def clock_goes_back(self, hours: int) -> None:
        """A message whose own time lies before the last one's."""
        self.take(replace(self.message("kemarin ya pak", 0), sent_at=self.now + timedelta(hours=hours)))

    @rule(hours=st.sampled_from([1, 4, 5, 24, 100]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.take()

    @precondition(lambda self: self.state.matter)
    @rule()
    def flush(self) -> None:
        self.take(flush=True)
        assert self.state.matter == ()

    @invariant()
    def nothing_is_lost(self) -> None:
        """R13: every message with words that tell something is placed or still in the draft."""
        for text in self.state.matter:
            assert text.strip()
        last = self.state.last
        assert last is None or (last.matter and last.last is None)
        assert set(self.state.message_ids) <= self.sent | {f"p{n}" for n in range(self.count + 1)}

    @invariant()
    def at_most_one_question(self) -> None:
        assert len(set(self.state.asked)) == len(self.state.asked)


class TalkBySms(Talk):
    channel = Channel.SMS


class TalkByMail(Talk):
    channel = Channel.EMAIL


class TalkByForm(Talk):
    channel = Channel.OFFICE_WEB


class TalkByLetter(Talk):
    channel = Channel.LETTER


QUICK = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # the long run is the issue's, not every test run's


@pytest.mark.parametrize("machine", [Talk, TalkBySms, TalkByMail, TalkByForm, TalkByLetter])
def test_any_talk(machine: type[Talk]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(machine, settings=QUICK)


@pytest.mark.parametrize("channel", [Channel.WHATSAPP, Channel.SMS, Channel.EMAIL, Channel.OFFICE_WEB])
def test_every_message_is_placed_or_kept(channel: Channel) -> None:
    """R13, over a long mixed talk: each message that is no command is in an event or in the draft."""
    texts = [text for text in PIECES.elements if text and not commands.parse(text) and text != "Sunda"]  # type: ignore[attr-defined]  # hypothesis keeps them
    state, placed = conversation(channel), set[str]()
    for number, text in enumerate(texts):
        done = step(state, [Said(f"m{number}", text, NOW)], context(), NOW)
        state = done.conversation
        for event in done.events:
            placed |= set(getattr(event, "message_ids", ()))
        assert f"m{number}" in placed | set(state.message_ids), text
