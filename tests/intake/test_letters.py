"""E-mail asks once for all that is missing; a form is recorded at once with what its fields say."""

from __future__ import annotations

import pytest

from intake.channel import Channel
from intake.conversation import Asks
from intake.dialogue import step
from tests.intake.builders import NOW, context, conversation, intents, play, records, said

MAIL = conversation(Channel.EMAIL)
FORM = conversation(Channel.OFFICE_WEB)


def test_mail_asks_for_everything_at_once() -> None:
    state, steps = play(["izin saya salah cetak alamatnya"], start=MAIL)
    (reply,) = steps[0].replies
    assert (reply.intent, reply.asks) == ("ask_all", Asks.OTHER)
    assert state.asked == (Asks.NAME, Asks.RECEIVED, Asks.SERVICE)
    assert reply.text.count("\n- ") == 3


def test_a_mail_that_tells_all_is_recorded() -> None:
    _state, steps = play(["nama saya Asep, NIB saya salah cetak, diterima kemarin"], start=MAIL)
    assert intents(steps) == [["acknowledgement"]]


@pytest.mark.parametrize(
    ("answer", "name", "verdict", "service"),
    [
        ("Asep\nkemarin\nNIB", "Asep", "in_time", "nib"),
        ("nama saya Asep, kemarin, reklame", "Asep", "in_time", "reklame"),
        ("Asep Sunandar", "Asep Sunandar", "unknown", None),
        ("tidak tahu", None, "unknown", None),
    ],
)
def test_the_answer_to_a_mail(answer: str, name: str | None, verdict: str, service: str | None) -> None:
    _state, steps = play(["izin saya salah cetak alamatnya", answer], start=MAIL)
    (record,) = records(steps)
    assert record.assessment.admissibility is not None
    found = record.assessment.service
    assert (record.name, record.assessment.admissibility.verdict) == (name, verdict)
    assert (found.id if found else None) == service


def test_a_subject_is_part_of_the_matter() -> None:
    message = said("nama saya Asep, sudah lama sekali", subject="NIB saya belum jadi")
    _state, steps = play([message], start=MAIL)
    assert records(steps)[0].text.startswith("NIB saya belum jadi\n")


@pytest.mark.parametrize("subject", ["Re: Laporan", "Fwd: sesuatu", ""])
def test_an_answering_subject_is_not(subject: str) -> None:
    _state, steps = play([said("nama saya Asep, NIB saya belum jadi", subject=subject)], start=MAIL)
    assert records(steps)[0].text == "nama saya Asep, NIB saya belum jadi"


@pytest.mark.parametrize(
    ("facts", "name", "verdict", "treated", "confidential"),
    [
        ({"name": "Asep", "service": "nib", "received": "kemarin"}, "Asep", "in_time", "complaint", False),
        ({"name": "Asep", "service": "nib", "pending": "on"}, "Asep", "not_yet_received", "complaint", False),
        ({"name": "Asep", "service": "Izin Sumur", "received": "40 hari lalu"}, "Asep", "late", "complaint", False),
        ({"name": "Asep", "confidential": "ya"}, "Asep", "unknown", "complaint", True),
        ({"service": "nib"}, None, "unknown", "suggestion", False),
        ({}, None, "unknown", "suggestion", False),
    ],
)
def test_form(facts: dict[str, str], name: str | None, verdict: str, treated: str, confidential: bool) -> None:
    done = step(FORM, [said("permohonan saya salah cetak", facts=facts)], context(), NOW)
    (record,) = records([done])
    assert [reply.intent for reply in done.replies] == ["acknowledgement"]
    assert done.replies[0].asks is None
    assert record.assessment.admissibility is not None
    assert record.assessment.treated_as is not None
    got = (record.name, record.assessment.admissibility.verdict, record.assessment.treated_as.treated_as)
    assert got == (name, verdict, treated)
    assert record.confidential is confidential
    assert "{link}" in done.replies[0].text
    assert "balas" not in done.replies[0].text


def test_a_form_of_a_robot_or_spam_is_marked() -> None:
    done = step(FORM, [said("pinjaman kilat")], context(), NOW)
    assert (records([done]), done.replies) == ([], ())


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.TELEPHONE, Channel.BOX, Channel.PAPER_FORM, Channel.MALL])
def test_what_an_officer_enters_is_recorded_at_once(channel: Channel) -> None:
    _state, steps = play(["izin saya salah cetak"], start=conversation(channel))
    assert len(records(steps)) == 1
