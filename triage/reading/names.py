"""The sender's own name: told ("nama saya Asep"), signed, or introduced ("saya Rina dari Plered") (labels.md, R11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.reading.name_shapes import WORD, in_lower_case, is_known, leading_name, stands_alone, without_titles
from triage.reading.name_words import COMPANY, NEVER_NAMES, TITLES
from triage.reading.signatures import find_signature
from triage.types import NameReading, Span

_WORDS = rf"(?P<n>{WORD}(?:[ ]{{1,2}}{WORD}){{0,5}})"
_TOLD = re.compile(
    r"\b(?:nama(?: lengkap)?(?: saya| sy| aku| gue| gw| kuring| abdi| pelapor| pemohon)|namaku|nami(?: abdi"
    r"| simkuring)"
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
_HEAD = (
    r"(?:^|[.,!?;:\n(]\s*|\b(?:pak|bu|min|kang|teh|kak|gan|bos|admin|halo|hai|hallo|pagi|siang|sore|malam|punten|maaf"
    r"|permisi|ijin|izin|perkenalkan|kenalkan|wr wb|assalamualaikum|bapak|ibu|hi|hello)[ ,.]{1,2})"
)
_SELF = re.compile(rf"{_HEAD}(?:saya|sy|aku|abdi|simkuring|kuring|i am|i'm|this is) {_WORDS}", re.IGNORECASE)
_HERE = re.compile(rf"{_HEAD}(?:dengan|ini|ieu|perkenalkan,?)(?: dengan)? {_WORDS}", re.IGNORECASE)
_ON_BEHALF = re.compile(rf"(?<!\w)(?:a\. ?n\.?|a/n|an\.|atas nama)[ :]{{1,2}}{_WORDS}", re.IGNORECASE)
_TRIGGER = re.compile(
    r"nam|ngaran|wasta|jenengan|saya|sy|aku|abdi|kuring|i am|i'm|this is|dengan|ini|ieu|kenalkan|a\. ?n\b|a/n|an\.",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\b(?:(?:petugas|pegawai|staf|satpam|kepala|pejabat|officer|verifikator)(?: (?:\w+|sdr\.|a\.n\.)){0,4}"
    r"|(?:pt|cv|ud|toko|yayasan|koperasi|klinik|yth)\.?(?: \w+)?) $",
    re.IGNORECASE,
)


def find_name(text: str, not_names: frozenset[str]) -> NameReading | None:
    """The sender's name without titles, or None: told before signed before introduced before on behalf of."""
    for start, end in _found(text):
        name = text[start:end]
        if name.casefold() not in not_names and not _OFFICIAL.search(text, max(start - 45, 0), start):
            return NameReading(name, Span(start, end, name))
    return None


def _found(text: str) -> Iterator[tuple[int, int]]:
    speaks = _TRIGGER.search(text) is not None
    if speaks:
        yield from _told(text)
    signature = find_signature(text)
    if signature:
        yield signature
    if speaks:
        yield from _introduced(text)
        yield from (found for m in _ON_BEHALF.finditer(text) if (found := _run(m, lower=False)))


def _told(text: str) -> Iterator[tuple[int, int]]:
    for m in _TOLD.finditer(text):
        found = _run(m, lower=not _SPOKEN_OF.search(text, max(m.start() - 14, 0), m.start()))
        if found and (not in_lower_case(text, found) or stands_alone(text, found)):
            yield found


def _introduced(text: str) -> Iterator[tuple[int, int]]:
    """ "saya X": X in capitals and ended like a name, or a name known as such; "ini X" only the latter."""
    for m in _SELF.finditer(text):
        found = _run(m, lower=False)
        if found and (is_known(text, found) or stands_alone(text, found)):
            yield found
    for m in _HERE.finditer(text):
        found = _run(m, lower=False)
        if found and is_known(text, found):
            yield found


def _run(m: re.Match[str], *, lower: bool) -> tuple[int, int] | None:
    """The name words that open the match, without titles; None where a company or a common word opens it."""
    words = without_titles(list(re.finditer(WORD, m["n"])), TITLES)
    kept = leading_name(words, lower=lower)
    if not kept or kept[0].group().lower().rstrip(".") in COMPANY | NEVER_NAMES:
        return None
    end = kept[-1].end() - (1 if kept[-1].group().endswith(".") and len(kept[-1].group()) > 2 else 0)
    return m.start("n") + kept[0].start(), m.start("n") + end
