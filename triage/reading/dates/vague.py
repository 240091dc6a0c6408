"""Days not told: "awal Oktober", "bulan lalu", "minggu ini", "sejak lebaran".  Never a date, only where it can lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from triage.reading.dates.days import Meaning, Sent, between, monday, month_range, months_back, shift
from triage.reading.dates.form import LAST, MONTH, MONTH_WORDS, Form, form, month_number
from triage.reading.normalize import Words
from triage.reading.vocabulary import MONTH_SHORT

_PARTS = {
    "awal": 0, "early": 0, "beginning": 0, "start": 0, "permulaan": 0,
    "pertengahan": 1, "tengah": 1, "mid": 1, "middle": 1, "medio": 1,
    "akhir": 2, "ahir": 2, "end": 2, "late": 2, "penghujung": 2, "tungtung": 2,
}  # fmt: skip
_UP_TO = re.compile(r"\b(?:sampai|hingga|s/d|per|by|sampai dengan|sampai ka|to) (?:bulan |tahun |minggu )?$")
_MONTH_CUE = re.compile(r"\b(?:bulan|sejak|dari|pada|in|di|dina|pas|waktu|during|last|mulai|around|sekitar|udah) $")


def _month_of(name: str, year: int | None, past: str | None, sent: Sent) -> tuple[date, date] | None:
    """First and last day of the latest month of that name that has begun (R5: both, where words allow both)."""
    month, day = month_number(name), sent.day
    if year is None:
        year = day.year if month <= day.month else day.year - 1
    first, last = month_range(year, month)
    if past and month == day.month and year == day.year:
        first = month_range(year - 1, month)[0]
    return (first, min(last, day)) if first <= day else None


def _told_year(m: re.Match[str], sent: Sent) -> int | None:
    if m["y"]:
        return int(m["y"])
    if m["rel"]:
        return sent.day.year - (0 if m["rel"] in {"ini", "ieu"} else 1)
    return None


def _part_of_month(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    months = _month_of(m["m"], _told_year(m, sent), m["past"], sent)
    if months is None:
        return None
    first, last = months
    return _third((first, month_range(last.year, last.month)[1]), _PARTS[m["part"]], sent)


def _third(period: tuple[date, date], part: int, sent: Sent) -> Meaning | None:
    """R5: the third of the period, with some days' grace towards its middle."""
    first, last = period
    length = (last - first).days + 1
    begins = shift(first, (0, length * 9 // 30, length * 19 // 30)[part])
    ends = shift(first, (length * 11 // 30, length * 21 // 30, length - 1)[part])
    if begins > sent.day:
        return None
    return between(begins, min(ends, sent.day), "a part of a period: no day told")


def _part_of_period(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    part, which = _PARTS[m["part"]], m["which"] or m["en"]
    back = 1 if which and which not in {"ini", "ieu", "this"} else 0
    found = _third(_period(m["unit"], back, sent), part, sent)
    if which is None and part == 2:
        return _third(_period(m["unit"], 1, sent), part, sent) if found is None else found
    return found


def _period(unit: str, back: int, sent: Sent) -> tuple[date, date]:
    """First and last day of the week, month or year `back` before that of sending."""
    if unit == "minggu":
        first = monday(sent.day) - timedelta(days=7 * back)
        return first, shift(first, 6)
    if unit == "bulan":
        month = months_back(sent.day.replace(day=1), back)
        return month_range(month.year, month.month)
    year = max(sent.day.year - back, 1)
    return date(year, 1, 1), date(year, 12, 31)


def _whole_period(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    if _UP_TO.search(w.norm, max(m.start() - 20, 0), m.start()):
        return None
    which = m["which"] or m["en"]
    first, last = _period(m["unit"], 0 if which in {"ini", "ieu", "this"} else 1, sent)
    return between(first, min(last, sent.day), f"a {m['unit']}, no day told")


def _month_alone(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    cue = _MONTH_CUE.search(w.norm, max(m.start("x") - 12, 0), m.start("x"))
    short = m["m"] in MONTH_SHORT or m["m"] in {"mei", "april", "juni", "juli"}
    if not cue and not m["y"] and not m["rel"] and not m["past"] and short:
        return None
    if _UP_TO.search(w.norm, max(m.start("x") - 20, 0), m.start("x")) or w.norm.startswith(
        (" depan", " nanti"), m.end()
    ):
        return None
    months = _month_of(m["m"], _told_year(m, sent), m["past"], sent)
    return between(*months, "a month, no day told") if months else None


def _month_number(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    months = _month_of(names[int(m["mn"]) - 1], int(m["y"]) if m["y"] else None, m["past"], sent)
    return between(*months, "a month, no day told") if months else None


_LUNAR_YEAR = 350
"""A little less than the days after which a feast of the moon returns."""

_HOLIDAYS = {
    "lebaran": "lebaran", "idul fitri": "lebaran", "idulfitri": "lebaran", "boboran": "lebaran", "eid": "lebaran",
    "lebaran haji": "lebaran haji", "idul adha": "lebaran haji", "iduladha": "lebaran haji", "rayagung": "lebaran haji",
    "puasa": "puasa", "ramadan": "puasa", "ramadhan": "puasa", "romadon": "puasa", "natal": "natal",
    "christmas": "natal", "tahun baru": "tahun baru", "imlek": "imlek", "nyepi": "nyepi", "waisak": "waisak",
    "maulid": "maulid", "maulud": "maulid", "mulud": "maulid",
    "syawal": "syawal", "sawal": "syawal", "rowah": "syaban", "ruwah": "syaban", "rewah": "syaban",
    "syaban": "syaban", "sya ban": "syaban", "rajab": "rajab", "rejeb": "rajab",
    "muharam": "muharam", "muharram": "muharam", "suro": "muharam",
    "dzulhijah": "zulhijah", "dzulhijjah": "zulhijah", "zulhijah": "zulhijah", "rabiul awal": "rabiul awal",
    "17-an": "kemerdekaan", "agustusan": "kemerdekaan",
}  # fmt: skip


def _holiday(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    spans = sent.lexicon.holidays.get(_HOLIDAYS[m["h"]], {})
    why = f"counted from {_HOLIDAYS[m['h']]}: no day told"
    past = _latest(spans, sent.day)
    if past is None:
        return between(None, sent.day, why)
    first, last = past
    if m["rel"] in {"sebelum", "menjelang"}:
        return between(shift(first, -30), shift(first, -1), why)
    if m["rel"] in {"setelah", "habis", "abis", "sehabis", "pasca", "beres", "bada"}:
        return between(last, min(shift(last, 30), sent.day), why)
    return between(first, min(last, sent.day), why)


def _latest(spans: Mapping[int, tuple[date, date]], day: date) -> tuple[date, date] | None:
    """The latest one begun; None where the calendar does not know a year in which it may lie.

    A lunar feast may come again within the year, and the days counted from it begin in the year before.
    """
    coming, this = spans.get(day.year + 1), spans.get(day.year)
    if coming and coming[0] <= day:
        return coming
    if this is None or (coming is None and (day - this[0]).days >= _LUNAR_YEAR):
        return None
    before = spans.get(day.year - 1)
    return this if this[0] <= day else before


_PART = rf"(?P<part>{'|'.join(_PARTS)})(?: of(?: the)?)?"
_TOLD = rf"(?:,? (?:tahun )?(?P<y>(?:19|20)\d\d)|,? tahun (?P<rel>lalu|kemarin|ini|ieu)| (?P<past>{LAST}))?"

FORMS: tuple[Form, ...] = (
    form(
        "part of a month",
        " ".join(_PARTS),
        rf"\b(?P<x>{_PART}[ -]+(?:bulan )?{MONTH}{_TOLD})\b",
        _part_of_month,
        needs=MONTH_WORDS,
    ),
    form(
        "part of a period",
        " ".join(_PARTS),
        rf"\b(?P<x>{_PART}[ -]+(?:(?P<en>last|this) )?(?P<unit>minggu|bulan|tahun)"
        r"(?: (?:yang )?(?P<which>lalu|kemarin|ini|ieu))?)\b",
        _part_of_period,
        needs="minggu bulan tahun",
    ),
    form(
        "whole period",
        "minggu bulan tahun",
        r"\b(?P<x>(?:(?P<en>last|this) )?(?<!\d )(?P<unit>minggu|bulan|tahun)(?(en)| (?:yang )?(?P<which>lalu"
        r"|kemarin|ini|ieu)))\b",
        _whole_period,
        needs="lalu kemarin ini ieu last this",
    ),
    form("month", MONTH_WORDS, rf"\b(?P<x>{MONTH}{_TOLD})\b", _month_alone, heads=MONTH_WORDS),
    form(
        "numbered month",
        "bulan",
        r"(?:^|\b(?:sejak|dari|pada|di|pas|dina) )(?P<x>bulan (?P<mn>1[0-2]|0?[1-9]))\b(?! ?[/.-]?\d| (?:kali|x"
        r"|orang|yang lalu|lalu))"
        r"(?:(?:,? (?:tahun )?(?P<y>(?:19|20)\d\d))|(?P<past> (?:lalu|kemarin)))?",
        _month_number,
    ),
    form(
        "holiday",
        " ".join({h.split()[0] for h in _HOLIDAYS}),
        r"\b(?:bulan |(?P<rel>sejak|dari|setelah|habis|abis|beres|bada|sehabis|pasca|sebelum|menjelang|pas|waktu|selama"
        r"|during|diajukan|ajukan|daftar|masuk)"
        rf" (?:(?:hari|bulan|libur|libur hari) )?)(?P<x>(?P<h>{'|'.join(sorted(_HOLIDAYS, key=len, reverse=True))}))\b"
        rf"(?: {LAST})?",
        _holiday,
        heads="sejak dari setelah habis abis beres bada sehabis pasca sebelum menjelang pas waktu selama during"
        " diajukan ajukan daftar masuk bulan",
    ),
)
