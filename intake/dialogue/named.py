"""The name that an answer gives: "Asep", "nm sy asep sunandar pak", "bebas, tulis Fajar aja".  Pure, never raises."""

from __future__ import annotations

import re

from intake.dialogue import words

_WITHIN = 200  # characters of an answer that are looked at for a name
_CLAUSES = 3
_PLAIN_ANSWER = 6  # words: in a longer answer a name is written with capitals
_CLAUSE = re.compile(
    r"[\n,;()/]|(?<=\w\w\w)\.\s|\s-\s|\s(?:tp|tpi|tapi|tetapi|asal|jangan|jgn|mohon|tolong|tong|ulah|but|please)\s",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:oh|iya|ya|oke|ok|baik|halo|maaf|nama|nm|nami|ngaran|namanya|namaku|saya|sy|aku|abdi|kuring|sim|gue|gw|dengan|dgn|"
    r"atas|a\.?n\.?|an|adalah|nyaeta|teh|mah|my|name|is|i|am|i'm|it's|its|this|panggil|tulis|sebut|cukup|aja|ieu|ini|dari)[\s:,.-]+)+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:pak|bapak|bpk|bp|pa|bu|ibu|ibuk|h|hj|dr|drs|drh|ir|apt|sr|pdt|mr|mrs|ms|kang|kg|teh|ceu|mas|mbak|mba|bang|mang|"
    r"aki|abah|mbah|ki|nini|mak|emak|neng|jang|haji|hajah)\.?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:pak|pa|bu|bapak|ibu|kak|kang|teh|min|admin|ya|yah|nya|aja|saja|we|wae|elah|euy|mah|atuh|bang|gan|bro|dari|ti|from|umur|"
    r"alamat|tinggal|di|warga|rt|desa|kp|kampung|kec|kecamatan)\b.*$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?", re.UNICODE)
_NO_NAME = words.word_set(
    """pak bu bapak ibu galak kasar lelet lambat kenapa kunaon apa apaan naon siapa buat untuk mengapa kok
    why what gimana bagaimana kapan izin berkas petugas kantor loket kemarin kamari tadi hari minggu
    bulan tahun tanggal tgl sudah sudh udah belum blm can acan lama tolong mohon jadi terbit masih
    bayar biaya minta diminta uang nib oss pbg slf simbg sip surat pengaduan aduan laporan lapor
    keluhan bukan salah benar ini itu yang karena tapi tetapi dan atau dengan sama juga lagi terus
    harus bisa boleh mau ingin penting perlu rahasia anonim anonymous bot robot admin warga
    masyarakat pemohon pelapor saya kami kita cepat segera proses nanti dulu terima kasih makasih
    halo hai assalamualaikum status batal bantuan ya tidak nggak gak ga usah enggak ngga nggk tdk
    takut lah jangan jgn malas males ogah sungkan emoh alim teu skip lewat privasi yg pas cuma
    sekedar hanya nama namanya terserah penasaran bebas saja aja malu no need none enggal kieu kitu
    isuk enjing ayeuna engke moal"""
)


def person_name(text: str) -> str | None:
    """The name that an answer to "siapa nama Bapak/Ibu?" gives ("Asep", "nama saya Asep Sunandar pak"), else None."""
    short = len(text.split()) <= _PLAIN_ANSWER
    clauses = _CLAUSE.split(text.strip()[:_WITHIN], maxsplit=_CLAUSES)[:_CLAUSES]
    for place, clause in enumerate(clauses):
        found = _of_clause(clause)
        if found and (found[1] or (place == 0 and (short or len(clauses) > 1))):
            return found[0]
    return None


def _of_clause(clause: str) -> tuple[str, bool] | None:
    """The name of one clause, and whether it is written with capitals."""
    bare = cleaned(_LEAD.sub("", f"{clause.strip()} ").strip())
    tokens = bare.split()
    if not 1 <= len(tokens) <= 5 or not all(_TOKEN.fullmatch(token) for token in tokens):
        return None
    if any(_is_no_name(token) for token in tokens) or not 2 <= len(bare) <= 60:
        return None
    shown = bare if bare != bare.lower() and bare != bare.upper() else bare.title()
    return shown, all(token[0].isupper() for token in tokens) and bare != bare.upper()


def cleaned(name: str) -> str:
    """`name` without titles before it and without whom it is told to, or where from, behind it."""
    return _TAIL.sub("", _TITLE.sub("", name.strip())).strip(" .:!")


def _is_no_name(token: str) -> bool:
    word = token.casefold().strip(".")
    return word in _NO_NAME or word.endswith("nya")


def hinted_name(hint: str) -> str | None:
    """The name in a profile ("Entin 🌸"), if it looks like a person's: offered as a choice, never taken by itself."""
    letters = "".join(char if char.isalnum() or char in " .'-" else " " for char in hint)
    name = None if any(char.isdigit() for char in letters) else person_name(" ".join(letters.split()))
    return name if name and len(name) <= 30 else None
