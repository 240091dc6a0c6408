"""Days told from today: kemarin, mangkukna, tadi, "3 hari yang lalu", "two weeks ago"."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

from triage.reading.dates.days import Meaning, Sent, between, exact, months_back, shift
from triage.reading.dates.form import HOURS, Form, form
from triage.reading.normalize import Words

# After these, "3 hari lalu saya ..." tells of waiting three days and THEN doing something.
_WAITED = re.compile(
    r"\b(?:menunggu|nunggu\w*|tunggu|selama|dalam|setelah|waited|antri|antre|ngantri|butuh|makan) (?:\w+ )?$"
)
_SAID = re.compile(r"\b(?:yang|seperti|itu|kata|bilang|soal|kaya|kayak|ceuk) $")
_UP_TO = re.compile(r"\b(?:dipakai|dipake|berlaku|sampai|hingga|per|sampai dengan|sampai ka|s/d|ke|ka) $")


def _kemarin(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    if _UP_TO.search(w.norm, max(m.start() - 20, 0), m.start()):
        return None
    if _EVENT.search(w.norm, max(m.start() - 12, 0), m.start()):
        return between(None, sent.day, "the last such event: no day told")
    return exact(shift(sent.day, -1), "kemarin: the day before sending")


_DATED = re.compile(r"\btanggal \d{1,2},? $")
# Said of an event, kemarin means the last one, not the day before: "sebelum banjir kemarin".
_EVENT = re.compile(
    r"\b(?:panen|banjir|caah|hujan|puasa|lebaran|natal|rapat|acara|musim|liburan|libur|pemilu|pilkada|hajatan|arisan"
    r"|survei|survey|pandemi|covid|wisuda|ujian|bupati|pilpres|mudik|gempa|pilkades"
    r"|tahun baru|imlek|nyepi|idul adha|agustusan) $"
)


def _lusa(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    return exact(shift(sent.day, -2), "kemarin lusa: two days before sending")


def _today(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    if _UP_TO.search(w.norm, max(m.start() - 20, 0), m.start()):
        return None
    if _DATED.search(w.norm, max(m.start() - 14, 0), m.start()):
        return None
    if w.norm.startswith((" tanggal", ", tanggal"), m.end()) or (m["x"] == "tadi" and _said(m, w)):
        return None
    return exact(sent.day, "the day of sending")


def _said(m: re.Match[str], w: Words) -> bool:
    """ "yang tadi", "seperti kata tadi" point back in the text, not to a day."""
    return bool(_SAID.search(w.norm, max(m.start() - 12, 0), m.start()))


def _last_night(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """labels.md: tadi is 0; before the evening, last night can only be the day before or the small hours."""
    tadi = "tadi" in m.group()
    if tadi and sent.at.hour >= 18:
        return exact(sent.day, "the day of sending")
    day = sent.day if tadi else shift(sent.day, -1)
    return Meaning(day, shift(sent.day, -1), sent.day, "last night: the evening before or the small hours")


def _the_other_day(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    return between(None, sent.day, "a day not told, lately")


def _ago(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    waited = _WAITED.search(w.norm, max(m.start() - 30, 0), m.start())
    if waited and "yang" not in m.group() and w.span(*m.span("past")).text.lower() in {"lalu", "trus"}:
        return None
    unit, count = m["u"], m["n"]
    if unit in {"jam", "menit"}:
        return _hours_ago(count, unit, sent)
    if not count.isdecimal() and count not in {"a", "an"}:
        return _few(count, unit, sent)
    return _counted(m, sent, w, int(count) if count.isdecimal() else 1, unit)


def _counted(m: re.Match[str], sent: Sent, w: Words, number: int, unit: str) -> Meaning | None:
    if m["low"] and _two_numbers(m, w):
        return between(_back(sent, number, unit), _back(sent, int(m["low"]), unit), "between two figures")
    if m["half"]:
        return between(_back(sent, number + 1, unit), _back(sent, number, unit), "one and a half: between the two")
    if m["about"] or m["more"] or m["an"] or m["u"] == "hari kerja":
        return _loose(m["about"] or m["more"] or "sekitar", number, unit, sent)
    return _round(number, unit, sent)


def _two_numbers(m: re.Match[str], w: Words) -> bool:
    """ "2-3 hari", "dua tiga hari"; not the "2" of "loket 2 3 hari lalu"."""
    if not m["n"].isdecimal():
        return False
    between_them = w.norm[m.end("low") : m.start("n")].strip()
    return int(m["low"]) < int(m["n"]) and (bool(between_them) or w.span(*m.span("low")).text.isalpha())


def _hours_ago(count: str, unit: str, sent: Sent) -> Meaning | None:
    if not count.isdecimal() or int(count) > 72:
        return None
    day = (sent.at - timedelta(hours=int(count) if unit == "jam" else int(count) / 60)).date()
    return exact(day, "counted back in hours")


def _few(count: str, unit: str, sent: Sent) -> Meaning | None:
    """ "beberapa", "setengah", "a few": at least two, hardly more than a dozen."""
    if count == "setengah":
        return between(_back(sent, 1, unit), sent.day, "half a unit: within the last one")
    most = {"hari": 14, "hari kerja": 20, "minggu": 10, "bulan": 12, "tahun": 20}.get(unit, 14)
    return between(_back(sent, most, unit), _back(sent, 2, unit), "a few: no figure told")


def _back(sent: Sent, count: int, unit: str) -> date:
    if unit == "bulan":
        return months_back(sent.day, count)
    if unit == "tahun":
        return months_back(sent.day, count * 12)
    if unit == "hari kerja":
        return shift(sent.day, -math.ceil(count * 7 / 5) - 2)
    return shift(sent.day, -count * {"hari": 1, "minggu": 7, "fortnight": 14}.get(unit, 1))


def _round(number: int, unit: str, sent: Sent) -> Meaning | None:
    """R5: labels.md's exact day, with the pack's width for round words."""
    widths, day = sent.lexicon.widths, _back(sent, number, unit)
    if unit == "tahun":
        return between(shift(day, -60), min(shift(day, 60), sent.day), "years: no day told")
    width = {"bulan": widths.months_days, "minggu": widths.weeks_days, "fortnight": widths.weeks_days}.get(unit, 0)
    if unit == "hari" and number >= widths.days_from:
        width = widths.days_width
    why = f"{number} {unit} back" + (f", a round word: {width} days either way (R5)" if width else "")
    return Meaning(day, shift(day, -width), min(shift(day, width), sent.day), why)


def _loose(how: str, number: int, unit: str, sent: Sent) -> Meaning | None:
    """More than, nearly, about: no day, only where it can lie."""
    here, further = _back(sent, number, unit), _back(sent, number + 1, unit)
    nearer = _back(sent, max(number - 1, 0), unit)
    if unit == "hari kerja":
        return between(shift(here, -14), shift(sent.day, -number), "working days: no day told")
    if how.startswith(("lebih dari", "more", "over", "lebih")) and how != "lebih kurang":
        return between(further, here, "more than told: no day")
    if how.startswith(("hampir", "kurang dari", "less")):
        return between(here, nearer if how.startswith("hampir") else sent.day, "less than told: no day")
    return between(further, nearer, "about: no day told")


_AGO = (
    r"\b(?P<x>(?:(?P<about>sekitar|kira-kira|kurang lebih|kurleb|lebih kurang|lebih dari|more than|over|kurang dari"
    r"|less than|hampir|some|kinten-kinten) )?"
    r"(?:(?P<low>\d{1,2})\b ?(?:-|sampai|atau|or|to|,|/)? ?)?"
    r"(?P<n>\d{1,3}|setengah|beberapa|(?:a )?few|(?:a )?couple(?: of)?|an?\b)(?P<half> setengah)?"
    r" ?(?P<u>hari kerja|hari|minggu|bulan|tahun|jam|menit|fortnight)(?P<an>-?an)?"
    r"(?P<more> lebih(?: dikit| sedikit)?|-an)? (?:yang )?(?P<past>lalu|kemarin|lewat|back|ka (?:tukang|pengker)))\b"
)

FORMS: tuple[Form, ...] = (
    form(
        "ago",
        "hari minggu bulan tahun jam menit fortnight mingguan bulanan harian 1",
        _AGO,
        _ago,
        needs="lalu kemarin lewat back tukang pengker",
    ),
    form(
        "two days ago",
        "kemarin mangkukna",
        r"\b(?P<x>kemarin (?:dulu|lusa)|lusa kemarin|mangkukna(?: kemarin)?|(?:the )?hari sebelum kemarin)\b",
        _lusa,
        needs="dulu lusa mangkukna hari",
    ),
    form(
        "lately",
        "kemarin-kemarin kemarin tempo other baru lama",
        r"\b(?P<x>kemarin-kemarin|tempo hari|the other hari|baru-baru ini|belum lama ini|kemarin ieu|1 waktu lalu)\b",
        _the_other_day,
        heads="kemarin tempo the baru belum 1",
    ),
    form(
        "last night",
        "malam semalam night peuting wengi malem",
        r"\b(?P<x>tadi (?:malam|malem|peuting|wengi)|(?:peuting|wengi) tadi|semalam|last night)\b",
        _last_night,
        needs="tadi semalam last",
    ),
    form(
        "today",
        "hari today pagi siang sore tadi barusan bieu morning afternoon ieu subuh",
        r"\b(?P<x>hari (?:ini|ieu)|today|(?:pagi|siang|sore) (?:ini|tadi|ieu)|this (?:morning|afternoon)"
        r"|tadi (?:pagi|siang|sore|subuh|pagi-pagi)|tadi|barusan|bieu)\b",
        _today,
        heads="hari today pagi siang sore this tadi barusan bieu",
    ),
    form("yesterday", "kemarin", rf"\b(?P<x>kemarin(?: {HOURS})?)\b(?!-)", _kemarin, heads="kemarin"),
)
