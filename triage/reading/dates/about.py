"""What a date is the date of, by the nearest words."""

from __future__ import annotations

import re

from triage.reading.normalize import Words
from triage.types import DateOf

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
    r"(?:map|amplop|surat) (?:\w+ ){0,3}(?:di)?buka|terima(?! kasih)|diterima|nerima|menerima|ditampi|nampi"
    r"|katampi|terbit|diterbitkan|keluar|dicetak|ambil|diambil"
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
    r"|kepeleset|terpeleset|kejadian\w*|kajadian\w*"
    r"|what happened|incident|ditagih|dicuekin|hilang|dicuri|diancam|dipaksa|dipungut|disindir|nolak"
    r"|ngamuk|dicopot|dicabut|digembok|dibongkar|dipingpong|dipersulit|didorong|dipungli"
    r"|kasar|ngabentak|nyentak|membentak|minta|tutup|kosong|refused|shouted|asked me|told me|demanded|rude"
)
_VISIT = (
    r"datang|dateng|ke loket|ke kantor|ke mpp|ke dinas|ka kantor|ka loket|ka mpp|dilayani|antri|antre|ngantri|ngantre"
    r"|nanya|ditanya|tanya|naros|visited|went|came|dongkap|sumping|angkat|ditelepon"
)
# Days in the life of people and things, and days to come: never when a service was received.
_APART = (
    r"meninggal|wafat|berpulang|ngantunkeun|tilar dunya|pupus|dimakamkan|died|passed away|menikah|nikah|nikahan|kawin"
    r"|wedding|(?<!izin )(?:hajatan|hajat|syukuran)|peresmian|diresmikan|didirikan"
    r"|(?:toko|usaha|warung|pt|cv|pabrik|sekolah|klinik|kami)(?: \w+)? berdiri|founded|melahirkan|pensiun|rapat"
    r"|board|meeting|meets|opening|opens|launch|deadline|tenggat\w*|jatuh tempo|expir\w+|kadaluarsa|kedaluwarsa"
    r"|(?:masa berlaku|berlaku) (?:\w+ ){0,2}(?:habis|sampai|s/d)|lapses|berangkat|keberangkatan|konser|pameran|bazar"
    r"|turun lapangan|grand opening|sidang|panen(?= \d)"
)
_PAID = r"bayar|mayar|dibayar|membayar|lunas|lunasi|dilunasi|melunasi|transfer|paid"
_CUES = re.compile(
    rf"(?<!-)\b(?:(?P<filed>{_FILED})|(?P<received>{_RECEIVED})|(?P<complaint>{_COMPLAINT})|(?P<strong>{_STRONG})"
    rf"|(?P<visit>{_VISIT})|(?P<paid>{_PAID}))(?:nya|na|keun)?\b"
)
_APART_CUES = re.compile(rf"\b(?:{_APART})(?:nya|na)?\b")
_NEGATED = re.compile(
    r"\b(?:kapan|iraha|when)(?: \w+){0,5} $"
    r"|\b(?:belum|tidak|kapan|tidak pernah|belum juga|not|never|can)(?: \w+)? $"
)
_OPENS = re.compile(r"(?:^|[.,!?\n] ?)$")
_HEADING = re.compile(r" ?[:\n]")
_WISH = re.compile(r"\b(?:mau|ingin|hendak|izin|mohon|bade|hoyong|want to|like to|dengan ini|pengen|arek) $")
_SENTENCE = re.compile(r"[.;!?\n](?!\d)| tapi | padahal ")
# "Waktu saya ambil ..., petugas minta": what happened stands behind the comma.
_WHILE = re.compile(r"\b(?:waktu|pas|saat|ketika|sewaktu|basa|when|while|sambil)\b")
_REACH = 70
_OTHERS = 40
"""So much further is a word on the far side of another date."""
_APART_WITHIN = 25
_OF = {
    "filed": DateOf.FILED,
    "received": DateOf.RECEIVED,
    "complaint": DateOf.EARLIER_COMPLAINT,
    "strong": DateOf.INCIDENT,
    "visit": DateOf.INCIDENT,
    "paid": DateOf.INCIDENT,
}
# "lapor tgl 12 soal kejadian tgl 9": what is complained of stands behind these.
_SUBJECT = re.compile(r"\b(?:soal|tentang|mengenai|perihal|ngeunaan|perkara|about|sekitar|regarding|concerning)\b")
# "Pengaduan soal NIB saya kirim tgl 1": behind its subject the complaint itself is sent.
_SENT = re.compile(r"\b(?:di)?(?:kirim|kintun|layang|sampai)(?:kan|keun|in)?\b|\b(?:sent|submitted|masukkan)\b")
_CLAUSE = re.compile(r"[,.;!?\n]")
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
        following = _of_next(w.norm, end, cue, last)
        if _of_another(kind, between, before=cue.end() <= start, following=following):
            continue
        distance = _far(between) - (25 if kind == "strong" and ("," not in between or while_) else 0)
        distance += _OTHERS if cue.start() < first or cue.end() > last or following else 0
        if best is None or distance < best[0]:
            best = (distance, kind, cue.group())
    if _DATED.search(w.norm, max(start - 24, 0), start):
        return DateOf.INCIDENT, "dated: a paper"
    if _is_apart(w.norm, max(begin, start - _APART_WITHIN - 25), start, best[0] if best else _REACH):
        return DateOf.INCIDENT, "apart: no day of service"
    if best is None:
        since = bool(_SINCE.search(w.norm, max(start - 20, 0), start))
        return DateOf.INCIDENT, "since then" if since else "no word says of what"
    return _OF[best[1]], f"{best[1]}: {best[2]}"


def _is_apart(norm: str, begin: int, start: int, nearest: int) -> bool:
    """A wedding, a death or a deadline stands close before, closer than any other word."""
    ends = [cue.end() for cue in _APART_CUES.finditer(norm, begin, start)]
    return bool(ends) and _far(norm[ends[-1] : start]) <= min(_APART_WITHIN, nearest)


def _far(between: str) -> int:
    return len(between) + 15 * between.count(",")


def _of_another(kind: str, between: str, *, before: bool, following: bool) -> bool:
    """Words that never speak of this date: what is complained of and the next date's complaint."""
    if kind == "complaint" and following:
        return True
    subject = _SUBJECT.search(between)
    if subject is None or (kind == "complaint") != before:
        return False
    return not (before and _SENT.search(between, subject.end()))


def _of_next(norm: str, end: int, cue: re.Match[str], last: int) -> bool:
    """ "17 Agustus, laporan saya kirim 20 Agustus": a word behind the comma, with a date of its own behind it."""
    if cue.start() < end or last >= len(norm) or "," not in norm[end : cue.start()]:
        return False
    return not _CLAUSE.search(norm, cue.end(), last)


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
