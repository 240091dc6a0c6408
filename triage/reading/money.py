"""Sums of money: "500rb", "lima ratus ribu", "1,5 jt", "Rp 2.500.000", "seikhlasnya", "uang rokok"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.reading.normalize import Heads, Words, scan
from triage.reading.wordlist import wordset
from triage.types import MoneyReading

_TIMES = {
    "ribu": 1_000, "k": 1_000, "thousand": 1_000, "juta": 1_000_000, "million": 1_000_000,
    "miliar": 1_000_000_000, "m": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_GREAT = frozenset({"juta", "million", "miliar", "billion"})
_SUM = re.compile(
    r"(?<![\d.,/])(?P<rp>\b(?:rp|idr|rupiah)\b ?\.? ?)?(?P<n>\d{1,3}(?:[.,]\d{3})+"
    r"|\d{1,12}(?:[.,]\d{1,2})?)(?![\d])(?P<half> setengah)?"
    r"(?: ?(?P<u>(?:ribu|juta|miliar|k|thousand|million|billion)\b)(?P<two>-(?:juta|ribu)\b)?)?"
    r"(?P<half2> setengah(?! (?:hari|bulan|minggu"
    r"|jam)))?(?: (?P<n2>\d{1,3}) ?(?P<u2>ribu)\b| (?P<n3>[1-9]00)\b(?= ?(?:$|[.,!?])))?"
    r"(?P<tail>,-|,00| ?(?:rupiah|perak|idr)\b)?"
)
_RUN = re.compile(r"\d+")
_RP = re.compile(r"\b(?:rp|idr|rupiah)\b ?\.? ?\Z")
_HALF = re.compile(r"\bsetengah (?P<u>juta|miliar)\b")
_RANGE_LOW = re.compile(r"(?<![\d.,])(?P<n>\d{1,3}) ?(?:-|sampai|atau) ?\d{1,3}(?:[.,]\d)? ?(?P<u>ribu|juta)\b")
_SCALED = frozenset({"ribu", "juta"})
_SPOKEN = {
    "goceng": 5_000, "ceban": 10_000, "seceng": 1_000, "noceng": 2_000, "noban": 20_000, "goban": 50_000,
    "cepek ceng": 100_000, "gopek ceng": 500_000,
}  # fmt: skip
_SMALL = {"cepek": 100, "gopek": 500, "gocap": 50}
_SMALL_CHANGE = re.compile(
    r"\b(?:parkir\w*|fotokopi\w*|fotocopy|foto ?kopi|selembar|per lembar|recehan?|permen|map|toilet|wc|perak)\b"
)
"""Where "gopek" is the coin; asked for at a counter it may mean thousands of times that, so no sum is given."""
_KIND = re.compile(
    r"\b(?:se ?ikhlasnya|seikhlas-ikhlasnya|saikhlasna|sa ?ikhlasna|seridhonya|sukarela|gopek|cepek|gocap|"
    r"(?:uang|duit|artos|acis) (?:rokok|kopi|pelicin|lelah|capek|cape|transport\w*|bensin|makan|administrasi"
    r"|terima kasih|jasa|tip|amplop|pulsa|roko|udud|pelancar|tambahan|damai)"
    r"|(?:minta|mintain|kasih|ngasih|ngasi|selip\w*|nyelip\w*|isi|siapin|menta|masihan|pakai|pake|beri"
    r"|dimintai) amplop\w*"
    r"|(?:cigarette|coffee|tea|facilitation|grease|speed|thank you) (?:money|fee|payment)|under the table)\b"
)
_SPOKEN_RE = re.compile(rf"\b(?:{'|'.join(_SPOKEN)})\b")
_FAR = 120
_SENTENCE = re.compile(r"[.,;!?\n]")
_HALF_HEADS = Heads.of("setengah")
_SPOKEN_HEADS = Heads(frozenset(one.split()[0] for one in _SPOKEN))
_KIND_HEADS = Heads.of(
    """
    se* sa saikhlasna sukarela gopek cepek gocap uang duit artos acis minta mintain kasih ngasih ngasi selip* nyelip*
    isi siapin menta masihan pakai pake beri dimintai cigarette coffee tea facilitation grease speed thank under
    """
)
_CUE = re.compile(
    r"\b(?:bayar\w*|dibayar|biaya\w*|uang\w*|duit\w*|minta\w*|diminta\w*|tarif\w*|denda\w*|retribusi\w*"
    r"|harga\w*|setor\w*|transfer\w*|ditagih\w*|tagihan\w*|fee|paid|pay|ongkos\w*|artos)\b"
)
_TRIGGERS = wordset(
    """
    rp idr rupiah ribu juta miliar k perak setengah seikhlasnya saikhlasna uang duit artos acis amplop amplopnya
    money fee payment table sukarela gopek cepek gocap ikhlasnya seridhonya 1
    """
) | {one.split()[0] for one in _SPOKEN}  # fmt: skip


def find_money(w: Words) -> tuple[MoneyReading, ...]:
    """Every sum told, in order; `rupiah` is None where only its kind is told, never guessed."""
    figures = w.has_figure
    if not figures and _TRIGGERS.isdisjoint(w.vocabulary):
        return ()
    found = _sums(w) if figures else []
    found += [(m.start(), MoneyReading(w.span(*m.span()), _TIMES[m["u"]] // 2)) for m in scan(_HALF, _HALF_HEADS, w)]
    spoken = scan(_SPOKEN_RE, _SPOKEN_HEADS, w)
    found += [(m.start(), MoneyReading(w.span(*m.span()), _SPOKEN[m.group()])) for m in spoken]
    found += [(m.start(), MoneyReading(w.span(*m.span()), _small(m, w))) for m in scan(_KIND, _KIND_HEADS, w)]
    kept: list[MoneyReading] = []
    for _, one in sorted(found, key=lambda pair: (pair[0], -pair[1].span.end)):
        if not kept or (one.span.start >= kept[-1].span.end and not _repeats(kept[-1], one, w.text)):
            kept.append(one)
    return tuple(kept)


def _small(m: re.Match[str], w: Words) -> int | None:
    """The coin, where small change is spoken of in the same clause; else only the kind is told."""
    floor, ceiling = max(m.start() - _FAR, 0), m.end() + _FAR
    stop = _SENTENCE.search(w.norm, m.end(), ceiling)
    begin = max((one.end() for one in _SENTENCE.finditer(w.norm, floor, m.start())), default=floor)
    near = _SMALL_CHANGE.search(w.norm, begin, stop.start() if stop else ceiling)
    return _SMALL.get(m.group()) if near else None


def _repeats(told: MoneyReading, again: MoneyReading, text: str) -> bool:
    """ "Rp15.000.000,- (lima belas juta rupiah)" is one sum."""
    between = text[told.span.end : again.span.start].strip(" ,-")
    return between == "(" and told.rupiah == again.rupiah and text[again.span.end : again.span.end + 1] == ")"


def _sums(w: Words) -> list[tuple[int, MoneyReading]]:
    found = [
        (m.start("n"), MoneyReading(w.span(*m.span("n")), int(m["n"]) * _TIMES[m["u"]]))
        for m in (_RANGE_LOW.finditer(w.norm) if not _SCALED.isdisjoint(w.vocabulary) else ())
    ]
    for m in _told(w.norm):
        rupiah = _rupiah(m, w)
        if rupiah is not None:
            end = m.end() if m["tail"] != ",-" else m.start("tail")
            found.append((m.start(), MoneyReading(w.span(m.start(), end), rupiah)))
    return found


def _told(norm: str) -> Iterator[re.Match[str]]:
    """As `_SUM.finditer(norm)`: a match begins at the first figure of a run, or at the "rp" before it."""
    end = 0
    for run in _RUN.finditer(norm):
        before = _RP.search(norm, max(run.start() - 12, 0), run.start())
        for at in (before.start(), run.start()) if before else (run.start(),):
            m = _SUM.match(norm, at) if at >= end else None
            if m:
                end = m.end()
                yield m
                break


def _rupiah(m: re.Match[str], w: Words) -> int | None:
    """The sum in whole rupiah, or None where nothing says that it is money."""
    if not (m["rp"] or m["u"] or m["tail"]) and not _plain_sum(m, w):
        return None
    if m["u"] == "k" and w.text[w.span(*m.span("u")).start - 1 : w.span(*m.span("u")).start].isspace():
        return None
    amount = _figure(m["n"], m["u"]) * _TIMES.get(m["u"] or "", 1)
    if m["half"] or m["half2"]:
        amount += _TIMES.get(m["u"] or "", 0) / 2
    if m["two"] and w.span(m.start(), m.end("two")).text.endswith("2"):
        amount += _TIMES[m["u"]] * 0.2
    if m["n2"] and m["u"] in _GREAT:
        amount += int(m["n2"]) * 1_000
    if m["n3"] and m["u"] in _GREAT:
        amount += int(m["n3"]) * 1_000
    return round(amount)


def _figure(text: str, unit: str | None) -> float:
    """ "2.500.000" and "1.500" are thousands; "1,5 juta" and "1.5jt" are fractions."""
    groups = re.split(r"[.,]", text)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and not (unit in _GREAT and len(groups) == 2):
        return float("".join(groups))
    return float(text.replace(",", "."))


def _plain_sum(m: re.Match[str], w: Words) -> bool:
    """Bare figures are money only in thousands and after a word of paying."""
    dotted = (
        len(m["n"]) >= 5
        and len(m["n"]) <= 12
        and bool(re.fullmatch(r"\d{1,3}(?:[.,]\d00|(?:[.,]\d{3}){2,})|\d{2,9}000", m["n"]))
    )
    return dotted and bool(_CUE.search(w.norm, max(m.start() - 30, 0), m.start()))
