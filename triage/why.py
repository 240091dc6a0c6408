"""R18: the reasons of an assessment, in words an officer reads, and whether a person must decide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage.claims_hours import ROW as HOURS
from triage.findings import Found
from triage.judge import Judge
from triage.model.score import weighed
from triage.packs.schema.rules import Thresholds
from triage.plain import CLAIMS, COMPONENTS, KINDS, TREATED
from triage.types import (
    Admissibility,
    Claim,
    Due,
    Facts,
    Kind,
    Reason,
    Route,
    Span,
    Treated,
    TreatedAs,
    Verdict,
)

GREY = 0.5
"""A flag above half its threshold, but below it, is worth a look."""


def needs_person(
    found: Found,
    facts: Facts,
    admissibility: Admissibility | None,
    treated: TreatedAs | None,
    limits: Thresholds,
) -> bool:
    """R18 below a threshold; R5 still unknown after asking; R6 late; integrity and danger always."""
    if found.integrity or found.danger or found.kind_unsure:
        return True
    if found.kind.kind is not Kind.COMPLAINT:
        return False
    unknown = admissibility is not None and admissibility.verdict is Verdict.UNKNOWN
    return (
        found.component_probability < limits.component
        or (unknown and "received" in facts.declined)
        or (treated is not None and treated.proposed is not None)
        or (treated is not None and treated.treated_as is Treated.UNDECIDED)
        or limits.integrity * GREY <= found.flags["integrity"] < limits.integrity
    )


def reasons(
    judge: Judge,
    found: Found,
    admissibility: Admissibility | None,
    treated: TreatedAs | None,
    deadline: Due | None,
    way: Route | None,
    held: tuple[Claim, ...],
    now: datetime | None,
) -> tuple[Reason, ...]:
    """One reason per label given, each with its rule and the citizen's own words."""
    found_reasons = [*_labels(judge, found), *_flags(judge, found)]
    if admissibility:
        found_reasons.append(Reason("admissibility", admissibility.why, admissibility.rule))
    if treated:
        found_reasons.append(Reason("treated_as", _treated_text(treated), treated.rule))
    if deadline:
        found_reasons.extend(_due_reasons(deadline, judge, now))
    found_reasons.extend(_claim_reason(claim) for claim in held)
    if way:
        found_reasons.append(Reason("route", way.why, way.rule))
    return tuple(found_reasons)


def _labels(judge: Judge, found: Found) -> Iterator[Reason]:
    kind = found.kind
    words = kind.words or _words(judge, found, "kind", kind.kind.value)
    yield Reason("kind", f"{KINDS[kind.kind]}: {kind.why}", "R17", words, round(kind.probability, 4))
    if found.component:
        weighing = _words(judge, found, "component", found.component.value)
        text = f"{COMPONENTS[found.component]}: paling mungkin dari empat belas komponen"
        yield Reason("component", text, "R16", weighing, found.component_probability)
        against = _words(judge, found, "component", found.component.value, against=True)
        if against:
            yield Reason("component_against", f"kata yang melemahkan {COMPONENTS[found.component]}", "R16", against)


def _words(judge: Judge, found: Found, head: str, label: str, *, against: bool = False) -> tuple[Span, ...]:
    most = 3 if against else 5
    return tuple(span for span, _ in weighed(found.scores, judge.model, head, label, most, against=against))


def _flags(judge: Judge, found: Found) -> Iterator[Reason]:
    for name, flag, on, text in (
        ("integrity", found.findings.integrity, found.integrity, "dugaan integritas: diputus seorang petugas"),
        ("danger", found.findings.danger, found.danger, "bahaya bagi seseorang: diputus seorang petugas"),
        ("outside_agency", found.findings.outside_agency, found.outside_agency, "badan lain disebut"),
    ):
        if on:
            rule = "R21" if name == "outside_agency" else "R6"
            yield Reason(name, text, rule, flag.words or _words(judge, found, name, "yes"), round(flag.probability, 4))


def _treated_text(treated: TreatedAs) -> str:
    if treated.proposed:
        return f"tetap pengaduan sampai petugas memutuskan; diusulkan sebagai {TREATED[treated.proposed]}"
    if treated.treated_as is Treated.UNDECIDED:
        return "belum diputuskan: petugas menentukan jenis pesannya"
    return f"diperlakukan sebagai {TREATED[treated.treated_as]}"


def _due_reasons(deadline: Due, judge: Judge, now: datetime | None) -> Iterator[Reason]:
    day = deadline.at.astimezone(judge.pack.office.tz).date()
    yield Reason("due", f"{deadline.working_days} hari kerja, sampai {day.isoformat()} 23.59.59", "R8")
    if deadline.provisional:
        yield Reason("due", "sementara: libur dan cuti bersama tahun itu belum ditetapkan", "R9")
    if now is not None and now > deadline.at:
        yield Reason("due", "sudah lewat batas waktu", "R8")


def _claim_reason(claim: Claim) -> Reason:
    against = f"{claim.claim} terhadap {claim.standard or 'standar belum dimasukkan'}"
    lacking = f"; kurang: {claim.missing}" if claim.missing else ""
    row = f" ({_row(claim.row)})" if claim.row else ""
    words = (claim.span,) if claim.span else ()
    return Reason("claim", f"{against}{row}: {CLAIMS[claim.verdict]}{lacking}", "R20", words)


def _row(address: str) -> str:
    """The address as an officer finds it: a row of a standard, or the office's hours."""
    return "jam layanan kantor" if address == HOURS else f"baris {address}"
