"""The acknowledgement (R7): number, how it is treated and by which rule, due date, who sees the name, how to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from intake.wording.language import Gettext, date_words, fill


class Treatment(StrEnum):
    """Why a report is treated as it is, as far as the citizen's words differ."""

    IN_TIME = "in_time"
    NOT_YET_RECEIVED = "not_yet_received"
    UNKNOWN_DATE = "unknown_date"
    LATE = "late"
    LATE_SERIOUS = "late_serious"
    NO_IDENTITY = "no_identity"
    SERIOUS = "serious"
    SUGGESTION = "suggestion"
    UNDECIDED = "undecided"


class Naming(StrEnum):
    """Who will see the name (R12, R14)."""

    OPEN = "open"
    CONFIDENTIAL = "confidential"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Slip:
    """What the acknowledgement says.  `due`: the last day in the office's zone; `day`: days since the service."""

    treatment: Treatment
    naming: Naming
    window_days: int
    day: int | None = None
    due: date | None = None
    provisional: bool = False
    working_days: int | None = None


def acknowledgement(_: Gettext, slip: Slip, *, language: str, short: bool, link: bool = False) -> str:
    """The slip with the fields {number}, {secret} and, where pages are read, {link} left open."""
    if short:
        return _short(_, slip, language)
    parts = (
        _("Terima kasih. Sudah kami catat. Nomor: {number}. Kode rahasia: {secret}."),
        _treatment(_, slip),
        _due(_, slip, language),
        naming(_, slip.naming),
        _("Kalau ingin lebih dirahasiakan, balas RAHASIA.") if slip.naming is Naming.OPEN and not link else "",
        _how_to_ask(_, link=link),
    )
    return "\n\n".join(part for part in parts if part)


def _treatment(_: Gettext, slip: Slip) -> str:
    texts = {
        Treatment.IN_TIME: _(
            "Ini kami proses sebagai pengaduan, karena masih dalam batas {window} hari sejak layanan diterima."
        ),
        Treatment.NOT_YET_RECEIVED: _(
            "Ini kami proses sebagai pengaduan. Layanannya belum Bapak/Ibu terima, "
            "jadi batas {window} hari belum berjalan."
        ),
        Treatment.UNKNOWN_DATE: _(
            "Ini kami proses sebagai pengaduan. Tanggal layanannya belum pasti, "
            "jadi petugas yang menilai batas {window} hari."
        ),
        Treatment.LATE: _(
            "Layanannya sudah lewat {window} hari (hari ke-{day}), jadi laporan ini mungkin diperlakukan "
            "sebagai saran. Petugas yang memutuskan, dan Bapak/Ibu kami beri tahu. "
            "Sampai saat itu, ini tetap pengaduan."
        ),
        Treatment.LATE_SERIOUS: _(
            "Ini kami proses sebagai pengaduan dan langsung dibaca pejabat pengelola pengaduan, "
            "walaupun sudah lewat {window} hari."
        ),
        Treatment.NO_IDENTITY: _(
            "Karena tanpa nama, ini kami perlakukan sebagai saran atau masukan. Tetap kami baca. "
            "Kalau Bapak/Ibu menyebut nama, kami proses sebagai pengaduan."
        ),
        Treatment.SERIOUS: _("Ini kami proses sebagai pengaduan dan langsung dibaca pejabat pengelola pengaduan."),
        Treatment.SUGGESTION: _("Terima kasih atas sarannya. Ini kami catat sebagai saran dan dibaca petugas."),
        Treatment.UNDECIDED: _(
            "Petugas membacanya dulu, lalu memberi tahu Bapak/Ibu apakah ini kami proses sebagai pengaduan atau saran."
        ),
    }  # fmt: skip
    return fill(texts[slip.treatment], window=slip.window_days, day=slip.day or slip.window_days + 1)


def treated(_: Gettext, slip: Slip, *, language: str, short: bool) -> str:
    """How it is treated, by which rule, and by when it is answered: what R7 tells, without number and secret."""
    if short:
        return _short_due(_, slip, language)
    return " ".join(part for part in (_treatment(_, slip), _due(_, slip, language)) if part)


def _due(_: Gettext, slip: Slip, language: str) -> str:
    if slip.due is None:
        return ""
    text = _("Kami jawab paling lambat {due}, yaitu {days} hari kerja.")
    if slip.provisional:
        text = _(
            "Kami jawab paling lambat {due}, yaitu {days} hari kerja. "
            "Tanggal ini sementara, karena hari liburnya belum semua ditetapkan."
        )
    return fill(text, due=date_words(slip.due, language), days=slip.working_days)


def naming(_: Gettext, who: Naming) -> str:
    """R14: one sentence on who sees the name."""
    if who is Naming.CONFIDENTIAL:
        return _("Nama Bapak/Ibu dirahasiakan. Hanya petugas pengaduan yang melihatnya.")
    if who is Naming.NONE:
        return _("Nama Bapak/Ibu tidak kami ketahui.")
    return _("Nama Bapak/Ibu hanya dilihat petugas yang menangani, tidak oleh pihak yang diadukan.")


def _how_to_ask(_: Gettext, *, link: bool) -> str:
    if link:
        return _("Untuk tahu statusnya, buka {link} dengan nomor dan kode rahasia di atas.")
    return _(
        "Untuk tahu kabarnya, balas STATUS kapan saja. "
        "Dari nomor atau alamat lain, tulis STATUS {number} dan kode rahasianya."
    )


def _short(_: Gettext, slip: Slip, language: str) -> str:
    parts = (_short_treatment(_, slip), _short_due(_, slip, language), _short_naming(_, slip.naming))
    return " ".join(part for part in (*parts, _("Cek: balas STATUS. Kode: {secret}")) if part)


def _short_treatment(_: Gettext, slip: Slip) -> str:
    texts = {
        Treatment.IN_TIME: _("Pengaduan {number} dicatat, masih dalam {window} hari."),
        Treatment.NOT_YET_RECEIVED: _("Pengaduan {number} dicatat, layanan belum diterima."),
        Treatment.UNKNOWN_DATE: _("Pengaduan {number} dicatat, tanggalnya dinilai petugas."),
        Treatment.LATE: _(
            "Pengaduan {number} dicatat. Sudah lewat {window} hari, mungkin jadi saran; "
            "petugas memutuskan dan mengabari Anda."
        ),
        Treatment.LATE_SERIOUS: _("Pengaduan {number} dicatat, langsung ke pejabat."),
        Treatment.NO_IDENTITY: _("Nomor {number}. Tanpa nama, dihitung sebagai saran. Tetap kami baca."),
        Treatment.SERIOUS: _("Pengaduan {number} dicatat, langsung ke pejabat."),
        Treatment.SUGGESTION: _("Terima kasih, saran Anda dicatat: {number}."),
        Treatment.UNDECIDED: _(
            "Laporan {number} dicatat. Petugas menentukan pengaduan atau saran, lalu mengabari Anda."
        ),
    }  # fmt: skip
    return fill(texts[slip.treatment], window=slip.window_days)


def _short_due(_: Gettext, slip: Slip, language: str) -> str:
    if slip.due is None:
        return ""
    text = _("Dijawab paling lambat {due} (sementara).") if slip.provisional else _("Dijawab paling lambat {due}.")
    return fill(text, due=date_words(slip.due, language, short=True))


def _short_naming(_: Gettext, who: Naming) -> str:
    if who is Naming.CONFIDENTIAL:
        return _("Nama dirahasiakan.")
    return _("Nama tak dilihat yang diadukan.") if who is Naming.OPEN else ""
