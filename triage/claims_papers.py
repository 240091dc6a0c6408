"""R20: papers and conditions demanded against the requirements of component 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_about import sentence
from triage.claims_spelling import loose
from triage.claims_words import Told
from triage.packs.schema import Standard
from triage.packs.schema.figures import Paper
from triage.packs.schema.standard import Row
from triage.types import Claim, ClaimVerdict, Component, Span

WHICH_PAPERS = "berkas apa saja yang diminta"
WHICH_ACTIVITY = "untuk kegiatan apa diminta"
EXCEPTION = "apakah pengecualian pada baris itu berlaku"
ABOUT_PAPERS = frozenset({Component.REQUIREMENTS, Component.PROCEDURE, Component.LEGAL_BASIS})
_DEMAND = loose(
    r"\b(?:diminta\w*|dimintai|minta|mintain|disuruh|nyuruh|menyuruh|harus|wajib|diwajibkan|kudu|kedah|dipenta\w*|syarat\w*"
    r"|persyaratan|lampirkan|melampirkan|menunjukkan|ditanya\w*|nanya\w*|required?|ask\w* for|needs?|menta|ditagih)\b"
)
_ASKED_AFTER = loose(r"\b(?:nanya|ditanya|syarat)\w*")
_MEANS = loose(r"\b(?:lewat|melalui|via|pakai|pake|through|by)\s+(?:\w+\s+)?$")
_NOT_ASKED = loose(r"\b(?:tidak|tak|ga|gak|nggak|ngga|teu|not)\s+(?:\w+\s+)?$")
_EXCEPTED = loose(r"\batau dapat\b|\bkecuali\b")
_SCALE_ROW = loose(r"\bskala usaha (?P<s>\w+)")
_SCALE = loose(
    r"\b(?:(?P<own>skala|masih|cuma|termasuk)|harus|buat|untuk|khusus|minimal)\s+(?:skala\s+|usaha\s+)?"
    r"(?P<s>mikro|kecil|menengah|besar|rumahan)\b"
)
_REFUSED = loose(r"\b(?:ditolak|nolak|menolak|tidak bisa|ga bisa|gak bisa|ngga bisa|refused|rejected)\b")
_FORCED = loose(r"\b(?:dipaksa|diwajibkan|wajib|disuruh|harus)\s+(?:ikut|urus|ngurus|punya|bikin|pakai)\b")
_UNNAMED = re.compile(
    r"\bkurang\s+(?:ini|itu)\b(?:\W+kurang\W+\w+)?|\b(?:ada\s+(?:saja|aja|wae)|selalu|terus)\s+(?:\w+\s+)?kurang\b"
    r"|\bkurang\s+(?:terus|melulu|syarat|berkas|persyaratan|dokumen)\b"
    r"|\b(?:syarat|persyaratan)\w*\s+(?:\w+\s+){0,2}(?:nambah|bertambah|ditambah|berubah|beda|ganti)\w*"
)


def paper_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Each condition or paper said to be demanded: a row that names it, or none does."""
    if not standard.figures.requirements:
        return
    found = [*_conditions(told, standard), *_papers(told, standard), *_scale(told, standard)]
    yield from found
    unnamed = _UNNAMED.search(told.reading.text)
    if not found and unnamed and not ABOUT_PAPERS.isdisjoint(told.components):
        span, listed = _span(unnamed), _listed(standard)
        row = standard.address(Component.REQUIREMENTS)
        yield Claim(span.text, listed, ClaimVerdict.TOO_FEW_FACTS, row, WHICH_PAPERS, span)


def _conditions(told: Told, standard: Standard) -> Iterator[Claim]:
    """What the standard itself names, said to be asked for."""
    for paper in standard.figures.requirements:
        said = None if paper.open else _demanded(told.reading.text, paper)
        if said is not None:
            whole = (one for one in told.reading.papers if one.start <= said.start and said.end <= one.end)
            yield _claim(next(whole, said), paper, standard)


def _demanded(text: str, paper: Paper) -> Span | None:
    for word in sorted(paper.words, key=len, reverse=True):
        for found in loose(rf"\b{re.escape(word)}\b").finditer(text):
            around = sentence(text, _span(found))
            at = around.find(found.group())
            before, after = around[max(at - 45, 0) : at], around[at + len(word) : at + len(word) + 70]
            if _MEANS.search(before):
                continue
            for demand in (*_DEMAND.finditer(before), *_ASKED_AFTER.finditer(after)):
                if not _NOT_ASKED.search(before[: demand.start()]):
                    return _span(found)
    return None


def _papers(told: Told, standard: Standard) -> Iterator[Claim]:
    """Papers demanded that `_conditions` does not know."""
    if ABOUT_PAPERS.isdisjoint(told.components):
        return
    wanted, whole = standard.figures.requirements, standard.address(Component.REQUIREMENTS)
    for span in told.reading.papers:
        paper = _named(span.text, wanted)
        if paper is None:
            yield Claim(span.text, _listed(standard), ClaimVerdict.CONTRADICTS, whole, span=span)
        elif paper.open or _demanded(told.reading.text, paper) is None:
            yield _claim(span, paper, standard)


def _claim(said: Span, paper: Paper, standard: Standard) -> Claim:
    """A row for a class of papers, or with an exception, does not settle it alone."""
    if paper.open:
        return Claim(said.text, paper.name, ClaimVerdict.TOO_FEW_FACTS, paper.row, WHICH_ACTIVITY, said)
    rows = {standard.address(Component.REQUIREMENTS, row.label): row for row in _rows(standard)}
    row = rows.get(paper.row)
    if row is not None and _EXCEPTED.search(row.text):
        return Claim(said.text, row.text, ClaimVerdict.TOO_FEW_FACTS, paper.row, EXCEPTION, said)
    return Claim(said.text, paper.name, ClaimVerdict.CONSISTENT, paper.row, span=said)


def _scale(told: Told, standard: Standard) -> Iterator[Claim]:
    """The size of business that a row asks for: refused for another size agrees with it, made to apply does not."""
    for row in _rows(standard):
        asked = _SCALE_ROW.search(row.text)
        sizes = list(_SCALE.finditer(told.reading.text)) if asked else []
        own = next((one for one in sizes if one["own"]), None)
        wanted = asked["s"].casefold() if asked else ""
        if own is None or own["s"].casefold() == wanted or wanted not in {one["s"].casefold() for one in sizes}:
            continue
        refused, forced = _REFUSED.search(told.reading.text), _FORCED.search(told.reading.text)
        if refused or forced:
            verdict = ClaimVerdict.CONSISTENT if refused else ClaimVerdict.CONTRADICTS
            yield Claim(
                own.group(), row.text, verdict, standard.address(Component.REQUIREMENTS, row.label), span=_span(own)
            )


def _rows(standard: Standard) -> tuple[Row, ...]:
    return standard.components[Component.REQUIREMENTS].rows


def _listed(standard: Standard) -> str:
    return "; ".join(paper.name for paper in standard.figures.requirements)


def _named(said: str, wanted: tuple[Paper, ...]) -> Paper | None:
    lowered = said.casefold()
    return next((paper for paper in wanted if any(word in lowered for word in paper.words)), None)


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end(), found.group())
