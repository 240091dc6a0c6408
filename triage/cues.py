"""Finding cue words: one pass over the text's tokens, denials noticed.  Pure, and quick enough for every message."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

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

SELF = frozenset({"saya", "sy", "kami", "aku", "abdi", "kuring", "gue", "gw"})
"""Who asks here is the citizen: "saya minta uang saya kembali" alleges nothing."""

DENIED_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One cue found, and whether the words before it deny it."""

    cue: str
    span: Span
    denied: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """All hits of a text, in order, and where each of its words begins."""

    text: str
    hits: tuple[Hit, ...]
    starts: tuple[int, ...]

    @property
    def tokens(self) -> int:
        """The number of words."""
        return len(self.starts)

    def of(self, *names: str) -> tuple[Span, ...]:
        """The undenied words of these cues."""
        return tuple(hit.span for hit in self.hits if hit.cue in names and not hit.denied)

    def denied(self, name: str) -> bool:
        """Whether the cue occurs, and only denied."""
        own = [hit.denied for hit in self.hits if hit.cue == name]
        return bool(own) and all(own)


def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    exact: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for cue, table in ALL_CUES.items():
        for entry in table.split():
            target = stems if entry.endswith("*") else exact
            target.setdefault(entry.rstrip("*").replace("_", " "), []).append(cue)
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()}


EXACT, STEMS = _tables()
LONGER: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
"""First word -> phrases of several words that it may begin."""
for _phrase, _cues in EXACT.items():
    if " " in _phrase:
        _first = _phrase.split(" ", 1)[0]
        LONGER[_first] = (*LONGER.get(_first, ()), (_phrase, _cues))
BY_HEAD: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
"""First four letters -> stems."""
for _stem, _cues in STEMS.items():
    BY_HEAD[_stem[:4]] = (*BY_HEAD.get(_stem[:4], ()), (_stem, _cues))


def find_cues(text: str) -> Cues:
    """Every cue with its place.  Never raises."""
    found = [(m.group().casefold(), m.start(), m.end()) for m in TOKEN.finditer(text, 0, LONGEST)]
    words = [word for word, _, _ in found]
    hits: list[Hit] = []
    for at, word in enumerate(words):
        named = _at(words, at, word)
        if not named:
            continue
        before = words[max(0, at - DENIED_WITHIN) : at]
        denied = not NEGATIONS.isdisjoint(before) or (word == "minta" and before[-1:] != [] and before[-1] in SELF)
        for cue, length in named:
            start, end = found[at][1], found[at + length - 1][2]
            hits.append(Hit(cue, Span(start, end, text[start:end]), denied))
    return Cues(text, tuple(hits), tuple(start for _, start, _ in found))


def _at(words: list[str], at: int, word: str) -> list[tuple[str, int]]:
    """Cues that begin at this word, with the number of words they take."""
    named = [(cue, 1) for cue in EXACT.get(word, ())]
    if word in LONGER:
        for phrase, cues in LONGER[word]:
            length = phrase.count(" ") + 1
            if " ".join(words[at : at + length]) == phrase:
                named += [(cue, length) for cue in cues]
    for stem, cues in BY_HEAD.get(word[:4], ()):
        if word.startswith(stem):
            named += [(cue, 1) for cue in cues]
    return named


def vector(cues: Cues, *, bot: bool = False) -> NDArray[np.float64]:
    """The cues as numbers for the second stage: log counts of NAMES, then EXTRA (`unknown` left 0)."""
    found = np.zeros(SIZE)
    for hit in cues.hits:
        if not hit.denied:
            found[PLACE[hit.cue]] += 1.0
    found[: len(NAMES)] = np.log1p(found[: len(NAMES)])
    text = cues.text[:LONGEST]
    found[len(NAMES) :] = (
        math.log1p(cues.tokens) / 2,
        "?" in text,
        text.rstrip(" \n\t.)🙏").endswith("?"),
        "!" in text,
        bool(FIGURE.search(text)),
        bool(LINK.search(text)),
        0.0,
        cues.denied("bribe"),
        bot,
        bool(SUM.search(text)),
        bool(LENGTH.search(text)),
    )
    return found


def without_bot_lines(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text with instructions to a bot blanked out, every other character in its place, and what was blanked."""
    lowered = text.lower()
    if not any(word in lowered for word in BOT_WORDS) or not BOT_LINE.search(text, 0, LONGEST):
        return text, ()
    kept, removed = list(text), []
    for sentence in SENTENCE.finditer(text):
        if BOT_LINE.search(sentence.group()):
            removed.append(Span(sentence.start(), sentence.end(), sentence.group()))
            kept[sentence.start() : sentence.end()] = " " * (sentence.end() - sentence.start())
    return "".join(kept), tuple(removed)
