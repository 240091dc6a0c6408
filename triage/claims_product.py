"""R20: the document got against the product that component 5 promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_spelling import loose
from triage.claims_words import Told
from triage.packs.schema import Standard
from triage.packs.schema.figures import Product
from triage.types import Claim, ClaimVerdict, Component, Span

WHAT_CAME = "dokumen yang diterima, isinya dan tanda tangannya"
ONLY = r"(?:cuma|cm|hanya|baru|only|ngan|ukur)"
GOT = r"(?:dapat|dpt|dapet|terbit|keluar|dikasih|diberi|terima|jadi|got|received|issued|kaluar|meunang)"
_NOT = r"(?:tidak|tdk|ga|gak|nggak|ngga|belum|blm|teu|acan|not|no)"
_GIVEN = (
    r"(?:disertakan|diserahkan|dikasih|dikasihkan|diberikan|dilampirkan|ikut|included|attached|dibikeun|dipasihkeun)"
)
UNSIGNED = loose(
    r"\b(?:tanpa|tidak ada|ga ada|gak ada|belum ada|blm ada|no)\s+(?:tanda tangan|ttd|signature)\w*"
    r"|\b(?:tanda tangan|ttd)(?:nya)?\s+(?:basah|manual|tidak ada|ga ada|kosong)"
    r"|\b(?:belum|tidak|blm|ga|gak)\s+ditandatangani\w*"
)
UNVERIFIED = loose(r"\b(?:belum|tidak|blm|tdk|ga|gak|not|un)\s*(?:ter|di|tervali)?(?:verifikasi|verified)\b")
VERIFIED = loose(r"\b(?:sudah|udah|udh|sdh|telah|tos|geus|already|is)\s+(?:ter|di)?verifi(?:kasi|ed)\b")
SIGNED = re.compile(
    r"\b(?:ttd|tanda tangan|tandatangan|signature)\s+elektronik\w*(?:\s+(?:nya|na))?(?:\s+\w+)?\s+(?:ada|lengkap|aya"
    r"|oke|valid)\b"
    r"|\b(?:ada|lengkap|dengan|plus|signed)\s+(?:ttd|tanda tangan|electronic\w*)\s*elektronik?\w*"
)
FAULT = loose(
    r"\b(?:salah|keliru|typo|lepat|tertukar|ketukar|ketuker|buram|rusak|cacat|invalid|wrong|misspell?ed|incorrect"
    r"|kadaluarsa"
    r"|kedaluwarsa|expired|dicabut|dinonaktifkan|nonaktif|beda|kurang lengkap"
    rf"|{_NOT}\s+(?:sesuai|sah|valid|terbaca|kebaca|bisa dibuka|berlaku|cocok))\b"
)


def product_claims(told: Told, standard: Standard) -> Iterator[Claim]:
    """What was issued against what component 5 promises; a fault without its kind lacks the facts."""
    products = standard.figures.product
    if not products:
        return
    row, text = standard.address(Component.PRODUCT), standard.components[Component.PRODUCT].text
    about = Component.PRODUCT in told.components
    said = _short_of(told, products) or (_unmade(told, products) if about else None)
    if said:
        yield Claim(said.text, text, ClaimVerdict.CONTRADICTS, row, span=said)
        return
    whole, fault = _as_promised(told.reading.text, products), FAULT.search(told.reading.text)
    if whole and not fault:
        yield Claim(whole.text, text, ClaimVerdict.CONSISTENT, row, span=whole)
    elif about and fault:
        span = told.reading.service.span if told.reading.service else None
        yield Claim(span.text if span else "produk layanan", text, ClaimVerdict.TOO_FEW_FACTS, row, WHAT_CAME, span)


def _short_of(told: Told, products: tuple[Product, ...]) -> Span | None:
    """Only one of several documents came; not where the grievance is that the rest is awaited."""
    if len(products) < 2 or (told.reading.pending and Component.PRODUCT not in told.components):
        return None
    for word in (re.escape(word) for product in products for word in product.words):
        found = loose(
            rf"\b{ONLY}\s+(?:\w+\s+)?{GOT}\s+(?:\w+\s+)?{word}\w*|\b{GOT}\w*\s+{ONLY}\s+{word}\b"
            rf"|\b{word}\s*(?:nya|na)?\s+{_NOT}\s+{_GIVEN}\b",
        ).search(told.reading.text)
        if found:
            return _span(found)
    return None


def _unmade(told: Told, products: tuple[Product, ...]) -> Span | None:
    """Not verified, or not signed electronically."""
    promised = " ".join(product.name for product in products).casefold()
    unverified = UNVERIFIED.search(told.reading.text) if "verifikasi" in promised else None
    unsigned = UNSIGNED.search(told.reading.text) if any(one.electronic_signature for one in products) else None
    first = unverified or unsigned
    return _span(first) if first else None


def _as_promised(text: str, products: tuple[Product, ...]) -> Span | None:
    """Every document named, verified where the standard says so, and signed."""
    named = all(any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in one.words) for one in products)
    verified, signed = VERIFIED.search(text), SIGNED.search(text)
    whole = named and verified and (signed or not any(one.electronic_signature for one in products))
    return _span(verified) if whole and verified and not (UNSIGNED.search(text) or UNVERIFIED.search(text)) else None


def _span(found: re.Match[str]) -> Span:
    return Span(found.start(), found.end(), found.group())
