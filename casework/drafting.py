"""R19 (a), (b), (d): what the machine drafts of a review as soon as a complaint is recorded.  Pure.

A draft has no author: a person reads it, changes it and owns the step.  (c) needs the earlier complaints and is
written after the record (casework.usecases.comparing).
"""

from __future__ import annotations

from collections.abc import Iterator

from casework.core_issue import core_issue, excerpt
from casework.ports import Draft
from casework.types import Role
from triage.claims_hours import NO_HOURS
from triage.claims_promised import WHETHER_HELD, WHOLE_STAFF
from triage.packs.schema import Pack
from triage.plain import CLAIMS
from triage.types import Assessment, Claim, ClaimVerdict, Kind, Verdict

ROW_LENGTH = 280
NO_STANDARD = "Standar belum dimasukkan untuk layanan ini."
NO_SERVICE = "Layanan yang dimaksud belum diketahui, jadi standarnya belum bisa dirujuk."
NO_COMPONENT = "Komponen standar yang disentuh belum jelas."
RECEIVED = "kapan layanan diterima"
SERVICE = "layanan yang mana"
OFFICE_KNOWS = frozenset({NO_HOURS, WHOLE_STAFF, WHETHER_HELD})
"""Facts that lack in the text and that no citizen can tell: the unit is asked."""


def drafts(assessment: Assessment, pack: Pack) -> tuple[Draft, ...]:
    """Steps (a), (b), (d) in their order; (b) may stand several times, once a row."""
    return (Draft("a", core_issue(assessment)), *rows(assessment, pack), Draft("d", plan(assessment, pack)))


def rows(assessment: Assessment, pack: Pack) -> tuple[Draft, ...]:
    """R19 (b), R20: each claim with both figures and its row; without a claim the component's own row."""
    if assessment.claims:
        return tuple(Draft("b", _held(claim), claim.row) for claim in assessment.claims)
    return (_component_row(assessment, pack),)


def _held(claim: Claim) -> str:
    standard = excerpt(claim.standard or "belum dimasukkan", ROW_LENGTH).rstrip(".")
    lacking = f" Kurang: {claim.missing}." if claim.missing else ""
    return f"Dikatakan: {claim.claim}. Standar: {standard}. Hasil: {CLAIMS[claim.verdict]} (R20).{lacking}"


def _component_row(assessment: Assessment, pack: Pack) -> Draft:
    service = assessment.service.id if assessment.service else None
    standard = pack.standard_of(service)
    if standard is None:
        return Draft("b", NO_STANDARD if pack.service(service) else NO_SERVICE)
    if assessment.component is None:
        return Draft("b", NO_COMPONENT)
    part = standard.components[assessment.component]
    assumed = " (andaian, belum ditetapkan)" if part.assumed else ""
    text = f"{part.title}{assumed}: {excerpt(part.text, ROW_LENGTH)}"
    return Draft("b", text, standard.address(assessment.component))


def plan(assessment: Assessment, pack: Pack) -> str:
    """R19 (d): clarification, confirmation, inspection, investigation; each with its reason and rule, a line each."""
    return "\n".join(_steps(assessment, pack))


def _steps(assessment: Assessment, pack: Pack) -> Iterator[str]:
    """A unit whose integrity is in doubt is not asked before the investigation (R6, R14)."""
    if assessment.danger:
        yield "Inspeksi segera: ada tanda bahaya bagi seseorang (R6)."
    if assessment.integrity:
        yield (
            "Investigasi melalui pejabat pengelola pengaduan: ada dugaan pelanggaran integritas; "
            "unit dan orang yang diadukan dilewati (R6, R14)."
        )
    facts = tuple(dict.fromkeys(_citizens_facts(assessment, pack)))
    if facts:
        yield f"Konfirmasi kepada pelapor: {'; '.join(facts)}. Fakta belum cukup untuk menilai ({_fact_rules(facts)})."
    if not assessment.integrity:
        yield from _clarifications(assessment, pack, otherwise=not facts and not assessment.danger)


def _citizens_facts(assessment: Assessment, pack: Pack) -> Iterator[str]:
    known = pack.service(assessment.service.id if assessment.service else None) is not None
    for claim in assessment.claims:
        told_by_office = claim.missing in OFFICE_KNOWS or (claim.standard is None and known)
        if claim.verdict is ClaimVerdict.TOO_FEW_FACTS and claim.missing and not told_by_office:
            yield claim.missing
    if assessment.admissibility and assessment.admissibility.verdict is Verdict.UNKNOWN:
        yield RECEIVED
    if not known and assessment.kind is Kind.COMPLAINT and not assessment.outside_agency:
        yield SERVICE


def _fact_rules(facts: tuple[str, ...]) -> str:
    own = {RECEIVED: "R5", SERVICE: "R15"}
    return ", ".join(dict.fromkeys(own.get(fact, "R20") for fact in facts))


def _clarifications(assessment: Assessment, pack: Pack, *, otherwise: bool) -> Iterator[str]:
    unit = _asked(assessment, pack)
    against = [one for one in assessment.claims if one.verdict is ClaimVerdict.CONTRADICTS]
    lacking = [one.missing for one in assessment.claims if one.missing in OFFICE_KNOWS]
    if against:
        told = "; ".join(f"{one.claim} (baris {one.row})" if one.row else one.claim for one in against)
        yield f"Klarifikasi kepada {unit}: bertentangan dengan standar: {told} (R20)."
    elif lacking:
        yield f"Klarifikasi kepada {unit}: {'; '.join(dict.fromkeys(filter(None, lacking)))} (R20)."
    elif otherwise and assessment.kind is Kind.SUGGESTION:
        yield f"Klarifikasi kepada {unit}: apakah saran ini dapat dijalankan (R17)."
    elif otherwise:
        yield f"Klarifikasi kepada {unit}: keterangan tentang yang dilaporkan (R19)."


def _asked(assessment: Assessment, pack: Pack) -> str:
    """The unit by its name; never one that is complained about (R14)."""
    route = assessment.route
    if route is None or {route.unit, f"unit:{route.unit}"} & set(route.excluded):
        return "petugas yang tidak diadukan"
    if route.role in {Role.COMPLAINT_OFFICER, Role.MANAGING_OFFICIAL}:
        return "unit yang melayani"
    return next((unit.name for unit in pack.units if unit.id == route.unit), route.unit)
