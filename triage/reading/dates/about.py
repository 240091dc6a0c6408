"""What a date is the date of, by the nearest words, and which of several dates the window rule needs."""

from __future__ import annotations

import re
from dataclasses import replace

from triage.reading.normalize import Words
from triage.types import DateOf, DateReading, Span

_FILED = (
    r"ajuin|ajukan|diajukan|mengajukan|ngajuin|ngajukeun|diajukeun|pengajuan|permohonan|berkas masuk"
    r"|masuk berkas|masukin"
    r"|masukkan|memasukkan|memasukan|dimasukkan|dimasukin|dimasukan|asupkeun|ngasupkeun|diasupkeun|lebetkeun"
    r"|dilebetkeun"
    r"|ngalebetkeun|setor|nyetor|serahkan|menyerahkan|diserahkan|nyerahin|daftar|mendaftar\w*|daftarkan|didaftarkan"
    r"|daftarin|(?<!loket )(?<!bagian )(?<!meja )pendaftaran|ngadaptar|daptar|submit\w*|applied|apply"
    r"|application|lodged|filed|handed in|kirim berkas"
    r"|upload|unggah|mengunggah|diunggah|urus|ngurus\w*|mengurus\w*|diurus|tanda terima|registrasi"
    r"|masuk(?= (?:sejak|dari|pada|tanggal|bulan|hari|\d))|permohonan masuk|berkas (?:\w+ )?(?:diterima"
    r"|lengkap)|diproses|(?:syarat )?lengkap(?= (?:sejak|dari|tanggal))|dinyatakan lengkap|bikin|nyieun"
)
_RECEIVED = (
    r"terima(?! kasih)|diterima|nerima|menerima|ditampi|nampi|katampi|terbit|diterbitkan|keluar|dicetak|ambil|diambil"
    r"|mengambil|ngambil|meunang|kenging|sudah jadi|jadinya|selesai|issued|received|got|collected|picked up|came out"
)
_COMPLAINT = (
    r"lapor|melapor\w*|laporan|dilaporkan|laporkan|ngadu|mengadu\w*|aduan|pengaduan|ngaduin|adukan|komplain|komplen"
    r"|complain\w*|complaint|reported|keluhan|ngawadul|wadul|sanggahan|ngelapor"
)
_STRONG = (
    r"dimint\w+|mintain|dipinta|dipenta\w*|disuruh|dititah|dipiwarang|ditolak|dibentak\w*|dimarah\w*|diusir"
    r"|dihina|jatuh"
    r"|kepeleset|terpeleset|kejadian\w*|ditagih|dicuekin|hilang|dicuri|diancam|dipaksa|dipungut|disindir|nolak"
    r"|ngamuk|dicopot|dicabut|digembok|dibongkar|dipingpong|dipersulit|didorong|dipungli"
    r"|kasar|ngabentak|nyentak|membentak|minta|tutup|kosong|refused|shouted|asked me|told me|demanded|rude"
)
_VISIT = (
    r"datang|dateng|ke loket|ke kantor|ke mpp|ke dinas|ka kantor|ka loket|ka mpp|dilayani|antri|antre|ngantri|ngantre"
    r"|nanya|ditanya|tanya|naros|visited|went|came|dongkap|sumping|angkat|ditelepon"
)
_PAID = r"bayar|dibayar|membayar|lunas|lunasi|dilunasi|melunasi|transfer|paid"
_CUES = re.compile(
    rf"(?<!-)\b(?:(?P<filed>{_FILED})|(?P<received>{_RECEIVED})|(?P<complaint>{_COMPLAINT})|(?P<strong>{_STRONG})"
    rf"|(?P<visit>{_VISIT})|(?P<paid>{_PAID}))\b"
)
_NEGATED = re.compile(
    r"\b(?:kapan|iraha|when)(?: \w+){0,5} $"
    r"|\b(?:belum|tidak|kapan|tidak pernah|belum juga|not|never|can)(?: \w+)? $"
)
_OPENS = re.compile(r"(?:^|[.,!?\n] ?)$")
_HEADING = re.compile(r" ?[:\n]")
_WISH = re.compile(r"\b(?:mau|ingin|hendak|izin|mohon|bade|hoyong|want to|like to|dengan ini|pengen|arek) $")
_SENTENCE = re.compile(r"[.;!?\n](?!\d)| tapi | padahal ")
_BREAK = re.compile(r"[.;!?\n](?!\d)")
_REACH = 70
_OF = {
    "filed": DateOf.FILED,
    "received": DateOf.RECEIVED,
    "complaint": DateOf.EARLIER_COMPLAINT,
    "strong": DateOf.INCIDENT,
    "visit": DateOf.INCIDENT,
    "paid": DateOf.INCIDENT,
}
UNANSWERED = re.compile(
    r"\b(?:(?:belum|tidak|tanpa|never|no|not)(?: \w+){0,2} (?:dibalas|dijawab|ditanggapi|direspon|respon"
    r"|tanggapan|jawaban"
    r"|balasan|ditindaklanjuti|tindak lanjut|kabar|reply|answer|answered|replied|response|diwaler|diproses)"
    r"|diabaikan|dicuekin|centang|ditutup|ignored|ditolak)"
)
_LIST = re.compile(r"\s*[,;&/]?\s*(?:(?:dan|dn|and|lalu|terus|trus|sareng|tgl|tanggal)\s*){0,2}")
FAULTY = re.compile(
    r"\b(?:salah|keliru|typo|beda|ketukar|ketuker|tertukar|tertulis|lepat|wrong|misspelled|tidak sesuai|kurang)\b"
)
_SINCE = re.compile(r"\b(?:sejak|dari|mulai) (?:hari |tanggal |bulan )?$")


def date_of(w: Words, start: int, end: int) -> tuple[DateOf, str]:
    """What norm[start:end] is the date of, and the words that say so."""
    begin, stop = _sentence(w.norm, start, end)
    best: tuple[int, str, str] | None = None
    for cue in _CUES.finditer(w.norm, begin, stop):
        kind = cue.lastgroup or ""
        if (start <= cue.start() < end) or _discounted(kind, w.norm, cue.start(), cue.group()):
            continue
        between = w.norm[cue.end() : start] if cue.end() <= start else w.norm[end : cue.start()]
        distance = len(between) + 15 * between.count(",") - (25 if kind == "strong" else 0)
        if best is None or distance < best[0]:
            best = (distance, kind, cue.group())
    if best is None:
        since = bool(_SINCE.search(w.norm, max(start - 20, 0), start))
        return DateOf.INCIDENT, "since then" if since else "no word says of what"
    return _OF[best[1]], f"{best[1]}: {best[2]}"


def _sentence(norm: str, start: int, end: int) -> tuple[int, int]:
    begin = max(start - _REACH, 0)
    breaks = [b.end() for b in _SENTENCE.finditer(norm, begin, start)]
    stop = _SENTENCE.search(norm, end, end + _REACH)
    return (breaks[-1] if breaks else begin), (stop.start() if stop else min(end + _REACH, len(norm)))


def _discounted(kind: str, norm: str, at: int, cue: str) -> bool:
    """ "belum keluar" is no receipt; "saya mau lapor" is this complaint, not an earlier one."""
    before = norm[max(at - 40, 0) : at]
    if kind in {"received", "filed"}:
        return bool(_NEGATED.search(before))
    if kind != "complaint":
        return False
    if _OPENS.search(before) and (
        cue in {"lapor", "ngadu", "komplain", "komplen"} or _HEADING.match(norm, at + len(cue))
    ):
        return True
    return bool(_WISH.search(before))


def choose(dates: tuple[DateReading, ...], pending: bool | None, span: Span | None, w: Words) -> DateReading | None:
    """labels.md: filing for a pending file, receipt or the day of the incident otherwise, the first of several visits.

    A complaint about an earlier complaint takes the day that was sent.  None when no date is of the right thing.
    """
    if not dates:
        return None
    complained = [d for d in dates if d.of is DateOf.EARLIER_COMPLAINT]
    if complained and UNANSWERED.search(w.norm):
        return _first(complained)
    told = _listed(tuple(d for d in dates if not _too_wide(d)), w.text)
    for pool in _pools(told, pending, span, w):
        if pool:
            return _first(pool)
    return None


def _pools(
    dates: tuple[DateReading, ...], pending: bool | None, span: Span | None, w: Words
) -> list[list[DateReading]]:
    filed = [d for d in dates if d.of is DateOf.FILED]
    received = [d for d in dates if d.of is DateOf.RECEIVED]
    strong = [d for d in dates if d.of is DateOf.INCIDENT and "strong:" in d.why]
    weak = [d for d in dates if d.of is DateOf.INCIDENT and "strong:" not in d.why]
    if pending:
        untold = [replace(d, of=DateOf.FILED) for d in weak if "visit:" not in d.why and _of_the_wait(d, w, span)]
        return [filed, strong, untold]
    if pending is False and FAULTY.search(w.norm):
        return [received, strong, weak, filed]
    return [strong, received, weak, filed]


def _listed(dates: tuple[DateReading, ...], text: str) -> tuple[DateReading, ...]:
    """Days told in a list ("tgl 2, 5 Nov, 9 Nov") are of one thing: each takes the kind of the next."""
    told = list(dates)
    for i in range(len(told) - 2, -1, -1):
        if _LIST.fullmatch(text, told[i].span.end, told[i + 1].span.start):
            told[i] = replace(told[i], of=told[i + 1].of, why=told[i + 1].why)
    return tuple(told)


def _too_wide(found: DateReading) -> bool:
    """A whole year told in passing, without a word that says of what, is not when the service was received."""
    if found.date or "no word says" not in found.why:
        return False
    return found.earliest is None or found.latest is None or (found.latest - found.earliest).days > 62


def _of_the_wait(found: DateReading, w: Words, span: Span | None) -> bool:
    """Since then, or told in one sentence with the waiting: then it is the day of filing."""
    if "since then" in found.why or "paid:" in found.why:
        return True
    if span is None or found.expr.lower() in {"hari ini", "tadi", "td", "kemarin", "kmrn"}:
        return False
    first, last = sorted((found.span, span), key=lambda s: s.start)
    return not _BREAK.search(w.text, first.end, last.start)


def _first(pool: list[DateReading]) -> DateReading:
    """The first day where all are told, else the first in the text."""
    days = [d.date for d in pool]
    if None in days:
        return pool[0]
    return min(pool, key=lambda d: (d.date is None, d.date or d.latest))
