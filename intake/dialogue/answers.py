"""What an answer to the one open question says.  A refusal, "tidak tahu" and anything else are answers too (R12).

An answer that is found changes the facts; the message joins the matter only when it tells more than the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.conversation import Asks, Context, Conversation, Said
from intake.dialogue import words
from triage.types import Assessment, DateOf, DateReading, Facts
from triage.window import FEEDS_WINDOW

NAME, RECEIVED, SERVICE = Asks.NAME, Asks.RECEIVED, Asks.SERVICE
LONG_ANSWER = 8  # words: an answer that tells more is kept as part of the matter too

_NAME_WITHIN = 200  # characters of an answer that are looked at for a name
_CLAUSE = re.compile(
    r"[\n,;()/]|(?<=\w\w\w)\.\s|\s-\s|\s(?:tp|tpi|tapi|tetapi|asal|jangan|jgn|mohon|tolong|tong|ulah|but|please)\s",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:oh|iya|ya|oke|ok|baik|halo|maaf|nama|nami|ngaran|namanya|namaku|saya|sy|aku|abdi|kuring|dengan|dgn|atas|a\.?n\.?|an|"
    r"adalah|nyaeta|teh|mah|my|name|is|i|am|i'm|this|panggil|aja)[\s:,.-]+)+",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:(?:pak|bapak|bpk|bu|ibu|ibuk|h|hj|dr|drs|ir|mr|mrs|ms|kang|teh|mas|mbak|mba|haji|hajah)\.?\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:pak|bu|bapak|ibu|kak|min|admin|ya|aja|saja|dari|ti|from|umur|alamat|tinggal|di|warga|rt|desa|kp|kampung|kec|kecamatan)\b.*$",
    re.IGNORECASE,
)
_NAME_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?", re.UNICODE)
_NO_NAME = words.word_set(
    """pak bu bapak ibu galak kasar lelet lambat kenapa kunaon apa apaan naon siapa buat untuk mengapa kok
    why what gimana bagaimana kapan izin berkas petugas kantor loket kemarin kamari tadi hari minggu
    bulan tahun tanggal tgl sudah sudh udah belum blm can acan lama tolong mohon jadi terbit masih
    bayar biaya minta diminta uang nib oss pbg slf simbg sip surat pengaduan aduan laporan lapor
    keluhan bukan salah benar ini itu yang karena tapi tetapi dan atau dengan sama juga lagi terus
    harus bisa boleh mau ingin penting perlu rahasia anonim anonymous bot robot admin warga
    masyarakat pemohon pelapor saya kami kita cepat segera proses nanti dulu terima kasih makasih
    halo hai assalamualaikum status batal bantuan ya tidak nggak gak ga usah enggak ngga nggk tdk
    takut lah jangan jgn males malas ogah sungkan emoh alim teu skip lewat privasi yg pas cuma
    sekedar hanya nama namanya terserah penasaran"""
)
_STILL_AWAITED = re.compile(
    r"^(?:(?:ya|pak|bu|oh|sampai|sampe|nepi|dugi|hingga|sekarang|skrg|ayeuna|ka|ke|izinnya|layanannya|suratnya|still|"
    r"sih|mah|hari|ini|masih|saya|sy|abdi)\s+)*"
    r"(?:belum|blm|blum|belom|acan|tacan|can|teu acan|not yet|waiting|nunggu|menunggu|proses|diproses|"
    r"dalam proses|pending)\b"
)
_BARE_DAY = re.compile(r"^(?:tgl|tanggal|tg|the)?\s*([12]?\d|3[01])\s*(?:an|kayaknya|mungkin|kalau ga salah)?$")
_ISSUED = re.compile(
    r"\b(?:sudah|udah|udh|sdh|dah|tos|geus|already)\s+(?:terbit|jadi|keluar|kaluar|diterima|selesai|beres|rengse|issued)\b"
)


def person_name(text: str) -> str | None:
    """The name that an answer to "siapa nama Bapak/Ibu?" gives ("Asep", "nama saya Asep Sunandar pak"), else None."""
    first = _CLAUSE.split(text.strip()[:_NAME_WITHIN], maxsplit=1)[0]
    bare = _TAIL.sub("", _TITLE.sub("", _LEAD.sub("", f"{first} ").strip())).strip(" .:!")
    tokens = bare.split()
    if not 1 <= len(tokens) <= 5 or not all(_NAME_TOKEN.fullmatch(token) for token in tokens):
        return None
    if any(_is_no_name(token) for token in tokens) or not 2 <= len(bare) <= 60:
        return None
    return bare if bare != bare.lower() and bare != bare.upper() else bare.title()


def _is_no_name(token: str) -> bool:
    word = token.casefold().strip(".")
    return word in _NO_NAME or word.removesuffix("nya") in _NO_NAME


def hinted_name(hint: str) -> str | None:
    """The name in a profile ("Entin 🌸"), if it looks like a person's: offered as a choice, never taken by itself."""
    letters = "".join(char if char.isalnum() or char in " .'-" else " " for char in hint)
    name = None if any(char.isdigit() for char in letters) else person_name(" ".join(letters.split()))
    return name if name and len(name) <= 30 else None


def read_name(said: Said, heard: Assessment) -> str | None:
    """A name told by this message: as read anywhere in it, else the whole answer if it is one."""
    if heard.reading.name:
        return heard.reading.name.name
    return None if words.is_refusal(said.text) or words.is_unknown(said.text) else person_name(said.text)


def read_pending(text: str, heard: Assessment) -> bool | None:
    """R4: whether the service is still awaited, as an answer to the date question says it."""
    answer = words.plain(text)
    if _STILL_AWAITED.search(answer) and not words.is_unknown(text):
        return True
    return False if _ISSUED.search(answer) else heard.reading.pending


def read_date(said: Said, heard: Assessment, context: Context) -> DateReading | None:
    """R5: the date an answer gives, as the date of receiving; a bare "5" is the fifth."""
    found = _one_date(heard)
    if found is None:
        bare = _BARE_DAY.match(words.plain(said.text))
        if bare:
            found = _one_date(context.judge(f"diterima tanggal {bare[1]}", said.sent_at, Facts()))
    return replace(found, of=DateOf.RECEIVED) if found else None


def _one_date(heard: Assessment) -> DateReading | None:
    reading = heard.reading
    if reading.received:
        return reading.received
    return reading.dates[-1] if reading.dates else None


def told_date(heard: Assessment) -> DateReading | None:
    """A date told unasked that feeds the window (R2); when a file was handed in does not."""
    found = heard.reading.received
    return found if found and found.of in FEEDS_WINDOW else None


def read_service(said: Said, heard: Assessment) -> tuple[str | None, str | None]:
    """(id, hint) of the service an answer names; short words that name none of ours are kept as the hint."""
    service = heard.service or heard.reading.service
    if service and (service.id or service.hint):
        return service.id, service.hint
    answer = said.text.strip()
    short = 0 < len(answer.split()) <= 6 and len(answer) <= 60 and words.has_words(answer)
    return (None, answer) if short and not words.is_unknown(answer) and not words.is_refusal(answer) else (None, None)


def is_long(text: str) -> bool:
    """Whether an answer tells so much more that it belongs to the matter."""
    return len(text.split()) > LONG_ANSWER


def declined(conversation: Conversation, *asks: Asks) -> tuple[Asks, ...]:
    """The refused questions with `asks` added, each once."""
    return tuple(dict.fromkeys((*conversation.declined, *asks)))
