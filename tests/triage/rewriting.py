"""The same matter told again: greeted, signed, in SMS spelling, with a sentence said twice.  Shared by tests."""

from __future__ import annotations

import re

from hypothesis import strategies as st

GREETINGS = (
    "Assalamualaikum wr wb. ", "Halo min, ", "Selamat pagi Bapak/Ibu,\n", "Punten kang, ", "Yth. Kepala Dinas,\n\n",
    "Met siang kak\n", "Good morning, ", "Sampurasun. ", "Maaf mengganggu pak, ", "🙏🙏 ", "Dear Sir or Madam,\n",
    "Salam sejahtera. ",
)  # fmt: skip
SIGNATURES = (
    "\n\nHormat saya,\nAsep Sunandar", "\n- Rina Marlina", " Terima kasih. Wassalam, Dedi Kurniawan",
    "\nHatur nuhun.\nAi Rohaeti",
    "\n\nRegards,\nMaya Sutanto", " Makasih. Ujang", "\n\nttd\nSiti Aminah", " 🙏",
)  # fmt: skip
SPELLINGS: dict[str, tuple[str, ...]] = {
    "sudah": ("udh", "sdh", "udah", "dah"), "belum": ("blm", "blum"), "tidak": ("ga", "tdk", "gak", "ngga"),
    "saya": ("sy", "sya"), "yang": ("yg",), "tanggal": ("tgl",), "dengan": ("dgn",), "untuk": ("utk",),
    "juga": ("jg",), "sampai": ("sampe",), "kemarin": ("kmrn",), "bulan": ("bln",), "minggu": ("mgg",),
    "hari": ("hr",), "izin": ("ijin",), "petugas": ("ptgs",), "dari": ("dr",), "karena": ("krn",), "jadi": ("jd",),
    "keluar": ("kluar",), "tapi": ("tp",), "sekarang": ("skrg",), "masih": ("msh",), "ribu": ("rb", "rebu"),
    "juta": ("jt",), "lebih": ("lbh",), "berkas": ("brkas",),
}  # fmt: skip
_WORD = re.compile(r"\b[a-z]+\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def ended(text: str) -> str:
    """With a mark at its end, so that what follows is not read as the same sentence."""
    return text if text.rstrip()[-1:] in ".!?\"')" else f"{text.rstrip()}."


def signed(text: str, signature: str) -> str:
    """The text with a courtesy below it."""
    return ended(text) + signature


def doubled(text: str, which: int) -> str:
    """One of its sentences said again at the end."""
    sentences = [one for one in _SENTENCE_END.split(ended(text)) if one.strip()]
    return f"{ended(text)}\n{sentences[which % len(sentences)]}"


def misspelt(text: str, choices: list[int]) -> str:
    """Words that have an SMS spelling, each by the next choice: 0 leaves it, n takes its nth spelling."""
    at = iter(choices * (len(text) // max(len(choices), 1) + 1))

    def spelt(found: re.Match[str]) -> str:
        known = SPELLINGS.get(found.group())
        if known is None:
            return found.group()
        choice = next(at) % (len(known) + 1)
        return known[choice - 1] if choice else found.group()

    return _WORD.sub(spelt, text)


CHOICES = st.lists(st.integers(0, 4), min_size=1, max_size=12)
