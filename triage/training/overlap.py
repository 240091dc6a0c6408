"""How much of one text stands word for word in others: shared runs of five words.  Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

RUN = 5
NEAR = 0.5
"""From this share of its runs in one other text, a text is a near-duplicate of it."""

WORD = re.compile(r"\w+")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of five words in lower case, figures alike; a shorter text is one run, one of signs alone is itself."""
    words = ["0" if word.isdigit() else word for word in WORD.findall(text.casefold())]
    words = words or [text.strip()]
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(len(words) - RUN, 0) + 1))


@dataclass(frozen=True)
class Shelf:
    """Texts already there, by the runs they hold; `add` is the only thing that changes it."""

    holders: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> Shelf:
        """From (id, text)."""
        shelf = cls()
        for identity, text in texts:
            shelf.add(identity, text)
        return shelf

    def add(self, identity: str, text: str) -> None:
        """One more text."""
        for run in runs(text):
            self.holders.setdefault(run, []).append(identity)

    def nearest(self, text: str) -> tuple[float, str | None]:
        """The greatest share of the text's runs that one other text holds, and that text's id."""
        own = runs(text)
        shared = Counter(identity for run in own for identity in self.holders.get(run, ()))
        if not shared:
            return 0.0, None
        identity, most = min(shared.items(), key=lambda item: (-item[1], item[0]))
        return most / len(own), identity


def greatest(texts: Iterable[str], shelf: Shelf) -> float:
    """The greatest overlap that any of the texts has with one text of the shelf, 0 to 1."""
    return max((shelf.nearest(text)[0] for text in texts), default=0.0)


def shares(texts: Sequence[str], shelf: Shelf) -> list[float]:
    """The overlap of each text."""
    return [shelf.nearest(text)[0] for text in texts]
