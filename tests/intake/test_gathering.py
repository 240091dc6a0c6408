"""Taking in: what is asked, what is taken without asking, what is recorded (R3, R5, R6, R11, R12, R13, R14, R17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.channel import Channel
from intake.conversation import Asks, HandToOfficer, Known, Mark, Phase, Remind
from intake.dialogue import step
from tests.intake.builders import (
    NOW,
    context,
    conversation,
    intents,
    play,
    records,
    said,
)

PENDING = "NIB saya belum jadi sampai sekarang"
COMPLETE = "nama saya Asep, NIB saya belum jadi"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([COMPLETE], [["acknowledgement"]]),
        (["halo", COMPLETE], [["greeting"], ["acknowledgement"]]),
        ([PENDING, "Asep"], [["ask_name"], ["acknowledgement"]]),
        (["nama saya Asep, reklame saya salah cetak", "kemarin"], [["ask_received"], ["acknowledgement"]]),
        (["nama saya Asep, izin saya salah cetak, diterima kemarin", "NIB"], [["ask_service"], ["acknowledgement"]]),
        (
            ["izin saya salah cetak", "Asep", "kemarin", "NIB"],
            [["ask_name"], ["ask_received"], ["ask_service"], ["acknowledgement"]],
        ),
        (["izin saya salah cetak", "tidak mau"], [["ask_name"], ["acknowledgement"]]),
        (
            ["nama saya Asep, izin saya salah", "lupa", "tidak tahu"],
            [["ask_received"], ["ask_service"], ["acknowledgement"]],
        ),
        (["nama saya Asep, toilet kotor", "tadi, hari ini"], [["ask_received"], ["acknowledgement"]]),
        (["saran: tambah loket hari sabtu"], [["acknowledgement"]]),
        (["petugas minta uang rokok untuk NIB", "gak"], [["ask_name"], ["ask_received"]]),
    ],
)
def test_questions(texts: list[str], expected: list[list[str]]) -> None:
    assert intents(play(texts)[1]) == expected


@pytest.mark.parametrize(
    ("texts", "name", "service", "verdict", "treated", "rule"),
    [
        ([COMPLETE], "Asep", "nib", "not_yet_received", "complaint", "R4"),
        ([PENDING, "nama saya Asep"], "Asep", "nib", "not_yet_received", "complaint", "R4"),
        ([PENDING, "asep sunandar"], "Asep Sunandar", "nib", "not_yet_received", "complaint", "R4"),
        ([PENDING, "Bu Entin Supartini"], "Entin Supartini", "nib", "not_yet_received", "complaint", "R4"),
        ([PENDING, "ga mau"], None, "nib", "not_yet_received", "suggestion", "R12"),
        (["nama saya Asep, NIB saya salah", "kemarin"], "Asep", "nib", "in_time", "complaint", "R2"),
        (["nama saya Asep, NIB saya salah", "40 hari lalu"], "Asep", "nib", "late", "complaint", "R6"),
        (["nama saya Asep, NIB saya salah", "5"], "Asep", "nib", "in_time", "complaint", "R2"),
        (["nama saya Asep, NIB saya salah", "sudah terbit tgl 5"], "Asep", "nib", "in_time", "complaint", "R2"),
        (["nama saya Asep, NIB saya salah", "belum"], "Asep", "nib", "not_yet_received", "complaint", "R4"),
        (["nama saya Asep, NIB saya salah", "3"], "Asep", "nib", "in_time", "complaint", "R2"),
        (["nama saya Asep, NIB saya salah", "1"], "Asep", "nib", "not_yet_received", "complaint", "R4"),
        (["nama saya Asep, NIB saya salah", "lupa"], "Asep", "nib", "unknown", "complaint", "R5"),
        (["nama saya Asep, izin salah cetak kemarin", "reklame"], "Asep", "reklame", "in_time", "complaint", "R2"),
        (["petugas minta uang rokok untuk NIB", "tidak", "lupa"], None, "nib", "unknown", "complaint", "R6"),
    ],
)
def test_facts_of_the_record(
    texts: list[str], name: str | None, service: str, verdict: str, treated: str, rule: str
) -> None:
    _state, steps = play(texts)
    (record,) = records(steps)
    assessment = record.assessment
    assert assessment.service is not None
    assert assessment.admissibility is not None
    assert assessment.treated_as is not None
    assert (record.name, assessment.service.id, assessment.admissibility.verdict) == (name, service, verdict)
    assert (assessment.treated_as.treated_as, assessment.treated_as.rule) == (treated, rule)


def test_the_first_message_that_tells_the_matter_counts() -> None:
    """R3: neither the greeting nor the answers move the time the complaint was made."""
    _state, steps = play(["halo", PENDING, "Asep"])
    (record,) = records(steps)
    assert record.made_at == NOW + timedelta(minutes=2)
    assert record.text == PENDING
    assert record.message_ids == ("m2", "m3")


def test_a_vague_range_on_one_side_is_not_asked() -> None:
    """R5: every day that "bulan lalu" can mean here is not on one side, 3 days are."""
    _state, steps = play(["nama saya Asep, NIB salah, 3 hari lalu"])
    assert intents(steps) == [["acknowledgement"]]
    _state, steps = play(["nama saya Asep, NIB salah, bulan lalu"])
    assert intents(steps) == [["ask_received"]]


def test_several_messages_before_the_bot_speaks_are_one_report() -> None:
    done = step(
        conversation(),
        [said("halo", 1), said("NIB saya belum jadi", 2), said("nama saya Asep", 3), said("sudah lama sekali", 4)],
        context(),
        NOW + timedelta(minutes=5),
    )
    assert [reply.intent for reply in done.replies] == ["acknowledgement"]
    (record,) = records([done])
    assert record.text == "NIB saya belum jadi\nnama saya Asep\nsudah lama sekali"
    assert record.message_ids == ("m2", "m3", "m4")


def test_the_answer_to_the_first_question_may_come_last() -> None:
    state, steps = play(["izin saya salah cetak", "kemarin", "nama saya Asep"])
    assert intents(steps)[:2] == [["ask_name"], ["ask_service"]]
    assert state.phase is Phase.RECORDED
    (record,) = records(steps)
    assert record.name == "Asep"
    assert record.assessment.admissibility is not None
    assert record.assessment.admissibility.verdict == "in_time"


def test_a_refused_name_told_later_is_taken() -> None:
    _state, steps = play(["petugas minta uang rokok", "buat apa", "kemarin", "nama saya Asep"])
    assert intents(steps)[:3] == [["ask_name"], ["ask_received"], ["ask_service"]]
    assert [record.name for record in records(steps)] == ["Asep"]


def test_more_words_instead_of_an_answer_are_kept() -> None:
    """R13: nothing is thrown away; the question is not put again (R12)."""
    _state, steps = play([PENDING, "petugasnya juga galak sekali kepada warga yang datang ke loket itu"])
    (record,) = records(steps)
    assert "galak" in record.text
    assert record.name is None
    assert record.facts.declined >= {"name"}


def test_a_known_citizen_is_not_asked_the_name() -> None:
    _state, steps = play([PENDING], within=context(known=Known("k", "Entin")))
    (record,) = records(steps)
    assert record.name == "Entin"


def test_a_shared_telephone_does_not_lend_its_name() -> None:
    _state, steps = play([f"ini buat bapak saya, {PENDING}", "Dadang"], within=context(known=Known("k", "Entin")))
    assert intents(steps) == [["ask_name"], ["acknowledgement"]]
    assert records(steps)[0].name == "Dadang"


@pytest.mark.parametrize("text", [f"{COMPLETE}, jangan sebut nama saya", f"{COMPLETE} mohon rahasiakan identitas saya"])
def test_confidential_is_not_anonymous(text: str) -> None:
    """R12, R14: a known identity kept hidden counts as identity."""
    _state, steps = play([text])
    (record,) = records(steps)
    assert record.confidential
    assert record.name == "Asep"
    assert "dirahasiakan" in steps[-1].replies[-1].text


@pytest.mark.parametrize(
    ("text", "reason"),
    [("saya diancam, nama saya Asep, NIB belum jadi", "danger"), ("petugas minta uang rokok", "integrity")],
)
def test_serious_matters_call_an_officer_at_once(text: str, reason: str) -> None:
    _state, steps = play([text])
    assert HandToOfficer(reason, urgent=True) in steps[0].events
    _state, steps = play([text, "Asep", "kemarin"])
    assert sum(isinstance(event, HandToOfficer) for one in steps for event in one.events) == 1


def test_danger_names_the_emergency_number() -> None:
    _state, steps = play(["petugas mengancam saya"])
    assert intents(steps) == [["emergency", "ask_name"]]
    assert "112" in steps[0].replies[0].text


def test_despair_brings_a_person_and_the_number() -> None:
    _state, steps = play(["saya mau bunuh diri saja"])
    assert HandToOfficer("danger: despair", urgent=True) in steps[0].events
    assert "112" in steps[0].replies[0].text


@pytest.mark.parametrize(
    ("text", "intent", "mark"),
    [
        ("halo", ["greeting"], "greeting"),
        ("mau lapor pak", ["greeting"], "greeting"),
        ("pinjaman kilat cair hari ini", ["not_ours"], "spam"),
        ("mantap pelayanan kantor ini", ["praise"], "praise"),
        ("berkas saya sudah sampai mana ya", ["status_to_officer"], "status_query"),
        ("berapa biaya NIB?", ["question_to_officer"], "question"),
        ("jam buka kantor kapan ya", ["answer"], "question"),
        ("makasih", ["thanks"], "thanks"),
        ("🙏🙏", ["greeting"], "blank"),
        ("izin", ["greeting"], "unclear"),
    ],
)
def test_what_is_no_complaint_is_marked(text: str, intent: list[str], mark: str) -> None:
    """R13, R17: marked, answered as its kind asks, never recorded as a complaint."""
    _state, steps = play([text])
    assert intents(steps) == [intent]
    assert Mark(("m1",), mark) in steps[0].events
    assert records(steps) == []


def test_robots_are_never_answered() -> None:
    done = step(conversation(Channel.EMAIL), [said("Saya sedang cuti", automatic=True)], context(), NOW)
    assert done.replies == ()
    assert done.events == (Mark(("m1",), "automatic"),)


def test_an_announcement_keeps_the_service_and_asks_for_the_matter() -> None:
    _state, steps = play(
        ["saya mau lapor tentang izin reklame", "jadi gini pak", "nama saya Asep, belum jadi sampai sekarang"]
    )
    assert intents(steps) == [["greeting"], ["listening"], ["acknowledgement"]]
    service = records(steps)[0].assessment.service
    assert service is not None
    assert service.id == "reklame"


def test_three_misunderstandings_bring_an_officer() -> None:
    _state, steps = play(["halo", "hah", "apaan", "p", "hm", COMPLETE])
    assert intents(steps) == [["greeting"], ["listening"], [], ["officer"], [], ["acknowledgement"]]
    assert [HandToOfficer("misunderstood") in one.events for one in steps] == [False, False, False, True, False, False]


def test_a_photo_without_words_is_kept_and_asked_about_once() -> None:
    photo = said("", 1, media=1)
    state, steps = play([photo, said("", 2, media=1), said(COMPLETE, 3)])
    assert intents(steps) == [["media_only"], [], ["acknowledgement"]]
    assert records(steps)[0].message_ids == ("m1", "m2", "m3")
    assert state.message_ids == ()


def test_the_same_text_twice_is_told_once() -> None:
    _state, steps = play([PENDING, PENDING, "Asep"])
    (record,) = records(steps)
    assert record.text == PENDING
    assert record.message_ids == ("m1", "m2", "m3")


def test_a_correction_while_gathering_wins() -> None:
    state, steps = play(["NIB saya salah cetak, diterima 40 hari lalu", "eh salah, diterima kemarin"])
    assert intents(steps) == [["ask_name"], ["noted"]]
    assert state.open_question is Asks.NAME
    (record,) = records(play(["NIB saya salah cetak, diterima 40 hari lalu", "eh salah, diterima kemarin", "Asep"])[1])
    assert record.assessment.admissibility is not None
    assert record.assessment.admissibility.verdict == "in_time"


@pytest.mark.parametrize(
    ("pressed", "field", "value"),
    [
        ("received:pending", "pending", True),
        ("received:1", "pending", False),
        ("service:nib", "service_id", "nib"),
        ("name:-", "declined", (Asks.NAME,)),
    ],
)
def test_buttons_are_taken_late_too(pressed: str, field: str, value: object) -> None:
    state, _steps = play([PENDING])
    state = replace(state, service_id=None)
    done = step(state, [said("x", 2, choice=pressed)], context(), NOW)
    if not records([done]):
        assert getattr(done.conversation, field) == value
    else:
        assert pressed == "name:-"


def test_choices_are_buttons_or_numbers_by_channel() -> None:
    text = "nama saya Asep, NIB saya salah"
    telegram = play([text], start=conversation(Channel.TELEGRAM))[1][0].replies[0]
    assert [choice.value for choice in telegram.choices][:2] == ["received:pending", "received:0"]
    assert "1." not in telegram.text
    whatsapp = play([text])[1][0].replies[0]
    assert whatsapp.choices == ()
    assert "1. Belum jadi" in whatsapp.text
    sms = play([text], start=conversation(Channel.SMS))[1][0].replies[0]
    assert (sms.choices, "1." in sms.text) == ((), False)


def test_the_profile_name_is_offered_not_taken() -> None:
    state, steps = play([said(PENDING, hint_name="Entin 🌸")])
    assert records(steps) == []
    assert "1. Entin" in steps[0].replies[0].text
    done = step(state, [said("1", 2)], context(), NOW)
    assert records([done])[0].name == "Entin"


def test_a_draft_wants_to_be_looked_at_again() -> None:
    _state, steps = play([PENDING])
    assert any(isinstance(event, Remind) for event in steps[0].events)
    _state, steps = play([COMPLETE])
    assert not any(isinstance(event, Remind) for event in steps[0].events)
