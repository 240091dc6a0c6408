"""R20: an earlier complaint still unanswered against the working days of component 6 (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from triage.calendar import Calendar
from triage.claims_time import days_told, since
from triage.claims_words import Told, unanswered
from triage.packs.schema import Standard
from triage.types import Claim, ClaimVerdict, Component

EARLIER_DAY = "tanggal pengaduan terdahulu"


def answer_claims(told: Told, standard: Standard, calendar: Calendar, zone: ZoneInfo) -> Iterator[Claim]:
    """Working days since the earlier complaint; without its day, that day is what lacks."""
    promised, silent = standard.figures.complaint_handling, unanswered(told.reading.text)
    if promised is None or (Component.COMPLAINT_HANDLING not in told.components and silent is None):
        return
    row, text = _answer_row(standard)
    earlier = told.complained()
    days = since(earlier, told, calendar, zone) if earlier else None
    if earlier is None or days is None:
        said = earlier.span if earlier else silent
        if said:
            yield Claim(said.text, text, ClaimVerdict.TOO_FEW_FACTS, row, EARLIER_DAY, said)
        return
    claim, limit = f"{days_told(*days)} sejak pengaduan terdahulu", promised.answer_working_days
    if days[1] <= limit:
        yield Claim(claim, text, ClaimVerdict.CONSISTENT, row, span=earlier.span)
    elif days[0] <= limit:
        yield Claim(claim, text, ClaimVerdict.TOO_FEW_FACTS, row, EARLIER_DAY, earlier.span)
    else:
        yield Claim(claim, text, ClaimVerdict.CONTRADICTS, row, span=earlier.span)


def _answer_row(standard: Standard) -> tuple[str, str]:
    """The row that promises the answer (item 4 of component 6), else the component itself."""
    part = standard.components[Component.COMPLAINT_HANDLING]
    for row in part.rows:
        if row.label == "4":
            return standard.address(Component.COMPLAINT_HANDLING, row.label), row.text
    return standard.address(Component.COMPLAINT_HANDLING), part.text
