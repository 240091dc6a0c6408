"""What a name looks like, word by word."""

from __future__ import annotations

import re
from collections.abc import Container

from triage.reading.given_names import AMBIGUOUS, GIVEN_NAMES
from triage.reading.name_words import BALINESE, COMPANY, NEVER_NAMES, OFFICE, PARTICLES
from triage.reading.normalize import fold

WORD = r"[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]))*\.?"
# Verbs by their prefix: "nama saya ditulis salah" tells no name.
_VERB = re.compile(r"(?:di|me|ber|ter|ke|pe)[a-z]{4,}$")
_ENDS = re.compile(
    r"\s*(?:$|[.,;(\n]|(?:dari|mau|ingin|hendak|warga|pemilik|alamat|umur|asal|hp|no|ti|from|bade|hoyong|yang|nu"
    r"|tukang|tk|sopir|supir|santri|jualan|dagang|pedagang|penjual|petani|pengusaha|bidan|perawat|guru|rek|here)\b)",
    re.IGNORECASE,
)


def is_verb(word: str) -> bool:
    """Whether a verb's prefix opens the word ("Diperhatikan")."""
    return bool(_VERB.match(word.lower()))


def without_titles(words: list[re.Match[str]], titles: frozenset[str]) -> list[re.Match[str]]:
    """The words after leading titles; "dr" without its dot and before a place is "dari", so it stays."""
    while words and words[0].group().rstrip(".").lower() in titles:
        if words[0].group() == "dr" and len(words) > 1 and words[1].group().lower() not in GIVEN_NAMES:
            break
        words = words[1:]
    return words


def leading_name(words: list[re.Match[str]], *, lower: bool) -> list[re.Match[str]]:
    """The name words at the front, at most five; begun with a capital it goes on only so, or with known names."""
    kept: list[re.Match[str]] = []
    for i, m in enumerate(words):
        following = words[i + 1].group() if i + 1 < len(words) else ""
        capital = bool(kept) and kept[0].group()[0].isupper()
        if len(kept) == 5 or not (
            _inside(m.group(), following, opened=bool(kept))
            or is_name_word(m.group(), lower=lower and not capital, first=not kept)
        ):
            break
        kept.append(m)
        if m.group().endswith(".") and len(m.group()) > 4:
            break
    if len(kept) > 1 and _is_degree(kept[-1].group()) and not kept[0].group().isupper():
        kept.pop()
    return kept


def _is_degree(word: str) -> bool:
    """ "SH" behind "Rina"; the one letter of "Yeni M" stays."""
    return word.isupper() and len(word.rstrip(".")) > 1


def _inside(word: str, following: str, *, opened: bool) -> bool:
    """ "van" between two names, or the "I" before "Gede"."""
    low = word.lower()
    if opened:
        return low in PARTICLES and following[:1].isupper()
    return low in {"i", "ni"} and following.lower() in BALINESE


def is_name_word(word: str, *, lower: bool, first: bool) -> bool:
    """Whether a word can be part of a name; `lower` allows unknown words in lower case."""
    low = fold(word).rstrip(".")
    if low in NEVER_NAMES or low in COMPANY or low in OFFICE:
        return False
    if word[0].isupper():
        return len(low) >= 3 or not first or word.endswith(".")
    if low in GIVEN_NAMES and low not in AMBIGUOUS:
        return True
    return lower and len(low) >= 3 and not _VERB.match(low)


def is_known(text: str, found: tuple[int, int]) -> bool:
    """Whether a word of the name is a common given name; one that is a common word too needs its capital."""
    words = re.findall(r"[^\W\d_]+", text[slice(*found)])
    return any(w.lower() in GIVEN_NAMES and not (w.islower() and w in AMBIGUOUS) for w in words)


def in_lower_case(text: str, found: tuple[int, int]) -> bool:
    """A name in lower case that no list knows."""
    return text[found[0]].islower() and not is_known(text, found)


def stands_alone(text: str, found: tuple[int, int]) -> bool:
    """Whether nothing but an end, an origin or a wish follows."""
    return bool(_ENDS.match(text, found[1]))


def opens_with_acronym(words: list[re.Match[str]]) -> bool:
    """ "PPNI Komisariat", "DKM Al-Ikhlas": a body, not a person."""
    first = words[0].group()
    return len(words) > 1 and len(first) > 2 and first.isupper() and not words[1].group().isupper()


def two_capitals(text: str, found: tuple[int, int]) -> bool:
    """Two to five capitalised words, no verb among them, not all in capitals."""
    words = re.findall(r"[^\W\d_]+", text[slice(*found)])
    told = [word for word in words if word.lower() not in PARTICLES]
    return 2 <= len(told) <= 5 and all(w[0].isupper() and (len(w) == 1 or w[1:].islower()) for w in told)


def without_place(text: str, start: int, end: int, places: Container[str]) -> int:
    """Where the name ends when places behind it are left off ("Ujang Tegalwaru")."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while len(words) > 1 and words[-1].group().casefold() in places:
        words.pop()
    return start + words[-1].end() if words else end
