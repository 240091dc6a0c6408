"""An assessment as the JSON object of `aduan triage` (design.md, the outside face).  Pure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from triage.types import (
    Admissibility,
    Assessment,
    Claim,
    DateOf,
    DateReading,
    Due,
    Kind,
    Reason,
    ServiceReading,
    TreatedAs,
)

Json = dict[str, object]


def to_json(assessment: Assessment, identity: object, zone: ZoneInfo) -> Json:
    """The line of one text.  `identity`: the `id` of the input line, handed back as it came."""
    reading = assessment.reading
    complaint = assessment.kind is Kind.COMPLAINT
    return {
        "id": identity,
        "kind": assessment.kind.value,
        "component": assessment.component.value if assessment.component and complaint else None,
        "components": [{"component": one.value, "probability": p} for one, p in assessment.components],
        "components_also": [one.value for one in assessment.components_also] if complaint else [],
        "integrity": assessment.integrity,
        "outside_agency": assessment.outside_agency,
        "danger": assessment.danger,
        "service": service_json(assessment.service),
        "received": received_json(reading.received or _other(reading.dates)),
        "service_pending": reading.pending,
        "name": reading.name.name if reading.name else None,
        "lang": reading.lang,
        "admissibility": admissibility_json(assessment.admissibility),
        "treated_as": treated_json(assessment.treated_as),
        "due": due_json(assessment.due, zone),
        "claims": [claim_json(claim) for claim in assessment.claims],
        "needs_person": assessment.needs_person,
        "reasons": [reason_json(reason) for reason in assessment.reasons],
    }


def service_json(service: ServiceReading | None) -> Json:
    """Both parts null where no service is named."""
    return {"id": service.id if service else None, "hint": service.hint if service else None}


def received_json(received: DateReading | None) -> Json | None:
    """Days as ISO dates of the office's zone."""
    if received is None:
        return None
    days = {
        key: day.isoformat() if day else None
        for key, day in (("date", received.date), ("earliest", received.earliest), ("latest", received.latest))
    }
    return {"expr": received.expr, **days, "of": received.of.value}


def admissibility_json(admissibility: Admissibility | None) -> Json | None:
    """R2-R5."""
    if admissibility is None:
        return None
    return {"verdict": admissibility.verdict.value, "day": admissibility.day, "rule": admissibility.rule}


def treated_json(treated: TreatedAs | None) -> Json | None:
    """R6, R12."""
    return {"as": treated.treated_as.value, "rule": treated.rule} if treated else None


def due_json(due: Due | None, zone: ZoneInfo) -> str | None:
    """The local day at whose end the answer is due (R8)."""
    return due.at.astimezone(zone).date().isoformat() if due else None


def claim_json(claim: Claim) -> Json:
    """R20; `missing` only where a fact is lacking."""
    line: Json = {
        "claim": claim.claim,
        "standard": claim.standard,
        "verdict": claim.verdict.value,
        "row": claim.row,
    }
    return {**line, "missing": claim.missing} if claim.missing else line


def reason_json(reason: Reason) -> Json:
    """R18: label, rule, words with their places in the text as it came."""
    return {
        "label": reason.label,
        "rule": reason.rule,
        "text": reason.text,
        "words": [{"start": span.start, "end": span.end, "text": span.text} for span in reason.words],
        "weight": reason.weight,
    }


def _other(dates: tuple[DateReading, ...]) -> DateReading | None:
    """Where nothing feeds the window, the date told first is still shown, with what it is the date of."""
    shown = [date for date in dates if date.of in {DateOf.FILED, DateOf.EARLIER_COMPLAINT}]
    return shown[0] if shown else None
