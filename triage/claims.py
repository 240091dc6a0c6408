"""R20: what the text says held against the rows of the standard.  Pure.

Only rows of the office's own text count: what the pack assumes is never the standard.  Each claim shows both
figures and the row; where a fact is lacking, it names the fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.calendar import Calendar
from triage.claims_papers import paper_claims, product_claims
from triage.claims_time import answer_claims, hours_claims, time_claims
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
        found = [claim for look in _looks(told, standard, pack, calendar) for claim in look()]
    return tuple(dict.fromkeys([*found, *hours_claims(told, pack)]))


def charged_for_free(reading: Reading, pack: Pack) -> tuple[Span, ...]:
    """Sums asked for a service whose own standard is free of charge: an allegation against integrity (labels.md)."""
    standard = pack.standard_of(reading.service.id if reading.service else None)
    if standard is None or standard.figures.fee is None or standard.figures.fee.rupiah > 0:
        return ()
    told = Told(reading, frozenset(), integrity=False, made_at=reading.sent_at)
    return tuple(sum_.span for sum_ in told.money_asked() if sum_.rupiah != 0)


def _looks(told: Told, standard: Standard, pack: Pack, calendar: Calendar) -> list[Callable[[], Iterator[Claim]]]:
    zone = pack.office.tz
    looks: dict[Component, Callable[[], Iterator[Claim]]] = {
        Component.REQUIREMENTS: lambda: paper_claims(told, standard),
        Component.TURNAROUND_TIME: lambda: time_claims(told, standard, calendar, zone),
        Component.FEE: lambda: _fee_claims(told, standard),
        Component.PRODUCT: lambda: product_claims(told, standard),
        Component.COMPLAINT_HANDLING: lambda: answer_claims(told, standard, calendar, zone),
        Component.FACILITIES: lambda: _facility_claims(told, standard),
    }
    return [look for component, look in looks.items() if standard.holds(component)]


def _fee_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Money asked against the fee."""
    fee = standard.figures.fee
    if fee is None:
        return
    row, text = standard.address(Component.FEE), standard.components[Component.FEE].text
    for sum_ in told.money_asked():
        said = rupiah(sum_.rupiah) if sum_.rupiah is not None else sum_.span.text
        if sum_.rupiah is None and fee.rupiah > 0:
            yield Claim(said, text, ClaimVerdict.TOO_FEW_FACTS, row, "jumlah yang diminta")
        elif sum_.rupiah == fee.rupiah:
            yield Claim(said, text, ClaimVerdict.CONSISTENT, row)
        else:
            yield Claim(said, text, ClaimVerdict.CONTRADICTS, row)


def _facility_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Something promised that the citizen says is missing or broken."""
    for row in standard.components[Component.FACILITIES].rows:
        said = told.lacking(row.words)
        if said:
            address = standard.address(Component.FACILITIES, row.label)
            yield Claim(said, row.text, ClaimVerdict.CONTRADICTS, address)


def _without_standard(told: Told, service_id: str | None, pack: Pack) -> Iterator[Claim]:
    """Figures told about a service that is unknown, or whose standard is not entered: the lacking fact is named."""
    kind = pack.service(service_id)
    missing = "standar pelayanan belum dimasukkan" if kind else "layanan yang mana"
    for sum_ in told.money_asked():
        said = rupiah(sum_.rupiah) if sum_.rupiah is not None else sum_.span.text
        yield Claim(said, None, ClaimVerdict.TOO_FEW_FACTS, None, missing)
    if told.waiting:
        for said in told.waits():
            yield Claim(said, None, ClaimVerdict.TOO_FEW_FACTS, None, missing)
