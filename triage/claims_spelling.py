"""R20: patterns that read SMS spelling and Sundanese as well as the words they are written in.  Pure.

The same table folds a text for the reader (`triage.reading.vocabulary`); claims look at the citizen's own characters.
"""

from __future__ import annotations

import re
from functools import cache

from triage.reading.vocabulary import FOLDED

_WORDS = re.compile(r"\\.|\(\?P[<=]\w+[>)]|\[[^\]]*\]|(?P<word>[a-z]{2,})")


def _spellings() -> dict[str, str]:
    table: dict[str, set[str]] = {}
    for spelling, form in FOLDED.items():
        if form.isalpha() and len(spelling) > 1:
            table.setdefault(form, {form}).add(spelling)
    return {form: f"(?:{'|'.join(sorted(found, key=lambda one: (-len(one), one)))})" for form, found in table.items()}


_SPELLINGS = _spellings()


@cache
def loose(pattern: str) -> re.Pattern[str]:
    """The pattern, case ignored, with every whole word of it in all its known spellings."""
    return re.compile(_WORDS.sub(_spelled, pattern), re.IGNORECASE)


def _spelled(found: re.Match[str]) -> str:
    word = found["word"]
    return _SPELLINGS.get(word, word) if word else found.group()
