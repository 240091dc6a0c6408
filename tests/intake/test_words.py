"""What short messages mean by their words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dialogue import persons, tone, words

GREETINGS = [
    "halo", "Haloooo", "hallo min", "P", "p p", "Assalamualaikum", "assalamu'alaikum wr wb", "ass pak", "selamat pagi",
    "Selamat siang pak", "pagi bu 🙏", "punten", "sampurasun", "wilujeng enjing", "good morning", "hi there", "min",
    "kak?", "tes", "Permisi pak", "sampurasun, wilujeng enjing sadayana 🙏", "Good afternoon, dear team!",
]  # fmt: skip
NO_GREETINGS = [
    "", "🙏", "halo izin saya belum jadi", "selamat, anda menang undian", "pagi ini loket tutup", "baik",
    "toilet kotor",
    "assalamualaikum pak mau tanya syarat NIB",
]  # fmt: skip
THANKS = [
    "terima kasih", "Makasih ya pak", "ok", "oke siap", "hatur nuhun", "thanks a lot", "baik bu terima kasih banyak",
    "siap ditunggu", "ya", "alhamdulillah, makasih infonya", "thx min 🙏", "sip",
]  # fmt: skip
NO_THANKS = ["makasih tapi belum beres", "ok tapi kapan", "", "ya saya sudah bayar", "terima berkas"]
REFUSALS = [
    "tidak", "ga mau", "gak usah pak", "enggak perlu", "tidak mau sebut nama", "jangan", "skip", "-", "anonim",
    "rahasia", "ga mau disebut ah takut", "teu kedah", "no", "hamba allah", "no thanks",
]  # fmt: skip
NO_REFUSALS = ["Asep", "tidak ada petugas di loket", "belum", "kemarin", "", "jangan lama-lama dong prosesnya pak"]
UNKNOWNS = [
    "tidak tahu",
    "ga tau pak",
    "lupa",
    "kurang tau",
    "teu terang",
    "poho deui",
    "saya lupa tanggalnya",
    "not sure",
]
NO_UNKNOWNS = ["tahu bulat", "kemarin", "", "petugasnya tidak tahu apa-apa soal syarat yang saya tanyakan tadi"]
CONFIDENCE = [
    "jangan sebut nama saya ya", "tolong nama saya dirahasiakan", "mohon rahasiakan identitas saya",
    "identitas dirahasiakan", "jangan kasih tau nama saya",
    "jgn bilang ke pak Ujang", "keep my name private, confidential please",
    "nami abdi dirusiahkeun",
]  # fmt: skip
NO_CONFIDENCE = ["nama saya Asep", "nama di izin salah", "petugas tidak sebut biaya", ""]
MORE = ["tambah: petugasnya kasar", "Tambahan pak, loket 3", "mau nambahin", "oh ya tambahan", "susulan fotonya"]
NO_MORE = ["bertambah lama", "izin saya belum", "", "saya minta tambahan waktu ditolak"]
CORRECTIONS = [
    "eh salah, tanggalnya 5", "maaf salah, nama saya Asep", "ralat: tgl 5", "nama saya Asep bukan Acep",
    "maksud saya tanggal 6 bukan 5", "bukan tgl 5 harusnya tgl 6", "punten lepat, tanggal 7",
]  # fmt: skip
NO_CORRECTIONS = ["nama di izin salah cetak", "petugas salah", "", "izin saya keliru alamatnya", "tanggal terbit salah"]
OBJECTIONS = [
    "saya belum puas", "tidak puas dengan jawabannya", "masih belum beres pak", "saya keberatan",
    "KEBERATAN jawaban ngawur",
    "percuma lapor", "masih sama saja", "tetap ditagih", "not satisfied", "jawabannya muter-muter",
]  # fmt: skip
NO_OBJECTIONS = ["terima kasih puas", "sudah beres", "", "mantap pak"]
ANNOUNCEMENTS = [
    "mau lapor pak",
    "saya ingin mengadu",
    "ada keluhan",
    "bade lapor",
    "halo mau tanya",
    "I want to complain",
]
NO_ANNOUNCEMENTS = ["mau lapor pungli", "lapor toilet kotor", "", "tanya syarat NIB"]

SELVES = ["nama saya Asep", "nami abdi Entin", "maaf pak nama saya Asep"]
NO_SELVES = ["nama di izin saya salah cetak dan tidak diperbaiki", ""]
TABLE = [
    (words.is_greeting, GREETINGS, NO_GREETINGS),
    (words.is_thanks, THANKS, NO_THANKS),
    (words.is_refusal, REFUSALS, NO_REFUSALS),
    (words.is_unknown, UNKNOWNS, NO_UNKNOWNS),
    (words.wants_confidence, CONFIDENCE, NO_CONFIDENCE),
    (words.is_more, MORE, NO_MORE),
    (words.is_correction, CORRECTIONS, NO_CORRECTIONS),
    (words.is_objection, OBJECTIONS, NO_OBJECTIONS),
    (words.is_announcement, ANNOUNCEMENTS, NO_ANNOUNCEMENTS),
    (words.is_urging, ["tolong cepet ya", "segera diproses pak"], ["prosesnya lama", "cepat petugas marah", ""]),
    (tone.is_despair, ["rasanya pengen mati saja", "saya mau bunuh diri"], ["AC mati", "lampunya mati total", ""]),
    (
        persons.for_another,
        ["ini buat bapak saya", "laporan untuk ibu saya", "saya pinjam hp anak", "ini saya ketikkan buat bapak saya"],
        ["bapak loket", ""],
    ),
    (
        persons.refuses_name,
        [
            "Jangan tanya nama saya",
            "saya tidak mau menyebut nama",
            "ga usah tau nama gw ya",
            "tidak ingin disebut namanya",
        ],
        ["jangan sebut nama saya", "nama saya Asep", "petugas tidak tahu nama saya", ""],
    ),
    (
        tone.is_insult,
        ["bot goblok", "dasar robot bego gak guna", "anjing kalian semua"],
        ["petugas goblok minta uang", "goblok, NIB saya belum jadi", "", "halo"],
    ),
    (
        tone.calls_person,
        ["mana manusianya", "anjing, mana manusianya! PETUGAS", "where is the human"],
        ["PETUGAS loket minta uang", "mana petugas loket 3 dari tadi kosong", "petugas", "IZIN SAYA MANA, PETUGAS"],
    ),
    (persons.names_self, SELVES, NO_SELVES),
]  # fmt: skip
CASES = [(test, text, True) for test, yes, _ in TABLE for text in yes] + [
    (test, text, False) for test, _, no in TABLE for text in no
]


@pytest.mark.parametrize(("recognise", "text", "expected"), CASES, ids=[f"{c[0].__name__}-{c[1]}" for c in CASES])
def test_recognised(recognise: words.Recognise, text: str, expected: bool) -> None:
    assert recognise(text) is expected


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for recognise, _yes, _no in TABLE:
        assert recognise(text) in (True, False)


@pytest.mark.parametrize(
    "piece", ["ya ", "pak ", "terima kasih ", ", ", "nama : ", "salah ", "tidak ", "a", "halo!\n", "-"]
)
def test_long_texts_are_read_quickly(piece: str) -> None:
    """Ten thousand characters of anything: no pattern may run away (the timeout of the run is the judge)."""
    text = (piece * 10_000)[:10_000]
    for recognise, _yes, _no in TABLE:
        recognise(text)
    assert not words.is_greeting(text)
