"""Shapes of a text: which classes of words stand near each other ("role" before "ask" before "sum").

A linear model over words cannot say that an officer asks for money when officer, verb and sum are each spelt in a
hundred ways; over classes of words it can.  Numbered 0 to SHAPES: a class alone, two classes in this order within
WINDOW words, two within NEXT words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from triage.model.shape_words import CLASSES, ENDINGS

NAMES = tuple(CLASSES)
KINDS = len(NAMES)
SHAPES = KINDS + 2 * KINDS * KINDS
WINDOW, NEXT = 8, 2
SUM = NAMES.index("sum")
FIGURE = re.compile(r"\d{3,}|\d+(?:rb|ribu|rebu|k|jt|juta)")
"""Figures that can be money: "500rb", the 000 of "50.000"."""


def _table() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, words in enumerate(CLASSES.values()):
        for word in words.split():
            found.setdefault(word, []).append(number)
    return {word: tuple(dict.fromkeys(numbers)) for word, numbers in found.items()}


OF = _table()


@lru_cache(maxsize=1 << 14)
def classes(word: str) -> tuple[int, ...]:
    """The classes of a word in lower case; without its ending where the whole word has none."""
    own = OF.get(word)
    if own is not None:
        return own
    if word[0].isdigit():
        return (SUM,) if FIGURE.fullmatch(word) else ()
    for ending in ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] in OF:
            return OF[word[: -len(ending)]]
    return ()


def find_shapes(words: list[str]) -> tuple[list[int], list[int]]:
    """Numbers of the shapes and, for each, the place of the word it begins with."""
    told = [(at, own) for at, word in enumerate(words) if (own := classes(word.lower()))]
    shapes: list[int] = []
    owners: list[int] = []
    for number, (at, own) in enumerate(told):
        for one in own:
            mine = [one, *_after(one, at, told, number)]
            shapes += mine
            owners += [at] * len(mine)
    return shapes, owners


def _after(one: int, at: int, told: list[tuple[int, tuple[int, ...]]], number: int) -> Iterator[int]:
    """The pairs that class `one` at word `at` begins."""
    row = KINDS + one * KINDS
    for following in range(number + 1, len(told)):
        there, others = told[following]
        if there - at > WINDOW:
            return
        for other in others:
            yield row + other
            if there - at <= NEXT:
                yield row + KINDS * KINDS + other
