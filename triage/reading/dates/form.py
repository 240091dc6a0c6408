"""One form of the date grammar: what it looks like, which words announce it, what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from triage.reading.dates.days import Meaning, Sent
from triage.reading.normalize import Words
from triage.reading.vocabulary import MONTH_SHORT, MONTHS

Resolve = Callable[[re.Match[str], Sent, Words], Meaning | None]


@dataclass(frozen=True, slots=True)
class Form:
    """`pattern` runs over the folded text only if one of `triggers` is a word of it (None: if it has a figure).

    Group `x`, where present, is the expression as labels.md wants it; a `resolve` of None takes the words away from
    later forms without making a date of them.
    """

    name: str
    triggers: frozenset[str] | None
    pattern: re.Pattern[str]
    resolve: Resolve


def form(name: str, triggers: str | None, pattern: str, resolve: Resolve) -> Form:
    """A form from its parts; the pattern is compiled once, at import."""
    return Form(name, frozenset(triggers.split()) if triggers is not None else None, re.compile(pattern), resolve)


LAST = r"(?:yang )?(?:lalu|kemarin|lewat)"
HOURS = r"(?:pagi|siang|sore|malam|subuh|peuting|wengi|morning|afternoon|evening)"
WEEKDAY = r"(?P<wd>senin|selasa|rabu|kamis|jumat|sabtu|ahad)"
WEEKDAY_WORDS = "senin selasa rabu kamis jumat sabtu ahad"
MONTH = r"(?P<m>" + "|".join(sorted([*MONTHS, *MONTH_SHORT], key=len, reverse=True)) + r")\b"
MONTH_WORDS = " ".join([*MONTHS, *MONTH_SHORT])


def month_number(name: str) -> int:
    """1..12 for a month's folded name."""
    return MONTHS.get(name) or MONTH_SHORT[name]
