"""Lengths of time that somebody has waited: "udah 3 minggu", "sabulan leuwih", "44 hari kerja"."""

from __future__ import annotations

import re

from triage.reading.normalize import Heads, Words, scan
from triage.types import DurationReading

_DAYS = {"hari": 1, "minggu": 7, "bulan": 30, "tahun": 365, "fortnight": 14}
_LENGTH = re.compile(
    r"(?<![\d.,/-])\b(?:(?P<low>\d{1,3}) ?(?:-|sampai|to) ?)?(?P<n>\d{1,3}|setengah)(?P<half> setengah)? ?"
    r"(?P<u>hari|minggu|bulan|tahun)(?:an)?\b(?P<w> (?:kerja|gawe|working))?(?P<lebih> lebih)?"
    r"|\b(?P<en>\d{1,3}) working hari\b|\bhari(?P<kw> kerja)? ke ?-? ?(?P<ke>\d{1,3})\b"
)
_FIGURES = tuple("0123456789")
_LENGTH_HEADS = Heads(
    frozenset({"setengah", "hari"}), _FIGURES, frozenset([*_FIGURES, *(f"{n:02}" for n in range(100))])
)
_THEN = re.compile(
    r" (?:yang )?(?:lalu|kemarin|lewat|depan|lagi|mendatang|sekali|back|from now|old|ka tukang|cepat"
    r"|lebih cepat|cepet|earlier|early)\b| ?sekali\b"
)
_WAITED_BEFORE = re.compile(
    r"\b(?:sudah|lewat|selama|nunggu\w*|menunggu|tunggu|hampir|lebih dari|lebih|sampai|masuk|jalan|berjalan"
    r"|already|for|waited|waiting|been"
    r"|after|setelah|sejak|mau|genap|hingga|kurang lebih|sekitar|total|makan waktu|memakan waktu|tembus|telat"
    r"|terlambat|molor|mundur|mandek|antri|took|taken|langkung|meh)"
    r"(?: (?:hampir|lebih dari|lebih|sekitar|mau|sampai|dari|waktu|jalan|masuk|lewat|berkas|over|about"
    r"|kurang lebih|langkung ti|ada|aya|saya))* $"
)
_WAITED_AFTER = re.compile(
    r",? (?:belum|nunggu|menunggu|tidak|tanpa|mandek|berjalan|lamanya|lebih|baru|masih|can|kok|tapi|cuma|juga"
    r"|for|still|no|and still|not|berkas|izin|saya nunggu|saya menunggu|di meja|didiamkan|diam)\b"
)
_NOT_WAITED = re.compile(
    r"\b(?:janji\w*|dijanji\w*|katanya|maksimal|paling lama|paling lambat|standar\w*|sop\w*|harusnya|seharusnya"
    r"|umur|usia|berusia|promised?|should"
    r"|takes?|supposed|dalam|within|tiap|setiap|per|unggal|cenah|cuma|hanya|masa|berlaku|kontrak|pengalaman|max"
    r"|kirain|target|estimasi|saur\w*)(?: \w+){0,3} $"
)  # fmt: skip


def find_durations(w: Words) -> tuple[DurationReading, ...]:
    """Waits told in figures, in calendar days (a month 30), or working days where the citizen says so.

    Promises, ages, validity and "N hari lalu" are no waits.
    """
    if not w.has_figure and "setengah" not in w.vocabulary:
        return ()
    return tuple(reading for m in scan(_LENGTH, _LENGTH_HEADS, w) if (reading := _reading(m, w)))


def _reading(m: re.Match[str], w: Words) -> DurationReading | None:
    if m["ke"]:
        return DurationReading(w.span(*m.span()), int(m["ke"]), bool(m["kw"]))
    if _THEN.match(w.norm, m.end()):
        return None
    before = w.norm[max(m.start() - 45, 0) : m.start()].rsplit(".", 1)[-1].rsplit(",", 1)[-1]
    waited = _WAITED_BEFORE.search(before)
    if not waited and (_NOT_WAITED.search(before) or not (m["lebih"] or _WAITED_AFTER.match(w.norm, m.end()))):
        return None
    return DurationReading(w.span(*m.span()), _days(m), bool(m["w"] or m["en"]))


def _days(m: re.Match[str]) -> int:
    if m["en"]:
        return int(m["en"])
    unit = _DAYS[m["u"]]
    if m["n"] == "setengah":
        return unit // 2
    # Of "2-3 bulan" the smaller figure is the one that is sure.
    return int(m["low"] or m["n"]) * unit + (unit // 2 if m["half"] else 0)
