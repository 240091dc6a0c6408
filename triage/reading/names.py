"""The sender's own name: told ("nama saya Asep"), signed, or introduced ("saya Rina dari Plered") (labels.md, R11)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from triage.reading.language import COMMON
from triage.reading.name_notes import noted, opening
from triage.reading.name_shapes import (
    WORD,
    in_lower_case,
    is_known,
    leading_name,
    opens_with_acronym,
    stands_alone,
    two_capitals,
    without_titles,
)
from triage.reading.name_words import COMPANY, NEVER_NAMES, TITLES, TRADES
from triage.reading.normalize import Words
from triage.reading.signatures import find_signature
from triage.types import NameReading, Span

_WORDS = rf"(?P<n>{WORD}(?:[ ]{{1,2}}{WORD}){{0,5}})"
_TOLD = re.compile(
    r"\b(?<!kartu )(?:nama(?: lengkap)?(?: saya| sy| aku| gue| gw| kuring| abdi| pelapor| pemohon)|namaku|nami(?: abdi"
    r"| simkuring)|panggil(?: saja| aja)? (?:saya|sy|aku|abdi)|(?:panggil|sebut) (?:saja|aja)"
    r"|ngaran (?:kuring|abdi)|(?:wasta|jenengan) abdi|abdi (?:wasta|namina)|my (?:full )?name(?: is|'s)"
    r"|nama(?: lengkap| pelapor| pengirim)? ?(?=:))"
    rf"(?: (?:adalah|ialah|teh|téh|yaitu|mah|kan|itu))? ?[:=]? ?{_WORDS}",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:sebut|nyebut|menanyakan|menyebut|manggil|memanggil|panggil|baca|pakai|pake|jadi|mencatut|catut|tulis|nulis"
    r"|ditanya|nanya|mencatat|tanya|kenapa|masa|di)\s$",
    re.IGNORECASE,
)
# "saya" speaks of the sender only at the head of a clause: "angkot saya Plered" is a possession.
_HEAD = re.compile(
    r"\b(?:pa|pak|bu|min|kang|teh|kak|gan|bos|om|mas|mbak|bapa|bapak|admin|ini|padahal|ti|dari|da|ari|halo|hai|hallo|pagi|siang|sore|malam|punten|maaf"
    r"|permisi|ijin|izin|perkenalkan|kenalkan|wr wb|assalamualaikum|bapak|ibu|hi|hello)[ ,.]{1,2}\Z",
    re.IGNORECASE,
)
_HEAD_MARKS = frozenset(".,!?;:\n(")
_LONGEST_HEAD = 20
_SELF = (
    re.compile(r"(?:saya|sy|aku|abdi|sim ?kuring|kuring|i am|i'm|this is) "),
    re.compile(rf"(?:saya|sy|aku|abdi|sim ?kuring|kuring|i am|i'm|this is) {_WORDS}", re.IGNORECASE),
)
# In apposition, with both commas: "surat ini saya, Theresia Wuryani, menyampaikan".
_APPOSED = (
    re.compile(r"(?:^|[.!?\n] ?|\b(?:ini|nama|bahwa|dengan|maka) )(?:saya|abdi|kami), "),
    re.compile(rf"{_WORDS}(?=,)"),
)
_APPOSES = ("saya, ", "abdi, ", "kami, ")
_HERE = (
    re.compile(r"(?:dengan|ini|ieu|perkenalkan,?) "),
    re.compile(rf"(?:dengan|ini|ieu|perkenalkan,?)(?: dengan)? {_WORDS}", re.IGNORECASE),
)
# A title and "yang", "dari" or a trade behind it: then also a name in lower case that no list knows.
_SPOKEN = re.compile(
    r"\b(?:dengan|ini|saya|abdi) (?:ibu|bapak|pak|bu|bpk|mang|kang|neng|mas|mbak) (?P<n>[^\W\d_]{3,})"
    r"(?= (?:yang|nu|dari|ti|tukang|sopir|warga|pemilik|pedagang|penjual|di)\b|,)"
)
_SPOKEN_TITLES = frozenset({"ibu", "bapak", "pak", "bu", "bpk", "mang", "kang", "neng", "mas", "mbak"})
_ON_BEHALF = re.compile(rf"(?<!\w)(?:a\. ?n\.?|a/n|an\.|atas nama)[ :]{{1,2}}{_WORDS}", re.IGNORECASE)
_NEVER_FIRST = COMPANY | NEVER_NAMES
_TELLS = ("nam", "ngaran", "wasta", "jenengan")
_BEHALF_PARTS = ("a. n", "a.n", "a/n", "an.", "atas nama")
"""One of these stands in whatever _TOLD, or _ON_BEHALF, finds."""

_OFFICIAL = re.compile(
    r"\b(?:(?:petugas|pegawai|staf|satpam|kepala|pejabat|officer|verifikator)(?: (?:\w+|sdr\.|a\.n\.)){0,4}"
    r"|(?:pt|cv|ud|toko|yayasan|koperasi|klinik|yth)\.?(?: \w+)?) $",
    re.IGNORECASE,
)


def find_name(w: Words, not_names: frozenset[str], places: Container[str] = frozenset()) -> NameReading | None:
    """The sender's name without titles, or None: told before signed before introduced before on behalf of.

    `not_names`: casefolded titles of posts and bodies; `places`: first words of places, which end a name.
    """
    text = w.text
    for start, end in _found(w, places):
        name = text[start:end]
        if name.casefold() not in not_names and not _OFFICIAL.search(text, max(start - 45, 0), start):
            return NameReading(name, Span(start, end, name))
    return None


def _found(w: Words, places: Container[str]) -> Iterator[tuple[int, int]]:
    text, plain = w.text, w.plain
    if any(map(plain.__contains__, _TELLS)):
        yield from _told(text)
    yield from (found for m in noted(w) if (found := _run(m, lower=False)))
    signature = find_signature(text, places)
    if signature:
        yield _in_full(w, signature)
    yield from _introduced(w)
    yield from _opened(w)
    if any(map(plain.__contains__, _BEHALF_PARTS)):
        yield from (found for m in _ON_BEHALF.finditer(text) if (found := _run(m, lower=False)))


def _in_full(w: Words, signature: tuple[int, int]) -> tuple[int, int]:
    """Signed "Rosmauli", introduced as "Rosmauli Br. Hutabarat": the longer one."""
    signed = w.text[slice(*signature)].split()
    for start, end in _introduced(w):
        told = w.text[start:end].split()
        if len(told) > len(signed) and set(signed) <= set(told):
            return start, end
    return signature


def _opened(w: Words) -> Iterator[tuple[int, int]]:
    """A name at the head of a text or in sent greetings: known as one, or two words in capitals."""
    for m in opening(w):
        found = _run(m, lower=False)
        if found and (is_known(w.text, found) or two_capitals(w.text, found)):
            yield found


def _told(text: str) -> Iterator[tuple[int, int]]:
    for m in _TOLD.finditer(text):
        found = _run(m, lower=not _SPOKEN_OF.search(text, max(m.start() - 14, 0), m.start()))
        if found and (not in_lower_case(text, found) or stands_alone(text, found)):
            yield found


def _introduced(w: Words) -> Iterator[tuple[int, int]]:
    """ "saya X": X in capitals and ended like a name, or a name known as such; "ini X" only the latter."""
    for m in _at_heads(_SELF, w):
        found = _run(m, lower=False)
        if found and (is_known(w.text, found) or stands_alone(w.text, found) or two_capitals(w.text, found)):
            yield found
    quick, whole = _APPOSED
    for place in quick.finditer(w.plain) if any(map(w.plain.__contains__, _APPOSES)) else ():
        apposed = whole.match(w.text, place.end())
        found = _run(apposed, lower=False) if apposed else None
        if found and two_capitals(w.text, found) and w.text.startswith(",", found[1]):
            yield found
    for m in _at_heads(_HERE, w):
        found = _run(m, lower=False)
        if found and is_known(w.text, found):
            yield found
    for m in () if _SPOKEN_TITLES.isdisjoint(w.vocabulary) else _SPOKEN.finditer(w.plain):
        found = _run(m, lower=True)
        if found and m["n"] not in COMMON and m["n"] not in TRADES:
            yield found


def _at_heads(patterns: tuple[re.Pattern[str], re.Pattern[str]], w: Words) -> Iterator[re.Match[str]]:
    """Matches of the second pattern where the first, a quick one, finds a place at the head of a clause."""
    quick, whole = patterns
    end = 0
    for place in quick.finditer(w.plain):
        if place.start() >= end and _heads_a_clause(w, end, place.start()):
            m = whole.match(w.text, place.start())
            if m:
                end = m.end()
                yield m


def _heads_a_clause(w: Words, begin: int, at: int) -> bool:
    if at == 0:
        return True
    before = w.text[max(begin, at - _LONGEST_HEAD) : at]
    if before.isspace():
        before = w.text[begin:at]
    bare = before.rstrip()
    if bare[-1:] in _HEAD_MARKS or "\n" in before[len(bare) :]:
        return True
    return _HEAD.search(w.text, max(begin, at - _LONGEST_HEAD), at) is not None


def _run(m: re.Match[str], *, lower: bool) -> tuple[int, int] | None:
    """The name words that open the match, without titles; None where a company or a common word opens it."""
    words = without_titles(list(re.finditer(WORD, m["n"])), TITLES)
    kept = leading_name(words, lower=lower)
    if not kept or kept[0].group().lower().rstrip(".") in _NEVER_FIRST or opens_with_acronym(kept):
        return None
    end = kept[-1].end() - (1 if kept[-1].group().endswith(".") and len(kept[-1].group()) > 2 else 0)
    return m.start("n") + kept[0].start(), m.start("n") + end
