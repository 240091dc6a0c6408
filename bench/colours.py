"""`python -m bench.colours [--check]`: writes docs/reading-in-colour.html, or tells whether it is as it should be.

Ten texts (bench/data/reading/colours.jsonl) with every finding marked where the reader found it, and the judgement
below each.  Nothing in the page about a text is typed by hand: the marks are the spans of `triage.reading`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.colours_style import HEAD, KINDS, TAIL
from triage.assess import assess_text
from triage.calendar import Calendar
from triage.holidays_source import national_days
from triage.judge import Judge
from triage.model import load_model
from triage.packs import load_pack
from triage.plain import CLAIMS, COMPONENTS, TREATED
from triage.plain import KINDS as KIND_NAMES
from triage.types import Assessment, Claim, Reading, Span

TEXTS = Path(__file__).parent / "data" / "reading" / "colours.jsonl"
PAGE = Path(__file__).parent.parent / "docs" / "reading-in-colour.html"
PACK = "purwakarta"
YEARS = (2025, 2026, 2027)
LONGEST = 160
"""A row of the standard is cut here; its address leads to the whole."""

WINDOW = {
    "in_time": "in time", "late": "late", "not_yet_received": "not yet received", "unknown": "unknown",
}  # fmt: skip


def found(reading: Reading) -> list[tuple[str, Span]]:
    """Every finding as (key of KINDS, span), in order of the text."""
    every: list[tuple[str, Span]] = [("date", one.span) for one in reading.dates]
    every += [("length", one.span) for one in reading.durations]
    every += [("money", one.span) for one in reading.money]
    every += [("paper", span) for span in reading.papers]
    every += [("person", span) for span in reading.people]
    every += [("place", span) for span in reading.places]
    every += [("number", span) for span in (*reading.application_numbers, *reading.phones)]
    for key, one in (("name", reading.name), ("service", reading.service)):
        if one is not None and one.span is not None:
            every.append((key, one.span))
    if reading.pending_span is not None:
        every.append(("status", reading.pending_span))
    return sorted(every, key=lambda pair: (pair[1].start, pair[1].end, pair[0]))


def marked(reading: Reading) -> str:
    """The text as HTML; overlapping findings are cut into pieces in the shortest one's colour.

    Each finding is named where it ends.
    """
    findings, text = found(reading), reading.text
    cuts = sorted({0, len(text), *(end for _, span in findings for end in (span.start, span.end))})
    return "".join(_piece(text, begin, stop, findings) for begin, stop in pairwise(cuts))


def _piece(text: str, begin: int, stop: int, findings: Sequence[tuple[str, Span]]) -> str:
    over = [(key, span) for key, span in findings if span.start <= begin and stop <= span.end]
    words = escape(text[begin:stop])
    if not over:
        return words
    colour = min(over, key=lambda pair: pair[1].end - pair[1].start)[0]
    names = "".join(f"<small>{KINDS[key]}</small>" for key, span in over if span.end == stop)
    return f'<mark class="{colour}">{words}{names}</mark>'


def judged(assessment: Assessment, office: Judge) -> Iterator[tuple[str, str, str]]:
    """The judgement as (what, how it was judged, rules)."""
    component = f", {COMPONENTS[assessment.component]}" if assessment.component else ""
    yield "Kind", KIND_NAMES[assessment.kind] + component, "R17, R16"
    if assessment.admissibility:
        held = assessment.admissibility
        day = f", day {held.day}" if held.day is not None else ""
        yield "Window", f"{WINDOW[held.verdict.value]}{day}: {held.why}", held.rule
    if assessment.due:
        zone: ZoneInfo = office.pack.office.tz
        provisional = ", provisional" if assessment.due.provisional else ""
        at = f"{assessment.due.at.astimezone(zone):%A %d %B %Y, %H:%M:%S}"
        yield "Answer due", f"{at} ({assessment.due.working_days} working days{provisional})", "R8, R9"
    if assessment.treated_as:
        treated = assessment.treated_as
        proposed = f"; an officer is asked: {TREATED[treated.proposed]}" if treated.proposed else ""
        yield "Treated as", TREATED[treated.treated_as] + proposed, treated.rule
    if assessment.route:
        way = assessment.route
        unit = next((one.name for one in office.pack.units if one.id == way.unit), way.unit)
        passed = f"; passed over: {', '.join(way.excluded)}" if way.excluded else ""
        yield "Route", f"{way.way.value}, {unit}, tier {way.tier} ({way.why}){passed}", way.rule
    if assessment.integrity or assessment.danger:
        flags = [name for name, on in (("integrity", assessment.integrity), ("danger", assessment.danger)) if on]
        yield "Flags", f"{', '.join(flags)}: to a person", "R6"


def _claim(claim: Claim) -> str:
    standard = claim.standard or "not entered"
    short = standard if len(standard) <= LONGEST else f"{standard[:LONGEST].rsplit(' ', 1)[0]} ..."
    cells = (claim.claim, " ".join(short.split()), claim.row or "-", CLAIMS[claim.verdict], claim.missing or "-")
    return f'<tr class="{claim.verdict.value}">{"".join(f"<td>{escape(one)}</td>" for one in cells)}</tr>'


def _section(number: int, row: dict[str, str], office: Judge) -> str:
    sent_at = datetime.fromisoformat(row["sent_at"])
    assessment = assess_text(office, row["text"], sent_at)
    lines = "".join(
        f'<dt>{what} <b>{rules}</b></dt><dd lang="id">{escape(how)}</dd>'
        for what, how, rules in judged(assessment, office)
    )
    claims = "".join(map(_claim, assessment.claims))
    head = "<tr><th>Told</th><th>Standard</th><th>Row</th><th>Verdict</th><th>Lacking</th></tr>"
    table = (
        f'<div class="wide"><table lang="id"><caption>Claims <b>R20</b></caption>{head}{claims}</table></div>'
        if claims
        else ""
    )
    return (
        f'<section><h2>{number}. {escape(row["title"])}</h2><p class="when">Sent {sent_at:%A %d %B %Y, %H:%M}, read as '
        f'<b>{assessment.reading.lang}</b></p><p class="text" lang="{assessment.reading.lang.split("-")[0]}">'
        f"{marked(assessment.reading)}</p><dl>{lines}</dl>{table}</section>\n"
    )


def page() -> str:
    """The whole page, as the reader and the rules are now."""
    calendar = Calendar.build([day for year in YEARS for day in national_days(year)])
    office = Judge.of(load_pack(PACK), load_model(), calendar)
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines() if line.strip()]
    legend = "".join(f'<li><mark class="{key}">{name}</mark></li>' for key, name in KINDS.items())
    sections = "".join(_section(number, row, office) for number, row in enumerate(rows, start=1))
    return f'{HEAD}<ul class="legend">{legend}</ul>\n{sections}{TAIL}'


def main(arguments: Sequence[str]) -> int:
    """0: written, or as it should be; 1: `--check` and it is not; 2: another argument."""
    if set(arguments) - {"--check"}:
        print("usage: python -m bench.colours [--check]", file=sys.stderr)
        return 2
    made = page()
    if "--check" in arguments:
        return int(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
