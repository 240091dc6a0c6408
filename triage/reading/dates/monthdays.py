"""Days of a month: "tgl 3", "tgl 3 bulan lalu", "3 Nov", "12/10/2026", "the 5th"."""

from __future__ import annotations

import re

from triage.reading.dates.days import (
    Meaning,
    Sent,
    between,
    exact,
    latest_monthday,
    latest_yearday,
    make,
    months_back,
    shift,
)
from triage.reading.dates.form import LAST, MONTH, MONTH_WORDS, Form, form, month_number
from triage.reading.normalize import Words
from triage.reading.vocabulary import ENGLISH_MONTHS, WEEKDAYS

_CUE = re.compile(
    r"\b(?:tanggal|pada|sejak|dari|hari|on|masuk|ajukan|diajukan|kemarin|senin|selasa|rabu|kamis|jumat|sabtu"
    r"|ahad|minggu),? $"
)
# Done then: a figure like "3/11" behind these is a day.
_DONE = re.compile(
    r"\b(?:terima|diterima|nerima|ambil|diambil|ngambil|bayar\w*|dibayar|setor|disetor|nyetor|serahkan|diserahkan|kirim"
    r"|dikirim|terbit|keluar|cetak|dicetak|jadi|datang|dateng|lapor|ngadu|submit|daftar|didaftarkan|upload|masukin"
    r"|ralat|koreksi|eh|bukan|maksud\w*|maaf|kemari|lihat|lht|sendiri|sndiri|kejadian\w*|nya) $"
)
_NUMBERED = re.compile(
    r"\b(?:rt|rw|nomor|no|pasal|ayat|blok|gang|gg|lantai|loket|meja|perda|perbup|nilai|skor|rating|tensi|angkot|ukuran"
    r"|hal|jam|pukul|kelas|kav|kavling)[ .:]{1,2}$"
)
_COUNTED = re.compile(
    r" (?:hari|minggu|bulan|tahun|orang|kali|x|berkas|lembar|jam(?! \d)|menit|ribu|juta|loket|meja|surat|izin|unit)\b"
    r"|:\d|[.]\d"
)


def _full_year(text: str, sent: Sent) -> int:
    year = int(text)
    return year if year > 99 else (2000 if year <= sent.day.year % 100 + 1 else 1900) + year


def _day_of(day: int, month: int, year: int | None, sent: Sent) -> Meaning | None:
    """labels.md: without a year the latest such day that is not after sending."""
    if year is not None:
        found = make(year, month, day)
    else:
        found = latest_yearday(sent.day, month, day) if 1 <= month <= 12 else None
    if found is None:
        return None
    return exact(found, "day and month told" if year is None else "day, month and year told")


def _named(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    year = _full_year(m["y"] or m["y2"], sent) if m["y"] or m["y2"] else None
    if m["rel"]:
        year = sent.day.year - (0 if m["rel"].endswith("ini") else 1)
    if m["d1"]:
        first, last = (_day_of(int(m[g]), month_number(m["m"]), year, sent) for g in ("d1", "d"))
        return _either(first, last)
    if year is None and _weekday_to_come(m, month_number(m["m"]), sent):
        return None
    return _day_of(int(m["d"]), month_number(m["m"]), year, sent)


def _either(first: Meaning | None, last: Meaning | None) -> Meaning | None:
    """One of the days from first to last; nothing when they do not follow each other ("30-2 Oktober")."""
    if first is None or last is None or first.day is None or last.day is None or first.day > last.day:
        return None
    return between(first.day, last.day, "one of several days")


def _named_english(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    raw = w.span(*m.span("m")).text.lower()
    plain = not m["th"] and not m["y"]
    told = raw in ENGLISH_MONTHS or w.norm.startswith("on ", max(m.start() - 3, 0))
    if plain and (not told or _COUNTED.match(w.norm, m.end())):
        return None
    return _day_of(int(m["d"]), month_number(m["m"]), int(m["y"]) if m["y"] else None, sent)


def _numeric(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    return _day_of(int(m["d"]), int(m["mn"]), _full_year(m["y"], sent), sent)


def _iso(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    return _day_of(int(m["d"]), int(m["mn"]), int(m["y"]), sent)


def _numeric_short(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """ "25/2" is a day; "3/4" may be a fraction or two counters, so a word must say that it is one."""
    day, month = int(m["d"]), int(m["mn"])
    alone = m.span() == (0, len(w.norm))
    at = m.start("d")
    if not alone and not _CUE.search(w.norm, max(at - 20, 0), at):
        plainly = day > 12 or _DONE.search(w.norm, max(at - 14, 0), at)
        if not plainly or (day, month) == (24, 7) or _NUMBERED.search(w.norm, max(at - 20, 0), at):
            return None
        if _COUNTED.match(w.norm, m.end()):
            return None
    return None if _weekday_to_come(m, month, sent) else _day_of(day, month, None, sent)


def _weekday_to_come(m: re.Match[str], month: int, sent: Sent) -> bool:
    """ "Sabtu 14 Februari", asked on the 10th: the weekday told is that of the day to come, not of the one past."""
    told, coming = m["x"].replace(",", " ").split()[0], None
    if told not in WEEKDAYS or told == "minggu":
        return False
    past = latest_yearday(sent.day, month, int(m["d"])) if 1 <= month <= 12 else None
    if past is not None:
        coming = make(past.year + 1, month, int(m["d"]))
    return past is not None and coming is not None and past.weekday() != WEEKDAYS[told] == coming.weekday()


def _numbered_month(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    return _day_of(int(m["d"]), int(m["mn"]), int(m["y"]) if m["y"] else None, sent)


def _of_month(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """labels.md: "tgl N bulan lalu" is the Nth of the previous month."""
    which = m["which"] or m["en"]
    month = months_back(sent.day.replace(day=1), 0 if which in {"ini", "ieu", "this"} else int(m["k"] or 1))
    found = make(month.year, month.month, int(m["d"]))
    return exact(found, "that day of the month told") if found else None


def _alone(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    found = latest_monthday(sent.day, int(m["d"]))
    return exact(found, "the latest such day of a month") if found else None


def _several(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """Two days told: a range when they can follow each other, else nothing ("tgl 12-3" may be day and month)."""
    first, last = int(m["d1"]), int(m["d"])
    if m["sep"] == "-" and last <= 12:
        return between(None, sent.day, "two figures: a day and a month, or two days")
    ends = latest_monthday(sent.day, last)
    begins = latest_monthday(ends, first) if ends else None
    return between(begins, ends, "one of two days") if begins else None


def _tens(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    first = latest_monthday(sent.day, int(m["d"]))
    return between(first, min(shift(first, 9), sent.day), "some day of those ten") if first else None


_D = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_WD = r"(?:(?:senin|selasa|rabu|kamis|jumat|sabtu|ahad|minggu),? (?:tanggal )?)?"
_TH = r"(?: (?:st|nd|rd|th))"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_TO = r"(?P<sep>-|sampai|atau|s/d|or|to)"
_MONTH_BACK = r"(?:(?P<en>last|this) bulan|(?:(?P<k>[1-9]) )?bulan (?:yang )?(?P<which>lalu|kemarin|ini|ieu))"
_REL = rf"(?P<rel>,? tahun {LAST}|,? last tahun|,? tahun (?:ini|ieu))?"

FORMS: tuple[Form, ...] = (
    form(
        "day of a numbered month",
        "tanggal",
        rf"\btanggal (?P<x>{_D} bulan (?P<mn>1[0-2]|0?[1-9])\b(?! (?:yang )?lalu)(?:,? (?:tahun )?{_YEAR})?)\b",
        _numbered_month,
    ),
    form(
        "day of last month",
        "tanggal",
        rf"\b(?P<x>tanggal[.:]? ?{_D}{_TH}?,? (?:di |pada |of )?{_MONTH_BACK})\b",
        _of_month,
    ),
    form(
        "the nth of last month",
        "st nd rd th",
        rf"\b(?P<x>(?:the )?{_D}{_TH},? of (?:the )?{_MONTH_BACK})\b",
        _of_month,
    ),
    form(
        "last month on the nth",
        "tanggal",
        rf"\b(?P<x>{_MONTH_BACK},? (?:pas |di )?tanggal {_D})\b(?! ?[/-])",
        _of_month,
    ),
    form(
        "day and month",
        MONTH_WORDS,
        rf"\b(?:tanggal[.:]? ?)?(?P<x>{_WD}(?:(?P<d1>0?[1-9]|[12]\d"
        rf"|3[01]) ?{_TO} ?)?{_D}{_TH}?(?: of)?(?: bulan)?[ /-]*"
        rf"{MONTH}(?:\.?,? ?[/-]?(?:tahun )?{_YEAR}| ?[/'’-] ?(?P<y2>\d\d)\b)?{_REL}(?: {LAST})?)",
        _named,
    ),
    form(
        "month and day",
        MONTH_WORDS,
        rf"\b(?P<x>{MONTH} {_D}\b(?P<th>{_TH})?(?:,? {_YEAR})?)\b",
        _named_english,
    ),
    form("iso", None, rf"(?<![\d/.-])(?P<x>{_YEAR}[-/.](?P<mn>0\d|1[0-2])[-/.]{_D})(?![\d/-])", _iso),
    form(
        "numeric",
        None,
        rf"(?<![\d/.-])(?P<x>{_WD}{_D} ?[/-] ?(?P<mn>1[0-2]|0?[1-9]) ?[/-] ?(?P<y>(?:19|20)\d\d|\d\d))(?![\d/-]"
        rf"|\.\d)",
        _numeric,
    ),
    form("numeric dotted", None, rf"(?<![\d/.-])(?P<x>{_D}\.(?P<mn>1[0-2]|0?[1-9])\.{_YEAR})(?![\d/-])", _numeric),
    form(
        "numeric dotted short",
        None,
        r"(?<![\d/.,-])(?<!jam )(?<!pukul )(?P<x>(?P<d>0[1-9]|[12]\d|3[01])\.(?P<mn>1[0-2]|0[1-9])\.(?P<y>[23]\d))"
        r"(?![\d/.-])",
        _numeric,
    ),
    form(
        "numeric short",
        None,
        rf"(?<![\d/.-])(?P<x>{_WD}{_D} ?/ ?(?P<mn>1[0-2]|0?[1-9]))(?! ?[\d/-]|\.\d| [a-z]*/)",
        _numeric_short,
    ),
    form(
        "several days",
        "tanggal",
        rf"\btanggal (?P<x>(?P<d1>0?[1-9]|[12]\d|3[01]) ?{_TO} ?(?:tanggal )?{_D})\b(?! ?[/-] ?\d)",
        _several,
    ),
    form("tens of a month", "tanggal", r"\b(?P<x>tanggal (?P<d>[12]0) ?-?an)\b", _tens),
    form(
        "day of a month",
        "tanggal",
        rf"\b(?P<x>{_WD}tanggal[.:]? ?{_D}{_TH}?)\b(?! ?[/-] ?\d|\.\d| ?%)(?: {LAST})?",
        _alone,
    ),
    form(
        "the nth",
        "st nd rd th",
        rf"\b(?:on|sejak|dari|from) (?P<x>the {_D}{_TH})\b(?! (?:floor|counter|time|visit|hari|of|attempt))",
        _alone,
    ),
)
