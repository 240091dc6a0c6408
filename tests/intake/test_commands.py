"""The few command words, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dialogue.commands import Command, Word, parse
from intake.numbers import make

NUMBER = make("PWK", 2026, 12)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("STATUS", Command(Word.STATUS)),
        ("status", Command(Word.STATUS)),
        ("/status", Command(Word.STATUS)),
        ("/status@aduanbot", Command(Word.STATUS)),
        ("Status laporan saya pak", Command(Word.STATUS)),
        ("cek laporan saya", Command(Word.STATUS)),
        (f"STATUS {NUMBER}", Command(Word.STATUS, NUMBER, typed=True)),
        (f"status {NUMBER.lower()}", Command(Word.STATUS, NUMBER, typed=True)),
        ("status pwk 26 00012 a", Command(Word.STATUS, NUMBER, typed=True)),
        (f"STATUS {NUMBER} ABCDEFGHJK", Command(Word.STATUS, NUMBER, typed=True)),
        (f"STATUS nomor {NUMBER} kode ABCDEFGHJK", Command(Word.STATUS, NUMBER, typed=True)),
        ("STATUS PWK-26-00012-B", Command(Word.STATUS, None, typed=True)),
        ("status 12345", Command(Word.STATUS, None, typed=True)),
        ("BATAL", Command(Word.WITHDRAW)),
        ("batalkan laporan saya", Command(Word.WITHDRAW)),
        (f"batal {NUMBER}", Command(Word.WITHDRAW, NUMBER, typed=True)),
        ("Bantuan", Command(Word.HELP)),
        ("/help", Command(Word.HELP)),
        ("PETUGAS", Command(Word.OFFICER)),
        ("petugas dong", Command(Word.OFFICER)),
        ("mau bicara dengan orang", Command(Word.OFFICER)),
        ("bisa ngobrol sama petugas?", Command(Word.OFFICER)),
        ("rahasia", Command(Word.CONFIDENTIAL)),
        ("rahasiakan nama saya", Command(Word.CONFIDENTIAL)),
        ("BAHASA", Command(Word.LANGUAGE)),
        ("bahasa sunda", Command(Word.LANGUAGE, rest="su")),
        ("Language English", Command(Word.LANGUAGE, rest="en")),
        ("/start", Command(Word.START)),
        ("/start abc", Command(Word.START)),
    ],
)
def test_command(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "status NIB saya bagaimana",
        "status permohonan 12345",
        "batal terus izin saya dibatalkan sistem",
        "petugasnya kasar",
        "petugas loket 3 kasar",
        "izin saya dibatalkan",
        "cek tolong kenapa izin saya belum jadi",
        "rahasia umum kalau bayar cepat",
        "bahasa petugas kasar",
        "saya bicara dengan petugas kemarin dan dimarahi di depan orang banyak",
        "start up saya belum dapat NIB",
        "STATUS " + "x" * 200,
    ],
)
def test_free_text(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    parse(text)
