"""R17: what a text is.  The model's two stages, and three rules that hold whatever the model says.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from triage.cues import Cues
from triage.model.score import Scores
from triage.types import Kind, Reading, Span

CERTAIN = 0.98
GREETS = frozenset({"salutation", "feast", "thanks", "test"})
LOSING = frozenset({Kind.SPAM, Kind.GREETING, Kind.PRAISE})
"""Kinds under which a grievance would be lost (R13): only taken when clearly likelier than a complaint."""

BY_LABEL = {kind.value: kind for kind in Kind}
MARGIN = {Kind.PRAISE: 12.0, Kind.SPAM: 6.0, Kind.GREETING: 3.0}
"""How many times likelier than a complaint a losing kind must be: irony passes for praise, seldom for a greeting."""


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind with its probability, the rule or stage that gave it, and the words."""

    kind: Kind
    probability: float
    why: str
    words: tuple[Span, ...] = ()


def find_kind(cues: Cues, scores: Scores, reading: Reading, removed: tuple[Span, ...]) -> KindFound:
    """R17.  `removed`: instructions to a bot that were taken out; where nothing remains it is spam (labels.md)."""
    empty = not _has_content(cues, reading)
    if removed and empty:
        return KindFound(Kind.SPAM, CERTAIN, "hanya perintah kepada bot", removed)
    if empty:
        words = tuple(hit.span for hit in cues.hits if hit.cue in GREETS)
        return KindFound(Kind.GREETING, CERTAIN, "hanya salam, tanpa isi", words)
    probabilities = {BY_LABEL[label]: p for label, p in scores.probabilities["kind"].items()}
    best = max(probabilities, key=lambda kind: probabilities[kind])
    complaint = probabilities[Kind.COMPLAINT]
    if best in LOSING and probabilities[best] < MARGIN[best] * complaint:
        return KindFound(Kind.COMPLAINT, 1.0 - probabilities[best], "mungkin keluhan, jadi tidak dianggap selain itu")
    return KindFound(best, probabilities[best], "paling mungkin menurut kata-katanya")


def _has_content(cues: Cues, reading: Reading) -> bool:
    """Whether a word is neither greeting, thanks nor the sender's own name."""
    said: set[int] = set()
    for hit in cues.hits:
        if hit.cue in GREETS:
            said.update(range(hit.span.start, hit.span.end) if " " in hit.span.text else (hit.span.start,))
    own = range(reading.name.span.start, reading.name.span.end) if reading.name else range(0)
    return any(start not in said and start not in own for start in cues.starts)
