"""Lengths of time: "udah 3 minggu", "sabulan leuwih", "44 hari kerja", "janji 3 hari", "berbulan-bulan"."""

from __future__ import annotations

import re

from triage.reading.normalize import Heads, Words, scan
from triage.reading.wordlist import wordset
from triage.types import DurationReading

_DAYS = {"hari": 1, "minggu": 7, "bulan": 30, "tahun": 365, "fortnight": 14}
_UNITS = r"(?:hari|minggu|bulan|tahun)"
_LENGTH = re.compile(
    r"(?<![\d.,/-])\b(?:(?P<low>\d{1,3}) ?(?:-|sampai|to|atau) ?)?(?P<n>\d{1,3}|setengah)(?: ?\( ?\d{1,3} ?\))?"
    rf"(?P<half> setengah)? ?(?P<u>{_UNITS})(?:an)?\b(?P<half2> setengah\b(?! {_UNITS}))?"
    r"(?: (?:dan )?(?P<n2>\d{1,3}) (?P<u2>hari|minggu|bulan)\b)?(?P<w> (?:kerja|gawe|working))?(?P<lebih> lebih)?"
    r"|\b(?P<en>\d{1,3}) working hari\b|\bhari(?P<kw> kerja)? ke ?-? ?(?P<ke>\d{1,3})\b"
    r"|\b(?P<x>\d{1,2}) ?x ?24 jam\b|\b(?:a|1) (?P<two>fortnight)\b"
    rf"|\b(?P<vague>(?P<r>ber{_UNITS})-(?:(?P=r)|{_UNITS})|beberapa {_UNITS}|for (?:minggu|bulan|tahun))\b"
)
_FIGURES = tuple("0123456789")
_LENGTH_HEADS = Heads(
    frozenset({"setengah", "hari", "a", "for", "beberapa", "berhari", "berminggu", "berbulan", "bertahun"}),
    _FIGURES,
    frozenset([*_FIGURES, *(f"{n:02}" for n in range(100))]),
)
_TRIGGERS = wordset("setengah beberapa fortnight berhari berminggu berbulan bertahun for")
_THEN = re.compile(
    r" (?:yang )?(?:lalu|kemarin|depan|lagi|mendatang|sekali|back|from now|old|ka tukang|cepat"
    r"|lebih cepat|cepet|earlier|early|libur|terakhir)\b| ?sekali\b"
)
_PAST = re.compile(r" (?:yang )?lewat\b")
_WAITED_BEFORE = re.compile(
    r"\b(?:sudah|lewat|selama|nunggu\w*|menunggu|tunggu|ngantosan|hampir|lebih dari|lebih|sampai|masuk|jalan"
    r"|berjalan"
    r"|already|for|waited|waiting|been"
    r"|after|setelah|sejak|mau|genap|hingga|kurang lebih|sekitar|total|makan waktu|memakan waktu|tembus|telat"
    r"|terlambat|molor|mundur|mandek|antri|took|taken|langkung|meh|nyatanya|kenyataannya)"
    r"(?: (?:hampir|lebih dari|lebih|sekitar|mau|sampai|dari|waktu|jalan|masuk|lewat|berkas|over|about"
    r"|kurang lebih|langkung ti|ada|aya|saya|ka))* $"
)
_WAITED_AFTER = re.compile(
    r",? (?:(?:kalender |calendar )?sudah(?! (?:jadi|keluar|terbit|selesai|beres))"
    r"|(?:dari )?sejak|belum|nunggu|menunggu|tidak|tanpa|mandek|berjalan|lamanya|lebih|baru|masih|can|kok"
    r"|tapi|cuma|juga|for|still|no|and still|not|berkas|izin|di meja|didiamkan|diam"
    r"|(?:persis )?(?:saya|kami|abdi|i|we) (?:nunggu|menunggu|tunggu|ngantosan|tidak|belum|waited))\b"
)
_PROMISED = re.compile(
    r"\b(?:janji\w*|dijanji\w*|katanya|maksimal|paling lama|paling lambat|standar\w*|sop\w*|harusnya|seharusnya"
    r"|promised?|should|takes?|supposed|dalam|within|cenah|cuma|hanya|max|maklumat|menurut"
    r"|kirain|target|estimasi|saur\w*)(?: \w+){0,3} $"
)  # fmt: skip
_NO_WAIT = re.compile(
    r"\b(?:umur|usia|berusia|tiap|setiap|per|unggal|masa|berlaku|kontrak|pengalaman|bukti|poin|kali|x)(?: \w+){0,2} $"
)
"""Ages, validity, and how often: lengths of nobody's waiting, and no promise of the office."""

_AN_AGE = 13
"""So many years, of which nobody says that they were waited, are somebody's age."""

_LESS = re.compile(r"\b(?:kurang dari|kurang ti|less than|under|belum sampai|tidak sampai) $")


def find_durations(w: Words) -> tuple[DurationReading, ...]:
    """Lengths told, in calendar days (a month 30), or working days where the citizen says so.

    Ages, validity and "N hari lalu" are none; a promise is one that nobody has `waited`.
    """
    if not w.has_figure and _TRIGGERS.isdisjoint(w.vocabulary):
        return ()
    return tuple(reading for m in scan(_LENGTH, _LENGTH_HEADS, w) if (reading := _reading(m, w)))


def _reading(m: re.Match[str], w: Words) -> DurationReading | None:
    if m["ke"]:
        return DurationReading(w.span(*m.span()), int(m["ke"]), bool(m["kw"]))
    before = w.norm[max(m.start() - 45, 0) : m.start()].rsplit(".", 1)[-1].rsplit(",", 1)[-1]
    if _THEN.match(w.norm, m.end()) or _NO_WAIT.search(before):
        return None
    waited = bool(_WAITED_BEFORE.search(before))
    if not waited and _PAST.match(w.norm, m.end()):
        return None
    waited = waited or (not _PROMISED.search(before) and bool(m["lebih"] or _WAITED_AFTER.match(w.norm, m.end())))
    if not waited and m["u"] == "tahun" and m["n"].isdecimal() and int(m["n"]) >= _AN_AGE:
        return None
    days = None if m["vague"] else _days(m) - bool(_LESS.search(before))
    return DurationReading(w.span(*m.span()), days, bool(m["w"] or m["en"]), waited)


def _days(m: re.Match[str]) -> int:
    if m["en"] or m["x"]:
        return int(m["en"] or m["x"])
    if m["two"]:
        return _DAYS["fortnight"]
    unit = _DAYS[m["u"]]
    if m["n"] == "setengah":
        return unit // 2
    more = int(m["n2"]) * _DAYS[m["u2"]] if m["n2"] else 0
    # Of "2-3 bulan" the smaller figure is the one that is sure.
    return int(m["low"] or m["n"]) * unit + (unit // 2 if m["half"] or m["half2"] else 0) + more
