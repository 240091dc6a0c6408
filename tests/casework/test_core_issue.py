"""R19 (a): the core issue is the citizen's own sentence that carries the grievance, as the real judgement finds it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.core_issue import LONGEST, WORDLESS, core_issue, excerpt
from tests.casework.builders import CALENDAR
from tests.casework.world import NOW
from triage.assess import assess_text
from triage.judge import Judge
from triage.model import load_model
from triage.packs.loader import load_pack


@cache
def judge() -> Judge:
    return Judge.of(load_pack("purwakarta"), load_model(), CALENDAR)


def core(text: str) -> str:
    return core_issue(assess_text(judge(), text, NOW))


WHOLE: list[tuple[str, str]] = [
    ("izin belum terbit", "izin belum terbit"),
    ("pungli di loket", "pungli di loket"),
    ("izin acan kaluar", "izin acan kaluar"),
    ("toilet kotor", "toilet kotor"),
    ("Assalamualaikum. Izin reklame saya belum terbit. Terima kasih.", "Izin reklame saya belum terbit"),
    ("Selamat pagi pak, toilet di lantai dua kotor. Makasih", "toilet di lantai dua kotor"),
    ("pagi min izin reklame sy udah 3 minggu blm keluar makasih", "izin reklame sy udah 3 minggu blm keluar"),
    ("Halo admin, antrian loket lama sekali!!! Mohon ditindaklanjuti.", "antrian loket lama sekali"),
    ("Sampurasun. Berkas abdi teu acan kaluar tos tilu minggu. Hatur nuhun.",
     "Berkas abdi teu acan kaluar tos tilu minggu"),
    ("punten kang abdi ngurus NIB tos 2 minggu teu acan kaluar hatur nuhun",
     "abdi ngurus NIB tos 2 minggu teu acan kaluar"),
    ("Punten pa petugasna nyuhunkeun artos saratus rebu. Nuhun", "petugasna nyuhunkeun artos saratus rebu"),
    ("kamari abdi ka loket, disuruh uih deui sabab berkas teu lengkap padahal geus lengkap",
     "kamari abdi ka loket, disuruh uih deui sabab berkas teu lengkap padahal geus lengkap"),
    ("Hello, my building permit has not been issued for two months. Thank you.",
     "my building permit has not been issued for two months"),
    ("Cuaca hari ini cerah. Saya naik angkot ke kantor. Petugas minta uang 500 ribu supaya cepat.",
     "Petugas minta uang 500 ribu supaya cepat"),
    ("Kantornya bagus dan bersih. Tapi izin PBG saya sudah 2 bulan belum keluar juga",
     "Tapi izin PBG saya sudah 2 bulan belum keluar juga"),
    ("izin saya ditolak tgl. 3 Nov. di loket 2 tanpa alasan", "izin saya ditolak tgl. 3 Nov. di loket 2 tanpa alasan"),
    ("petugas minta Rp. 500.000 untuk NIB", "petugas minta Rp. 500.000 untuk NIB"),
    ("Izin\nsaya\nbelum terbit sudah 3 minggu", "belum terbit sudah 3 minggu"),
    ("Wilujeng enjing, izin toko abdi lami pisan teu acan aya kabar", "izin toko abdi lami pisan teu acan aya kabar"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0][:32]) for row in WHOLE])
def test_one_sentence_without_courtesies(text: str, expected: str) -> None:
    assert core(text) == expected


TWO = [
    ("Izin PBG saya sudah 3 bulan belum terbit. Kemarin hujan. Petugas loket minta uang 500rb.",
     "Izin PBG saya sudah 3 bulan belum terbit … Petugas loket minta uang 500rb"),
    ("My permit has not been issued for two months. The officer asked me for 2 million.",
     "My permit has not been issued for two months … The officer asked me for 2 million"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0][:32]) for row in TWO])
def test_what_weighs_as_much_is_quoted_beside_it(text: str, expected: str) -> None:
    assert core(text) == expected


FILLER = "lalu saya pulang ke rumah naik angkot "
LONG = [
    ("in_the_middle", FILLER * 130 + "petugas loket minta uang 300 ribu supaya cepat " + FILLER * 130),
    ("at_the_end", FILLER * 260 + "petugas loket minta uang 300 ribu supaya cepat"),
    ("at_the_beginning", "petugas loket minta uang 300 ribu supaya cepat " + FILLER * 260),
    ("in_one_of_many_sentences", (FILLER.strip() + ". ") * 130 + "Petugas loket minta uang 300 ribu supaya cepat. "
     + (FILLER.strip() + ". ") * 130),
]  # fmt: skip


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in LONG])
def test_of_ten_thousand_characters_it_finds_the_grievance(text: str) -> None:
    assert len(text) > 9000
    found = core(text)
    assert "etugas loket minta uang 300 ribu supaya cepat" in found
    assert len(found) <= LONGEST


NAMED = [
    "Saya Rahayu mau lapor izin PBG saya belum terbit. Salam, Rahayu",
    "Nama saya Siti Aminah, izin reklame saya belum terbit.",
    "Izin reklame saya belum terbit, hubungi 081234567890. Siti Aminah",
    "Hormat saya, Budi Santoso. Izin reklame belum terbit. Budi Santoso 0812-3456-7890",
]


@pytest.mark.parametrize("text", NAMED)
def test_r14_neither_the_senders_name_nor_their_telephone_is_quoted(text: str) -> None:
    found = core(text)
    assert "belum terbit" in found
    for private in ("Rahayu", "Siti", "Aminah", "Budi", "Santoso", "0812"):
        assert private not in found


WORDLESS_ONES = ["", "   ", "\n\n"]


@pytest.mark.parametrize("text", WORDLESS_ONES)
def test_without_words_it_says_so(text: str) -> None:
    assert core(text) == WORDLESS


ONLY_COURTESY = ["terima kasih", "Selamat pagi", "pak", "👍", "Assalamualaikum wr wb"]


@pytest.mark.parametrize("text", ONLY_COURTESY)
def test_what_is_only_courtesy_stays_as_it_is(text: str) -> None:
    assert core(text) == text


def squeezed(text: str) -> str:
    return " ".join(text.split())


SAID = (
    "izin saya belum terbit petugas minta uang 500rb loket lama . , ! ? ; \n terima kasih pagi pak hatur nuhun "
    "Rp.500.000 tgl. 3 Nov teu acan kaluar … 3 minggu x"
)
WORDS = st.sampled_from(SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=120).map(" ".join) | st.text(max_size=400))
def test_always_the_citizens_own_words_and_never_too_long(text: str) -> None:
    found = core(text)
    assert len(found) <= max(LONGEST, len(WORDLESS))
    if found != WORDLESS:
        own = squeezed(text)
        assert all(squeezed(piece) in own for piece in found.split("…"))


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [("satu dua", 20, "satu dua"), ("satu dua tiga", 9, "satu dua…"), ("satu dua tiga", 10, "satu dua…"),
     ("x" * 9, 5, "xxxx…"), ("a\n\nb", 5, "a b")],
)  # fmt: skip
def test_excerpt_ends_with_a_word(text: str, longest: int, expected: str) -> None:
    assert excerpt(text, longest) == expected
