"""Whom the text complains about (R14, R22): role words, counters by number, names after Pak and Bu."""

from __future__ import annotations

import re

from triage.reading.normalize import Heads, Words, scan
from triage.reading.wordlist import wordset
from triage.types import NameReading, Span

_ROLES = (
    r"petugas\w*|pegawai\w*|satpam\w*|sekuriti|security|staf|staff|kasir\w*|kepala (?:dinas|bidang|seksi|kantor"
    r"|bagian)|kadis|kabid\w*|kasi\b|kasie"
    r"|sekretaris dinas|verifikator\w*|calo\w*|oknum\w*|penjaga (?:loket|parkir)|operator\w*|officer|clerk"
    r"|guard|security guard|pendamping|front office"
    r"|resepsionis|tukang parkir|juru parkir|mas-mas|mbak-mbak|ibu-ibu loket|patugas\w*"
)
_PLACE = (
    r"(?: (?:di |bagian |na |dina )?(?:loket|meja|konter|counter|bagian|bidang|verifikasi|pendaftaran|informasi"
    r"|pengambilan|kasir|retribusi)(?: (?:\d{1,2}|[a-f]\b|[a-z]{3,4}\b(?=[ .,!?]|$)))?)?"
)
_ROLE = re.compile(rf"\b(?:{_ROLES})\b{_PLACE}")
_COUNTER = re.compile(r"\b(?:loket|meja|konter|counter) (?:nomor )?(?:\d{1,2}|[a-f])\b")
_ROLE_HEADS = Heads.of(
    """
    petugas* pegawai* satpam* sekuriti security staf staff kasir* kepala kadis kabid* kasi kasie sekretaris
    verifikator* calo* oknum* penjaga operator* officer clerk guard pendamping front resepsionis tukang juru mas
    mbak ibu patugas*
    """
)
_COUNTER_HEADS = Heads.of("loket meja konter counter")
_TITLED = re.compile(
    r"(?<!\w)(?:[Pp]ak|[Bb]apak|[Bb]pk\.?|[Bb]u|[Ii]bu|[Mm]as|[Mm]bak|[Mm]ba|[Kk]ang|[Tt]eh|[Tt]eteh"
    r"|[Ss]dri?\.?|[Ss]audara|[Mm]rs?\.?|[Mm]s\.?)"
    r" (?:(?:H|Hj|Ir|Drs|dr|drg)\.? )?(?P<n>[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?)(?![a-z])"
)
_TITLES = wordset("pak bapak bpk bu ibu mas mbak mba kang teh teteh sdr sdri saudara mr mrs ms")
_ADDRESSED = re.compile(
    r"(?:[Yy]th\.?,?|[Kk]epada|[Dd]ear|[Hh]alo|[Hh]ai|[Hh]ormat|[Ss]elamat \w+,?|[Pp]unten|[Mm]aaf|[Tt]olong"
    r"|[Mm]ohon) (?:\w+ ){0,2}$"
)
_NOT_A_NAME = wordset(
    """
    Admin Kepala Dinas Bupati Saya Kami Kenapa Mohon Tolong Izin Minta Petugas Loket Yang Ini Itu Dan Atau
    Saudara Bapak Ibu Min Maaf Sudah Belum Tidak Apa Apakah Bagaimana Camat Lurah Ketua Sekretaris Menteri
    Gubernur Wali Pimpinan Kabid Kasi Pengelola Penanggung Hanya Kalau Karena Tadi Kemarin Hari Senin Selasa
    Rabu Kamis Jumat Sabtu Minggu Guru Dokter Bidan Notaris Haji
    """
)


def find_people(w: Words, own: NameReading | None) -> tuple[Span, ...]:
    """Spans of roles, numbered counters and named officers, in order, without overlap; never the sender."""
    found = [w.span(*m.span()) for m in scan(_ROLE, _ROLE_HEADS, w)]
    found += [w.span(*m.span()) for m in scan(_COUNTER, _COUNTER_HEADS, w)]
    found += _named(w, own)
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _named(w: Words, own: NameReading | None) -> list[Span]:
    text = w.text
    spans: list[Span] = []
    if _TITLES.isdisjoint(w.lower):
        return spans
    for m in _TITLED.finditer(text):
        mine = own is not None and m.start("n") < own.span.end and own.span.start < m.end("n")
        addressed = _ADDRESSED.search(text, max(m.start() - 24, 0), m.start())
        if not mine and not addressed and m["n"].split()[0] not in _NOT_A_NAME:
            spans.append(Span(*m.span(), m.group()))
    return spans
