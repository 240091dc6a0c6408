"""R20: finding in a reading what may be held against a standard: sums asked, waits, things missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.claims_about import sentence
from triage.claims_spelling import loose
from triage.types import Component, DateOf, DateReading, MoneyReading, Reading, Span

ASKED = loose(
    r"\b(?:di|ke|me|mem|mung)?(?:minta\w*|mintain|tarik\w*|pinta\w*|penta\w*|bayar\w*|tagih\w*|pungut\w*|pungli"
    r"|tarif\w*"
    r"|biaya\w*|ongkos\w*|setor\w*|transfer\w*|suruh\w*|patok\w*|kenakan|kena|palak\w*|peras\w*|kasih|keluar\w*)\b"
    r"|\b(?:uang|duit|artos|acis|administrasi|admin|amplop|pelicin|rokok|kopi|bensin|gratis|mayar|bayaran"
    r"|asked?|asking|charged?|pay|paid|fee|cost|demanded|told|had to (?:wire|give|hand|send)|wired|handed|slipped)\b"
)
ELSEWHERE = loose(
    r"\b(?:modal|omzet|omset|parkir\w*|gaji|sewa|kontrak|rugi\w*|kerugian|harga|dp|jual\w*|denda|hadiah|investasi"
    r"|capital"
    r"|rent|parking|angkot|ojek|ojol|konsultan\w*|notaris|arsitek|biro jasa|fotocopy|foto ?copy|nge?print"
    r"|fotokopi(?!\s+(?:ktp|kk|ijazah|akta|npwp)))\b"
)
DENIED = loose(
    r"\b(?:tidak|tak|ga|gak|nggak|ngga|teu|tanpa|bukan|belum|not|never|without)\s+(?:pernah\s+|ada\s+|usah\s+"
    r"|perlu\s+)?"
    r"(?:di|me|ke)?(?:minta\w*|mintai|pungut\w*|bayar\w*|tarik\w*|penta\w*|asked|pay|paid)\b"
)
_NOT = r"(?:tidak|tak|tdk|ga|gak|nggak|ngga|enggak|teu|belum|blm|acan)"
_THERE = r"(?:ada|punya|aya|tersedia|disediakan|menyediakan|nyediain|gaduh|boga)"
_DENIED_BEFORE = loose(rf"\b{_NOT}\s+(?:pernah\s+|juga\s+)?$")
_END = r"(?=\s*(?:$|[.,!?;\n]|sama sekali|lagi|pisan|padahal|tapi))"
_GAP = r"(?:(?!(?:di|dina|ka|ke|pada|in|on|mengenai|tentang|soal|buat|untuk)\b)\w+\s+)"
_WITHIN = r"(?:(?!(?:mengenai|tentang|soal|buat|untuk)\b)\w+[ \t]+)"
LACKING = rf"(?:(?:{_NOT} {_THERE}|gada|tanpa|no|without)[ \t]+{_GAP}?|(?:minim|kurang)[ \t]+)"
GLAD = loose(
    r"\b(?:nyaman|betah|enak|bagus|bersih|senang|puas|mantap|suka|untung\w*|comfortable"
    r"|nice)\b"
)
_BUT = loose(r"\b(?:tapi|namun|cuma|cuman|hanya|padahal|sayang\w*|but)\b")
_BROKEN = """mati rusak dikunci terkunci bocor mampet kotor jorok bau pesing jebol hilang kosong error tidak_berfungsi
    ga_berfungsi tidak_menyala ga_nyala tidak_jalan ga_jalan dipakai_gudang jadi_gudang broken locked dirty pareum
    ruksak leungit"""
BROKEN = f"(?:{'|'.join(_BROKEN.split()).replace('_', ' ')})"
_COMPLETE = """lengkap lengkep komplit complete tanda_terima tanda_terimanya bukti_terima sudah_diterima udah_diterima
    sdh_diterima dinyatakan_benar"""
COMPLETE = loose(rf"\b(?:{'|'.join(_COMPLETE.split()).replace('_', ' ')})\b")
NOT_COMPLETE = loose(
    r"\b(?:tidak|belum|blm|ga|gak|kurang|krg|teu|acan|not|in)\s?(?:dinyatakan\s+)?(?:lengkap|lengkep|komplit"
    r"|complete)\b"
)
UNANSWERED = loose(
    r"\b(?:lapor|melapor|laporan|laporkan|ngadu|mengadu|aduan|pengaduan|komplain|keluhan|complain\w*|reported|kirim)\b"
    r"[^.!?\n]{0,70}?\b(?:tidak|tdk|ga|gak|nggak|ngga|belum|blm|tanpa|teu|acan|can|never|no|not)\W+(?:\w+\W+){0,2}?"
    r"(?:di(?:balas|bales|jawab|tanggapi|tanggepin|respon|gubris|tindaklanjuti|waler)|balasan|jawaban|tanggapan|respon"
    r"|answer\w*|repl\w+|response)\b"
)
REACH = 45
_NUMBERS: dict[str, int] = {
    "satu": 1, "hiji": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "tilu": 3, "three": 3, "empat": 4, "opat": 4,
    "four": 4, "lima": 5, "five": 5, "enam": 6, "genep": 6, "six": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sapuluh": 10, "ten": 10, "lima belas": 15, "dua puluh": 20, "tiga puluh": 30,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
"""A count in figures or words, for `number`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reading with what triage found in it."""

    reading: Reading
    components: frozenset[Component]
    integrity: bool
    made_at: datetime

    @property
    def waiting(self) -> bool:
        """The grievance is that something has not come (R4, component 3)."""
        return bool(self.reading.pending) or Component.TURNAROUND_TIME in self.components

    @property
    def complete_file(self) -> bool:
        """The citizen says that the file was complete or that the office acknowledged it."""
        text = self.reading.text
        return bool(COMPLETE.search(text)) and not NOT_COMPLETE.search(text)

    def money_asked(self) -> Iterator[MoneyReading]:
        """Sums asked for or paid in the service; not capital, rent, parking, nor what is said not to be asked."""
        text = self.reading.text
        for sum_ in self.reading.money:
            near = text[max(0, sum_.span.start - REACH) : sum_.span.end + REACH]
            close = text[max(0, sum_.span.start - 30) : sum_.span.end + 10]
            about = sum_.rupiah is None or Component.FEE in self.components or self.integrity or ASKED.search(near)
            if about and not ELSEWHERE.search(close) and not DENIED.search(near):
                yield sum_

    def complained(self) -> DateReading | None:
        """The day of an earlier complaint."""
        return next((date for date in self.reading.dates if date.of is DateOf.EARLIER_COMPLAINT), None)

    def waits(self) -> list[Span]:
        """The words that tell how long, for a claim that cannot be counted."""
        filed = next((date for date in self.reading.dates if date.of is DateOf.FILED), None)
        return [filed.span] if filed else [length.span for length in self.reading.durations if length.waited][:1]

    def lacking(self, names: tuple[str, ...]) -> Span | None:
        """The citizen's words where one of `names` is said to be missing or broken."""
        plain = self.reading.text.casefold()
        for name in names:
            if name.casefold().split()[-1] not in plain:
                continue
            word = re.escape(name)
            found = loose(
                rf"\b{LACKING}{word}\b|\b{word}(?:nya)?\s+{_WITHIN}{{0,2}}(?:{BROKEN}\b|{_NOT} {_THERE}{_END})",
            ).search(self.reading.text)
            if found:
                return Span(found.start(), found.end(), found.group())
        return None

    def present(self, names: tuple[str, ...]) -> Span | None:
        """The citizen's words where one of `names` is gladly said to be there."""
        for name in names:
            told = loose(rf"\b(?:{_THERE}|there is|has)\s+(?:\w+\s+)?{re.escape(name)}\b")
            for found in told.finditer(self.reading.text):
                span = Span(found.start(), found.end(), found.group())
                around = sentence(self.reading.text, span)
                denied = _DENIED_BEFORE.search(self.reading.text[max(span.start - 30, 0) : span.start])
                if GLAD.search(around) and not _BUT.search(around) and not denied:
                    return span
        return None


def number(said: str) -> int:
    """What NUMBER matched, as a figure."""
    return int(said) if said.isdecimal() else _NUMBERS[said.casefold()]


def rupiah(amount: int) -> str:
    """`500000` as `Rp500.000`."""
    return f"Rp{amount:,}".replace(",", ".")


def unanswered(text: str) -> Span | None:
    """A complaint said to be without answer."""
    found = UNANSWERED.search(text)
    return Span(found.start(), found.end(), found.group()) if found else None
