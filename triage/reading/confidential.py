"""The wish to stay unnamed (R14): "RAHASIA", "jangan sebut nama saya", "identitas mohon dirahasiakan"."""

from __future__ import annotations

import re

from triage.reading.normalize import Words
from triage.reading.wordlist import wordset

_WISH = re.compile(
    r"\b(?:(?:tolong|mohon|minta|harap|plis|pliss|please|ingin|mau|hoyong|neda|punten|agar"
    r"|supaya)(?: \w+){0,4} (?:rahasia\w*|dirahasia\w*|merahasiakan|anonim)"
    r"|(?:nama|identitas|nami|data)(?: \w+){0,2} (?:mohon |tolong |minta |harap |agar "
    r"|jangan )+(?:\w+ )?(?:dirahasiakan|disembunyikan|disamarkan|disebut\w*|dirahasiakeun|disebar\w*|dibuka"
    r"|dicantumkan)"
    r"|(?:jangan|ulah|tong|usah|tidak mau|tidak ingin|please do not|do not|dont|don t)(?: \w+){0,2} (?:sebut\w*"
    r"|nyebut\w*|nyebat\w*|disebut\w*|bawa-bawa|dibawa-bawa|cantum\w*|dicantum\w*|tulis|mention|reveal|share"
    r"|disclose|sebarkan|kasih tau|bocor\w*|publish)(?: \w+){0,2} (?:nama\w*|identitas\w*|nami|name|identity)"
    r"|rahasiakan|rahasiakeun|keep (?:this|it|my \w+) (?:confidential|private|secret|anonymous)|(?:remain|stay"
    r"|be) anonymous|nama samaran|anonymously|hamba allah|tanpa nama)\b"
)
_NOT = re.compile(r"\b(?:tidak (?:perlu|usah|harus)|tidak apa-apa|boleh)(?: \w+){0,3} (?:dirahasiakan|rahasia|disebut)")
_TRIGGERS = wordset(
    """
    rahasia rahasiakan dirahasiakan rahasiakeun dirahasiakeun merahasiakan rahasianya anonim anonymous
    anonymously confidential secret private jangan ulah tong usah dont samaran hamba tanpa do nama identitas
    nami
    """
)
_SHOUTED = re.compile(r"(?<!\w)RAHASIA(?!\w)|^\s*[Rr]ahasia\s*(?:[:.!\n-]|$)")


def find_confidential(w: Words) -> bool | None:
    """True for the wish to stay unnamed, False where it is waived, None where nothing is said."""
    if _TRIGGERS.isdisjoint(w.vocabulary):
        return None
    if _NOT.search(w.norm):
        return False
    if _WISH.search(w.norm):
        return True
    return True if _SHOUTED.search(w.text) else None
