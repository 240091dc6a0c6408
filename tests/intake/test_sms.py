"""SMS costs and cuts: the tables of 3GPP TS 23.038, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import sms


@pytest.mark.parametrize(
    ("text", "encoding", "units", "count"),
    [
        ("", "gsm7", 0, 0),
        ("halo", "gsm7", 4, 1),
        ("a" * 160, "gsm7", 160, 1),
        ("a" * 161, "gsm7", 161, 2),
        ("a" * 306, "gsm7", 306, 2),
        ("a" * 307, "gsm7", 307, 3),
        ("é" * 160, "gsm7", 160, 1),
        ("€" * 80, "gsm7", 160, 1),
        ("€" * 81, "gsm7", 162, 2),
        ("[]{}\\^~|\f", "gsm7", 18, 1),
        ("`", "ucs2", 1, 1),
        ("“", "ucs2", 1, 1),
        ("ы" * 70, "ucs2", 70, 1),
        ("ы" * 71, "ucs2", 71, 2),
        ("ы" * 134, "ucs2", 134, 2),
        ("ы" * 135, "ucs2", 135, 3),
        ("😀" * 35, "ucs2", 70, 1),
        ("😀" * 36, "ucs2", 72, 2),
        ("a" * 152 + "€" + "a" * 152, "gsm7", 306, 3),  # an escaped sign never straddles two parts
        ("😀" * 67, "ucs2", 134, 3),  # 33 pairs fit one part of 67
        ("\n", "gsm7", 1, 1),
    ],
)
def test_segments(text: str, encoding: str, units: int, count: int) -> None:
    assert sms.segments(text) == sms.Segments(encoding, units, count)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Bapak” – ‘Ibu’…", "\"Bapak\" - 'Ibu'..."),
        ("terima\u00a0kasih 🙏", "terima kasih "),
        ("Jum’at", "Jum'at"),
        ("poé", "poé"),
        ("ā", "a"),
        ("привет", "привет"),
        ("{number}", "{number}"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert sms.fold(text) == folded


@given(st.text())
def test_folding_is_bounded_and_stable(text: str) -> None:
    assert sms.segments(sms.fold(text)).count <= 3 * sms.segments(text).count  # an ellipsis becomes three
    assert sms.fold(sms.fold(text)) == sms.fold(text)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("pendek", 20, ("pendek",)),
        ("", 20, ("",)),
        ("Satu dua. Tiga empat.", 12, ("Satu dua.", "Tiga empat.")),
        ("Satu dua tiga empat", 10, ("Satu dua", "tiga empat")),
        ("Bagian satu.\n\nBagian dua ya.", 20, ("Bagian satu.", "Bagian dua ya.")),
        ("a" * 25, 10, ("a" * 10, "a" * 10, "a" * 5)),
    ],
)
def test_split(text: str, limit: int, parts: tuple[str, ...]) -> None:
    assert sms.split(text, limit) == parts


@given(st.text(max_size=400), st.integers(min_value=1, max_value=90))
def test_split_keeps_every_word(text: str, limit: int) -> None:
    parts = sms.split(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_split_refuses_no_room() -> None:
    with pytest.raises(ValueError, match="limit"):
        sms.split("a", 0)
