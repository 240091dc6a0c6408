"""What the public form refuses, and how to mend it.  Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from web.bodies import Posted
from web.services import UploadLimits
from web.words import size

if TYPE_CHECKING:
    from web.citizen.form import Values

TEXT_LIMIT = 20_000
SHORT_LIMIT = 200
FILES_LIMIT = 20
AWAY = "Laporan belum bisa kami simpan: ada gangguan di pihak kami. Tunggu sebentar, lalu tekan Kirim lagi."
TOO_OFTEN = (
    "Formulir ini sudah sering dikirim dari jaringan Anda. Tunggu satu jam lalu kirim lagi, atau pakai cara lain."
)


def check(
    values: Values, posted: Posted, limits: UploadLimits, today: date, *, too_often: bool
) -> tuple[int, dict[str, str]]:
    """Status and, by field, what to do; no errors when it can be taken."""
    if too_often:
        return 429, {"form": TOO_OFTEN}
    if posted.refused:
        return 413, {"files": _too_large(posted, limits)}
    return 422, _fields(values, today, len(posted.files))


def _too_large(posted: Posted, limits: UploadLimits) -> str:
    first = posted.refused[0]
    if first.whole_message:
        return (
            f"Semua lampiran bersama lebih dari {size(limits.per_message)}. "
            "Pilih lebih sedikit lampiran; sisanya bisa dikirim menyusul."
        )
    return (
        f"Lampiran “{first.name}” lebih dari {size(limits.per_file)}. "
        "Pilih berkas yang lebih kecil, atau kirim tanpa itu."
    )


def _fields(values: Values, today: date, files: int) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not values.text:
        errors["text"] = "Ceritakan dulu apa yang terjadi, dengan kata-kata Anda sendiri."
    elif len(values.text) > TEXT_LIMIT:
        errors["text"] = f"Tulisan ini lebih dari {TEXT_LIMIT} huruf. Ringkas, atau lampirkan sebagai berkas."
    for name, value in (("name", values.name), ("contact", values.contact), ("service", values.service)):
        if len(value) > SHORT_LIMIT:
            errors[name] = f"Isian ini lebih dari {SHORT_LIMIT} huruf. Tulis lebih pendek."
    if values.when == "received" and (wrong := _date(values.received, today)):
        errors["received"] = wrong
    if values.trap:
        errors["trap"] = "Kosongkan isian ini, lalu kirim lagi. Isian ini untuk menangkal pesan otomatis."
    if files > FILES_LIMIT:
        errors["files"] = f"Pilih paling banyak {FILES_LIMIT} lampiran."
    return errors


def _date(value: str, today: date) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return "Pilih tanggalnya, atau pilih “Tidak ingat”."
    return "Tanggal ini belum terjadi. Periksa lagi." if day > today else None
