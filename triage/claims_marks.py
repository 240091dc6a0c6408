"""R20: of which step of a file a date in the text is the date: handed in, found complete, issued.  Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from triage.claims_about import FURTHEST
from triage.claims_spelling import loose
from triage.types import DateOf, DateReading, Reading


class Mark(StrEnum):
    """A step of the file."""

    FILED = "filed"
    COMPLETE = "complete"
    ISSUED = "issued"


_MARKS = loose(
    r"\b(?:(?P<complete>lengkap|lengkep|komplit|complete|tanda terima\w*|bukti terima|dinyatakan benar)"
    r"|(?P<filed>(?:di|meng|ng)?aju(?:kan|in|keun)|(?:di)?masuk(?:kan|in|an|keun)?|(?:men|n)daftar\w*|daftar(?:in"
    r"|kan)?(?!\s+(?:syarat|isi|nama|harga|tarif|tunggu|mandiri|ulang|hadir))|submit\w*|(?:di)?serahkan"
    r"|(?:me|di)?lengkapi|applied|filed|ngalebetkeun|lebet)"
    r"|(?P<issued>terbit|diterbitkan|keluar|kaluar|jadi\w{0,3}|selesai|beres|kelar|(?:meng)?unduh|download|diambil"
    r"|(?:saya|kami|abdi) terima|issued|came out|received|medal))\b"
)
_UNDONE = loose(
    r"\b(?:belum|blm|blum|acan|can|tidak|tdk|ga|gak|ngga|nggak|teu|not|never|janji\w*|dijanji\w*|katanya|rencana\w*"
    r"|harusnya"
    r"|seharusnya|kapan|akan|boleh|bisa|harus|mau|ingin|disuruh|tombol|sebelum|sampai)\W+(?:\w+\W+){0,2}$"
)
_COMPLAINED = loose(r"\b(?:pengaduan|aduan|laporan|lapor|melapor|ngadu|mengadu|komplain|keluhan|complaint)\b")
_PARTING = re.compile(r"[.,;!?\n](?!\d)")


def marked(reading: Reading) -> dict[Mark, DateReading]:
    """The first date of each step, by the nearest word before it in its clause, else the first after it."""
    found: dict[Mark, DateReading] = {}
    for index, one in enumerate(reading.dates):
        mark = _mark(reading, index, one)
        if mark is not None:
            found.setdefault(mark, one)
    if Mark.FILED not in found and Mark.COMPLETE not in found:
        filed = next((one for one in reading.dates if one.of is DateOf.FILED), None)
        if filed is not None and filed is not found.get(Mark.ISSUED):
            found[Mark.FILED] = filed
    return found


def _mark(reading: Reading, index: int, one: DateReading) -> Mark | None:
    if one.of is DateOf.EARLIER_COMPLAINT:
        return None
    text, dates = reading.text, reading.dates
    floor = max(dates[index - 1].span.end if index else 0, one.span.start - FURTHEST)
    ceiling = min(dates[index + 1].span.start if index + 1 < len(dates) else len(text), one.span.end + FURTHEST)
    begin = max((m.end() for m in _PARTING.finditer(text, floor, one.span.start)), default=floor)
    stop = _PARTING.search(text, one.span.end, ceiling)
    if _COMPLAINED.search(text, begin, one.span.start):
        return None
    before = [m for m in _MARKS.finditer(text, begin, one.span.start) if not _UNDONE.search(text[begin : m.start()])]
    if before:
        return Mark(str(before[-1].lastgroup))
    after = _MARKS.search(text, one.span.end, stop.start() if stop else ceiling)
    if after is None or _UNDONE.search(text[one.span.end : after.start()]):
        return None
    return Mark(str(after.lastgroup))
