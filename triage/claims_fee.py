"""R20: money asked against the fee; "nobody asked for money" against it too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.claims_about import FURTHEST, Names, sentence
from triage.claims_spelling import loose
from triage.claims_words import ELSEWHERE, Told, rupiah
from triage.packs.schema import Standard
from triage.types import Claim, ClaimVerdict, Component, MoneyReading, Span

WHO_ASKED = "siapa yang menagih dan untuk apa"
WHAT_PAID = "jumlah yang dibayar, kepada siapa dan untuk apa"
AMOUNT = "jumlah yang diminta"
_NOT = r"(?:tidak|tak|tdk|ga|gak|nggak|ngga|enggak|teu|tanpa|not|never|without|did\s?n[o']?t|wasn't|weren't)"
_MONEY = (
    r"(?:bayar\w*|uang|duit|biaya|artos|acis|pungutan|apa|apapun|sepeser|serupiah|se\s?rupiah|rp|\d[\d.,]*\s?\w*"
    r"|money|anything)"
)
FREE = loose(
    rf"\b{_NOT}\s+(?:pernah\s+|ada\s+|usah\s+|perlu\s+|sampai\s+|be\s+)?(?:(?:di|me|mem)?(?:pungut\w*|bayar\w*"
    rf"|tarik\w*)"
    rf"|mayar|charged?|pay|paid|paying|(?:di|me|dimintai|nga)?(?:minta\w*|menta\w*|penta\w*"
    rf"|asked?\s+for)\s+(?:\w+\s+)?{_MONEY})\b"
    r"(?:\s+(?:apa[\s-]?(?:pun|apa)|sepeser\s?pun|serupiah\s?pun|anything))?"
    r"|\b(?:gratis|cuma-cuma|free of charge|for free)\b"
)
_NOT_TOLD = loose(
    r"\b(?:katanya|harusnya|harusna|seharusnya|mestinya|padahal|tertulis|tulisan\w*|janji\w*|kalau|kalo|klo|jika"
    r"|bila|lamun"
    r"|if|unless|asal|apakah|apa|should|supposed|bilang|kata|tapi malah|bukan|pasang|spanduk|bahwa|tahu|tau|dengar"
    r"|denger|aturan\w*|standar\w*)\b"
)
_TURNED = loose(
    r"\b(?:kok\s+(?:di\w+|bayar|malah|masih|harus|ada)|malah|padahal|katanya|bercanda|ternyata|nyatanya|tapi|but)\b|\?"
)
_UNCLEAR = loose(
    r"\b(?:(?:tidak|tdk|ga|gak|nggak|kurang|teu)\s+(?:jelas|tahu|tau|paham|terang)|entah|bingung|not\s+(?:sure"
    r"|clear))\b"
    r"[^.!?\n]{0,30}\b(?:dari|siapa|mana|untuk apa|buat apa|ti saha|from|who|whom)\b"
)
_HEARSAY = loose(
    r"\b(?:kata|menurut|dengar dari|denger dari|cerita|said by|heard from)\s+(?:\w+\s+)?(?:tetangga|orang|teman|temen"
    r"|saudara|grup|wa|netizen|neighbou?rs?|people|friends?)\b|\b(?:kabarnya|konon|gosip\w*|rumor\w*)\b"
)
"""What others tell is no sum asked of the citizen."""

_ENDS = re.compile(r"[.!?\n]")
_DEAR = loose(r"\b(?:ke)?mahal(?:an|nya)?\b|\bexpensive\b|\bawis\b")
_PAYING = loose(r"\b(?:ongkos|biaya|tarif|bayar|membayar|fee|fees|cost)\w*")


def fee_claims(told: Told, standard: Standard, names: Names) -> Iterator[Claim]:
    """Each sum asked; without one, that none was, or that it was dear without a figure."""
    fee = standard.figures.fee
    if fee is None:
        return
    row, text = standard.address(Component.FEE), standard.components[Component.FEE].text
    whole = told.reading.text
    own = [one for one in told.money_asked() if not _HEARSAY.search(sentence(whole, one.span))]
    services = names.told(whole) if own else None
    asked = [one for one in own if services is None or not services.others_only(one.span)]
    for sum_ in asked:
        said = rupiah(sum_.rupiah) if sum_.rupiah is not None else sum_.span.text
        verdict, missing = _held(sum_, fee.rupiah, whole)
        yield Claim(said, text, verdict, row, missing, sum_.span)
    if asked:
        return
    free, dear = told_free(whole), _dear(told)
    if free and fee.rupiah == 0:
        yield Claim(free.text, text, ClaimVerdict.CONSISTENT, row, span=free)
    elif dear:
        yield Claim(dear.text, text, ClaimVerdict.TOO_FEW_FACTS, row, WHAT_PAID, dear)


def _held(sum_: MoneyReading, fee: int, text: str) -> tuple[ClaimVerdict, str | None]:
    if sum_.rupiah == fee:
        return ClaimVerdict.CONSISTENT, None
    if sum_.rupiah is None and fee > 0:
        return ClaimVerdict.TOO_FEW_FACTS, AMOUNT
    if _UNCLEAR.search(sentence(text, sum_.span)):
        return ClaimVerdict.TOO_FEW_FACTS, WHO_ASKED
    return ClaimVerdict.CONTRADICTS, None


def told_free(text: str) -> Span | None:
    """Where the citizen tells that nothing was paid: not a rule, a condition, a question or somebody's word."""
    for found in FREE.finditer(text):
        span = Span(found.start(), found.end(), found.group())
        around = sentence(text, span)
        at = around.find(span.text)
        hedged = _NOT_TOLD.search(around[:at]) or _TURNED.search(around[at + len(span.text) :] + _mark(text, span))
        if not hedged and not ELSEWHERE.search(around):
            return span
    return None


def _mark(text: str, span: Span) -> str:
    """The mark that ends the sentence."""
    found = _ENDS.search(text, span.end, span.end + FURTHEST)
    return found.group() if found else ""


def _dear(told: Told) -> Span | None:
    """ "kok mahal ya", where the grievance is the fee."""
    if Component.FEE not in told.components:
        return None
    for found in _DEAR.finditer(told.reading.text):
        span = Span(found.start(), found.end(), found.group())
        around = sentence(told.reading.text, span)
        if _PAYING.search(around) and not ELSEWHERE.search(around):
            return span
    return None
