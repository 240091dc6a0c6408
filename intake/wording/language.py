"""Translations without a thread-local: the language goes in, a translating function comes out (decision 14)."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

Gettext = Callable[[str], str]

SOURCE = "id"
LANGUAGES = (SOURCE, "su", "en")
LOCALE = Path(__file__).parent.parent / "locale"

_FIELD = re.compile(r"\{(\w+)\}")


@cache
def translator(language: str) -> Gettext:
    """The translating function of `language`; Indonesian, the source, for one that has no catalogue."""
    if language == SOURCE or language not in LANGUAGES:
        return gettext.NullTranslations().gettext
    return gettext.translation("intake", str(LOCALE), [language], fallback=True).gettext


def fill(text: str, /, **values: object) -> str:
    """`text` with its named fields filled in one pass; a field without a value stays for whoever comes later.

    Braces in values are dropped, so that a citizen's own words never become a field ({number}, {secret}, {link}).
    """
    clean = {name: re.sub(r"[{}]", "", str(value)) for name, value in values.items()}
    return _FIELD.sub(lambda match: clean.get(match[1], match[0]), text)


def date_words(day: date, language: str, *, short: bool = False) -> str:
    """`day` as a person says it: "Jumat, 11 Desember 2026", on SMS "11 Des 2026"."""
    pattern = "d MMM y" if short else "EEEE, d MMMM y"
    return format_date(day, pattern, locale=language if language in LANGUAGES else SOURCE)


def either(words: tuple[str, ...], conjunction: str) -> str:
    """`("a", "b", "c")` as "a, b <conjunction> c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
