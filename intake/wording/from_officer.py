"""What officers say to citizens, framed so that the citizen knows which report it is about (R7, R25, R26)."""

from __future__ import annotations

from intake.wording.language import Gettext, fill


def files_elsewhere(_: Gettext, *, files: int, link: str) -> str:
    """Where the channel takes no files: the page behind number and secret has them."""
    return fill(_("Ada {files} lampiran. Buka {link} dengan nomor dan kode rahasia."), files=files, link=link)


def answer(_: Gettext, *, number: str, text: str) -> str:
    """The answer to a complaint, and how to object to it (R26)."""
    objecting = _("Kalau belum puas, balas pesan ini dalam 10 hari kerja dengan kata KEBERATAN dan alasannya.")
    return "\n\n".join((fill(_("Jawaban untuk laporan {number}:"), number=number), text, objecting))


def question(_: Gettext, *, number: str, text: str) -> str:
    """An officer's question about a complaint; the clock does not stop for it (R10)."""
    return "\n\n".join(
        (
            fill(_("Petugas bertanya tentang laporan {number}:"), number=number),
            text,
            _("Balas saja pesan ini. Batas waktu jawaban kami tetap berjalan."),
        )
    )


def subject(_: Gettext, *, number: str) -> str:
    """The subject of a mail about a complaint; the number joins replies to it."""
    return fill(_("Laporan {number}"), number=number)


def decided(_: Gettext, *, number: str, as_complaint: bool, reason: str, due: str) -> str:
    """R6, R12: how an officer decided to treat it."""
    if as_complaint:
        text = _("Laporan {number} tetap kami proses sebagai pengaduan. Jawaban paling lambat {due}. Alasan: {reason}")
    else:
        text = _("Laporan {number} kami catat sebagai masukan, bukan pengaduan. Alasan: {reason}")
    return fill(text, number=number, due=due, reason=reason)


def handed_over(_: Gettext, *, number: str, to: str, reason: str) -> str:
    """R1a: the matter is somebody else's, and who it was handed to."""
    return fill(_("Laporan {number} kami teruskan ke {to}. Alasan: {reason}"), number=number, to=to, reason=reason)


def reopened(_: Gettext, *, number: str) -> str:
    """R26: the objection was taken in and the case goes one tier higher."""
    return fill(
        _("Keberatan atas laporan {number} sudah kami terima. Kami periksa lagi di tingkat lebih tinggi."),
        number=number,
    )
