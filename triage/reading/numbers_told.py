"""Telephone and application numbers in a text, as spans of the citizen's own characters."""

from __future__ import annotations

import re

from triage.reading.normalize import Words
from triage.types import Span

_PHONE = re.compile(r"(?<![\w/.-])(?:\+?62[ .-]?|0)8\d(?:[ .-]?\d){7,10}(?!\d)|(?<!\w)\(0\d{2,3}\)[ -]?\d{5,8}(?!\d)")
_AFTER_WORD = re.compile(
    r"\b(?:(?:no|nomor|nomer|nmr|number|id|kode)[ .:]{0,3}(?:registrasi|reg|register|berkas|permohonan"
    r"|pendaftaran|daftar|tiket|ticket|resi|izin"
    r"|pengajuan|proyek|application|agenda|tanda terima|file|pbg|slf|nib|pkkpr|krk)|tanda terima(?: nomor| no)?"
    r"|application|permohonan|berkas|registrasi|tiket|resi|nib)"
    r"[ .:]{0,3}(?:saya|sy|kami|no|nomor"
    r"|nomer)?[ .:#]{0,3}(?P<id>(?=[\w./-]{0,40}\d{2})[A-Za-z0-9][A-Za-z0-9./-]{3,40}[A-Za-z0-9])",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    r"(?<![\w/.-])(?:[A-Z]{2,8}(?:-[A-Z]{2,8})?[-/]\d{3,}(?:[-/][A-Z0-9]+){0,4}"
    r"|\d{1,5}(?:/[A-Z][A-Z.]{1,12}){1,3}(?:/[A-Z0-9]{1,6}){0,3}|I-\d{8,})(?![\w/-])"
)


_TWO_FIGURES = re.compile(r"\d\d")


def find_phones(w: Words) -> tuple[Span, ...]:
    """Indonesian mobile numbers, and landlines with their area code in brackets."""
    text = w.text
    if not ("08" in text or "62" in text or "(0" in text):
        return ()
    return tuple(Span(*m.span(), m.group()) for m in _PHONE.finditer(text))


def find_application_numbers(w: Words) -> tuple[Span, ...]:
    """Numbers told as those of a file, and those with the shape of one (TDG-0098, 118/REK/IV)."""
    text = w.text
    if not w.has_figure:
        return ()
    told = _AFTER_WORD.finditer(text) if _TWO_FIGURES.search(text) else ()
    found = {m.span("id"): Span(*m.span("id"), m["id"]) for m in told if not _PHONE.search(m["id"])}
    for m in _SHAPED.finditer(text) if "-" in text or "/" in text else ():
        if not any(a < m.end() and m.start() < b for a, b in found):
            found[m.span()] = Span(*m.span(), m.group())
    return tuple(found[key] for key in sorted(found))
