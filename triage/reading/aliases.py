"""Service names indexed by their folded words, exact or with a slip of the finger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.reading.normalize import words
from triage.reading.permits import NATIONAL

Entry = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Alias:
    """One folded alias: its words, and the catalogue id and short form it stands for."""

    words: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class AliasIndex:
    """Aliases by first word (longest first), and the single words long enough to forgive a typing error."""

    by_first: dict[str, tuple[Alias, ...]]
    long_words: dict[tuple[str, int], tuple[Alias, ...]]
    halves: frozenset[tuple[int, str, str]]
    """Length, first letter, and the letters at one end that a long word shares with an alias it slips from."""

    def may_slip(self, word: str) -> bool:
        """Whether any long alias is near enough to be looked at closely: a slip leaves one end of it whole."""
        size, first = len(word), word[0]
        part = _part(size)
        return (size, first, word[:part]) in self.halves or (size, first, word[-part:]) in self.halves


def folded_words(text: str) -> tuple[str, ...]:
    """An alias as the reader sees it: folded words without punctuation."""
    return tuple(w for w in words(text).norm.replace("-", " ").replace("/", " ").split() if w[0].isalnum())


def build_index(services: Iterable[tuple[str | None, str | None, tuple[str, ...]]]) -> AliasIndex:
    """Index the pack's services over the national permit terms; the pack wins where both know an alias."""
    table: dict[tuple[str, ...], Entry] = {}
    for hint, names in NATIONAL.items():
        table.update({folded_words(n): (None, hint) for n in names})
    for identity, short, spoken in services:
        table.update({folded_words(n): (identity, short) for n in spoken})
    table.pop((), None)
    table = {names: _of_pack(entry, table) for names, entry in table.items()}
    long_words = _long_words(table)
    return AliasIndex(_by_first(table), long_words, frozenset(_halves(long_words)))


def _of_pack(entry: Entry, table: dict[tuple[str, ...], Entry]) -> Entry:
    """A national name of a permit that the pack has under the same short form is the pack's."""
    if entry[0] is not None or entry[1] is None:
        return entry
    own = table.get(folded_words(entry[1]), entry)
    return own if own[1] == entry[1] else entry


def _by_first(table: dict[tuple[str, ...], Entry]) -> dict[str, tuple[Alias, ...]]:
    grouped: dict[str, list[Alias]] = {}
    for key, entry in table.items():
        grouped.setdefault(key[0], []).append(Alias(key, entry))
    return {first: tuple(sorted(v, key=lambda a: -len(a.words))) for first, v in grouped.items()}


def _long_words(table: dict[tuple[str, ...], Entry]) -> dict[tuple[str, int], tuple[Alias, ...]]:
    grouped: dict[tuple[str, int], list[Alias]] = {}
    for key, entry in table.items():
        if len(key[0]) >= 6 and key[0].isalpha():
            for length in (len(key[0]) - 1, len(key[0]), len(key[0]) + 1):
                grouped.setdefault((key[0][0], length), []).append(Alias(key, entry))
    return {k: tuple(v) for k, v in grouped.items()}


def _halves(long_words: dict[tuple[str, int], tuple[Alias, ...]]) -> Iterable[tuple[int, str, str]]:
    for (first, length), aliases in long_words.items():
        for alias in aliases:
            yield length, first, alias.words[0][: _part(length)]
            yield length, first, alias.words[0][-_part(length) :]


def _part(length: int) -> int:
    """How many letters at one end or the other a single slip leaves whole; in six it may swap the third and fourth."""
    return 3 if length > 6 else 2


def one_slip(a: str, b: str) -> bool:
    """Whether one letter added, lost, changed or swapped with its neighbour turns a into b (a != b)."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]
