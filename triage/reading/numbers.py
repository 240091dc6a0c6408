"""Number words as figures: "dua puluh lima", "tilu belas", "twenty-five" (0..999; thousands are money's own units)."""

from __future__ import annotations

from triage.reading.vocabulary import (
    NUMBER_HUNDREDS,
    NUMBER_SCALES,
    NUMBER_TEENS,
    NUMBER_TENS,
    NUMBER_UNITS,
)

Token = tuple[str, str, int, int]
_STARTS = NUMBER_UNITS.keys() | NUMBER_TEENS.keys() | NUMBER_TENS.keys() | NUMBER_HUNDREDS.keys()

_NUMBERS = frozenset(_STARTS | NUMBER_SCALES.keys())


def merge_numbers(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with every number phrase replaced by one token in figures that covers all its words."""
    if _NUMBERS.isdisjoint([token[0] for token in tokens]):
        return tokens
    merged: list[Token] = []
    i = 0
    while i < len(tokens):
        form = tokens[i][0]
        if form in _STARTS or (form.isdecimal() and len(form) < 4 and _scaled(tokens, i)):
            value, j = _phrase(tokens, i, text)
            merged.append((str(value), tokens[i][1], tokens[i][2], tokens[j - 1][3]))
            i = j
        else:
            merged.append(tokens[i])
            i += 1
    return merged


def _scaled(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1][0] in NUMBER_SCALES


def _phrase(tokens: list[Token], i: int, text: str) -> tuple[int, int]:
    """(value, index after the phrase) of the longest well-formed number that starts at token i."""
    total, part, j = 0, _value(tokens[i][0]), i + 1
    while j < len(tokens) and text[tokens[j - 1][3] : tokens[j][2]] == " ":
        form = tokens[j][0]
        scale = NUMBER_SCALES.get(form)
        if scale is not None and 0 < part < 10:
            part = part + 10 if scale == 1 else part * scale
        elif _continues(total + part, form):
            total, part = total + part, _value(form)
        else:
            break
        j += 1
    return total + part, j


def _value(form: str) -> int:
    for table in (NUMBER_UNITS, NUMBER_TEENS, NUMBER_TENS, NUMBER_HUNDREDS):
        if form in table:
            return table[form]
    return int(form)


def _continues(so_far: int, form: str) -> bool:
    """Hundreds take tens and units, tens take units: "dua tiga" stays two numbers."""
    if form in NUMBER_UNITS:
        return so_far >= 20 and so_far % 10 == 0
    if form in NUMBER_TEENS or form in NUMBER_TENS:
        return so_far >= 100 and so_far % 100 == 0
    return False
