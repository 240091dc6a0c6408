"""A text made readable for the grammar, with every character's way back to the citizen's own words kept.

`norm` holds the same tokens as the text, folded (case, width, accents, drawn-out letters, short forms, number
words as figures).  Any match in `norm` is turned into a Span of the original by `Words.span`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from triage.reading.numbers import Token, merge_numbers
from triage.reading.vocabulary import FOLDED
from triage.reading.wordlist import wordset
from triage.types import Span

# Letters may carry combining marks, invisible joiners or an inner apostrophe (Juma'ah); digits stand apart ("500rb").
_TOKEN = re.compile(
    r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]|['’`](?=[^\W\d_]))*|\n|[^\s\w]|_"
)
_FIGURE = re.compile(r"\d")
_MARKS = re.compile(r"[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad'’`]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# What fold changes besides case.
_FOLDS = re.compile(r"([^\W\d_])\1\1|['`]", re.IGNORECASE)
# Words before a 2 that is a figure, not a doubling: "tgl2" is a date, "jd2" is jadi-jadi.
_COUNTED = wordset("tanggal nomor jam loket meja pukul ke no rp kali bulan tgl hal ayat lantai pasal")


@dataclass(frozen=True, slots=True)
class Words:
    """One text, folded.  `lower` are its word tokens before slang folding, `vocabulary` those after it."""

    text: str
    norm: str
    starts: list[int]
    spans: list[tuple[int, int]]
    lower: list[str]
    has_figure: bool
    vocabulary: frozenset[str]

    def span(self, start: int, end: int) -> Span:
        """The citizen's own characters behind norm[start:end]; both ends must touch a token."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_left(self.starts, end) - 1, first)
        begin, stop = self.spans[first][0], self.spans[last][1]
        return Span(begin, stop, self.text[begin:stop])


def fold(word: str) -> str:
    """One word in lower case, NFKC, without marks, joiners, inner apostrophes or drawn-out letters; digits ASCII."""
    if not word.isascii() or "'" in word or "`" in word:
        word = _MARKS.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word)))
        word = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)
    word = word.lower()
    return _DRAWN_OUT.sub(r"\1", word) if len(word) > 2 and not word[0].isdigit() else word


def canonical(word: str) -> str:
    """The form that the grammar knows a folded word by."""
    return FOLDED.get(word, word)


def _raw_tokens(text: str) -> list[Token]:
    """(canonical form, folded word, start, end) for each token, doublings written out."""
    tokens: list[Token] = []
    plain = text.isascii() and not _FOLDS.search(text)
    for match in _TOKEN.finditer(text):
        word = match.group().lower() if plain else fold(match.group()) or "'"
        start, end = match.span()
        if word == "2" and tokens and tokens[-1][3] == start and _doubles(tokens[-1][0], text, end):
            form, lower, begin, _ = tokens[-1]
            tokens[-1] = (f"{form}-{form}", f"{lower}-{lower}", begin, end)
            continue
        form = canonical(word)
        if form == "minggu" and _after_hari(tokens):
            form = "ahad"
        tokens.append((form, word, start, end))
    return tokens


def _after_hari(tokens: list[Token]) -> bool:
    """labels.md: minggu means week unless hari precedes it ("3 hari minggu ini" is still the week)."""
    return bool(tokens) and tokens[-1][0] == "hari" and not (len(tokens) > 1 and tokens[-2][0].isdecimal())


def _doubles(form: str, text: str, end: int) -> bool:
    after = text[end : end + 1]
    return form.isalpha() and len(form) > 1 and form not in _COUNTED and not (after.isdigit() or after == "/")


def words(text: str) -> Words:
    """Fold a text.  Never raises; linear in the length of the text."""
    tokens = merge_numbers(_raw_tokens(text), text)
    parts: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    at, previous_end, previous = 0, -1, ""
    for form, _, start, end in tokens:
        if previous and (start > previous_end or _glued(previous, form)) and previous != "\n" != form:
            parts.append(" ")
            at += 1
        starts.append(at)
        spans.append((start, end))
        parts.append(form)
        at += len(form)
        previous_end, previous = end, form
    lower = [token[1] for token in tokens if token[1][:1].isalpha()]
    norm = "".join(parts)
    return Words(text, norm, starts, spans, lower, bool(_FIGURE.search(norm)), frozenset(_vocabulary(tokens)))


def _vocabulary(tokens: list[Token]) -> set[str]:
    """The words of the folded text; "1 bulan" and "jadi-jadi" count whole and in their parts."""
    forms = {token[0] for token in tokens}
    for form in [f for f in forms if len(f) > 2 and (" " in f or "-" in f)]:
        forms.update(form.replace("-", " ").split())
    return forms


def _glued(left: str, right: str) -> bool:
    """Digits and letters written together become two words."""
    return left[-1:].isalnum() and right[:1].isalnum()
