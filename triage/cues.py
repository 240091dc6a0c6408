"""Finding cue words: one pass over the text's tokens, denials noticed.  Pure, and quick enough for every message."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from triage.cue_components import COMPONENT_CUES
from triage.cue_words import BOT, CUES, NEGATIONS
from triage.types import Span

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LONGEST = 6000
ALL_CUES = {**CUES, **COMPONENT_CUES}
NAMES = tuple(ALL_CUES)
PLACE = {name: place for place, name in enumerate(NAMES)}
_EXTRA = "tokens question_mark ends_asking exclaims figures link unknown denied_bribe bot sum length"
EXTRA = tuple(_EXTRA.split())
SIZE = len(NAMES) + len(EXTRA)
UNKNOWN = len(NAMES) + EXTRA.index("unknown")
"""Where the vector keeps a number that only the model knows."""
BOT_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in BOT), re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+|$)")
LINK = re.compile(r"https?://|www\.|\bbit ?\.?ly\b|\bt\.me/|\bwa\.me/", re.IGNORECASE)
FIGURE = re.compile(r"\d")
SUM = re.compile(r"\brp\.? ?\d|\d\s*(?:rb|ribu|rebu|jt|juta|k)\b|\b\d{1,3}\.000\b", re.IGNORECASE)
LENGTH = re.compile(
    r"\b(?:\d+|se|dua|tiga|empat|lima|enam)\s*"
    r"(?:hari|hr|minggu|mgg|bulan|bln|tahun|thn|weeks?|months?|days?)\b",
    re.IGNORECASE,
)
_BOT_WORDS = """instru prompt abaikan ignore disregard asisten assistant bot json label jailbreak klasifika classify
    tandai
    confidence password sandi model mark sistem system"""
BOT_WORDS = tuple(_BOT_WORDS.split())
"""One of these stands in every instruction that BOT knows: a quick look before the slow one."""

LENGTH_UNITS = ("hari", "hr", "minggu", "mgg", "bulan", "bln", "tahun", "thn", "week", "month", "day")
LINK_PARTS = ("://", "www.", "ly", ".me/")
"""One of these stands in whatever LENGTH, or LINK, finds."""

SELF = frozenset({"saya", "sy", "kami", "aku", "abdi", "kuring", "gue", "gw"})
"""Who asks here is the citizen: "saya minta uang saya kembali" alleges nothing."""

DENIED_WITHIN = 3
LOGS = np.log1p(np.arange(LONGEST + 1, dtype=np.float64))
"""log(1 + count), for every count that LONGEST characters can hold."""


class Hit(NamedTuple):
    """One cue found, and whether the words before it deny it."""

    cue: str
    span: Span
    denied: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All hits of a text, in order, the names of those not denied, and where each of the text's words begins."""

    text: str
    hits: tuple[Hit, ...]
    starts: tuple[int, ...]
    undenied: frozenset[str]

    @property
    def tokens(self) -> int:
        """The number of words."""
        return len(self.starts)

    def of(self, *names: str) -> tuple[Span, ...]:
        """The undenied words of these cues."""
        if self.undenied.isdisjoint(names):
            return ()
        return tuple([hit.span for hit in self.hits if hit.cue in names and not hit.denied])

    def denied(self, name: str) -> bool:
        """Whether the cue occurs, and only denied."""
        return name not in self.undenied and any(hit.cue == name for hit in self.hits)


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    exact: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for cue, table in ALL_CUES.items():
        for entry in table.split():
            target = stems if entry.endswith("*") else exact
            target.setdefault(entry.rstrip("*").replace("_", " "), []).append(cue)
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()}


EXACT, STEMS = _tables()
FIRST: dict[str, tuple[tuple[str, int, tuple[str, ...]], ...]] = {}
"""First word -> what it may begin: the phrase, its number of words, its cues.  The word alone comes first."""
for _phrase, _cues in sorted(EXACT.items(), key=lambda item: " " in item[0]):
    _first = _phrase.split(" ", 1)[0]
    FIRST[_first] = (*FIRST.get(_first, ()), (_phrase, _phrase.count(" ") + 1, _cues))
BY_HEAD: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
"""First four letters -> stems."""
for _stem, _cues in STEMS.items():
    BY_HEAD[_stem[:4]] = (*BY_HEAD.get(_stem[:4], ()), (_stem, _cues))


def find_cues(text: str) -> Cues:
    """Every cue with its place.  Never raises."""
    lowered = text.lower() if text.isascii() else text
    found = [(m.group(), *m.span()) for m in TOKEN.finditer(lowered, 0, LONGEST)]
    words = [word for word, _, _ in found] if lowered is not text else [word.casefold() for word, _, _ in found]
    hits: list[Hit] = []
    for at, word in enumerate(words):
        if word not in FIRST and word[:4] not in BY_HEAD:
            continue
        named = _at(words, at, word)
        denied = bool(named) and _denied(words, at, word)
        for cue, length in named:
            start, end = found[at][1], found[at + length - 1][2]
            hits.append(Hit(cue, Span(start, end, text[start:end]), denied))
    undenied = frozenset([hit.cue for hit in hits if not hit.denied])
    return Cues(text, tuple(hits), tuple([start for _, start, _ in found]), undenied)


def _denied(words: list[str], at: int, word: str) -> bool:
    before = words[max(0, at - DENIED_WITHIN) : at]
    return not NEGATIONS.isdisjoint(before) or (word == "minta" and bool(before) and before[-1] in SELF)


def _at(words: list[str], at: int, word: str) -> list[tuple[str, int]]:
    """Cues that begin at this word, with the number of words they take."""
    named: list[tuple[str, int]] = []
    for phrase, length, cues in FIRST.get(word, ()):
        if length == 1 or " ".join(words[at : at + length]) == phrase:
            named += [(cue, length) for cue in cues]
    for stem, cues in BY_HEAD.get(word[:4], ()):
        if word.startswith(stem):
            named += [(cue, 1) for cue in cues]
    return named


def vector(cues: Cues, *, bot: bool = False) -> NDArray[np.float64]:
    """The cues as numbers for the second stage: log counts of NAMES, then EXTRA (`unknown` left 0)."""
    counts = [0] * len(NAMES)
    for hit in cues.hits:
        if not hit.denied:
            counts[PLACE[hit.cue]] += 1
    text = cues.text[:LONGEST]
    plain = text.lower() if text.isascii() else None
    figures = bool(FIGURE.search(text))
    told = (
        math.log1p(cues.tokens) / 2,
        "?" in text,
        text.rstrip(" \n\t.)🙏").endswith("?"),
        "!" in text,
        figures,
        _holds(LINK, text, plain, LINK_PARTS),
        0.0,
        cues.denied("bribe"),
        bot,
        figures and bool(SUM.search(text)),
        _holds(LENGTH, text, plain, LENGTH_UNITS),
    )
    return np.concatenate((LOGS.take(counts), told))


def _holds(pattern: re.Pattern[str], text: str, plain: str | None, parts: tuple[str, ...]) -> bool:
    """Whether the pattern is found; the quick look at `parts` needs the text in plain lower case."""
    if plain is not None and not any(map(plain.__contains__, parts)):
        return False
    return bool(pattern.search(text))


def without_bot_lines(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text with instructions to a bot blanked out, every other character in its place, and what was blanked."""
    lowered = text.lower()
    if not any(map(lowered.__contains__, BOT_WORDS)) or not BOT_LINE.search(text, 0, LONGEST):
        return text, ()
    kept, removed = list(text), []
    for sentence in SENTENCE.finditer(text):
        if BOT_LINE.search(sentence.group()):
            removed.append(Span(sentence.start(), sentence.end(), sentence.group()))
            kept[sentence.start() : sentence.end()] = " " * (sentence.end() - sentence.start())
    return "".join(kept), tuple(removed)
