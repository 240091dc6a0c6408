"""Complaint numbers and secrets (decision 10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import numbers

NUMBER = numbers.make("PWK", 2026, 12)
OFFICES = st.from_regex(r"\A[A-Z]{2,5}\Z").filter(lambda code: set(code) - set("IO"))
MADE = st.builds(numbers.make, OFFICES, st.integers(2020, 2099), st.integers(1, 999_999))


def test_shape() -> None:
    assert NUMBER == "PWK-26-00012-A"
    assert numbers.make("PWK", 2026, 123_456).startswith("PWK-26-123456-")


@pytest.mark.parametrize(
    "typed",
    [
        "PWK-26-00012-A",
        "pwk-26-00012-a",
        "PWK 26 00012 A",
        "PWK2600012A",
        " pwk 26-00012a ",
        "PWK-26-OOO12-A",
        "PWK-26-000I2-A",
        "PWK-26-000i2-a",
        "PWK.26.00012.A",
        "PWK – 26 – 00012 – A",
    ],
)
def test_parse_as_typed(typed: str) -> None:
    assert numbers.parse(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "PWK",
        "PWK-26-00012",
        "PWK-26-00012-B",
        "PWK-26-00021-A",
        "PKW-26-00012-A",
        "081234567890",
        "12-26-00012-A",
        "PWK-26-00012-A x",
    ],
)
def test_parse_refuses(typed: str) -> None:
    assert numbers.parse(typed) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("laporan saya pwk-26-00012-a gimana", (NUMBER,)),
        (f"{NUMBER}, {NUMBER.lower()} dan lainnya", (NUMBER,)),
        ("hubungi 081234567890 atau PWK-26-00012-B", ()),
        ("", ()),
    ],
)
def test_find(text: str, found: tuple[str, ...]) -> None:
    assert numbers.find(text) == found


@given(MADE)
def test_made_is_read_back_however_typed(number: str) -> None:
    assert numbers.parse(number) == number
    assert numbers.parse(number.replace("-", "").lower()) == number
    assert numbers.find(f"soal {number} ya") == (number,)


@given(MADE, st.integers(0, 20), st.sampled_from(numbers.ALPHABET))
def test_one_wrong_character_is_noticed(number: str, place: int, char: str) -> None:
    places = [i for i, c in enumerate(number) if c != "-"]
    at = places[place % len(places)]
    wrong = number[:at] + char + number[at + 1 :]
    if wrong != number:
        assert numbers.parse(wrong) != number
        assert number not in numbers.find(wrong)


@given(st.text())
def test_any_text_is_read_without_fault(text: str) -> None:
    for number in numbers.find(text):
        assert numbers.parse(number) == number
    numbers.parse(text)
    numbers.read_secret(text)


@pytest.mark.parametrize("code", ["", "P", "OIO", "12", "PWKXXXX", "P-K"])
def test_make_refuses_office(code: str) -> None:
    with pytest.raises(ValueError, match="office code"):
        numbers.make(code, 2026, 1)


def test_make_refuses_sequence() -> None:
    with pytest.raises(ValueError, match="sequence"):
        numbers.make("PWK", 2026, 0)


@given(st.binary(min_size=64, max_size=64))
def test_secret(random_bytes: bytes) -> None:
    try:
        made = numbers.secret(random_bytes)
    except ValueError:
        assert sum(byte < 248 for byte in random_bytes) < numbers.SECRET_LENGTH
        return
    assert len(made) == numbers.SECRET_LENGTH
    assert not set(made) & set("01IOL")
    assert numbers.read_secret(f" {made[:5].lower()}-{made[5:]} ") == made


def test_secret_is_even() -> None:
    drawn = [numbers.secret(bytes([byte]) * 10)[0] for byte in range(248)]
    assert {drawn.count(char) for char in numbers.SECRET_ALPHABET} == {8}


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFGHJ0", "ABCDEFGHJKM"])
def test_no_secret(typed: str) -> None:
    assert numbers.read_secret(typed) is None


def test_too_few_bytes() -> None:
    with pytest.raises(ValueError, match="too few"):
        numbers.secret(b"123")
