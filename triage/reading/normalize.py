"""A text made readable for the grammar, with every character's way back to the citizen's own words kept.

`norm` holds the same tokens as the text, folded (case, width, accents, drawn-out letters, short forms, number
words as figures).  Any match in `norm` is turned into a Span of the original by `Words.span`.
"""

from __future__ import annotations

import re
import string
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from triage.reading.numbers import Token, merge_numbers
from triage.reading.vocabulary import FOLDED
from triage.reading.wordlist import wordset
from triage.types import Span

# Letters may carry combining marks, invisible joiners or an inner apostrophe (Juma'ah); digits stand apart ("500rb").
_TOKEN = re.compile(
    r"\d+|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]|['’`](?=[^\W\d_]))*|\n|[^\s\w]|_"
)
# The same for plain lower-case ASCII without apostrophes.
_PLAIN_TOKEN = re.compile(r"[a-z]+|\d+|\n|[^\s\w]|_")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d")
_MARKS = re.compile(r"[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad'’`]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
# What fold changes besides case, in plain lower case.
_FOLDS = (*(letter * 3 for letter in string.ascii_lowercase), "'", "`")
# Words before a 2 that is a figure, not a doubling: "tgl2" is a date, "jd2" is jadi-jadi.
_COUNTED = wordset("tanggal nomor jam loket meja pukul ke no rp kali bulan tgl hal ayat lantai pasal")


Matches = Iterator[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """One text, folded.  `lower` are its word tokens before slang folding, `vocabulary` those after it.

    `places`: where in `norm` each word stands; `openings`: the words by their first two characters; `plain`: the
    text in lower case, character by character.
    """

    text: str
    norm: str
    starts: list[int]
    spans: list[tuple[int, int]]
    lower: list[str]
    has_figure: bool
    vocabulary: frozenset[str]
    places: dict[str, list[int]]
    openings: dict[str, list[str]]
    plain: str

    def span(self, start: int, end: int) -> Span:
        """The citizen's own characters behind norm[start:end]; both ends must touch a token."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_left(self.starts, end) - 1, first)
        begin, stop = self.spans[first][0], self.spans[last][1]
        return Span(begin, stop, self.text[begin:stop])


@dataclass(frozen=True, slots=True)
class Heads:
    """The words that any match of a pattern can begin with, whole or by their beginning (`stems`).

    `openings`: the first two characters of each stem.
    """

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: str) -> Heads:
        """From running text; `*` ends a stem."""
        entries = table.split()
        return cls(
            frozenset(one for one in entries if not one.endswith("*")),
            tuple(one[:-1] for one in entries if one.endswith("*")),
            frozenset(one[:2] for one in entries if one.endswith("*")),
        )

    def places(self, w: Words) -> list[int]:
        """Where in the folded text a match can begin, in order."""
        found = list(self.words & w.vocabulary)
        for opening in self.openings.intersection(w.openings) if self.openings else ():
            near = w.openings[opening]
            found += [word for word in near if word.startswith(self.stems) and word not in self.words]
        return sorted([at for word in found for at in w.places[word]])


def scan(pattern: re.Pattern[str], heads: Heads, w: Words, begin: int = 0, stop: int | None = None) -> Matches:
    """`pattern.finditer(w.norm, begin, stop)` for a pattern whose every match begins with a word of `heads`."""
    end = len(w.norm) if stop is None else stop
    for at in heads.places(w):
        if begin <= at < end:
            match = pattern.match(w.norm, at, end)
            if match:
                yield match
                begin = max(match.end(), at + 1)


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
    lowered = text.lower()
    if text.isascii() and not any(map(lowered.__contains__, _FOLDS)):
        found = [(match.group(), *match.span()) for match in _PLAIN_TOKEN.finditer(lowered)]
        plain = [(FOLDED.get(word, word), word, start, end) for word, start, end in found]
        if "2" not in lowered and not any(token[0] == "minggu" for token in plain):
            return plain
    else:
        found = [(fold(match.group()) or "'", *match.span()) for match in _TOKEN.finditer(text)]
    return _settled(found, text)


def _settled(found: list[tuple[str, int, int]], text: str) -> list[Token]:
    tokens: list[Token] = []
    for word, start, end in found:
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
    places: dict[str, list[int]] = {}
    at, previous_end, previous = 0, -1, ""
    for form, _, start, end in tokens:
        if previous and (start > previous_end or _glued(previous, form)) and previous != "\n" != form:
            parts.append(" ")
            at += 1
        starts.append(at)
        parts.append(form)
        if form in places:
            places[form].append(at)
        else:
            places[form] = [at]
        at += len(form)
        previous_end, previous = end, form
    norm = "".join(parts)
    _add_inner(places)
    return Words(
        text=text,
        norm=norm,
        starts=starts,
        spans=[token[2:] for token in tokens],
        lower=[token[1] for token in tokens if token[1][:1].isalpha()],
        has_figure=bool(_FIGURE.search(norm)),
        vocabulary=frozenset(places),
        places=places,
        openings=_openings(places),
        plain=lowered(text),
    )


def lowered(text: str) -> str:
    """In lower case with every character in its place (the few that would become two stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)


def _openings(places: dict[str, list[int]]) -> dict[str, list[str]]:
    """The words by their first two characters."""
    openings: dict[str, list[str]] = {}
    for word in places:
        openings.setdefault(word[:2], []).append(word)
    return openings


def _add_inner(places: dict[str, list[int]]) -> None:
    """The words inside "1 bulan" and "jadi-jadi", besides the whole."""
    for form in [f for f in places if len(f) > 2 and not f.isalnum()]:
        for inner in _WORD.finditer(form):
            places.setdefault(inner.group(), []).extend([at + inner.start() for at in places[form]])


def _glued(left: str, right: str) -> bool:
    """Digits and letters written together become two words."""
    return left[-1:].isalnum() and right[:1].isalnum()
