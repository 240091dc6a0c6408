"""What an answer to the one open question says.  A refusal, "tidak tahu" and anything else are answers too (R12).

An answer that is found changes the facts; the message joins the matter only when it tells more than the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.conversation import Asks, Context, Conversation, Said
from intake.dialogue import named, persons, words
from triage.types import Assessment, DateOf, DateReading, Facts
from triage.window import FEEDS_WINDOW

NAME, RECEIVED, SERVICE = Asks.NAME, Asks.RECEIVED, Asks.SERVICE
LONG_ANSWER = 8  # words: an answer that tells more is kept as part of the matter too

_CLAUSE = re.compile(r"[\n,;()/]|(?<=\w\w\w)\.\s|\s-\s")
_SERVICE_LEAD = re.compile(
    r"^(?:(?:oh|iya|ya|eh|lupa|itu|ini|ieu|eta|soal|tentang|ttg|mengenai|urus|ngurus|mengurus|ngurusin|bikin|buat|untuk|kanggo|"
    r"waktu|layanan|saya|sy|abdi|it's|its|the|a|for|my)\s+)+",
    re.IGNORECASE,
)
_SERVICE_TAIL = re.compile(
    r"(?:\s+(?:pak|pa|bu|kang|min|kak|bang|doang|aja|saja|atuh|tea|padahal|tadi|mah|euy|kok|sih|dong|ya|please))+$",
    re.IGNORECASE,
)
_NOT_SERVICE = re.compile(r"^\s*(?:jawab(?:an)?\s*:)", re.IGNORECASE)
_NO_SERVICE = re.compile(
    r"\b(?:ga|gak|nggak|tidak|tdk|teu|bukan|sanes|not?)\s+(?:ada|aya|soal|tentang|hubungan\w*|about)\b|"
    r"^(?:lain|sanes|bukan|not|moal|no need|nggak ada|sudah|tos|sama)\b|\bizin2an\b"
)
_PLAIN_PERMIT = re.compile(r"^ijin\b", re.IGNORECASE)
_NAMES_PERMIT = re.compile(
    r"^(?:izin|surat|sertifikat|sertipikat|rekomendasi|rekom|kartu|tanda|laik|pendaftaran|perizinan|layanan|pengaduan)\b|"
    r"\b(?:permit|licen[cs]e|certificate|registration)\b|(?<!\w)(?-i:[A-Z]{2,})",
    re.IGNORECASE,
)
_SERVICE_WORDS = 6
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


def read_name(said: Said, heard: Assessment) -> str | None:
    """A name told by this message: the whole answer if it is one, else as read anywhere in it."""
    if words.is_refusal(said.text) or persons.refuses_name(said.text):
        return None
    told = heard.reading.name.name if heard.reading.name else None
    return named.person_name(said.text) or (named.cleaned(told) if told else None)


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


def read_service(said: Said, heard: Assessment, language: str) -> tuple[str | None, str | None]:
    """(id, hint) of the service an answer names; short words that name none of ours are kept as the hint."""
    service = heard.service or heard.reading.service
    if service and service.id:
        return service.id, service.hint
    told = service.hint if service else None
    answer = _NOT_SERVICE.sub("", _CLAUSE.split(said.text.strip(), maxsplit=1)[0]).strip(" .!?")
    answer = _SERVICE_TAIL.sub("", _SERVICE_LEAD.sub("", answer))
    short = 0 < len(answer.split()) <= _SERVICE_WORDS and len(answer) <= 60 and words.has_words(answer)
    if (
        not short
        or words.is_unknown(said.text)
        or words.is_refusal(said.text)
        or _NO_SERVICE.search(words.plain(said.text))
    ):
        return None, told
    if told and told.casefold() not in words.plain(_PLAIN_PERMIT.sub("izin", answer)):
        return None, told
    return None, _as_permit(answer, language)


def _as_permit(answer: str, language: str) -> str:
    """labels.md: `izin <object>`, where an answer gives the object alone ("galian pasir")."""
    folded = _PLAIN_PERMIT.sub("izin", answer)
    return folded if language == "en" or _NAMES_PERMIT.search(folded) or folded.isupper() else f"izin {folded}"


def is_long(text: str) -> bool:
    """Whether an answer tells so much more that it belongs to the matter."""
    return len(text.split()) > LONG_ANSWER


def declined(conversation: Conversation, *asks: Asks) -> tuple[Asks, ...]:
    """The refused questions with `asks` added, each once."""
    return tuple(dict.fromkeys((*conversation.declined, *asks)))
