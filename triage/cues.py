"""Finding cue words: one pass over the text's tokens, denials noticed.  Pure, and quick enough for every message."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.cue_words import BOT, CUES, NEGATIONS
from triage.types import Span

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LONGEST = 6000
NAMES = tuple(CUES)
EXTRA = ("tokens", "question_mark", "ends_asking", "exclaims", "figures", "link", "unknown", "denied_bribe", "bot")
SIZE = len(NAMES) + len(EXTRA)
UNKNOWN = len(NAMES) + EXTRA.index("unknown")
"""Where the vector keeps a number that only the model knows."""
BOT_LINE = re.compile("|".join(f"(?:{pattern})" for pattern in BOT), re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+|$)")
LINK = re.compile(r"https?://|www\.|\bbit ?\.?ly\b|\bt\.me/|\bwa\.me/", re.IGNORECASE)
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
    for cue, table in CUES.items():
        for entry in table.split():
            target = stems if entry.endswith("*") else exact
            target.setdefault(entry.rstrip("*").replace("_", " "), []).append(cue)
    return {k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()}


EXACT, STEMS = _tables()
STEM_SIZES = tuple(sorted({len(stem) for stem in STEMS}))


def find_cues(text: str) -> Cues:
    """Every cue with its place.  Never raises."""
    found = [(m.group().casefold(), m.start(), m.end()) for m in TOKEN.finditer(text, 0, LONGEST)]
    words = [word for word, _, _ in found]
    hits: list[Hit] = []
    for at, word in enumerate(words):
        for cue, length in _at(words, at, word):
            start, end = found[at][1], found[at + length - 1][2]
            denied = not NEGATIONS.isdisjoint(words[max(0, at - DENIED_WITHIN) : at])
            hits.append(Hit(cue, Span(start, end, text[start:end]), denied))
    return Cues(text, tuple(hits), tuple(start for _, start, _ in found))


def _at(words: list[str], at: int, word: str) -> list[tuple[str, int]]:
    named = [(cue, 1) for cue in EXACT.get(word, ())]
    phrase = word
    for length in (2, 3, 4):
        if at + length > len(words):
            break
        phrase = f"{phrase} {words[at + length - 1]}"
        named += [(cue, length) for cue in EXACT.get(phrase, ())]
    for size in STEM_SIZES:
        if size > len(word):
            break
        named += [(cue, 1) for cue in STEMS.get(word[:size], ())]
    return named


def vector(cues: Cues, *, bot: bool = False) -> NDArray[np.float64]:
    """The cues as numbers for the second stage of kind and flags: log counts, then EXTRA (`unknown` left 0)."""
    counts = dict.fromkeys(NAMES, 0)
    for hit in cues.hits:
        counts[hit.cue] += not hit.denied
    text = cues.text[:LONGEST]
    extra = (
        np.log1p(cues.tokens) / 2,
        float("?" in text),
        float(text.rstrip(" \n\t.)🙏").endswith("?")),
        float("!" in text),
        float(any(letter.isdigit() for letter in text)),
        float(bool(LINK.search(text))),
        0.0,
        float(cues.denied("bribe")),
        float(bot),
    )
    return np.array([*np.log1p(list(counts.values())), *extra])


def without_bot_lines(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text with instructions to a bot blanked out, every other character in its place, and what was blanked."""
    if not BOT_LINE.search(text, 0, LONGEST):
        return text, ()
    kept, removed = list(text), []
    for sentence in SENTENCE.finditer(text):
        if BOT_LINE.search(sentence.group()):
            removed.append(Span(sentence.start(), sentence.end(), sentence.group()))
            kept[sentence.start() : sentence.end()] = " " * (sentence.end() - sentence.start())
    return "".join(kept), tuple(removed)
