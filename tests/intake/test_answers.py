"""Names in answers: what is taken, and what is never taken for a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dialogue.named import hinted_name, person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asep", "Asep"),
        ("asep sunandar", "Asep Sunandar"),
        ("ASEP", "Asep"),
        ("nama saya Asep", "Asep"),
        ("saya Bu Entin Supartini", "Entin Supartini"),
        ("H. Dadang Suhendar", "Dadang Suhendar"),
        ("abdi Entis", "Entis"),
        ("oh iya nama saya Yayah Rokayah pak", "Yayah Rokayah"),
        ("Asep, dari Plered", "Asep"),
        ("Asep dari Plered", "Asep"),
        ("Wawan tp jgn kasih tau pak ujang ya", "Wawan"),
        ("Siti Nur'aini", "Siti Nur'aini"),
        ("Nur-Aini", "Nur-Aini"),
        ("my name is John Smith", "John Smith"),
        ("an. Yayah", "Yayah"),
        ("Asep\nkemarin\nNIB", "Asep"),
        ("A. Rahman", "A. Rahman"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "ga usah lah", "buat apa", "kenapa harus nama", "petugasnya galak", "tidak mau", "kemarin", "5",
        "081234567",
        "rahasia", "NIB", "ya", "tidak tahu", "saya", "nama saya", "terima kasih", "izin saya belum jadi", "🙏",
        "saya takut", "terserah", "x" * 100, "satu dua tiga empat lima enam", "asep@contoh.id",
    ],
)  # fmt: skip
def test_no_name(text: str) -> None:
    assert person_name(text) is None


@pytest.mark.parametrize(
    ("hint", "name"),
    [("Entin 🌸", "Entin"), ("~Asep~", "Asep"), ("Toko 99", None), ("", None), ("🙏", None), ("x" * 40, None)],
)
def test_hint(hint: str, name: str | None) -> None:
    assert hinted_name(hint) == name


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    for found in (person_name(text), hinted_name(text)):
        assert found is None or 2 <= len(found) <= 80


@pytest.mark.parametrize("piece", [", ", "nama ", "pak ", "- ", "ya : ", "a'"])
def test_long_answers_are_read_quickly(piece: str) -> None:
    assert person_name(piece * 5000) is None
