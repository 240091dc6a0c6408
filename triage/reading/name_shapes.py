"""What a name looks like, word by word."""

from __future__ import annotations

import re

from triage.reading.given_names import AMBIGUOUS, GIVEN_NAMES
from triage.reading.name_words import COMPANY, NEVER_NAMES, OFFICE
from triage.reading.normalize import fold

WORD = r"[^\W\d_](?:[^\W\d_]|[.'’-](?=[^\W\d_]))*\.?"
# Verbs by their prefix: "nama saya ditulis salah" tells no name.
_VERB = re.compile(r"(?:di|me|ber|ter|ke|pe)[a-z]{4,}$")
_ENDS = re.compile(
    r"\s*(?:$|[.,;(\n]|(?:dari|mau|ingin|hendak|warga|pemilik|alamat|umur|asal|hp|no|ti|from|bade|hoyong|yang)\b)",
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
    """The name words at the front, at most four; begun with a capital it goes on only so, or with known names."""
    kept: list[re.Match[str]] = []
    for m in words:
        capital = bool(kept) and kept[0].group()[0].isupper()
        if len(kept) == 4 or not is_name_word(m.group(), lower=lower and not capital, first=not kept):
            break
        kept.append(m)
    if len(kept) > 1 and kept[-1].group().isupper() and not kept[0].group().isupper():
        kept.pop()
    return kept


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
    """Whether a word of the name is a common given name."""
    return any(w.lower() in GIVEN_NAMES for w in re.findall(r"[^\W\d_]+", text[slice(*found)]))


def in_lower_case(text: str, found: tuple[int, int]) -> bool:
    """A name in lower case that no list knows."""
    return text[found[0]].islower() and not is_known(text, found)


def stands_alone(text: str, found: tuple[int, int]) -> bool:
    """Whether nothing but an end, an origin or a wish follows."""
    return bool(_ENDS.match(text, found[1]))
