"""The few words that are commands; everything else is free text.  Pure, never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from intake import numbers
from intake.dialogue import tone, words


class Word(StrEnum):
    """What a command asks for."""

    STATUS = "status"
    WITHDRAW = "withdraw"
    HELP = "help"
    OFFICER = "officer"
    CONFIDENTIAL = "confidential"
    LANGUAGE = "language"
    START = "start"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as typed.  `number`: canonical, None when none or a wrong one was typed (`typed` tells which)."""

    word: Word
    number: str | None = None
    typed: bool = False
    rest: str = ""


_WORDS = {
    "status": Word.STATUS, "setatus": Word.STATUS, "cek": Word.STATUS, "statusna": Word.STATUS,
    "batal": Word.WITHDRAW, "batalkan": Word.WITHDRAW, "bolay": Word.WITHDRAW, "cancel": Word.WITHDRAW,
    "cabut": Word.WITHDRAW, "bantuan": Word.HELP, "help": Word.HELP, "menu": Word.HELP, "petugas": Word.OFFICER,
    "operator": Word.OFFICER, "officer": Word.OFFICER, "patugas": Word.OFFICER, "rahasia": Word.CONFIDENTIAL,
    "rahasiakan": Word.CONFIDENTIAL, "confidential": Word.CONFIDENTIAL, "bahasa": Word.LANGUAGE,
    "basa": Word.LANGUAGE, "language": Word.LANGUAGE, "start": Word.START,
}  # fmt: skip
_TAIL = words.word_set(
    """laporan laporanku laporannya lapor aduan pengaduan saya sy aku abdi ya yah pak bu kak min dong
    tolong mohon nomor no kode dan nya saja aja my report the please terakhir yang tadi td kan deh
    nama namanya identitas semua ini itu status bantuan petugas"""
)
_SENTENCE = re.compile(r"\s*(\w+)\s*[.!,]\s+(?=\S)")
_CORRECTED = re.compile(r"^(?:(?:oh|eh|maaf|mf|salah|maksud\w*|saya|sy|sori|sorry|ralat)[\s,.:]+)+(?=(?:status|cek)\b)")
_REASON_WORDS = 12
_LONGEST = 120

_LANGUAGES = {
    "indonesia": "id", "id": "id", "indo": "id", "sunda": "su", "su": "su", "sundanese": "su",
    "inggris": "en", "english": "en", "en": "en", "ingris": "en",
}  # fmt: skip
_PERSON = re.compile(
    r"^(?:saya |sy |aku |mau |ingin |bisa |boleh |minta |tolong |pengen |i want to )*(?:bicara|"
    r"ngobrol|ngomong|chat|disambungkan|"
    r"sambungkan|hubungkan|talk|speak)\s+(?:langsung\s+)?(?:dengan|sama|dgn|sm|ke|to|with)\s+(?:a\s+|"
    r"an\s+|seorang\s+)?(?:petugas|orang|manusia|"
    r"admin|cs|operator|human|person|officer)\b.{0,20}$"
)


def language(text: str, languages: tuple[str, ...]) -> Command | None:
    """An answer to "which language?": its name or its place in the list."""
    bare = words.plain(text)
    if bare.isascii() and bare.isdigit() and 1 <= int(bare[:2]) <= len(languages):
        return Command(Word.LANGUAGE, rest=languages[int(bare[:2]) - 1])
    tokens = [token for token in bare.split() if token not in {"bahasa", "basa", "ya", "pak", "please", "aja", "saja"}]
    code = _LANGUAGES.get(tokens[0]) if len(tokens) == 1 else None
    return Command(Word.LANGUAGE, rest=code) if code in languages else None


def parse(text: str) -> Command | None:
    """The command that `text` is, tolerant of case, "/status" and a few words around; None for free text."""
    if tone.calls_person(text):
        return Command(Word.OFFICER)
    return _sentence(text) or (None if len(text) > _LONGEST else _plain(text))


def _sentence(text: str) -> Command | None:
    """A command that stands as a sentence before its reason ("BATAL. sudah beres"); what tells more stays free text."""
    found = _SENTENCE.match(text)
    word = _WORDS.get(found[1].lower()) if found else None
    if found is None or len(text.split()) > _REASON_WORDS:
        return None
    if word is Word.CONFIDENTIAL:
        return Command(word) if words.wants_confidence(text[found.end() :]) else None
    return Command(word) if word is Word.WITHDRAW else None


def _plain(text: str) -> Command | None:
    lower = words.plain(text).removeprefix("/")
    if _CORRECTED.match(lower) and numbers.find(text):
        lower = _CORRECTED.sub("", lower)
    first, _, rest = lower.partition(" ")
    word = _WORDS.get(first.strip(".,:;!?/").split("@")[0])  # Telegram groups: /status@bot
    if word is None:
        return Command(Word.OFFICER) if _PERSON.match(lower) else None
    if word is Word.LANGUAGE:
        return _language(rest)
    if word is Word.START:
        return Command(word) if text.strip().startswith("/") or not rest else None
    return _with_number(word, rest)


def _language(rest: str) -> Command | None:
    tokens = rest.split()
    if not tokens:
        return Command(Word.LANGUAGE)
    code = _LANGUAGES.get(tokens[0])
    return Command(Word.LANGUAGE, rest=code) if code and len(tokens) <= 2 else None


def _with_number(word: Word, rest: str) -> Command | None:
    left = [token for token in rest.split() if token.strip(".,:;!?") not in _TAIL]
    if not left:
        return Command(word)
    if word not in {Word.STATUS, Word.WITHDRAW}:
        return None
    found = _number_at_start(left)
    return Command(word, number=found, typed=True) if found or _looks_like_number(left) else None


def _number_at_start(tokens: list[str]) -> str | None:
    """The number in the first one to four tokens; what follows may be the secret."""
    for count in range(min(4, len(tokens)), 0, -1):
        number = numbers.parse(" ".join(tokens[:count]))
        if number:
            return number
    return None


def _looks_like_number(tokens: list[str]) -> bool:
    """A wrong or foreign number is still a STATUS command; a sentence that begins with "cek" is not."""
    digits = sum(char.isdigit() for token in tokens for char in token)
    spaced = len(tokens) >= 3 and len(tokens[0]) <= 5
    return len(tokens) <= 5 and digits >= 3 and (spaced or any(char.isdigit() for char in tokens[0]))
