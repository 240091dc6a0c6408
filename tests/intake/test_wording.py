"""Replies: within limits, in plain words, with their fields, in three languages."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator
from datetime import date, time

import pytest

from intake import sms
from intake.wording import from_officer, replies
from intake.wording.hours import hours_words
from intake.wording.language import LANGUAGES, date_words, either, fill, translator
from intake.wording.replies import Naming, Slip, Treatment
from triage.packs.schema.office import Hours, Shift

NUMBER, SECRET = "PWKZZ-26-123456-A", "ABCDEFGHJK"
FORBIDDEN = (
    "terlampir",
    "sehubungan",
    "demikian",
    "dimaksud",
    "tersebut",
    "mohon kiranya",
    "perihal",
    "wajib",
    "null",
    "None",
)
DUE = date(2026, 12, 30)  # a long weekday and month name: Rabu, 30 Desember
SAMPLES: dict[str, object] = {
    "short": True,
    "languages": ("id", "su", "en"), "salam": True, "serious": False, "window_days": 30,
    "examples": ("sertifikat standar", "NIB", "PBG"),
    "number": NUMBER, "state": "recorded", "due": DUE, "answer": None, "service": "NIB",
    "component": "fee", "text": "Gratis",
    "row": "43/4", "hours": "Senin 08.00-15.00", "address": "Jalan Veteran 139", "name": True,
    "received": True, "way": "mail", "form": "https://aduan.id/?lanjut=abc", "returns": "Senin, 19 Oktober 2026",
    "wait": 3, "day": date(2026, 12, 30), "slip": Slip(Treatment.LATE, Naming.OPEN, 30, 41, DUE, False, 14), "days": 7,
    "listed": "skala usaha menengah", "more": 3,
}  # fmt: skip


def slips() -> Iterator[Slip]:
    for treatment, naming, provisional in itertools.product(Treatment, Naming, (False, True)):
        yield Slip(treatment, naming, 30, 41, DUE, provisional, 14)


def _arguments(function: object, language: str, **more: object) -> dict[str, object]:
    names = list(inspect.signature(function).parameters)[1:]  # type: ignore[arg-type]  # every entry is a function
    own = {"name": "Entin Supartini"} if function in NAMED else {"number": "112"} if function in CALLED else {}
    return {name: {"language": language, **SAMPLES, **own, **more}[name] for name in names}


NAMED, CALLED = (replies.corrected, replies.amended), (replies.emergency, replies.despair)
PLAIN = [name for name in replies.__all__ if name[0].islower() and name not in {"acknowledgement", "naming"}]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLAIN)
def test_short_replies_fit_two_segments(name: str, language: str) -> None:
    function = getattr(replies, name)
    if name in {"ask_all", "reminder", "from_standard", "among_others"}:
        return  # never by SMS: mail only, not by SMS, and cut where the pack's text is long
    text = function(translator(language), **_arguments(function, language))
    assert sms.segments(text).encoding == "gsm7", text
    assert sms.segments(text).count <= sms.MAX_SEGMENTS, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slip", list(slips()), ids=lambda slip: f"{slip.treatment}-{slip.naming}-{slip.provisional}")
def test_acknowledgements(slip: Slip, language: str) -> None:
    _ = translator(language)
    short = replies.acknowledgement(_, slip, language=language, short=True)
    filled = short.replace("{number}", NUMBER).replace("{secret}", SECRET)
    assert sms.segments(filled).encoding == "gsm7", filled
    assert sms.segments(filled).count <= sms.MAX_SEGMENTS, filled
    long = replies.acknowledgement(_, slip, language=language, short=False)
    for text in (short, long):
        assert "{number}" in text
        assert "{secret}" in text
        assert "2026" in text
        assert "STATUS" in text
    assert len(long) <= 1000


@pytest.mark.parametrize("treatment", [Treatment.IN_TIME, Treatment.NOT_YET_RECEIVED, Treatment.SERIOUS])
def test_the_common_acknowledgement_costs_one_sms(treatment: Treatment) -> None:
    slip = Slip(treatment, Naming.OPEN, 30, None, date(2026, 12, 11), False, 14)
    text = replies.acknowledgement(translator("id"), slip, language="id", short=True)
    filled = text.replace("{number}", "PWK-26-00012-A").replace("{secret}", SECRET)
    assert sms.segments(filled).count == 1, (len(filled), filled)


@pytest.mark.parametrize("name", PLAIN)
def test_plain_words(name: str) -> None:
    """No officialese; sentences of at most 30 words, as a 12-year-old reads them."""
    function = getattr(replies, name)
    text = function(translator("id"), **_arguments(function, "id", short=False))
    assert not [word for word in FORBIDDEN if word in text]
    for sentence in text.replace("\n", ". ").replace("?", ".").replace(":", ".").split(". "):
        assert len(sentence.split()) <= 30, sentence


def test_the_due_date_is_said_in_words() -> None:
    assert date_words(date(2026, 12, 11), "id") == "Jumat, 11 Desember 2026"
    assert date_words(date(2026, 12, 11), "en") == "Friday, 11 December 2026"
    assert date_words(date(2026, 12, 11), "id", short=True) == "11 Des 2026"


def test_a_provisional_due_date_says_so() -> None:
    slip = Slip(Treatment.IN_TIME, Naming.OPEN, 30, None, DUE, True, 14)
    assert "sementara" in replies.acknowledgement(translator("id"), slip, language="id", short=False)
    assert "sementara" in replies.acknowledgement(translator("id"), slip, language="id", short=True)


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("{a} dan {b}", {"a": "x"}, "x dan {b}"),
        ("{a}", {"a": "{secret}"}, "secret"),
        ("{a}{a}", {"a": 1}, "11"),
        ("tanpa", {"a": 1}, "tanpa"),
        ("{ a }", {"a": 1}, "{ a }"),
    ],
)
def test_fill(text: str, values: dict[str, object], filled: str) -> None:
    assert fill(text, **values) == filled


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a atau b"), (("a", "b", "c"), "a, b atau c")]
)
def test_either(words: tuple[str, ...], said: str) -> None:
    assert either(words, "atau") == said


def test_an_unknown_language_reads_indonesian() -> None:
    assert translator("xx")("Kemarin") == "Kemarin"


def test_hours() -> None:
    day, friday = (Shift(opens=time(8), closes=time(15, 30)),), (Shift(opens=time(8), closes=time(11)),)
    hours = Hours(days={1: day, 2: day, 4: day, 5: friday})
    assert hours_words(hours, "id") == "Senin-Selasa 08.00-15.30; Kamis 08.00-15.30; Jumat 08.00-11.00"


def test_words_of_officers_keep_their_fields() -> None:
    text = from_officer.answer(translator("id"), number=NUMBER, text="Sudah {beres}.")
    assert NUMBER in text
    assert "Sudah {beres}." in text
