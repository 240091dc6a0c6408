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
    r"|upload|unggah|mengunggah|diunggah|nyanggakeun|nyetorkeun|nitip berkas|urus|ngurus\w*"
    r"|mengurus\w*|diurus|tanda terima|registrasi"
    r"|masuk(?= (?:sejak|dari|pada|tanggal|bulan|hari|\d))|permohonan masuk|berkas (?:\w+ )?(?:diterima"
    r"|lengkap)|diproses|(?:syarat )?lengkap(?= (?:sejak|dari|tanggal))|dinyatakan lengkap|bikin|nyieun"
)
_RECEIVED = (
    r"terima(?! kasih)|diterima|nerima|menerima|ditampi|nampi|katampi|terbit|diterbitkan|keluar|dicetak|ambil|diambil"
    r"|mengambil|ngambil|meunang|beunang|kenging|sudah jadi|jadinya|selesai|dirilis|disetujui|diterbitin|diterbitkeun"
    r"|narima|nampa|nyandak|dikasih|dibere|dipegang|pegang|di tangan|(?:dapat|dapet|dpt|dapetin)(?! (?:di|me|ber)\w)"
    r"|(?:surat\w*|izin\w*|sip\w*|nib|pbg|slf|sertifikat)(?: (?!belum|tidak|can )\w+){0,3} jadi|issued|received|got"
    r"|collected|picked up|came out|came in|handed (?:the|a|an|our|my)|was handed|were handed|were given|was given"
    r"|gave (?:us|me)|(?:you|they) gave|reached (?:us|me)"
)
_COMPLAINT = (
    r"lapor|melapor\w*|laporan|dilaporkan|laporkan|ngadu|mengadu\w*|aduan|pengaduan|ngaduin|adukan|komplain|komplen"
    r"|complain\w*|complaint|reported|keluhan|ngawadul|wadul|sanggahan|ngelapor|keberatan|protes|wrote to|e-?mailed"
)
_STRONG = (
    r"dimint\w+|mintain|dipinta|dipenta\w*|disuruh|dititah|dipiwarang|ditolak|dibentak\w*|dimarah\w*|diusir"
    r"|dihina|jatuh|kepleset|ambrol|roboh|runtuh|kesetrum|kejepit|ketiban|terjatuh|ngusir|mengusir|diserempet"
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
    rf"|(?P<visit>{_VISIT})|(?P<paid>{_PAID}))(?:nya|na|keun)?\b"
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
# "Waktu saya ambil ..., petugas minta": what happened stands behind the comma.
_WHILE = re.compile(r"\b(?:waktu|pas|saat|ketika|sewaktu|basa|when|while|sambil)\b")
_REACH = 70
_OTHERS = 40
"""So much further is a word on the far side of another date."""
_OF = {
    "filed": DateOf.FILED,
    "received": DateOf.RECEIVED,
    "complaint": DateOf.EARLIER_COMPLAINT,
    "strong": DateOf.INCIDENT,
    "visit": DateOf.INCIDENT,
    "paid": DateOf.INCIDENT,
}
UNANSWERED = re.compile(
    r"\b(?:(?:belum|tidak|tanpa|never|no|nomor|not)(?: \w+){0,3} (?:dibalas|dijawab|ditanggapi|direspon|respon"
    r"|tanggapan|jawaban"
    r"|balasan|ditindaklanjuti|tindak lanjut|kabar|reply|answer|answered|replied|response|diwaler|diproses)"
    r"|(?:tidak|belum) (?:ada|aya) (?:satu pun )?(?:yang )?(?:baca|maca|membaca|buka|muka|jawab|balas|ngabales"
    r"|nanggapi)"
    r"|diabaikan|dicuekin|centang|ditutup|ignored|ditolak)"
)
_LIST = re.compile(r"\s*[,;&/]?\s*(?:(?:dan|dn|and|lalu|terus|trus|sareng|tgl|tanggal)\s*){0,2}")
FAULTY = re.compile(
    r"\b(?:salah|keliru|typo|beda|ketukar|ketuker|tertukar|tertulis|lepat|wrong|misspelled|tidak sesuai|kurang)\b"
)
WAITING = re.compile(
    r"\b(?:belum|can|teu acan|kapan|iraha|menunggu|nunggu\w*|ngantosan|still|not yet|nothing|mandek|euweuh"
    r"|status\w* (?:masih|tetap|tetep)|(?:masih|tetap|tetep) (?:di)?proses|segitu|gitu-gitu|kitu-kitu)\b"
)
"""The file has not come, in words too loose to be called pending: then the day of filing goes before other days."""
_DATED = re.compile(r"\b(?:dated|bertanggal|tertanggal|tanggal surat)(?: pada)? $")
_SINCE = re.compile(r"\b(?:sejak|dari|mulai) (?:hari |tanggal |bulan )?$")


def date_of(w: Words, start: int, end: int, first: int, last: int) -> tuple[DateOf, str]:
    """What norm[start:end] is the date of, and the words that say so; beyond `first` and `last` other dates begin."""
    begin, stop = _sentence(w.norm, start, end)
    best: tuple[int, str, str] | None = None
    while_ = _WHILE.search(w.norm, begin, start)
    for cue in _CUES.finditer(w.norm, begin, stop):
        kind = cue.lastgroup or ""
        if (start <= cue.start() < end) or _discounted(kind, w.norm, cue.start(), cue.group()):
            continue
        between = w.norm[cue.end() : start] if cue.end() <= start else w.norm[end : cue.start()]
        distance = len(between) + 15 * between.count(",")
        if kind == "strong" and ("," not in between or while_):
            distance -= 25
        if cue.start() < first or cue.end() > last:
            distance += _OTHERS
        if best is None or distance < best[0]:
            best = (distance, kind, cue.group())
    if _DATED.search(w.norm, max(start - 24, 0), start):
        return DateOf.INCIDENT, "dated: a paper"
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
    told = tuple(d for d in told if "dated:" not in d.why) or told
    for pool in _pools(told, pending, span, w):
        if pool:
            return _first(pool)
    return None


def _pools(
    dates: tuple[DateReading, ...], pending: bool | None, span: Span | None, w: Words
) -> list[list[DateReading]]:
    filed = [d for d in dates if d.of is DateOf.FILED]
    received = [d for d in dates if d.of is DateOf.RECEIVED]
    strong = _with_visits([d for d in dates if d.of is DateOf.INCIDENT and "strong:" in d.why], dates)
    weak = [d for d in dates if d.of is DateOf.INCIDENT and "strong:" not in d.why]
    if pending:
        untold = [replace(d, of=DateOf.FILED) for d in weak if "visit:" not in d.why and _of_the_wait(d, w, span)]
        return [filed, strong, untold]
    if pending is False and FAULTY.search(w.norm):
        return [received, strong, weak, filed]
    if filed and pending is None and WAITING.search(w.norm):
        return [filed]
    return [strong, received, weak, filed]


def _with_visits(strong: list[DateReading], dates: tuple[DateReading, ...]) -> list[DateReading]:
    """labels.md: of several visits the first, also where only the last tells what happened."""
    if not strong or any(d.date is None for d in strong):
        return strong
    return [d for d in dates if d in strong or (d.date and ("visit:" in d.why or "since then" in d.why))]


def _listed(dates: tuple[DateReading, ...], text: str) -> tuple[DateReading, ...]:
    """Days told in a list ("tgl 2, 5 Nov, 9 Nov") are of one thing: each takes the kind of the next."""
    told = list(dates)
    for i in range(len(told) - 2, -1, -1):
        untold = "no word says" in told[i].why
        if untold and _LIST.fullmatch(text, told[i].span.end, told[i + 1].span.start):
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
