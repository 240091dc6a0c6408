"""R20: what the text says held against the rows of the standard.  Pure.

Only rows of the office's own text count: what the pack assumes is never the standard.  Each claim shows both
figures and the row; where a fact is lacking, it names the fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.calendar import Calendar
from triage.claims_about import Names
from triage.claims_answer import answer_claims
from triage.claims_fee import fee_claims
from triage.claims_hours import hours_claims
from triage.claims_papers import paper_claims
from triage.claims_product import product_claims
from triage.claims_promised import kept_claims, survey_claims
from triage.claims_staff import competence_claims, staff_claims
from triage.claims_time import time_claims
from triage.claims_words import Told, rupiah
from triage.packs.schema import Pack, Standard
from triage.types import Claim, ClaimVerdict, Component, Reading, Span

__all__ = ["Told", "claims"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the claims are looked for in: the reading, the settled service, the components found, the day."""

    reading: Reading
    service_id: str | None
    components: frozenset[Component]
    made_at: datetime
    integrity: bool = False


def claims(subject: Subject, pack: Pack, calendar: Calendar) -> tuple[Claim, ...]:
    """All claims of one text, in the order of the components; doubles once."""
    told = Told(subject.reading, subject.components, subject.integrity, subject.made_at)
    standard = pack.standard_of(subject.service_id)
    if standard is None:
        found = list(_without_standard(told, subject.service_id, pack))
    else:
        found = [claim for look in _looks(told, standard, subject.service_id, pack, calendar) for claim in look()]
    return _once([*found, *hours_claims(told, pack, calendar)])


def _once(found: Iterable[Claim]) -> tuple[Claim, ...]:
    """Doubles once, in the words of the first."""
    kept: dict[tuple[str, str | None, ClaimVerdict], Claim] = {}
    for claim in found:
        kept.setdefault((claim.claim, claim.row, claim.verdict), claim)
    return tuple(kept.values())


def charged_for_free(reading: Reading, pack: Pack) -> tuple[Span, ...]:
    """Sums asked for a service whose own standard is free of charge: an allegation against integrity (labels.md)."""
    standard = pack.standard_of(reading.service.id if reading.service else None)
    if standard is None or standard.figures.fee is None or standard.figures.fee.rupiah > 0:
        return ()
    told = Told(reading, frozenset(), integrity=False, made_at=reading.sent_at)
    return tuple(sum_.span for sum_ in told.money_asked() if sum_.rupiah != 0)


def _looks(
    told: Told, standard: Standard, service_id: str | None, pack: Pack, calendar: Calendar
) -> list[Callable[[], Iterator[Claim]]]:
    zone = pack.office.tz
    looks: dict[Component, Callable[[], Iterator[Claim]]] = {
        Component.REQUIREMENTS: lambda: paper_claims(told, standard),
        Component.TURNAROUND_TIME: lambda: time_claims(told, standard, calendar, zone),
        Component.FEE: lambda: fee_claims(told, standard, Names.of(pack, service_id)),
        Component.PRODUCT: lambda: product_claims(told, standard),
        Component.COMPLAINT_HANDLING: lambda: answer_claims(told, standard, calendar, zone),
        Component.STAFF_COMPETENCE: lambda: competence_claims(told, standard),
        Component.STAFF_NUMBER: lambda: staff_claims(told, standard),
        Component.PERFORMANCE_EVALUATION: lambda: survey_claims(told, standard),
    }
    held = [look for component, look in looks.items() if standard.holds(component)]
    return [*held, lambda: kept_claims(told, standard)]


def _without_standard(told: Told, service_id: str | None, pack: Pack) -> Iterator[Claim]:
    """Figures told about a service that is unknown, or whose standard is not entered: the lacking fact is named."""
    kind = pack.service(service_id)
    missing = "standar pelayanan belum dimasukkan" if kind else "layanan yang mana"
    for sum_ in told.money_asked():
        said = rupiah(sum_.rupiah) if sum_.rupiah is not None else sum_.span.text
        yield Claim(said, None, ClaimVerdict.TOO_FEW_FACTS, None, missing, sum_.span)
    if told.waiting:
        for span in told.waits():
            yield Claim(span.text, None, ClaimVerdict.TOO_FEW_FACTS, None, missing, span)
