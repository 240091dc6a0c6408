"""The three flags: integrity, danger, outside agency (labels.md).  Pure.

Recall first for integrity and danger: what they raise goes to a person (R6), and a false alarm costs a look.
Danger has no labelled examples yet, so its figure comes from words alone; it is no calibrated probability.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from triage.cues import Cues
from triage.model.score import Scores
from triage.packs.schema.bodies import Body
from triage.types import Component, Kind, Span

STRONG, LIKELY, FAINT, DENIED, NONE = 0.9, 0.7, 0.2, 0.05, 0.02
SAFETY_SPEAKS = 0.25
"""From here the model's own safety_security lets one ambiguous word ("jatuh", "takut") raise danger."""

NOT_DANGER = frozenset({"jatuh tempo", "patah hati", "patah semangat", "rumah sakit"})


@dataclass(frozen=True, slots=True)
class Flag:
    """A probability with the words that led to it."""

    probability: float
    words: tuple[Span, ...] = ()


def integrity(cues: Cues, scores: Scores, kind: Kind, *, charged: tuple[Span, ...] = ()) -> Flag:
    """The second stage's probability; a threat, a clear word of bribery or a charge for what is free raises it.

    `charged`: sums asked although the service's own standard is free of charge (R20, labels.md: integrity).
    """
    probability = scores.probabilities["integrity"]["yes"]
    clear = (*cues.of("clear_bribe", "threat"), *charged)
    words = (*cues.of("bribe", "favour", "forge"), *clear)
    if kind in {Kind.QUESTION, Kind.PRAISE, Kind.SPAM, Kind.GREETING} or _hypothetical(cues):
        return Flag(min(probability, DENIED), words)
    return Flag(max(probability, LIKELY) if clear else probability, words)


def danger(cues: Cues, scores: Scores, kind: Kind) -> Flag:
    """By words alone; one ambiguous word counts when others or the model's safety_security join it."""
    strong = cues.of("danger", "threat")
    weak = tuple(span for span in cues.of("danger_weak") if not _harmless(cues.text, span))
    if kind in {Kind.PRAISE, Kind.SPAM, Kind.GREETING} or (kind is Kind.QUESTION and _hypothetical(cues)):
        return Flag(NONE, strong)
    if strong:
        return Flag(STRONG, (*strong, *weak))
    safety = scores.probabilities["component"].get(Component.SAFETY_SECURITY.value, 0.0)
    if weak and (safety >= SAFETY_SPEAKS or len({span.text.casefold() for span in weak}) > 2):
        return Flag(LIKELY, weak)
    return Flag(FAINT if weak else NONE, weak)


def outside_agency(cues: Cues, scores: Scores, bodies: Iterable[tuple[Body, Span]]) -> Flag:
    """The second stage's probability, with the bodies named."""
    words = tuple(span for _, span in bodies)
    return Flag(scores.probabilities["outside_agency"]["yes"], words or cues.of("national", "body"))


def _hypothetical(cues: Cues) -> bool:
    return bool(cues.of("hypothetical")) and not cues.of("grief")


def _harmless(text: str, span: Span) -> bool:
    """ "jatuh tempo" is a date, "rumah sakit" alone a customer."""
    following = re.match(r"\W*\w+", text[span.end : span.end + 24])
    phrase = " ".join((span.text + (following.group() if following else "")).casefold().split())
    return span.text.casefold() in NOT_DANGER or any(phrase.startswith(one) for one in NOT_DANGER)
