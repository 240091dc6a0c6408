"""What a Reading says, as named numbers for the second stage: money demanded and by whom, pending, who is accused.

Only what does not depend on a pack is used, so that training needs none.  Pure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from triage.cues import Cues, vector
from triage.model.shapes import NAMES as CLASS_NAMES
from triage.model.shapes import classes
from triage.types import Reading, Span

_NAMES = """money money_small money_kind money_asked money_asked_by_role money_to_role money_official money_parking
    money_unreceipted money_free money_fast pending came durations papers people asks threatens touches rude kin_of
    boss fills numbers confidential polarity injured denied_money"""
NAMES = tuple(_NAMES.split())
SMALL = 1_000_000
"""Rupiah: what is asked at a counter is mostly less, what an official bill says often more."""

BEFORE, AFTER = 60, 45
"""Characters around a sum, or a person, that say what is done with it."""

WORD = re.compile(r"\w+")
ASKED = frozenset({"ask", "asked"})
GIVEN = frozenset({"hand", "pay"})


def evidence(reading: Reading, cues: Cues, *, bot: bool = False) -> NDArray[np.float64]:
    """Everything besides the n-grams that the second stage sees: the cues' vector, then NAMES."""
    return np.concatenate((vector(cues, bot=bot), indicators(reading, cues)))


def indicators(reading: Reading, cues: Cues) -> NDArray[np.float64]:
    """One number for each of NAMES."""
    told = {**_money(reading), **_people(reading), **_facts(reading, cues)}
    return np.array([float(told.get(name, 0.0)) for name in NAMES])


def _money(reading: Reading) -> dict[str, float]:
    if not reading.money:
        return {}
    sums = [one.rupiah for one in reading.money]
    near = [_near(reading.text, one.span) for one in reading.money]
    return {
        "money": math.log1p(len(sums)),
        "money_small": any(one is not None and one <= SMALL for one in sums),
        "money_kind": None in sums,
        "money_asked": any(ASKED & one for one in near),
        "money_asked_by_role": any(ASKED & one and "role" in one for one in near),
        "money_to_role": any(GIVEN & one and "role" in one for one in near),
        "money_official": any("bill" in one for one in near),
        "money_parking": any("parking" in one for one in near),
        "money_unreceipted": any({"receipt", "deny"} <= one for one in near),
        "money_free": any("free" in one for one in near),
        "money_fast": any("fast" in one for one in near),
        "denied_money": all("deny" in one for one in near),
    }


def _people(reading: Reading) -> dict[str, float]:
    near = [_near(reading.text, span) for span in reading.people]
    wanted = (
        ("asks", "ask"),
        ("threatens", "threaten"),
        ("touches", "touch"),
        ("rude", "rude"),
        ("kin_of", "kin"),
        ("boss", "boss"),
        ("fills", "fill"),
    )
    return {"people": math.log1p(len(near)), **{name: any(one in found for found in near) for name, one in wanted}}


def _facts(reading: Reading, cues: Cues) -> dict[str, float]:
    said = [hit.cue for hit in cues.hits if not hit.denied]
    grief, praise = said.count("grief"), said.count("praise")
    return {
        "pending": reading.pending is True,
        "came": reading.pending is False,
        "durations": math.log1p(len(reading.durations)),
        "papers": math.log1p(len(reading.papers)),
        "numbers": bool(reading.application_numbers),
        "confidential": reading.confidential is True,
        "polarity": (grief - praise) / (grief + praise + 1),
        "injured": "danger" in cues.undenied,
    }


def _near(text: str, span: Span) -> frozenset[str]:
    """The classes of the words around a span."""
    return _classes(WORD.findall(text[max(span.start - BEFORE, 0) : span.end + AFTER].lower()))


def _classes(words: Iterable[str]) -> frozenset[str]:
    return frozenset([CLASS_NAMES[number] for word in words for number in classes(word)])
