"""Text to hashed features, the same in training and at run time: numpy only, no vocabulary to keep.

Families over the citizen's own characters: pieces of words (2 to 5 characters, a space marks the word's edge), whole
words, pairs of neighbouring words, each one of 2**BITS buckets; then shapes (triage.model.shapes), numbered after them.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.model.shapes import SHAPES, find_shapes

BITS = 20
BUCKETS = 1 << BITS
PLACES = BUCKETS + SHAPES
"""Buckets and shapes together."""

LONGEST = 6000
"""Characters that are looked at: what stands after them changes no label and would only cost time."""

TOKEN = re.compile(r"\w+|[?!]+|[\U0001F000-\U0001FAFF☀-➿]")
DIGITS = re.compile(r"\d+")
LONG_RUN = re.compile(r"([^\W\d])\1{2,}")
TRIPLES = tuple(letter * 3 for letter in f"{string.ascii_lowercase}_")
"""One of these stands in every plain lower-case text that LONG_RUN changes."""

REPEATED = r"\1\1"
SPACE = np.uint64(32)
PRIME = np.uint64(0x9E3779B97F4A7C15)
BASE = np.uint64(0x100000001B3)
PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
SHIFT = np.uint64(64 - BITS)
MIX = np.uint64(29)
WHOLE, TWO = np.uint64(7), np.uint64(8)
SIZES = np.arange(2, 6, dtype=np.uint64)[:, None]
REACHES = np.arange(1, 5, dtype=np.int64)[:, None]
POWERS = np.array([0, *(pow(int(BASE), n, 1 << 64) for n in range(64))], dtype=np.uint64)
"""For the space before a word 0, then powers of BASE; letters beyond the 64th share the last."""

Ids = NDArray[np.int64]
Codes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Features:
    """Bucket of every occurrence and the token it belongs to; spans of the tokens.

    The first `pieces` are pieces of words, by size, those up to `plain` whole words, then pairs of neighbours; the
    rest are shapes.
    """

    buckets: Ids
    owners: Ids
    pieces: int
    plain: int
    spans: tuple[tuple[int, int], ...]

    @property
    def chars(self) -> Ids:
        """Buckets of the pieces."""
        return self.buckets[: self.pieces]

    @property
    def words(self) -> Ids:
        """Buckets of whole words and pairs."""
        return self.buckets[self.pieces : self.plain]

    @property
    def shapes(self) -> Ids:
        """Numbers of the shapes, after all buckets."""
        return self.buckets[self.plain :]


def features(text: str) -> Features:
    """The features of one text; empty arrays for a text without words."""
    found = tuple([m.span() for m in TOKEN.finditer(text, 0, LONGEST)])
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return Features(none, none, 0, 0, ())
    words = [text[a:b] for a, b in found]
    joined = _folded(" ".join(words))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    edges = (codes == SPACE).nonzero()[0]
    starts = edges[:-1]
    order = np.arange(len(starts), dtype=np.int64)
    lengths = edges[1:] - starts
    owner = order.repeat(lengths)
    inside = np.arange(len(owner), dtype=np.int64) - starts[owner]
    pieces, pieces_owner = _pieces(codes, owner, lengths[owner] - inside - (inside == 0))
    hashed = _bucket(np.concatenate((pieces, _words(codes, inside, starts))))
    shapes, shaped = find_shapes(words)
    return Features(
        np.concatenate((hashed, np.array(shapes, dtype=np.int64) + BUCKETS)),
        np.concatenate((pieces_owner, order, order[:-1], np.array(shaped, dtype=np.int64))),
        len(pieces),
        len(hashed),
        found,
    )


def _folded(joined: str) -> str:
    """Lower case, every number alike, long runs of a letter cut to two ("bangeeeet"), a space at both ends."""
    lowered = " ".join(DIGITS.sub("0", joined.lower()).split())
    if lowered.isascii() and not any(map(lowered.__contains__, TRIPLES)):
        return f" {lowered} "
    return f" {LONG_RUN.sub(REPEATED, lowered)} "


def _pieces(codes: Codes, owner: Ids, reach: Ids) -> tuple[Codes, Ids]:
    """Pieces of 2 to 5 characters that lie inside one word and a space at its edge; a space is its next word's.

    `reach`: by how many characters a piece may go on after each character.
    """
    most = len(codes) - 1
    hashed = np.zeros((len(SIZES), most), dtype=np.uint64)
    before = codes
    for row, size in enumerate(range(1, 1 + min(len(SIZES), most))):
        count = most + 1 - size
        into = hashed[row, :count]
        np.multiply(before[:count], BASE, out=into)
        into += codes[size:]
        before = into
    hashed += SIZES
    kept = (reach >= REACHES).ravel().nonzero()[0]
    return hashed.ravel().take(kept), np.concatenate((owner,) * len(SIZES)).take(kept)


def _words(codes: Codes, inside: Ids, starts: Ids) -> Codes:
    """Whole words and pairs of neighbours."""
    weighted = codes[:-1] * POWERS[np.minimum(inside, 64)]
    whole: Codes = np.add.reduceat(weighted, starts, dtype=np.uint64)
    pairs = whole[:-1] * PAIR + whole[1:] * BASE
    return np.concatenate((whole + WHOLE, pairs + TWO))


def _bucket(hashed: Codes) -> Ids:
    """Mixed, then cut to BITS; families are kept apart by the small number added before."""
    hashed *= PRIME
    hashed ^= hashed >> MIX
    hashed *= PAIR
    hashed >>= SHIFT
    return hashed.view(np.int64)
