"""R20: what the standard promises besides time, fee, paper and staff: facilities, guards, surveys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_spelling import loose
from triage.claims_staff import WHOLE_STAFF
from triage.claims_words import NUMBER, Told, number
from triage.packs.schema import Standard
from triage.types import Claim, ClaimVerdict, Component, Span

__all__ = ["WHETHER_HELD", "WHOLE_STAFF", "kept_claims", "survey_claims"]

KEPT = (Component.FACILITIES, Component.SERVICE_GUARANTEE, Component.SAFETY_SECURITY)
"""Components whose rows name things that are there or not."""

WHICH_YEARS = "dalam jangka waktu berapa lama survei dihitung"
WHETHER_HELD = "apakah survei diadakan pada masa itu"
WHICH_FACILITY = "fasilitas apa yang kurang"
_POOR = loose(
    r"\b(?:fasilitas|sarana|prasarana|facilit)\w*\b[^.!?\n]{0,45}?\b(?:kurang|minim|(?:tidak|ga|gak"
    r"|nggak) (?:lengkap|memadai)"
    r"|seadanya|terbatas|parah|lacking|poor)\b(?:\s+(?:lengkap|memadai))?"
)
_SURVEY = r"(?:survei|survey|kuesioner|kuisioner|skm|ikm)"
_NEVER = r"(?:tidak|tak|ga|gak|nggak|ngga|belum|blm|teu|never|no)"
NO_SURVEY = loose(
    rf"\b{_NEVER}\s+(?:pernah\s+|ada\s+|aya\s+|kungsi\s+|diadakan\s+){{0,2}}{_SURVEY}\b"
    rf"|\b{_SURVEY}(?:\s+\w+){{0,3}}?\s+{_NEVER}\s+(?:pernah|ada|aya|diadakan|dilakukan|jalan)\b"
)
NOT_ASKED = loose(
    rf"\b{_NEVER}\s+(?:pernah\s+)?(?:di(?:survei|survey)|(?:di)?(?:kasih|beri|minta)\s+(?:isi\s+|ngisi\s+"
    rf"|mengisi\s+)?{_SURVEY})\b"
)
TIMES = loose(
    rf"\b{_SURVEY}\w*(?:\W+\w+){{0,4}}?\W+(?P<n>{NUMBER}|se)\s*(?:x|kali)\b"
    r"(?P<year>\s*(?:(?:dalam|per|in|a)\s+)?(?:setahun|sataun|(?:(?:satu|1|se|a)\s+)?(?:tahun|thn|taun|year)))?"
)


def kept_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Something promised that the citizen says is missing or broken, or is glad to have found."""
    every = [claim for component in KEPT if standard.holds(component) for claim in _missing(told, standard, component)]
    found = [claim for claim in every if not any(_inside(claim.span, other.span) for other in every)]
    yield from found
    if found or not standard.holds(Component.FACILITIES):
        return
    there = list(_there(told, standard))
    yield from there
    poor = _POOR.search(told.reading.text)
    if poor and not there:
        row, text = standard.address(Component.FACILITIES), standard.components[Component.FACILITIES].text
        yield Claim(poor.group(), text, ClaimVerdict.TOO_FEW_FACTS, row, WHICH_FACILITY, _span(poor))


def _inside(one: Span | None, other: Span | None) -> bool:
    """Of "AC ruang tunggu mati" only the longer words tell what is broken."""
    return one is not None and other is not None and one != other and other.start <= one.start and one.end <= other.end


def _missing(told: Told, standard: Standard, component: Component) -> Iterator[Claim]:
    for row in standard.components[component].rows:
        said = told.lacking(row.words)
        if said:
            address = standard.address(component, row.label)
            yield Claim(said.text, row.text, ClaimVerdict.CONTRADICTS, address, span=said)


def _there(told: Told, standard: Standard) -> Iterator[Claim]:
    for row in standard.components[Component.FACILITIES].rows:
        said = told.present(row.words)
        if said:
            address = standard.address(Component.FACILITIES, row.label)
            yield Claim(said.text, row.text, ClaimVerdict.CONSISTENT, address, span=said)


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
