"""R20: papers demanded against the requirements, the document got against the product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_words import Told
from triage.packs.schema import Standard
from triage.packs.schema.figures import Paper, Product
from triage.types import Claim, ClaimVerdict, Component, Span

ONLY = r"(?:cuma|cm|hanya|baru|only|ngan|ukur)"
GOT = r"(?:dapat|dpt|dapet|terbit|keluar|dikasih|diberi|terima|jadi|got|received|issued|kaluar|meunang)"
UNSIGNED = re.compile(
    r"\b(?:tanpa|tidak ada|ga ada|gak ada|belum ada|blm ada|no)\s+(?:tanda tangan|ttd|signature)\w*"
    r"|\b(?:tanda tangan|ttd)(?:nya)?\s+(?:basah|manual|tidak ada|ga ada|kosong)"
    r"|\b(?:belum|tidak|blm|ga|gak)\s+ditandatangani\w*",
    re.IGNORECASE,
)
UNVERIFIED = re.compile(
    r"\b(?:belum|tidak|blm|tdk|ga|gak|not|un)\s*(?:ter|di|tervali)?(?:verifikasi|verified)\b", re.IGNORECASE
)


def paper_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """Each paper said to be demanded: a row that names it, or none does."""
    wanted = standard.figures.requirements
    if not wanted or Component.REQUIREMENTS not in told.components:
        return
    whole = standard.address(Component.REQUIREMENTS)
    listed = "; ".join(paper.name for paper in wanted)
    for span in told.reading.papers:
        paper = _named(span.text, wanted)
        if paper is None:
            yield Claim(span.text, listed, ClaimVerdict.CONTRADICTS, whole, span=span)
        elif paper.open:
            yield Claim(
                span.text, paper.name, ClaimVerdict.TOO_FEW_FACTS, paper.row, "untuk kegiatan apa diminta", span
            )
        else:
            yield Claim(span.text, paper.name, ClaimVerdict.CONSISTENT, paper.row, span=span)


def product_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """What was issued against what component 5 promises."""
    products = standard.figures.product
    if not products or Component.PRODUCT not in told.components:
        return
    row, text = standard.address(Component.PRODUCT), standard.components[Component.PRODUCT].text
    said = _short_of(told.reading.text, products)
    if said:
        yield Claim(said.text, text, ClaimVerdict.CONTRADICTS, row, span=said)
    else:
        span = told.reading.service.span if told.reading.service else None
        words = span.text if span else "produk layanan"
        missing = "dokumen yang diterima, isinya dan tanda tangannya"
        yield Claim(words, text, ClaimVerdict.TOO_FEW_FACTS, row, missing, span)


def _named(said: str, wanted: tuple[Paper, ...]) -> Paper | None:
    lowered = said.casefold()
    return next((paper for paper in wanted if any(word in lowered for word in paper.words)), None)


def _short_of(text: str, products: tuple[Product, ...]) -> Span | None:
    """Only one of several documents came, it is not verified, or not signed electronically."""
    for product in products:
        for word in product.words:
            found = re.search(rf"\b{ONLY}\s+(?:\w+\s+)?{GOT}\s+(?:\w+\s+)?{re.escape(word)}\w*", text, re.IGNORECASE)
            if found and len(products) > 1:
                return _span(found)
    promised = " ".join(product.name for product in products).casefold()
    unverified = UNVERIFIED.search(text) if "verifikasi" in promised else None
    unsigned = UNSIGNED.search(text) if any(product.electronic_signature for product in products) else None
    found_first = unverified or unsigned
    return _span(found_first) if found_first else None


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end(), found.group())
