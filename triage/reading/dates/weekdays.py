"""Days of the week: "Senin kemarin", "Senin minggu lalu", "hari Minggu", "last Tuesday"."""

from __future__ import annotations

import re
from datetime import timedelta

from triage.reading.dates.days import Meaning, Sent, between, exact, latest_weekday, monday, shift
from triage.reading.dates.form import HOURS, LAST, WEEKDAY, WEEKDAY_WORDS, Form, form
from triage.reading.normalize import Words
from triage.reading.vocabulary import WEEKDAYS

_HABIT_BEFORE = re.compile(
    r"(?:\b(?:setiap|tiap|tiap hari|unggal|saban|every|per|buka|depan|besok|nanti|next|mulai|salat|solat|shalat"
    r"|sholat"
    r"|ibadah|senam|layanan|acara|jadwal|[2-9]|ngan|cuma|hanya|kecuali|khusus|selain|diminta|disuruh|bilang|katanya|tunggu|ke|ka|menjanjikan|jadi|sampai|hingga|to|dan|s/d|senin"
    r"|selasa|rabu|kamis|jumat|sabtu|ahad|libur|pasar|jalan|kampung) |[-/] ?)(?:hari )?$"
)
_HABIT_AFTER = re.compile(
    r" (?:pertama|kedua|ketiga|keempat|terakhir) (?:tiap|setiap|di|bulan|every)\b"
    r"|(?: [a-z]+){0,3} (?:buka|muka|tutup|libur)(?: [a-z]+)?(?: [a-z]+)? ?\?"
    r"| (?:(?:loket|kantor)(?:nya)? )?(?:buka|muka|melayani|saja|aja|wungkul|hungkul|dijadwalkan)\b"
    r"| ?(?:-|/|sampai|hingga|s/d|to (?:senin|selasa|rabu|kamis|jumat|sabtu|ahad)|depan|besok|nanti|mendatang|next"
    r"|dan (?:senin|selasa|rabu|kamis|jumat|sabtu|ahad)|(?:senin|selasa|rabu|kamis|jumat|sabtu|ahad|minggu)\b"
    r"|akan|yang akan|ini (?:mau|akan)|libur)"
)


def _of_week(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """labels.md: that day of the previous Monday-to-Sunday week (of the week N back, or of this week)."""
    which = m["which"] if "which" in m.re.groupindex and m["which"] else m["first"]
    back = 0 if which in {"ini", "ieu", "this"} else int(m["k"] or 1)
    day = monday(sent.day) + timedelta(days=WEEKDAYS[m["wd"]] - 7 * back)
    if day > sent.day:
        return None
    return exact(day, f"{m['wd']} of the week {back} back")


def _alone(m: re.Match[str], sent: Sent, w: Words) -> Meaning | None:
    """Without lalu: the latest one before, unless sent on such a day, when it can be today or a week ago."""
    if _HABIT_BEFORE.search(w.norm, max(m.start("x") - 20, 0), m.start("x")) or _HABIT_AFTER.match(w.norm, m.end()):
        return None
    day = latest_weekday(sent.day, WEEKDAYS[m["wd"]])
    if m["eve"]:
        return between(shift(day, -1), day, "the night before or of that day")
    if shift(day, 7) == sent.day:
        return between(day, sent.day, "sent on such a weekday: today or a week ago")
    return exact(day, f"the latest {m['wd']}")


_K = r"(?:(?P<k>[1-9]) )?"
FORMS: tuple[Form, ...] = (
    form(
        "weekday of a week",
        WEEKDAY_WORDS,
        rf"\b(?:hari )?(?P<x>{WEEKDAY}(?: {HOURS})?,? (?:(?:di|of|pada|on|pas) )?{_K}"
        r"(?:(?P<first>last|this) minggu|minggu (?:yang )?(?P<which>lalu|kemarin|ini|ieu|sebelumnya)))\b",
        _of_week,
        needs="minggu",
    ),
    form(
        "week and its weekday",
        WEEKDAY_WORDS,
        rf"\b(?P<x>{_K}(?:(?P<first>last|this) minggu|minggu (?:yang )?(?P<which>lalu|kemarin|ini|ieu)),?"
        rf" (?:(?:di|pada|on|pas|tepatnya) )?(?:hari )?{WEEKDAY})\b",
        _of_week,
        needs="minggu",
    ),
    form(
        "last weekday",
        WEEKDAY_WORDS,
        rf"\b(?:hari )?(?P<x>(?:last {WEEKDAY}|kemarin,? (?:pas )?(?:hari )?{WEEKDAY.replace('wd', 'wd2')}"
        rf"|{WEEKDAY.replace('wd', 'wd3')}(?: {HOURS})? (?:kemarin {HOURS}|{LAST})))\b",
        lambda m, sent, w: exact(
            latest_weekday(sent.day, WEEKDAYS[m["wd"] or m["wd2"] or m["wd3"]]),
            "the latest such weekday before sending",
        ),
        needs="last lalu kemarin lewat",
    ),
    form("weekday", WEEKDAY_WORDS, rf"\b(?:hari )?(?P<x>(?P<eve>(?:malam|malem) )?{WEEKDAY}(?: {HOURS})?)\b", _alone),
)
