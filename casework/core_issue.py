"""R19 (a): the core issue in one sentence, and always in the citizen's own words.  Pure.

Nothing is rewritten: the sentence is a stretch of the text, or two joined by an ellipsis, chosen by where the findings
of the assessment stand.  Greetings, thanks, the sender's name and telephone are left out (R14).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casework.courtesies import within_courtesies
from triage.types import Assessment, Reading, Span

LONGEST = 200
JOINT = " … "
WORDLESS = "Pengaduan tanpa kata-kata; lihat lampirannya."
SECOND_FROM = 2.0
"""A second stretch is quoted beside the first only when it adds a finding of this weight."""

_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)|\n+|;")
_ABBREVIATIONS = "no nmr tgl jl jln rp bpk pak ibu bu sdr dr drs ir hj kab kec ds rt rw dll dsb dst a.n an"
_SHORTENED = frozenset(_ABBREVIATIONS.split())
_WORD = re.compile(r"\S+")
_EDGE = " \t\r\n,;:.-–—*_~•>()\"'“”"
_REASONS = {"integrity": 4.0, "danger": 4.0, "claim": 3.0, "component": 1.0, "outside_agency": 1.0, "kind": 0.4}
_WISH = re.compile(r"(?:mohon|tolong|tulung|minta|harap|semoga|please|punten)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Weight:
    """A finding at its place; `what` names it, so that a second stretch must add something."""

    start: int
    end: int
    what: str
    worth: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A candidate [start, end) of the text; `cut`: it was shortened at that end."""

    start: int
    end: int
    worth: float
    what: frozenset[str]
    cut: tuple[bool, bool] = (False, False)


def core_issue(assessment: Assessment) -> str:
    """At most LONGEST characters; WORDLESS for a text without any word."""
    text = assessment.reading.text
    weights = tuple(_weights(assessment))
    found = [_measured(text, one, weights) for one in _stretches(text, assessment.reading)]
    if not found:
        return excerpt(text, LONGEST) or WORDLESS
    best = max(found, key=lambda one: (one.worth, -one.start))
    return _quoted(text, _with_second(text, best, found)) or excerpt(text, LONGEST) or WORDLESS


def excerpt(text: str, longest: int) -> str:
    """The first words of a text on one line, at most `longest` characters, cut at the border of a word."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    head = plain[: longest - 1]
    return (head if plain[longest - 1] == " " else head.rpartition(" ")[0] or head).rstrip(" ,;") + "…"


def _weights(assessment: Assessment) -> Iterator[Weight]:
    for reason in assessment.reasons:
        worth = _REASONS.get(reason.label, 0.0)
        yield from _at(reason.words, reason.label, worth)
    reading = assessment.reading
    yield from _at((reading.pending_span,), "pending", 3.0)
    yield from _at((one.span for one in reading.money), "money", 2.5)
    yield from _at((one.span for one in reading.durations), "duration", 1.5)
    yield from _at((one.span for one in reading.dates), "date", 1.0)
    yield from _at(reading.people, "people", 1.5)
    yield from _at(reading.papers, "papers", 1.0)
    yield from _at((reading.service.span if reading.service else None,), "service", 1.0)
    yield from _at(reading.application_numbers, "number", 0.5)


def _at(spans: Iterable[Span | None], what: str, worth: float) -> Iterator[Weight]:
    told = (one for one in spans if one is not None and one.end > one.start)
    return (Weight(one.start, one.end, what, worth) for one in told if worth)


def _stretches(text: str, reading: Reading) -> Iterator[tuple[int, int]]:
    """Sentences without courtesies, cut where the sender's name or a telephone number stands."""
    private = sorted([*_named(reading), *((one.start, one.end) for one in reading.phones)])
    for start, end in _sentences(text):
        for part in _around(start, end, private):
            left, right = _trimmed(text, *within_courtesies(text, *part))
            if any(map(str.isalnum, text[left:right])):
                yield left, right


def _named(reading: Reading) -> Iterator[tuple[int, int]]:
    """Every place where the sender's name stands, however often they write it."""
    if reading.name:
        own = re.compile(rf"(?<!\w){re.escape(reading.name.name)}(?!\w)", re.IGNORECASE)
        yield reading.name.span.start, reading.name.span.end
        yield from (one.span() for one in own.finditer(reading.text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for mark in _END.finditer(text):
        before = text[max(begin, mark.start() - 6) : mark.start()].split()
        if mark.group() == "." and before and before[-1].casefold() in _SHORTENED:
            continue
        yield begin, mark.start()
        begin = mark.end()
    yield begin, len(text)


def _around(start: int, end: int, private: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in private:
        if right <= start or left >= end:
            continue
        yield start, max(start, left)
        start = min(right, end)
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _measured(text: str, span: tuple[int, int], weights: Sequence[Weight]) -> Stretch:
    """The stretch with the worth of the findings in it; one that is too long by its heaviest part."""
    start, end = span
    inside = [one for one in weights if start <= one.start and one.end <= end]
    if end - start <= LONGEST:
        return _weighed(text, start, end, inside)
    return _window(text, start, end, inside)


def _weighed(
    text: str, start: int, end: int, inside: Sequence[Weight], cut: tuple[bool, bool] = (False, False)
) -> Stretch:
    """A finding counts once, however often it is told: a chatty sentence is no heavier for its repetitions."""
    held = [one for one in inside if start <= one.start and one.end <= end]
    best = {one.what: one.worth for one in held}
    words = len(text[start:end].split())
    worth = sum(best.values()) + min(words, 8) * 0.1 - (0.5 if _WISH.match(text, start) else 0.0)
    return Stretch(start, end, worth, frozenset(best), cut)


def _window(text: str, start: int, end: int, inside: Sequence[Weight]) -> Stretch:
    """The heaviest run of whole words that leaves room for an ellipsis at either end."""
    words = [one.span() for one in _WORD.finditer(text, start, end)]
    room, last, found = LONGEST - 2, 0, []
    heads = _heads(words, inside)
    for first in heads:
        last = max(last, first)
        while last + 1 < len(words) and words[last + 1][1] - words[first][0] <= room:
            last += 1
        left, right = words[first][0], min(words[last][1], words[first][0] + room)
        found.append(_weighed(text, left, right, inside, (left > start, right < end)))
    return max(found, key=lambda one: (one.worth, -one.start))


def _heads(words: Sequence[tuple[int, int]], inside: Sequence[Weight]) -> list[int]:
    """Where a window may begin: the beginning, and up to three words before each finding."""
    heads, at = {0}, 0
    for one in sorted(inside, key=lambda weight: weight.start):
        while at + 1 < len(words) and words[at + 1][0] <= one.start:
            at += 1
        heads |= {max(0, at - 3), at}
    return sorted(heads)


def _with_second(text: str, best: Stretch, found: Sequence[Stretch]) -> list[Stretch]:
    """One more stretch where there is room and it adds what the first does not tell."""
    room = LONGEST - (best.end - best.start) - len(JOINT) - 2
    others = [
        one for one in found
        if one is not best and one.end - one.start <= room and one.worth >= SECOND_FROM and one.what - best.what
    ]  # fmt: skip
    if not others:
        return [best]
    return sorted([best, max(others, key=lambda one: (one.worth, -one.start))], key=lambda one: one.start)


def _quoted(text: str, chosen: Sequence[Stretch]) -> str:
    pieces = []
    for one in _joined(text, chosen):
        plain = " ".join(text[one.start : one.end].split())
        pieces.append(f"{'…' * one.cut[0]}{plain}{'…' * one.cut[1]}")
    return JOINT.join(piece for piece in pieces if piece)


def _joined(text: str, chosen: Sequence[Stretch]) -> Sequence[Stretch]:
    """Two that a lone stop parts, with a small letter after it, are one: an abbreviation, or a hasty full stop."""
    first, *rest = chosen
    if rest and text[first.end : rest[0].start].strip() == "." and text[rest[0].start].islower():
        return [Stretch(first.start, rest[0].end, 0.0, frozenset(), (first.cut[0], rest[0].cut[1]))]
    return chosen
