"""Where it happened: counters, floors, offices, malls, villages and districts, as the citizen wrote them (R15, R19)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from triage.reading.language import COMMON
from triage.reading.name_shapes import is_verb
from triage.reading.name_words import NEVER_NAMES, OFFICE
from triage.reading.normalize import Heads, Words, scan
from triage.reading.normalize import words as folded
from triage.reading.wordlist import wordset
from triage.types import NameReading, Span

PlaceNames = Mapping[str, tuple[str, ...]]
"""First folded word of a place that the pack names -> its folded names, longest first."""

_DESK = (
    r"pengaduan|pendaftaran|informasi|pengambilan|konsultasi|verifikasi|kasir|retribusi|perizinan|prioritas|tunggu"
    r"|laktasi|arsip|pelayanan|layanan"
)
_INSIDE = re.compile(
    rf"\b(?:(?:loket|meja|konter|counter) (?:nomor )?(?:\d{{1,2}}|[a-f])\b|(?:loket|meja|ruang|ruangan) (?:{_DESK})\b"
    r"|lantai (?:nomor )?(?:\d{1,2}|dasar|atas|bawah)\b)"
)
_INSIDE_HEADS = Heads.of("loket meja konter counter ruang ruangan lantai")
_HOUSE = re.compile(
    r"\b(?:mpp|mall? pelayanan publik|kantor (?:dinas|dpmptsp|bupati|kecamatan|desa|kelurahan|camat|lurah|pos|pusat)"
    r"|balai (?:desa|kota|warga)|(?:di|ke|dari|ka|na|dina) (?P<x>dpmptsp|kantor pelayanan))\b"
)
_HOUSE_HEADS = Heads.of("mpp mal mall kantor balai di ke dari ka na dina")
_REGION = re.compile(
    r"\b(?:(?:kantor|balai) )?(?:(?P<kind>kecamatan|desa|kelurahan|kampung|dusun|kabupaten|kota)"
    r"|(?P<short>kec|ds|kel|kp|kab) ?\.?) ?"
    r"(?P<n>[^\W\d_]{3,})(?: (?P<n2>[^\W\d_]{3,}))?"
)
_REGION_HEADS = Heads.of("kantor balai kecamatan kec desa ds kelurahan kel kampung kp dusun kabupaten kab kota")
_OF_THERE = re.compile(r"\b(?:di|ke|dari|ka|na|dina|warga|asal|tinggal|wilayah|usaha|pemerintah|at|in|from) $")
_SMALL = frozenset({"desa", "ds", "kampung", "kp", "dusun"})
_NO_PLACE = wordset(
    """
    tetangga terpencil halaman sebelah wisata setempat sendiri asal binaan adat pelosok terdekat masing siaga mandiri
    tertinggal kami saya situ sini sana kecil besar mana lain
    """
)


def place_names(spoken: Iterable[str]) -> PlaceNames:
    """The pack's names as the reader sees them."""
    table: dict[str, list[str]] = {}
    for name in spoken:
        norm = folded(name).norm.strip()
        if norm:
            table.setdefault(norm.split()[0], []).append(norm)
    return {first: tuple(sorted(set(names), key=lambda one: (-len(one), one))) for first, names in table.items()}


def find_places(w: Words, names: PlaceNames, own: NameReading | None) -> tuple[Span, ...]:
    """Every place told, in order, the longest of those that overlap; never a part of the sender's own name."""
    found = [w.span(*m.span()) for m in scan(_INSIDE, _INSIDE_HEADS, w)]
    found += [w.span(*(m.span("x") if m["x"] else m.span())) for m in scan(_HOUSE, _HOUSE_HEADS, w)]
    found += [w.span(*m) for m in _regions(w, names)]
    found += [w.span(*m) for m in _named(w, names)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        mine = own is not None and span.start < own.span.end and own.span.start < span.end
        if not mine and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)


def _named(w: Words, names: PlaceNames) -> Iterator[tuple[int, int]]:
    """Names that the pack lists, wherever they stand."""
    for first in names.keys() & w.vocabulary:
        for at in w.places[first]:
            name = next((one for one in names[first] if _stands(w.norm, one, at)), None)
            if name:
                yield at, at + len(name)


def _stands(norm: str, name: str, at: int) -> bool:
    end = at + len(name)
    return norm.startswith(name, at) and not norm[end : end + 1].isalnum()


def _regions(w: Words, names: PlaceNames) -> Iterator[tuple[int, int]]:
    """ "desa Cibogo": what follows is a name by its capital, by the pack, or after "di" and unknown as a word."""
    for m in scan(_REGION, _REGION_HEADS, w):
        if m["n"] in names or _capital(w, m.span("n")) or _said_as_name(m, w):
            longer = m["n2"] and _capital(w, m.span("n2")) and _capital(w, m.span("n"))
            yield m.start(), m.end("n2") if longer and m["n2"] not in NEVER_NAMES else m.end("n")


def _capital(w: Words, place: tuple[int, int]) -> bool:
    said = w.span(*place).text
    return said[:1].isupper() and not said.isupper() and said.lower() not in NEVER_NAMES


def _said_as_name(m: re.Match[str], w: Words) -> bool:
    word = m["n"]
    if (
        (m["kind"] or m["short"]) not in _SMALL
        or word in _NO_PLACE
        or word in COMMON
        or word in NEVER_NAMES
        or word in OFFICE
    ):
        return False
    there = w.norm.startswith(("kantor", "balai"), m.start()) or _OF_THERE.search(w.norm, m.start() - 12, m.start())
    return bool(there) and len(word) >= 4 and not is_verb(word)
