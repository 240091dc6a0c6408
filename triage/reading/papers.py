"""Papers that somebody demanded, as spans: held against the requirements of the standard (R20)."""

from __future__ import annotations

import re

from triage.reading.normalize import Heads, Words, scan
from triage.types import Span

_DEMAND = re.compile(
    r"\b(?:diminta\w*|dimintai|minta|mintain|disuruh|harus|wajib|kudu|kedah|dipenta\w*|dipundut|syarat\w*"
    r"|persyaratan|melampirkan|lampirkan|dititah"
    r"|required|require|demand\w*|ask\w* for|need\w*|mensyaratkan|disyaratkan|menta|nyuhunkeun|ditagih|ditambah)\b"
)
_DEMAND_HEADS = Heads.of(
    """
    diminta* dimintai minta mintain disuruh harus wajib kudu kedah dipenta* dipundut syarat* persyaratan melampirkan
    lampirkan dititah required require demand* ask* need* mensyaratkan disyaratkan menta nyuhunkeun ditagih ditambah
    """
)
# Words that end the name of a paper.
_LINK = (
    r"(?:dan|atau|yang|dari|saya|kami|untuk|itu|ini|katanya|padahal|tapi|juga|lagi|sama|terus|dulu|baru|kok"
    r"|sudah|belum"
    r"|tidak|oleh|dengan|and|or|ke|di|pak|bu|kalau|karena)\b"
)
_PAPER = re.compile(
    r"\b(?:(?:foto ?kopi|fotocopy|fc|copy|scan|legalisir) )?(?:ktp|kk|kartu keluarga|npwp(?: cabang)?|foto (?:selfie"
    r"|diri|berdua|bersama)(?: dengan \w+)?"
    r"|akta(?: (?:pendirian|kelahiran|notaris|jual beli|perusahaan|lahir|nikah))?|akte(?: \w+)?"
    r"|ijazah(?: asli)?|skck|bpjs|spt|pbb|sppt(?: pbb)?|nib|imb|pbg|slf|materai|meterai|pas ?foto"
    r"|surat (?:keterangan|pernyataan|pengantar|rekomendasi|kuasa|tugas|perjanjian|sehat|domisili|tanah|nikah"
    rf"|persetujuan|bebas|izin)(?: (?!{_LINK})[a-z]{{3,12}}){{0,2}}"
    rf"|rekomendasi(?: (?!{_LINK})[a-z]{{3,12}})?|rekom"
    r"|sertifikat (?:tanah|rumah|laik|halal|standar|kompetensi|pelatihan)"
    r"|sertipikat tanah|buku nikah|denah|gambar (?:struktur|teknis|denah|arsitektur)|proposal|siteplan"
    r"|site plan"
    r"|str|surat tanda registrasi|tanda tangan (?:rt|rw|tetangga|lurah|camat)|bukti (?:kepemilikan|bayar|iuran"
    r"|lunas|setor|sewa|transfer|pbb)(?: \w+)?|passport copy|paspor|hasil lab\w*|amdal|ukl[ -]upl|sppl|kitas)\b"
)
_PURPOSE = re.compile(r"\b(?:untuk|guna|demi|for|pikeun|supaya|biar) (?:urus |ngurus |mengurus |bikin |pengajuan )?$")
"""What follows is not demanded: it is what the demand is for."""

_STOP = re.compile(r"[.;!?\n](?!\d)")
_REACH = 160


def find_papers(w: Words) -> tuple[Span, ...]:
    """Every paper named after a word of demanding, within the same sentence; () when nothing is demanded."""
    found: dict[int, Span] = {}
    for demand in scan(_DEMAND, _DEMAND_HEADS, w):
        stop = _STOP.search(w.norm, demand.end(), demand.end() + _REACH)
        limit = stop.start() if stop else min(demand.end() + _REACH, len(w.norm))
        for m in _PAPER.finditer(w.norm, demand.end(), limit):
            if not _PURPOSE.search(w.norm, max(m.start() - 30, 0), m.start()):
                found.setdefault(m.start(), w.span(*m.span()))
    return tuple(found[at] for at in sorted(found))
