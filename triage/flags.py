"""The three flags: integrity, danger, outside agency (labels.md).  Pure.

Each is the model's calibrated probability.  Explicit words (a threat, a bribe by its name, an injury) raise integrity
and danger where the model does not rule them out: what they raise goes to a person (R6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from triage.cues import Cues
from triage.model.score import Scores
from triage.packs.schema.bodies import Body
from triage.types import Component, Kind, Span

STRONG, LIKELY, DENIED, NONE = 0.9, 0.7, 0.05, 0.02
NOT_RULED_OUT = 0.05
"""Below this the model has read the explicit word as something else ("uang rokok" refused, "bank wire")."""

MAINLY = 0.5
PARKING = re.compile(r"\b(?:parkir|parking|jukir)", re.IGNORECASE)
NOT_DANGER = frozenset({"jatuh tempo", "patah hati", "patah semangat", "rumah sakit"})


@dataclass(frozen=True, slots=True)
class Flag:
    """A probability with the words that led to it."""

    probability: float
    words: tuple[Span, ...] = ()


def integrity(cues: Cues, scores: Scores, kind: Kind, *, charged: tuple[Span, ...] = ()) -> Flag:
    """The model's probability; a threat, a clear word of bribery or a charge for what is free raises it.

    `charged`: sums asked although the service's own standard is free of charge (R20, labels.md: integrity).
    """
    probability = scores.probabilities["integrity"]["yes"]
    clear = (*cues.of("clear_bribe", "threat"), *charged)
    words = (*cues.of("bribe", "favour", "forge"), *clear)
    if kind in {Kind.QUESTION, Kind.PRAISE, Kind.SPAM, Kind.GREETING} or _hypothetical(cues):
        return Flag(min(probability, DENIED), words)
    if _about_parking(cues.text, scores):
        return Flag(min(probability, DENIED), words)
    raised = clear and (charged or probability >= NOT_RULED_OUT)
    return Flag(max(probability, LIKELY) if raised else probability, words)


def danger(cues: Cues, scores: Scores, kind: Kind) -> Flag:
    """The model's probability; words of injury, threat or self-harm raise it."""
    probability = scores.probabilities["danger"]["yes"]
    strong = cues.of("danger", "threat")
    weak = tuple(span for span in cues.of("danger_weak") if not _harmless(cues.text, span))
    if kind in {Kind.PRAISE, Kind.SPAM, Kind.GREETING} or (kind is Kind.QUESTION and _hypothetical(cues)):
        return Flag(min(probability, NONE), strong)
    raised = strong and probability >= NOT_RULED_OUT
    return Flag(max(probability, STRONG) if raised else probability, (*strong, *weak))


def outside_agency(cues: Cues, scores: Scores, bodies: Iterable[tuple[Body, Span]]) -> Flag:
    """The second stage's probability, with the bodies named."""
    words = tuple(span for _, span in bodies)
    return Flag(scores.probabilities["outside_agency"]["yes"], words or cues.of("national", "body"))


def _hypothetical(cues: Cues) -> bool:
    return bool(cues.of("hypothetical")) and not cues.of("grief")


def _about_parking(text: str, scores: Scores) -> bool:
    """labels.md: a parking charge, by whomever, is facilities and no matter of integrity."""
    facilities = scores.probabilities["component"][Component.FACILITIES.value]
    return facilities >= MAINLY and bool(PARKING.search(text))


def _harmless(text: str, span: Span) -> bool:
    """ "jatuh tempo" is a date, "rumah sakit" alone a customer."""
    following = re.match(r"\W*\w+", text[span.end : span.end + 24])
    phrase = " ".join((span.text + (following.group() if following else "")).casefold().split())
    return span.text.casefold() in NOT_DANGER or any(phrase.startswith(one) for one in NOT_DANGER)
