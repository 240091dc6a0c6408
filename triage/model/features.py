"""Text to hashed features, the same in training and at run time: numpy only, no vocabulary to keep.

Three families over the citizen's own characters: pieces of words (2 to 5 characters, a space marks the word's
edge), whole words, and pairs of neighbouring words.  Each feature is one of 2**BITS buckets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BITS = 20
BUCKETS = 1 << BITS
LONGEST = 6000
"""Characters that are looked at: what stands after them changes no label and would only cost time."""

TOKEN = re.compile(r"\w+|[?!]+|[\U0001F000-\U0001FAFF☀-➿]")
DIGITS = re.compile(r"\d+")
LONG_RUN = re.compile(r"([^\W\d])\1{2,}")
REPEATED = r"\1\1"
SPACE = np.uint64(32)
PRIME = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(0x100000001B3)
PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
SHIFT = np.uint64(64 - BITS)
POWERS = np.array([pow(int(BASE), n, 1 << 64) for n in range(64)], dtype=np.uint64)

Ids = NDArray[np.int64]
Codes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Features:
    """Bucket of every occurrence and the token it belongs to, for the three families; spans of the tokens."""

    chars: Ids
    chars_token: Ids
    words: Ids
    words_token: Ids
    spans: tuple[tuple[int, int], ...]


def features(text: str) -> Features:
    """The features of one text; empty arrays for a text without words."""
    found = [(m.start(), m.end()) for m in TOKEN.finditer(text, 0, LONGEST)]
    joined = _folded(" ".join([text[a:b] for a, b in found]))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return Features(none, none, none, none, ())
    is_space = codes == SPACE
    chars, chars_token = _pieces(codes, is_space)
    words, words_token = _words(codes, is_space, len(found))
    return Features(chars, chars_token, words, words_token, tuple(found))


def _folded(joined: str) -> str:
    """Lower case, every number alike, long runs of a letter cut to two ("bangeeeet"), a space at both ends."""
    lowered = " ".join(DIGITS.sub("0", joined.lower()).split())
    return f" {LONG_RUN.sub(REPEATED, lowered)} "


def _pieces(codes: Codes, is_space: NDArray[np.bool_]) -> tuple[Ids, Ids]:
    """Pieces of 2 to 5 characters that lie inside one word and a space at its edge; a space is its next word's."""
    spaces = np.concatenate(([0], np.cumsum(is_space)))
    owner = np.maximum(spaces[1:] - 1, 0)
    hashed, found, owners = codes, [], []
    for size in range(2, min(6, len(codes) + 1)):
        count = len(codes) - size + 1
        hashed = hashed[:count] * BASE + codes[size - 1 :]
        keep = spaces[1 : 1 + count] == spaces[size - 1 : size - 1 + count]
        keep &= ~(is_space[:count] & is_space[size - 1 :])
        found.append(hashed[keep] + np.uint64(size))
        owners.append(owner[:count][keep])
    return _bucket(np.concatenate(found)), np.concatenate(owners)


def _words(codes: Codes, is_space: NDArray[np.bool_], count: int) -> tuple[Ids, Ids]:
    """Whole words and pairs of neighbours."""
    edges = np.flatnonzero(is_space)
    starts, position = edges[:-1] + 1, np.arange(len(codes)) - np.repeat(edges, np.diff([*edges, len(codes)])) - 1
    weighted = codes * POWERS[np.clip(position, 0, 63)]
    weighted[is_space] = 0
    whole: Codes = np.add.reduceat(weighted, starts, dtype=np.uint64)
    pairs = whole[:-1] * PAIR + whole[1:] * BASE
    order = np.arange(count, dtype=np.int64)
    both = np.concatenate((whole + np.uint64(7), pairs + np.uint64(8)))
    return _bucket(both), np.concatenate((order, order[:-1]))


def _bucket(hashed: Codes) -> Ids:
    """Mixed, then cut to BITS; families are kept apart by the small number added before."""
    mixed = hashed * PRIME
    mixed = (mixed ^ (mixed >> np.uint64(29))) * PAIR
    return (mixed >> SHIFT).astype(np.int64)
