"""R20: what the standard promises besides time, fee and paper: facilities, guards, staff, surveys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_words import NUMBER, Told, number
from triage.packs.schema import Standard
from triage.types import Claim, ClaimVerdict, Component, Span

KEPT = (Component.FACILITIES, Component.SERVICE_GUARANTEE, Component.SAFETY_SECURITY)
"""Components whose rows name things that are there or not."""

WHOLE_STAFF = "jumlah seluruh pelaksana, bukan hanya yang tampak di loket"
WHICH_YEARS = "dalam jangka waktu berapa lama survei dihitung"
WHETHER_HELD = "apakah survei diadakan pada masa itu"
_WORKER = (
    r"(?:petugas|pegawai|staf|staff|pelaksana|karyawan|personel|personil|tenaga|orang|officers?|people|person|clerks?)"
)
_ONLY = r"(?:cuma|cm|cuman|hanya|ngan|ngan ukur|only|tinggal|baru|just)"
STAFF = re.compile(
    rf"\b{_WORKER}(?:nya|na)?\W+(?:\w+\W+){{0,3}}?(?:{_ONLY}|ada|total|semuanya)\W+(?:ada\W+|aya\W+)?(?P<a>{NUMBER})\b"
    rf"(?:\W+orang)?|\b{_ONLY}\W+(?:ada\W+|aya\W+)?(?P<b>{NUMBER})\W+(?:orang\W+)?{_WORKER}\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:total\w*|seluruh\w*|semua\w*|sakabeh\w*|sekantor|sedinas|keseluruhan"
    r"|jumlah (?:\w+ )?(?:pegawai|petugas|pelaksana)"
    r"|in total|altogether)\b",
    re.IGNORECASE,
)
_SURVEY = r"(?:survei|survey|kuesioner|kuisioner|skm|ikm)"
_NEVER = r"(?:tidak|tak|ga|gak|nggak|ngga|belum|blm|teu|never|no)"
NO_SURVEY = re.compile(
    rf"\b{_NEVER}\s+(?:pernah\s+|ada\s+|aya\s+|kungsi\s+|diadakan\s+){{0,2}}{_SURVEY}\b"
    rf"|\b{_SURVEY}(?:\s+\w+){{0,3}}?\s+{_NEVER}\s+(?:pernah|ada|aya|diadakan|dilakukan|jalan)\b",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(
    rf"\b{_NEVER}\s+(?:pernah\s+)?(?:di(?:survei|survey)|(?:di)?(?:kasih|beri|minta)\s+(?:isi\s+|ngisi\s+|mengisi\s+)?{_SURVEY})\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b{_SURVEY}\w*(?:\W+\w+){{0,4}}?\W+(?P<n>{NUMBER}|se)\s*(?:x|kali)\b"
    r"(?P<year>\s*(?:(?:dalam|per|in|a)\s+)?(?:setahun|sataun|(?:(?:satu|1|se|a)\s+)?(?:tahun|thn|taun|year)))?",
    re.IGNORECASE,
)


def kept_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Something promised that the citizen says is missing or broken."""
    for component in KEPT:
        if standard.holds(component):
            for row in standard.components[component].rows:
                said = told.lacking(row.words)
                if said:
                    address = standard.address(component, row.label)
                    yield Claim(said.text, row.text, ClaimVerdict.CONTRADICTS, address, span=said)


def staff_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """People counted against component 11, which counts the whole staff."""
    promised, said = standard.figures.staff_number, STAFF.search(told.reading.text)
    if promised is None or said is None or Component.STAFF_NUMBER not in told.components:
        return
    counted = number(said["a"] or said["b"])
    row, text = standard.address(Component.STAFF_NUMBER), standard.components[Component.STAFF_NUMBER].text
    span = _span(said)
    if not WHOLE.search(told.reading.text):
        yield Claim(f"{counted} orang", text, ClaimVerdict.TOO_FEW_FACTS, row, WHOLE_STAFF, span)
        return
    verdict = ClaimVerdict.CONSISTENT if counted >= promised else ClaimVerdict.CONTRADICTS
    yield Claim(f"{counted} orang", text, verdict, row, span=span)


def survey_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Surveys told against component 14 (R27)."""
    promised = standard.figures.performance_evaluation
    if promised is None or Component.PERFORMANCE_EVALUATION not in told.components:
        return
    row, standard_text = _survey_row(standard)
    text = told.reading.text
    times, never, unasked = TIMES.search(text), NO_SURVEY.search(text), NOT_ASKED.search(text)
    if times:
        held = 1 if times["n"].lower() == "se" else number(times["n"])
        said = f"{held} kali{' setahun' if times['year'] else ''}"
        verdict = ClaimVerdict.CONSISTENT if held >= promised.surveys else ClaimVerdict.CONTRADICTS
        if times["year"]:
            yield Claim(said, standard_text, verdict, row, span=_span(times))
        else:
            yield Claim(said, standard_text, ClaimVerdict.TOO_FEW_FACTS, row, WHICH_YEARS, _span(times))
    elif unasked:
        missing = WHETHER_HELD
        yield Claim(unasked.group(), standard_text, ClaimVerdict.TOO_FEW_FACTS, row, missing, _span(unasked))
    elif never:
        yield Claim(never.group(), standard_text, ClaimVerdict.CONTRADICTS, row, span=_span(never))


def _survey_row(standard: Standard) -> tuple[str, str]:
    """The line of component 14 that speaks of surveys, else the component."""
    part = standard.components[Component.PERFORMANCE_EVALUATION]
    for row in part.rows:
        if "surve" in row.text.casefold():
            return standard.address(Component.PERFORMANCE_EVALUATION, row.label), row.text
    return standard.address(Component.PERFORMANCE_EVALUATION), part.text


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end(), found.group())
