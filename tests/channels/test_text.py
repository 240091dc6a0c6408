"""What is done to every stranger's characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.text import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("tab\there", "tab\there"),
        ("\ufeffhalo", "halo"),
        ("emoji 🙏🏽 and ᮃ", "emoji 🙏🏽 and ᮃ"),
        ("half \ud83d emoji", "half  emoji"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_left_can_be_stored_and_nothing_printable_is_lost(text: str) -> None:
    found = clean(text)
    found.encode("utf-8")
    assert "\x00" not in found
    assert clean(found) == found
    assert [one for one in text if one.isalnum()] == [one for one in found if one.isalnum()]
