"""What an SMS costs and how a text is cut: exact GSM-7 and UCS-2 segments, folding, splitting at sentences.

Source: 3GPP TS 23.038 (alphabet, extension table) and TS 23.040 9.2.3.24 (parts of 153 septets or 67 UCS-2 units).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
MAX_SEGMENTS = 2  # no reply of ours costs more (issue "Dialogue in depth")

_TYPOGRAPHIC = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2032": "'",
    "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2026": "...",
    "\u2022": "-", "\u00b7": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\u200d": "", "\ufe0f": "",
    "\u00ab": '"', "\u00bb": '"', "\u2192": "->", "\u00d7": "x", "\t": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segments:
    """How a text travels: `encoding` (gsm7 or ucs2), `units` (septets or UTF-16 code units) and number of parts."""

    encoding: str
    units: int
    count: int


def _septets(text: str) -> list[int] | None:
    """The septets each character costs (1 or 2), or None when one of them is not in GSM-7."""
    costs = []
    for char in text:
        if char in BASIC:
            costs.append(1)
        elif char in EXTENDED:
            costs.append(2)
        else:
            return None
    return costs


def _units16(text: str) -> list[int]:
    return [2 if ord(char) > 0xFFFF else 1 for char in text]


def _parts(costs: list[int], room: int) -> int:
    """Parts of `room` units; a character of two units (escape or surrogate pair) never straddles two parts."""
    count, used = 1, 0
    for cost in costs:
        if used + cost > room:
            count, used = count + 1, 0
        used += cost
    return count


def segments(text: str) -> Segments:
    """The SMS segments `text` costs as it stands; an empty text costs none."""
    if not text:
        return Segments("gsm7", 0, 0)
    septets = _septets(text)
    costs, single, part = (septets, 160, 153) if septets is not None else (_units16(text), 70, 67)
    encoding = "gsm7" if septets is not None else "ucs2"
    units = sum(costs)
    return Segments(encoding, units, 1 if units <= single else _parts(costs, part))


def fold(text: str) -> str:
    """`text` in GSM-7 where that loses no meaning: typographic signs, accents and emoji give way; letters of other
    scripts stay as they are (the text then costs UCS-2).
    """
    return "".join(_fold_char(char) for char in text)


def _fold_char(char: str) -> str:
    if char in BASIC or char in EXTENDED:
        return char
    if char in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[char]
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    if plain and all(c in BASIC for c in plain):
        return plain
    return "" if unicodedata.category(char) in {"So", "Sk", "Cf", "Mn", "Cs"} else char


_BREAKS = (
    re.compile(r"\n\s*\n"),  # between paragraphs
    re.compile(r"(?<=[.!?])\s+|\n"),  # between sentences
    re.compile(r"\s+"),  # between words
)


def _cut(text: str, limit: int) -> int:
    """The best place to cut `text`, at most `limit` characters in: paragraph, sentence, word, else hard."""
    for pattern in _BREAKS:
        ends = [m.start() for m in pattern.finditer(text, 0, limit + 1) if 0 < m.start() <= limit]
        if ends and ends[-1] >= limit // 3:
            return ends[-1]
    return limit


def split(text: str, limit: int) -> tuple[str, ...]:
    """`text` as messages of at most `limit` characters, cut at paragraphs, else sentences, else words."""
    if limit < 1:
        raise ValueError("limit must be at least 1 character")
    parts, rest = [], text.strip()
    while len(rest) > limit:
        at = _cut(rest, limit)
        parts.append(rest[:at].rstrip() or rest[:limit])
        rest = rest[at:].lstrip()
    return (*parts, rest) if rest or not parts else tuple(parts)
