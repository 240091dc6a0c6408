"""Hard words: insults without content, talk of ending one's life, calling for a human being.  Pure, never raises."""

from __future__ import annotations

import re

from intake.dialogue.words import only, plain, word_set

_INSULT = word_set(
    """goblok gblk bego bodoh dongo tolol idiot anjing anjir anjrit njir bangsat brengsek kampret sialan bajingan babi
    monyet setan tai taik kontol memek ngentot jancok jancuk cok asu belegug goblog koplok sia kehed edan gila stupid
    dumb fuck fucking shit damn idiots useless payah sampah"""
)
_INSULT_FILLER = word_set(
    """dasar bot robot mesin kalian semua kamu lu lo elu kau ieu sia maneh aing gak ga tidak tdk guna berguna bisa apa
    emang memang banget pisan amat sih dih ih woi woy hoi hei eh ya you are is this just so bloody bapak pak bu min
    admin si ini itu kantor dinas pelayanan anda becus nya mah teh euy"""
)
_DESPAIR = re.compile(
    r"\b(?:bunuh diri|(?:mau|pengen|pengin|pingin|ingin|hoyong|hayang|rek) (?:maot|paeh|modar|mati)|"
    r"mengakhiri hidup|akhiri hidup|gantung diri|gantung maneh|minum racun|nginum racun|"
    r"(?:ga|gak|nggak|ngga|tidak|tdk|teu|henteu) (?:kuat|kiat|sanggup) (?:hidup|hirup)|"
    r"want to die|kill myself|suicide|end my life)\b"
)
_PERSON = re.compile(
    r"\b(?:mana|where(?: is| are)?)\s+(?:\w+\s+)?(?:manusia|orang|admin|operator|human|person|staff)(?:nya|na|nu)?$"
)
_PERSON_WORDS = 5
_SHOUTED = re.compile(r"[.!?,;]\s*(?:PETUGAS|PATUGAS|OPERATOR|OFFICER)[\s.!]*$")
_SHOUTED_WORDS = 6


def is_insult(text: str) -> bool:
    """Insults and nothing else ("bot goblok"): answered with patience, never repeated."""
    return only(text, _INSULT, _INSULT | _INSULT_FILLER)


def is_despair(text: str) -> bool:
    """Talk of ending one's life: a person and the emergency number at once."""
    return bool(_DESPAIR.search(plain(text)))


def calls_person(text: str) -> bool:
    """A short cry for a human being ("mana manusianya! PETUGAS")."""
    count = len(text.split())
    shouted = count <= _SHOUTED_WORDS and text != text.upper() and _SHOUTED.search(text)
    return bool(shouted or (count <= _PERSON_WORDS and _PERSON.search(plain(text))))
