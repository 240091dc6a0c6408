"""R20: finding in a reading what may be held against a standard: sums asked, waits, things missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.types import Component, DateOf, DateReading, MoneyReading, Reading, Span

ASKED = re.compile(
    r"\b(?:di|ke|me|mem|mung)?(?:minta\w*|mintain|tarik\w*|pinta\w*|penta\w*|bayar\w*|tagih\w*|pungut\w*|pungli|tarif\w*"
    r"|biaya\w*|ongkos\w*|setor\w*|transfer\w*|suruh\w*|patok\w*|kenakan|kena|palak\w*|peras\w*|kasih|keluar\w*)\b"
    r"|\b(?:uang|duit|artos|acis|administrasi|admin|amplop|pelicin|rokok|kopi|bensin|gratis|mayar|bayaran"
    r"|asked?|asking|charged?|pay|paid|fee|cost|demanded|told)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:modal|omzet|omset|parkir\w*|gaji|sewa|kontrak|rugi\w*|kerugian|harga|dp|jual\w*|denda|hadiah|investasi|capital"
    r"|rent|parking|angkot|ojek|ojol)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:tidak|tak|ga|gak|nggak|ngga|teu|tanpa|bukan|belum|not|never|without)\s+(?:pernah\s+|ada\s+|usah\s+|perlu\s+)?"
    r"(?:di|me|ke)?(?:minta\w*|mintai|pungut\w*|bayar\w*|tarik\w*|penta\w*|asked|pay|paid)\b",
    re.IGNORECASE,
)
LACKING = (
    r"(?:tidak ada|tak ada|ga ada|gak ada|nggak ada|ngga ada|gada|teu aya|tanpa|no|without|belum ada|minim|kurang)"
)
_BROKEN = """mati rusak dikunci terkunci bocor mampet kotor jorok bau pesing jebol hilang kosong error tidak_berfungsi
    ga_berfungsi tidak_menyala ga_nyala tidak_jalan ga_jalan dipakai_gudang jadi_gudang broken locked dirty pareum
    ruksak leungit"""
BROKEN = f"(?:{'|'.join(_BROKEN.split()).replace('_', ' ')})"
_COMPLETE = """lengkap komplit complete tanda_terima tanda_terimanya bukti_terima sudah_diterima udah_diterima
    sdh_diterima dinyatakan_benar"""
COMPLETE = re.compile(rf"\b(?:{'|'.join(_COMPLETE.split()).replace('_', ' ')})\b", re.IGNORECASE)
NOT_COMPLETE = re.compile(
    r"\b(?:tidak|belum|blm|ga|gak|kurang|krg|teu|acan|not|in)\s?(?:dinyatakan\s+)?(?:lengkap|komplit|complete)\b",
    re.IGNORECASE,
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
            close = text[max(0, sum_.span.start - 22) : sum_.span.end + 10]
            about = sum_.rupiah is None or Component.FEE in self.components or self.integrity or ASKED.search(near)
            if about and not ELSEWHERE.search(close) and not DENIED.search(near):
                yield sum_

    def filed(self) -> DateReading | None:
        """The day the file was handed in: as read, else what a pending matter's date can only mean."""
        return next((date for date in self.reading.dates if date.of is DateOf.FILED), None)

    def complained(self) -> DateReading | None:
        """The day of an earlier complaint."""
        return next((date for date in self.reading.dates if date.of is DateOf.EARLIER_COMPLAINT), None)

    def waits(self) -> list[Span]:
        """The words that tell how long, for a claim that cannot be counted."""
        filed = self.filed()
        return [filed.span] if filed else [length.span for length in self.reading.durations[:1]]

    def lacking(self, names: tuple[str, ...]) -> Span | None:
        """The citizen's words where one of `names` is said to be missing or broken."""
        plain = self.reading.text.casefold()
        for name in names:
            if name.casefold() not in plain:
                continue
            word = re.escape(name)
            found = re.search(
                rf"\b{LACKING}\s+(?:\w+\s+)?{word}\b|\b{word}(?:nya)?\s+(?:\w+\s+){{0,2}}{BROKEN}\b",
                self.reading.text,
                re.IGNORECASE,
            )
            if found:
                return Span(found.start(), found.end(), found.group())
        return None


def number(said: str) -> int:
    """What NUMBER matched, as a figure."""
    return int(said) if said.isdecimal() else _NUMBERS[said.casefold()]


def rupiah(amount: int) -> str:
    """`500000` as `Rp500.000`."""
    return f"Rp{amount:,}".replace(",", ".")
