"""One form of the date grammar: what it looks like, which words announce it, what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from triage.reading.dates.days import Meaning, Sent
from triage.reading.normalize import Heads, Words, scan
from triage.reading.vocabulary import MONTH_SHORT, MONTHS

Resolve = Callable[[re.Match[str], Sent, Words], Meaning | None]


@dataclass(frozen=True, slots=True)
class Form:
    """`pattern` runs over the folded text only if one of `triggers` is a word of it (None: if `FIGURES` is found).

    `needs`: where not None, words of which one stands in every match besides; where `heads` is not None, every
    match begins with one of them.

    Group `x`, where present, is the expression as labels.md wants it; a `resolve` of None takes the words away from
    later forms without making a date of them.
    """

    name: str
    triggers: frozenset[str] | None
    pattern: re.Pattern[str]
    resolve: Resolve
    needs: frozenset[str] | None = None
    heads: Heads | None = None

    def matches(self, w: Words) -> Iterator[re.Match[str]]:
        """The expressions of this form in a text that has one of its triggers, in order."""
        if self.needs is not None and self.needs.isdisjoint(w.vocabulary):
            return iter(())
        return scan(self.pattern, self.heads, w) if self.heads else self.pattern.finditer(w.norm)


def form(
    name: str,
    triggers: str | None,
    pattern: str,
    resolve: Resolve,
    *,
    needs: str | None = None,
    heads: str | None = None,
) -> Form:
    """A form from its parts; the pattern is compiled once, at import."""
    return Form(name, _set(triggers), re.compile(pattern), resolve, _set(needs), Heads.of(heads) if heads else None)


def _set(words: str | None) -> frozenset[str] | None:
    return frozenset(words.split()) if words is not None else None


FIGURES = re.compile(r"\d ?[/.-] ?\d")
"""In every date in figures alone: "12/10", "2026-10-12", "12.10.2026"."""


BY = (
    r"(?:e-?mail|surel|wa|whatsapp|sms|tele\w*|telp|web\w*|online|aplikasi|pos|loket|surat|form\w*|oss|ig|instagram"
    r"|kotak|calo)"
)
"""How something was sent: "1 September lewat email" is the first of September, by e-mail."""
LAST = rf"(?:yang )?(?:lalu|kemarin|lewat(?! {BY}\b))"
HOURS = r"(?:pagi|siang|sore|malam|subuh|peuting|wengi|morning|afternoon|evening)"
WEEKDAY = r"(?P<wd>senin|selasa|rabu|kamis|jumat|sabtu|ahad)"
WEEKDAY_WORDS = "senin selasa rabu kamis jumat sabtu ahad"
MONTH = r"(?P<m>" + "|".join(sorted([*MONTHS, *MONTH_SHORT], key=len, reverse=True)) + r")\b"
MONTH_WORDS = " ".join([*MONTHS, *MONTH_SHORT])


def month_number(name: str) -> int:
    """1..12 for a month's folded name."""
    return MONTHS.get(name) or MONTH_SHORT[name]
