"""Who is speaking, and for whom: a name told first, a name refused unasked, a report for somebody else.  Pure."""

from __future__ import annotations

import re

from intake.dialogue.words import plain

_KIN = (
    r"(?:bapak|bapa|pak|ayah|ibu|mamah|mama|emak|ema|mak|abah|istri|suami|kakak|adik|adek|mertua|nenek|kakek|nini|aki|anak|"
    r"paman|bibi|tetangga|teman|saudara|father|dad|mother|mum|wife|husband|brother|sister|son|daughter|neighbou?r|friend)"
)
_FOR_ANOTHER = re.compile(
    r"\b(?:ini|ieu|this|lapor(?:an)?|aduan|pengaduan|nulis|menulis|ngetik|ketik\w*|mewakili|writing|report\w*)\s+"
    r"(?:(?:is|teh|mah|laporan|aduan|pengaduan|saya|sy|abdi|ketikkan|ketikan|tuliskan|tulis|kirim|kirimkan)\s+){0,3}"
    rf"(?:buat|untuk|utk|kanggo|keur|for|dari|atas nama|punya|on behalf of)\s+(?:my\s+|pun\s+)?{_KIN}\b|"
    r"\b(?:pinjam|minjam|nginjeum|nambut)\s+(?:hp|henpon|handphone|nomor)\b"
)
_OTHERS_NAME = re.compile(
    r"\b(?:namanya|namina|ngaranna|his name is|her name is|atas nama)\s+([^,.;\n]{2,60})", re.IGNORECASE
)
_NAMES_SELF = re.compile(
    r"^(?:(?:oh|oiya|oh iya|maaf|pak|bu|min|kak)\s+)*(?:nama(?:ku|nya)?|nami|ngaran|my name)\s+"
    r"(?:(?:saya|sy|aku|abdi|kuring|is)\s+)?\w+"
)
_GREETED = re.compile(
    r"^(?:(?:halo+|hallo|hello|hai|hi|punten|permisi|selamat|slmt|wilujeng|pagi|siang|sore|malam|enjing|sonten|wengi|good|"
    r"morning|afternoon|evening|ass?alamu?'?\s?'?alaikum|sampurasun|wr|wb|pak|bu|bapak|ibu|min|admin|kak|kang)[\s,.!]+)+",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"^(?:(dengan|dgn|nama\s+(?:saya|sy|aku|:)|nami\s+abdi|my name is)|saya|sy|abdi|ieu|ini|sim kuring|this is|i am|"
    r"i'm)\s+(?:(?:saya|sy|abdi)\s+)?",
    re.IGNORECASE,
)
_NAME_AND_PLACE = re.compile(r"([^\W\d_][^,;\n]{1,40}?)(?:\s*,?\s*(?:dari|ti|from|urang|warga)\s+\w+(?:\s\w+)?)?")
_SIGNATURE = re.compile(r"([A-Z][a-z'’]+(?: [A-Z][a-z'’]+){1,3})(?:, ?[A-Z][a-z]+(?: [A-Z][a-z]+)?)?")
_INTRODUCTION = 10
"""Words: a longer message tells more than who is speaking."""

_ASKED_NAME = r"(?:nama\w*|identitas\w*|nami\w*|ngaran\w*|name|identity)"
_UNNAMED = re.compile(
    r"\b(?:(?:jangan|jgn|ga usah|gak usah|tidak usah|ga perlu|tidak perlu|tong|ulah|teu kedah|don'?t|do not|no need to)"
    r"\s+"
    rf"(?:\w+\s+){{0,2}}?(?:tanya\w*|ditanya\w*|tau|tahu|uninga|terang|tumaros|naroskeun|ask|know)\s+(?:\w+\s+){{0,2}}?{_ASKED_NAME}|"
    r"(?:tidak|tdk|ga|gak|nggak|ngga|teu|don'?t|do not|won'?t|will not)\s+"
    r"(?:mau|ingin|bersedia|berani|bisa|hoyong|purun|want to|wish to)\s+"
    rf"(?:\w+\s+)?(?:menyebut\w*|menyebutkan|sebut\w*|nyebut\w*|disebut\w*|nyebat\w*|disebat\w*|kasih|memberi\w*|mencantum\w*|say|give|tell)\s+"
    rf"(?:\w+\s+)?{_ASKED_NAME}|"
    r"(?:nama\w*|nami|name)\s+(?:tidak|tdk|ga|gak|nggak|teu|not?)\s+(?:usah|perlu|kedah|penting|needed)|"
    r"tanpa nama|anonim|anonymous(?:ly)?|stay unnamed|hamba allah)\b"
)


def for_another(text: str) -> bool:
    """A report for somebody else from a shared telephone: the name given before is not taken for granted."""
    return bool(_FOR_ANOTHER.search(plain(text)))


def named_other(text: str) -> str | None:
    """What is said as the other's name in such a report ("namanya Karsa"), as written; None when none is."""
    found = _OTHERS_NAME.search(text)
    return found[1].strip() if found and for_another(text) else None


def names_self(text: str) -> bool:
    """A short message that only tells a name ("nama saya Asep"): it completes what was recorded."""
    words = plain(text)
    one_clause = not re.search(r"[,;\n]|\.\s", text.strip())
    return one_clause and len(words.split()) <= 7 and bool(_NAMES_SELF.match(words))


def introduced(text: str) -> str | None:
    """What follows "dengan ..." in a message that only introduces its writer, as written; None for any other."""
    bare = _GREETED.sub("", text.strip())
    lead = _INTRODUCED.match(bare)
    if len(text.split()) > _INTRODUCTION or not lead:
        return None
    found = _NAME_AND_PLACE.fullmatch(bare[lead.end() :].strip(" .!"))
    if not found or not (lead[1] or found[1].istitle()):
        return None
    return found[1]


def signed(text: str) -> str | None:
    """A message that is only a signature ("Kevin Halim, Serpong"): a name with capitals, perhaps a place."""
    found = _SIGNATURE.fullmatch(text.strip(" .!-"))
    return found[1] if found else None


def refuses_name(text: str) -> bool:
    """A name refused before it was asked for ("jangan tanya nama saya"): it is not asked for then (R12)."""
    return bool(_UNNAMED.search(plain(text)))
