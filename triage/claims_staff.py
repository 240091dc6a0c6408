"""R20: conduct, schooling and number of the staff against components 9 and 11."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_about import sentence
from triage.claims_spelling import loose
from triage.claims_words import NUMBER, Told, number
from triage.packs.schema import Standard
from triage.packs.schema.standard import Row
from triage.types import Claim, ClaimVerdict, Component, Span

WHOLE_STAFF = "jumlah seluruh pelaksana, bukan hanya yang tampak di loket"
WHAT_DONE = "apa yang dilakukan atau tidak dikuasai petugas"
SCHOOLING = "pengalaman kerja dan kompetensi teknis petugas itu"
_WORKER = (
    r"(?:petugas|pegawai|staf|staff|pelaksana|karyawan|personel|personil|tenaga|orang|officers?|people|person|clerks?)"
)
_ON_DUTY = r"yang\s+(?:jaga|melayani|bertugas|ngelayani|ngurus)"
_ONLY = r"(?:cuma|cm|cuman|hanya|ngan|ngan ukur|only|tinggal|baru|just)"
_NO_PEOPLE = (
    r"(?!\s*(?:[x×%.,:]?\d|x\b|kali|jam|menit|hari|minggu|bulan|tahun|rb|ribu|juta|jt|k\b|persen|lembar|berkas|loket"
    r"|meja"
    r"|komputer|map|hours?|minutes?|days?|times))"
)
STAFF = loose(
    rf"\b(?:{_WORKER}(?:nya|na)?|{_ON_DUTY})\W+(?:\w+\W+){{0,3}}?(?:{_ONLY}|ada|total|semuanya)\W+(?:ada\W+|aya\W+)?"
    rf"(?P<a>{NUMBER})\b{_NO_PEOPLE}(?:\W+orang)?"
    rf"|\b{_ONLY}\W+(?:ada\W+|aya\W+)?(?P<b>{NUMBER})\W+(?:orang\W+)?{_WORKER}\b"
)
WHOLE = loose(
    r"\b(?:total\w*|seluruh\w*|semua\w*|sakabeh\w*|sekantor|sedinas|keseluruhan"
    r"|jumlah (?:\w+ )?(?:pegawai|petugas|pelaksana)"
    r"|in total|altogether)\b"
)
_ACTOR = (
    r"(?:petugas|pegawai|staf|staff|mbak|mas|bapak|ibu|teteh|akang|verifikator|officer|clerk|operator|resepsionis"
    r"|front office)"
)
_SOMEBODY = loose(rf"\b{_ACTOR}")
_DENIED_BEFORE = loose(r"\b(?:tidak|bukan|not)\s+$")
_GUARD = loose(r"\b(?:satpam|sekuriti|security|guard|(?:tukang|juru) parkir)\w*")
_RUDE = loose(
    r"\b(?:(?:mem|di|nge)?bentak\w*|ngabentak|judes|jutek|galak|ketus|kasar|nyolot|songong|sinis|ngegas|dicuekin|cuek"
    r"|marah-marah|(?:di|me)marahi\w*|dimarahin|dicarek\w*|(?:me|di)maki\w*|(?:meng|di)hina\w*|dihinakeun|(?:di"
    r"|me)nyentak"
    r"|disentak|diteriaki\w*|(?:ga|gak|tidak|nggak|kurang|teu)\s+(?:sopan|ramah|sabar|santun)|rude|shouted|yelled"
    r"|impolite)\b"
)
_KIND = loose(
    rf"\b{_ACTOR}(?:nya|na)?\b(?P<between>[^.!?\n;]{{0,45}}?)\b(?P<k>ramah|sabar|sopan|santun|telaten|someah|baik"
    rf"|polite|patient"
    r"|friendly|helpful)\b(?!\s+(?:nya|mungkin|jika|kalau))"
)
_NOT_KIND = loose(
    r"\b(?:tidak|tak|ga|gak|nggak|ngga|kurang|teu|bukan|not|harus\w*|seharusnya|tolong|mohon|semoga|agar|supaya"
    r"|lebih|dengan|jangan"
    r"|belum|yang tidak|jauh dari)\b"
)
_QUALITY = loose(
    r"\b(?:kualitas|kompetensi|kemampuan|kinerja|mutu|profesional\w+)\s+(?:para\s+|sdm\s+)?(?:petugas|pegawai|staf"
    r"|pelaksana)\w*"
    r"[^.!?\n]{0,40}?\b(?:ditingkatkan|tingkatkan|kurang|rendah|diperbaiki|perbaiki|jelek|buruk|payah)\b"
)
_SCHOOL = loose(
    rf"\b{_ACTOR}\w*\b[^.!?\n]{{0,50}}?\b(?P<s>(?:lulusan|tamatan|ijazah\w*|pendidikan\w*)\s+(?:terakhir\w*\s+)?"
    r"(?P<e>sd|smp|sltp|sma|smk|slta|d3|s1|s2|sarjana))\b"
)
_GRADUATE = frozenset({"s1", "s2", "sarjana"})


def staff_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """People counted against component 11, which counts the whole staff."""
    promised, said = standard.figures.staff_number, STAFF.search(told.reading.text)
    if promised is None or said is None:
        return
    counted = number(said["a"] or said["b"])
    row, text = standard.address(Component.STAFF_NUMBER), standard.components[Component.STAFF_NUMBER].text
    span = Span(said.start(), said.end(), said.group())
    if not WHOLE.search(told.reading.text):
        yield Claim(f"{counted} orang", text, ClaimVerdict.TOO_FEW_FACTS, row, WHOLE_STAFF, span)
        return
    verdict = ClaimVerdict.CONSISTENT if counted >= promised else ClaimVerdict.CONTRADICTS
    yield Claim(f"{counted} orang", text, verdict, row, span=span)


def competence_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Conduct and schooling against the rows of component 9 that speak of them; a bare reproach names what lacks."""
    text = told.reading.text
    conduct, schooling = _row(standard, r"\b(?:ramah|sopan|santun|sabar)\b"), _row(standard, r"\bpendidikan\b")
    rude, kind, school = _rude(text), _kind(text), _SCHOOL.search(text)
    if conduct and (rude or kind):
        verdict = ClaimVerdict.CONTRADICTS if rude else ClaimVerdict.CONSISTENT
        yield _claim(standard, conduct, verdict, rude or kind)
    if schooling and school:
        span = Span(*school.span("s"), school["s"])
        if school["e"].casefold() in _GRADUATE:
            yield _claim(standard, schooling, ClaimVerdict.CONSISTENT, span)
        else:
            yield _claim(standard, schooling, ClaimVerdict.TOO_FEW_FACTS, span, SCHOOLING)
    vague = _QUALITY.search(text)
    if vague and not (rude or school):
        part, span = standard.components[Component.STAFF_COMPETENCE], Span(vague.start(), vague.end(), vague.group())
        row = standard.address(Component.STAFF_COMPETENCE)
        yield Claim(span.text, part.text, ClaimVerdict.TOO_FEW_FACTS, row, WHAT_DONE, span)


def _row(standard: Standard, words: str) -> Row | None:
    rows = standard.components[Component.STAFF_COMPETENCE].rows
    return next((row for row in rows if re.search(words, row.text, re.IGNORECASE)), None)


def _claim(standard: Standard, row: Row, verdict: ClaimVerdict, said: Span | None, missing: str | None = None) -> Claim:
    address = standard.address(Component.STAFF_COMPETENCE, row.label)
    return Claim(said.text if said else "", row.text, verdict, address, missing, said)


def _rude(text: str) -> Span | None:
    """Rudeness of the staff; guards and parking men are none of the staff that component 9 speaks of."""
    for found in _RUDE.finditer(text):
        span = Span(found.start(), found.end(), found.group())
        around = sentence(text, span)
        denied = _DENIED_BEFORE.search(text[max(found.start() - 20, 0) : found.start()])
        if not denied and (not _GUARD.search(around) or _SOMEBODY.search(around)):
            return span
    return None


def _kind(text: str) -> Span | None:
    found = next((one for one in _KIND.finditer(text) if not _NOT_KIND.search(one["between"])), None)
    return Span(*found.span("k"), found["k"]) if found else None
