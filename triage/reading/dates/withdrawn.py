"""Dates that are told but do not count: corrected ones, what others said, other people's files, other occasions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from triage.reading.normalize import Words
from triage.types import DateOf, DateReading

_FILL = (
    r"(?:tgl|tanggal|hari|poe|poé|saya|sy|abdi|itu|mah|ya|pada|on|the|sih|saya tulis|tulis|nulis|ketik|tadi|nya|yang"
    r"|benar|bener|leres|yg|kok|oh|that|it|was|jadi|dari|sejak)"
)
_MARK = (
    r"(?:eh|ralat|koreksi|maaf|mf|sori|sorry|punten|hampura|hapunten|maksud\w*|maksad\w*|i mean|correction|actually"
    r"|rather|make that|keliru|kaliru|lepat)"
)
_BETWEEN = rf"(?:[\s,.;:()\"'…–—-]|\b{_FILL}\b|\b(?:bukan|lain|sanes|salah|no|not)\b)*"
_CORRECTS = re.compile(rf"{_BETWEEN}\b{_MARK}\b(?:{_BETWEEN}(?:\b{_MARK}\b)?){{0,2}}{_BETWEEN}")
_ANY = re.compile(rf"\b(?:{_MARK}|bukan|sanes|lain|no)\b")
_BARE_NO = re.compile(r"\s*[,.–—-]+ ?(?:bukan|sanes|lain|no)\s*(?:[,.–—-]\s*)(?:(?:tgl|tanggal|hari|on|the)\s*)?")
_NEXT = re.compile(r"\s*,?\s*(?:(?:tgl|tanggal|hari)\s*)?")
# A word behind the second: "tgl 5, tgl 6 ding" ("ketang" in Sundanese).
_BEHIND = re.compile(r"\s*(?:ding|deng|ketang|kétang)\b")
_NOT_THAT = re.compile(r"\b(?:bukan|bukannya|sanes|lain|not)\s+(?:(?:tgl|tanggal|hari|on|the|pada|dina)\s*){0,2}$")
_BUT = re.compile(r"\s*(?:,|tapi|tetapi|melainkan|namun|but|tapina|[–—-])")
_QUOTE = re.compile(r"(?:^|(?<=[\s(:,]))[\"“”'‘’](?=\w)[^\"“”\n]{2,160}?[\"”’'](?=[\s.,;:!?)]|$)")
_MARKS = re.compile(r"[\"“'‘’]")
_OTHERS = re.compile(
    r"\b(?:tetangga|teman|temen|kawan|tatangga|babaturan|rerencangan|rekan|neighbou?r|friend|colleague|orang lain"
    r"|batur)\b(?! (?:dan|sama|bareng|jeung) (?:saya|abdi|kami))[^.;!?\n]{0,40}$"
)
_OWN = re.compile(
    r"[.;!?\n]|, (?:tapi )?(?:saya|sy|aku|abdi|kami|kuring|i|we|my|punya saya)\b|\b(?:padahal|tapi|but|ari)\b"
)
_TELLING = (DateOf.FILED, DateOf.RECEIVED, DateOf.EARLIER_COMPLAINT)
_LONG_BEFORE = timedelta(days=200)


def counted(dates: tuple[DateReading, ...], w: Words) -> tuple[DateReading, ...]:
    """The dates among which the one that the window rule needs is to be found, in order."""
    told = _corrected(dates, w) if len(dates) > 1 else dates
    told = tuple(one for one in told if "apart:" not in one.why)
    if len(told) == 1 and not _idle(told[0]):
        return told
    quotes = _quotes(w)
    if len(told) > 1:
        for drop in (_long_before(told), lambda one: _within(one, quotes), lambda one: _of_others(one, w)):
            told = tuple(one for one in told if not drop(one)) or told
    return tuple(one for one in told if not (_idle(one) and _within(one, quotes)))


def _corrected(dates: tuple[DateReading, ...], w: Words) -> tuple[DateReading, ...]:
    """ "tgl 5, eh bukan, tgl 6", "bukan tgl 5 tapi tgl 6": what is taken back is gone wherever it is told."""
    told, gone = list(dates), set()
    for i in range(len(told) - 1):
        former, latter = told[i], told[i + 1]
        between = w.plain[former.span.end : latter.span.start]
        if _takes_back(between, w.plain, latter):
            gone.add(_days(former))
            if "no word says" in latter.why:
                told[i + 1] = replace(latter, of=former.of, why=former.why)
    for i, one in enumerate(told):
        before, after = w.plain[max(one.span.start - 24, 0) : one.span.start], told[i + 1 : i + 2]
        first = i == 0 or _days(told[i - 1]) not in gone
        denied = _NOT_THAT.search(before) and (not after or _BUT.match(w.plain, one.span.end) or i > 0)
        if denied and first:
            gone.add(_days(one))
            if after and "no word says" in after[0].why:
                told[i + 1] = replace(after[0], of=one.of, why=one.why)
    left = tuple(one for one in told if _days(one) not in gone)
    return left or tuple(told[-1:])


def _takes_back(between: str, plain: str, latter: DateReading) -> bool:
    if len(between) > 60:
        return False
    if _NEXT.fullmatch(between) and _BEHIND.match(plain, latter.span.end):
        return True
    if not _ANY.search(between):
        return False
    return bool(_CORRECTS.fullmatch(between) or _BARE_NO.fullmatch(between))


def _days(one: DateReading) -> tuple[object, object]:
    return one.earliest, one.latest


def _long_before(dates: tuple[DateReading, ...]) -> Callable[[DateReading], bool]:
    """A day without its year that no word explains, most of a year before the others, is one still to come."""
    days = [one.date for one in dates if one.date]
    bound = max(days) - _LONG_BEFORE if days else None

    def drop(one: DateReading) -> bool:
        bare = one.of is DateOf.INCIDENT and "strong:" not in one.why and "day and month told" in one.why
        return bare and bound is not None and one.date is not None and one.date < bound

    return drop


def _quotes(w: Words) -> list[tuple[int, int]]:
    """Where somebody else's words stand, promises and excuses among them."""
    return [m.span() for m in _QUOTE.finditer(w.text)] if _MARKS.search(w.text) else []


def _within(one: DateReading, quotes: list[tuple[int, int]]) -> bool:
    at = bisect_right(quotes, (one.span.start, len(quotes)))
    return at > 0 and one.span.end < quotes[at - 1][1]


def _idle(one: DateReading) -> bool:
    """No word says that anything was done on that day."""
    return one.of not in _TELLING and "strong:" not in one.why


def _of_others(one: DateReading, w: Words) -> bool:
    """ "Tetangga saya masuk tgl 20", held against one's own."""
    before = w.plain[max(one.span.start - 60, 0) : one.span.start]
    breaks = [b.start() for b in _OWN.finditer(before)]
    return bool(_OTHERS.search(before[breaks[-1] + 1 if breaks else 0 :]))
