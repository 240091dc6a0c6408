"""Which outside bodies of the pack a text names.  Compiled once per pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from triage.packs.schema.bodies import Body
from triage.types import Span

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class BodyFinder:
    """All aliases of all bodies in one pattern; `first_words` tell quickly that none occurs."""

    pattern: re.Pattern[str] | None
    by_alias: dict[str, Body]
    first_words: frozenset[str]

    @classmethod
    def of(cls, bodies: Iterable[Body]) -> BodyFinder:
        """Longer aliases first, so that "server oss" is not read as "oss"."""
        by_alias = {" ".join(alias.casefold().split()): body for body in bodies for alias in body.aliases}
        ordered = sorted(by_alias, key=lambda alias: (-len(alias), alias))
        words = "|".join(re.escape(alias).replace(r"\ ", r"\s+") for alias in ordered)
        pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if ordered else None
        return cls(pattern, by_alias, frozenset(found[0] for alias in ordered if (found := WORD.match(alias))))

    def find(self, text: str) -> tuple[tuple[Body, Span], ...]:
        """Bodies in the order they are named, each once."""
        if self.pattern is None or self.first_words.isdisjoint(WORD.findall(text.casefold())):
            return ()
        found: dict[str, tuple[Body, Span]] = {}
        end = 0
        for word in WORD.finditer(text):
            if word.start() < end or word.group().casefold() not in self.first_words:
                continue
            match = self.pattern.match(text, word.start())
            if match:
                end = match.end()
                body = self.by_alias[" ".join(match.group().casefold().split())]
                found.setdefault(body.id, (body, Span(match.start(), end, match.group())))
        return tuple(found.values())
