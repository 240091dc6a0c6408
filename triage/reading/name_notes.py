"""Names that others wrote down: "Penelepon: Ibu Tarmi", "Ibu Sopiah, peternak ayam, didampingi anak" (minutes)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.reading.name_shapes import WORD
from triage.reading.normalize import Words
from triage.reading.wordlist import wordset

_WORDS = rf"(?P<n>{WORD}(?:[ ]{{1,2}}{WORD}){{0,5}})"
_TITLE = (
    r"(?:ibu|bapak|bpk|bp|pak|bu|sdri|sdr|saudari|saudara|ny|nyonya|tn|tuan|nn|hj|h|mang|kang|teh|ceu|abah|ma|bidan"
    r"|dr|drg|ns|ustad|ustadz|apt|mr|mrs|ms)\.?"
)
_TRADE = (
    r"(?:pemilik|pengusaha|pedagang|penjual|peternak|petani|nelayan|sopir|supir|pengemudi|driver|ojek|warga|guru"
    r"|ibu rumah tangga|bidan|perawat|apoteker|dokter|perajin|pengrajin|penjahit|pensiunan|mahasiswa|mahasiswi"
    r"|ketua|pengelola|pengurus|tukang|buruh|karyawan|karyawati|wiraswasta|pelaku usaha|konsultan|usia|umur|alamat"
    r"|asal|dari|kp|ds|desa|kec)\b"
)
_CALLER = re.compile(
    r"\b(?:(?:penelepon|penelpon|pelapor|pengadu|pengunjung|tamu|pemohon|pengirim|penyampai|pemberi masukan)"
    r"(?: mengaku)?(?: bernama| atas nama| a\. ?n\.| yaitu| adalah)? ?[:=]? ?"
    r"|(?:tlp|telp|telepon|telpon|pengaduan|laporan|aduan)\b[ .\d:]{0,8} ?(?:masuk )?"
    rf"(?:dari|oleh)[ :]{{1,2}}(?={_TITLE} )"
    r"|(?:aduan|laporan|pengaduan|keluhan) lisan[.:,] ?"
    r"|(?:disampaikan|diadukan|dilaporkan) (?:oleh|ku) (?:penelepon )?"
    r"|bertanda ?tangan di bawah ini[ ,:]{1,2}(?:nama ?: ?)?"
    r"|(?:saya|abdi|mengaku|penelepon|tamu|warga) bernama )"
    rf"(?!{_TRADE}){_WORDS}(?!\w)",
    re.IGNORECASE,
)
_CALLS = wordset(
    """
    penelepon penelpon pelapor pengadu pengunjung tamu pemohon pengirim penyampai tlp telp telepon telpon
    pengaduan laporan aduan keluhan disampaikan diadukan dilaporkan bertanda bernama pemberi
    """
)
# At the head of a text: somebody told of, not spoken to; a trade or what they do must follow.
_TOLD_OF = re.compile(
    rf"\s*(?:[^.:,\n]{{0,40}}[.:] ?)?{_TITLE} {_WORDS}"
    rf"(?:, ?(?={_TRADE})| \((?={_TRADE})| (?=(?:\([^)\n]{{0,40}}\) ?)?(?:menelepon|menelpon|melapor\w*|mengadu\w*"
    r"|menyampaikan|mengeluh\w*|bertanya|menanyakan|titip salam|datang ke)\b))",
    re.IGNORECASE,
)
# At the head: "Cecep Supriatna, Bojong. Tgl 11 ...", "Lapor min, Gilang (driver ojek)", "Wawan nelayan Jatiluhur."
_OPENS = re.compile(
    r"\s*(?:(?i:halo|hai|hi|hello|assalamualaikum|punten|lapor|permisi|selamat \w+)(?: \w+)?[,.! ]{1,2})?"
    r"(?P<n>(?>[A-Z][^\W\d_'.-]*\.?(?: [A-Z][^\W\d_'.-]*\.?){0,3}))"
    rf"(?=,? ?\(?{_TRADE}|, [A-Z][a-z]+\. )"
)
_HERE = re.compile(rf"(?:^|[,.!] ){_WORDS}(?= here\b)")
_FROM = re.compile(r"(?:salam|kasih|nuhun|hormat)(?: saya)? (?:dari|ti|from) ")
_GREETS = re.compile(
    rf"\b(?:salam|makasih|terima kasih|nuhun|hormat)(?: saya)? (?:dari|ti|from) {_WORDS}", re.IGNORECASE
)
_SENDS = re.compile(rf"(?:^|[.!?,] ){_WORDS}(?= titip salam)")


def noted(w: Words) -> Iterator[re.Match[str]]:
    """Matches whose group `n` opens with the name of somebody who called, came or wrote, as an officer noted it."""
    if not _CALLS.isdisjoint(w.vocabulary):
        yield from _CALLER.finditer(w.text)
    told = _TOLD_OF.match(w.text)
    if told:
        yield told


def opening(w: Words) -> Iterator[re.Match[str]]:
    """Matches whose group `n` opens with a name at the head of a text, before "here", or in sent greetings."""
    found = _OPENS.match(w.text)
    if found:
        yield found
    if "here" in w.vocabulary:
        yield from _HERE.finditer(w.text)
    if _FROM.search(w.plain):
        yield from _GREETS.finditer(w.text)
    if "titip salam" in w.plain:
        yield from _SENDS.finditer(w.text)
