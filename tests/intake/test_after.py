"""After a record: what joins it and what opens a complaint of its own (R13), commands, objection (R26), an officer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.channel import Channel
from intake.conversation import (
    AddTo,
    Conversation,
    HandToOfficer,
    Mark,
    Objection,
    Phase,
    Withdraw,
)
from intake.dialogue import step
from intake.dialogue.stepping import hand_back
from intake.numbers import make
from tests.intake.builders import NOW, case, context, conversation, intents, play, records, said

MINE, OTHER = make("UJI", 2026, 1), make("UJI", 2026, 2)
RECORDED = conversation(phase=Phase.RECORDED, recorded=(MINE,))
WITHIN = context(cases=(case(MINE),))
ANSWERED = case(MINE, state="answered", answered_at=NOW - timedelta(days=2), answer="Sudah kami perbaiki.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tambah: petugasnya juga kasar", "more"),
        ("tambahan pak, kejadiannya di loket 3", "more"),
        (f"untuk {MINE} ada bukti lain lagi", "number"),
        (f"{MINE.lower().replace('-', ' ')} ini kurang lengkap", "number"),
        ("eh salah, tanggalnya 5", "correction"),
        ("nama saya Asep bukan Acep", "correction"),
        ("nama saya Asep", "correction"),
    ],
)
def test_what_joins(text: str, why: str) -> None:
    done = step(RECORDED, [said(text)], WITHIN, NOW)
    assert AddTo(MINE, ("m1",), why) in done.events
    assert records([done]) == []
    assert MINE in done.replies[0].text


def test_a_reply_to_our_message_joins() -> None:
    done = step(RECORDED, [said("ini fotonya ya pak", reply_to_case=MINE)], WITHIN, NOW)
    assert AddTo(MINE, ("m1",), "reply") in done.events


def test_an_answer_to_the_officers_question_joins() -> None:
    within = context(cases=(case(MINE, waiting_for_citizen=True),))
    done = step(RECORDED, [said("berkas saya nomor 55 dari bulan kemarin")], within, NOW)
    assert AddTo(MINE, ("m1",), "answer") in done.events


def test_somebody_elses_number_joins_nothing() -> None:
    _state, steps = play([f"NIB saya belum jadi seperti {OTHER}"], start=RECORDED, within=WITHIN)
    assert not any(isinstance(event, AddTo) for event in steps[0].events)


def test_another_matter_is_a_complaint_of_its_own() -> None:
    """R13: marked as maybe belonging to the one before."""
    _state, steps = play(["nama saya Asep, reklame saya belum jadi"], start=RECORDED, within=WITHIN)
    (record,) = records(steps)
    assert record.maybe_belongs_to == MINE


def test_urging_is_told_the_due_date_and_opens_nothing() -> None:
    done = step(RECORDED, [said("tolong cepet ya pak")], WITHIN, NOW)
    assert intents([done]) == [["status"]]
    assert done.events == (Mark(("m1",), "thanks"),)


@pytest.mark.parametrize("text", ["terima kasih", "ok pak", "hatur nuhun", "siap", "🙏"])
def test_thanks_open_nothing(text: str) -> None:
    _state, steps = play([text], start=RECORDED, within=context(cases=(ANSWERED,)))
    assert records(steps) == []
    assert not any(isinstance(event, AddTo | Objection) for event in steps[0].events)


def test_the_same_report_again_is_marked_not_recorded() -> None:
    text = "nama saya Asep, NIB saya belum jadi"
    state, _steps = play([text])
    done = step(replace(state, recorded=(MINE,)), [said(text, 9)], WITHIN, NOW)
    assert done.events[0] == Mark(("m9",), "duplicate")
    assert records([done]) == []
    assert MINE in done.replies[0].text


@pytest.mark.parametrize(
    ("text", "days", "objects"),
    [
        ("saya belum puas, masih salah", 2, True),
        ("keberatan", 14, True),
        ("keberatan", 15, False),
        ("terima kasih", 2, False),
    ],
)
def test_objection(text: str, days: int, objects: bool) -> None:
    """R26: within 10 working days after the answer; Monday NOW, so 14 days back are 10 working days."""
    answered = replace(ANSWERED, answered_at=NOW - timedelta(days=days))
    done = step(RECORDED, [said(text)], context(cases=(answered,)), NOW)
    assert (Objection(MINE, ("m1",)) in done.events) is objects


def test_no_objection_before_an_answer() -> None:
    done = step(RECORDED, [said("saya tidak puas dengan pelayanan loket")], WITHIN, NOW)
    assert not any(isinstance(event, Objection) for event in done.events)


# --- commands --------------------------------------------------------------------------------------------------------


def test_status_of_the_newest() -> None:
    done = step(RECORDED, [said("STATUS")], WITHIN, NOW)
    assert MINE in done.replies[0].text
    assert "Desember 2026" in done.replies[0].text
    assert done.events == ()


def test_status_tells_the_answer() -> None:
    done = step(RECORDED, [said(f"status {MINE}")], context(cases=(ANSWERED,)), NOW)
    assert "Sudah kami perbaiki." in done.replies[0].text
    assert "paling lambat" not in done.replies[0].text


@pytest.mark.parametrize("typed", [OTHER, f"{OTHER} ABCDEFGHJK", "UJI-26-00002-0", "12345"])
def test_a_foreign_number_looks_like_none(typed: str) -> None:
    """Decision 10: the number alone shows nothing, and the same for numbers that do not exist."""
    done = step(RECORDED, [said(f"STATUS {typed}")], WITHIN, NOW)
    none = step(RECORDED, [said("STATUS UJI-26-09999-Z")], WITHIN, NOW)
    assert [reply.text for reply in done.replies] == [reply.text for reply in none.replies]
    assert "kode rahasia" in done.replies[0].text


def test_status_with_the_right_secret() -> None:
    within = context(by_number={OTHER: case(OTHER)})
    done = step(conversation(), [said(f"STATUS {OTHER} ABCDEFGHJK")], within, NOW)
    assert OTHER in done.replies[0].text


def test_status_without_any_complaint() -> None:
    assert intents([step(conversation(), [said("status")], context(), NOW)]) == [["status_none"]]


def test_withdrawing_the_draft_leaves_a_trace() -> None:
    state, steps = play(["NIB saya belum jadi", "BATAL"])
    assert steps[1].events == (Withdraw(None), Mark(("m1",), "withdrawn"))
    assert (state.matter, state.withdrawn) == ((), True)


def test_withdrawing_the_newest() -> None:
    done = step(RECORDED, [said("batal")], WITHIN, NOW)
    assert Withdraw(MINE) in done.events


@pytest.mark.parametrize("cases", [(), (ANSWERED,), (case(MINE, withdrawn=True),)])
def test_nothing_to_withdraw(cases: tuple[()]) -> None:
    done = step(RECORDED, [said("batal")], context(cases=cases), NOW)
    assert not any(isinstance(event, Withdraw) for event in done.events)
    assert intents([done]) == [["nothing_to_withdraw"]]


def test_nobody_withdraws_what_is_not_theirs() -> None:
    within = context(cases=(case(MINE),), by_number={OTHER: case(OTHER)})
    done = step(RECORDED, [said(f"BATAL {OTHER}")], within, NOW)
    assert not any(isinstance(event, Withdraw) for event in done.events)


def test_confidential_afterwards() -> None:
    done = step(RECORDED, [said("RAHASIA")], WITHIN, NOW)
    assert AddTo(MINE, ("m1",), "confidential") in done.events


def test_confidential_as_an_answer_to_the_name() -> None:
    _state, steps = play(["NIB saya belum jadi", "rahasia"])
    (record,) = records(steps)
    assert (record.name, record.confidential) == (None, True)


@pytest.mark.parametrize(("text", "word"), [("BAHASA SUNDA", "Sunda"), ("bahasa inggris", "English")])
def test_language(text: str, word: str) -> None:
    state, steps = play([text, "halo"])
    assert word in steps[0].replies[0].text
    assert state.language == ("su" if word == "Sunda" else "en")


def test_only_the_offices_languages() -> None:
    office = context().pack.office.model_copy(update={"languages": ("id",)})
    within = replace(context(), pack=context().pack.model_copy(update={"office": office}))
    state, steps = play(["BAHASA SUNDA", "abdi teu acan nampi ijin"], within=within)
    assert intents(steps)[0] == ["language_help"]
    assert state.language == "id"


def test_help() -> None:
    done = step(conversation(), [said("BANTUAN")], context(), NOW)
    assert "STATUS" in done.replies[0].text


def test_the_bot_is_silent_while_an_officer_talks() -> None:
    texts = ["NIB saya belum jadi", "PETUGAS", "halo?", "ini tambahan cerita saya soal loket"]
    state, steps = play(texts)
    assert HandToOfficer("asked") in steps[1].events
    assert intents(steps)[2:] == [[], []]
    assert state.matter == ("NIB saya belum jadi", "halo?", "ini tambahan cerita saya soal loket")
    back = hand_back(state)
    assert back.phase is Phase.GATHERING
    assert intents(play(["Asep"], start=replace(back, asked=()))[1]) != [[]]


def test_what_is_said_to_an_officer_without_a_draft_is_marked() -> None:
    _state, steps = play(["PETUGAS", "berapa biaya NIB?"])
    assert steps[1].events == (Mark(("m2",), "for_officer"),)


def test_a_complaint_told_to_an_officer_is_recorded_by_silence() -> None:
    """R13: nobody's complaint depends on whether the officer gets to it."""
    state, steps = play(["PETUGAS", "toilet kotor sekali"])
    assert intents(steps)[1] == []
    done = step(state, [], context(flush=True), NOW)
    assert [record.text for record in records([done])] == ["toilet kotor sekali"]
    assert done.conversation.phase is Phase.WITH_OFFICER


# --- silence ---------------------------------------------------------------------------------------------------------


def _silent(state: Conversation, **hours: float) -> list[list[str]]:
    return intents([step(state, [], context(), NOW + timedelta(**hours))])


def test_one_reminder_then_the_record() -> None:
    """R12: after four hours once, after twenty-four the report counts without the answer."""
    state, _steps = play(["NIB saya belum jadi"])
    assert _silent(state, hours=1) == [[]]
    reminded = step(state, [], context(), NOW + timedelta(hours=4, minutes=2))
    assert intents([reminded]) == [["reminder"]]
    assert _silent(reminded.conversation, hours=5) == [[]]
    done = step(reminded.conversation, [], context(), NOW + timedelta(hours=24, minutes=2))
    (record,) = records([done])
    assert record.facts.declined >= {"name"}
    assert record.assessment.treated_as is not None
    assert record.assessment.treated_as.rule == "R12"


def test_no_reminder_by_sms() -> None:
    state, _steps = play(["NIB saya belum jadi"], start=conversation(Channel.SMS))
    assert _silent(state, hours=5) == [[]]
    assert _silent(state, hours=25) == [["acknowledgement"]]


def test_flush_records_at_once() -> None:
    state, _steps = play(["NIB saya belum jadi"])
    done = step(state, [], context(flush=True), NOW)
    assert len(records([done])) == 1


def test_a_late_answer_after_silence_joins() -> None:
    """R13: it answers our question."""
    state, _steps = play(["NIB saya belum jadi"])
    state = replace(step(state, [], context(flush=True), NOW).conversation, recorded=(MINE,))
    done = step(state, [said("Asep", 5)], WITHIN, NOW)
    (joined,) = [event for event in done.events if isinstance(event, AddTo)]
    assert (joined.number, joined.message_ids, joined.why) == (MINE, ("m5",), "answer")
    assert joined.amended is not None
    assert joined.amended.name == "Asep"
    assert joined.amended.text == "NIB saya belum jadi"


def test_a_draft_without_matter_is_closed() -> None:
    state, _steps = play(["halo"])
    done = step(state, [], context(flush=True), NOW)
    assert (done.replies, records([done])) == ((), [])
    assert done.conversation.open_question is None


def test_a_photo_without_words_goes_to_an_officer() -> None:
    state, _steps = play([said("", media=1)])
    done = step(state, [], context(flush=True), NOW)
    assert done.events == (Mark(("m1",), "blank"), HandToOfficer("media_only"))
