"""Replies outside taking in: status, help, withdrawal, an officer, thanks, what was added, answers from the pack."""

from __future__ import annotations

from datetime import date

from intake.wording.acknowledging import Slip, treated
from intake.wording.language import Gettext, date_words, fill


def state_words(_: Gettext, state: str) -> str:
    """A case's state as a citizen understands it; an unknown one reads as being worked on."""
    words = {
        "received": _("sudah kami terima"),
        "recorded": _("sudah dicatat, menunggu diperiksa petugas"),
        "under_review": _("sedang diperiksa petugas"),
        "in_follow_up": _("sedang ditindaklanjuti"),
        "answered": _("sudah dijawab"),
        "closed": _("sudah selesai"),
        "reopened": _("dibuka kembali dan sedang diperiksa lagi"),
        "withdrawn": _("dibatalkan atas permintaan Anda"),
        "handed_over": _("diteruskan ke kantor lain yang mengurus hal ini"),
    }
    return words.get(state, _("sedang ditindaklanjuti"))


def status(
    _: Gettext, *, number: str, state: str, due: date | None, answer: str | None, language: str, short: bool
) -> str:
    """One complaint's state and due date; with the answer where it is given and room is."""
    text = fill(_("Laporan {number}: {state}."), number=number, state=state_words(_, state))
    if answer and not short:
        return f"{text}\n\n" + fill(_("Jawaban kami: {answer}"), answer=answer)
    if due is None:
        return text
    return f"{text} " + fill(_("Dijawab paling lambat {due}."), due=date_words(due, language, short=short))


def status_unknown(_: Gettext) -> str:
    """The very same sentence for a foreign number, a number that does not exist and a wrong secret (decision 10)."""
    return _("Untuk melihat laporan itu, tulis STATUS, nomor laporan dan kode rahasianya. Contoh: STATUS nomor kode.")


def status_none(_: Gettext) -> str:
    """STATUS from an address that has no complaint yet."""
    return _(
        "Belum ada laporan dari alamat ini. "
        "Kalau melapor dari nomor lain, tulis STATUS, nomor laporan dan kode rahasianya."
    )


def status_draft(_: Gettext) -> str:
    """STATUS while the report is still being taken in."""
    return _("Laporan Anda sedang kami lengkapi dan belum diberi nomor. Silakan jawab pertanyaan kami tadi.")


def usage(_: Gettext, *, short: bool) -> str:
    """BANTUAN: what can be written, free text first."""
    if short:
        return _("Tulis saja keluhan Anda. Atau balas: STATUS (kabar), BATAL (cabut), PETUGAS (bicara dengan orang).")
    return _(
        "Tulis saja keluhan atau saran dengan kata-kata sendiri, tidak perlu format khusus.\n\n"
        "Bisa juga balas salah satu kata ini:\n"
        "STATUS: kabar laporan terakhir\n"
        "BATAL: mencabut laporan\n"
        "RAHASIA: nama hanya dilihat petugas pengaduan\n"
        "PETUGAS: bicara dengan orang\n"
        "BAHASA: ganti bahasa"
    )


def withdrawn(_: Gettext, number: str | None) -> str:
    """BATAL: the draft or a recorded complaint is withdrawn; it leaves a trace."""
    if number is None:
        return _("Baik, laporan yang tadi tidak kami lanjutkan. Kalau berubah pikiran, tulis saja lagi.")
    return fill(_("Baik, laporan {number} kami cabut. Kalau berubah pikiran, tulis saja lagi."), number=number)


def nothing_to_withdraw(_: Gettext) -> str:
    """BATAL with nothing open."""
    return _("Tidak ada laporan yang masih berjalan dari alamat ini.")


def officer(_: Gettext, *, short: bool, returns: str | None = None, wait: int | None = None) -> str:
    """PETUGAS: handed to a person.  `returns`: the day an officer is there again, when none is now; `wait`: hours that
    people lately waited, told only when it is known.
    """
    if returns:
        text = _("Pesan Anda diteruskan ke petugas. Kantor sedang tutup; petugas ada lagi {day}.") if short else _(
            "Baik, percakapan ini kami teruskan ke petugas. Sekarang kantor sedang tutup; petugas ada lagi {day} "
            "dan membalas di sini. Kalau mau, ceritakan dulu di sini, supaya nanti langsung dibaca."
        )  # fmt: skip
        return fill(text, day=returns)
    if short:
        return _("Pesan Anda diteruskan ke petugas. Petugas membalas di sini pada jam kerja.")
    text = _("Baik, percakapan ini kami teruskan ke petugas. Petugas akan membalas di sini pada jam kerja.")
    if wait is None:
        return text
    return f"{text} " + fill(_("Belakangan ini biasanya dalam {hours} jam kerja."), hours=wait)


def status_to_officer(_: Gettext, *, short: bool) -> str:
    """Where a file stands: there is no connection to OSS; an officer looks it up."""
    if short:
        return _("Kami tidak tersambung ke OSS. Pertanyaan soal berkas diteruskan ke petugas; dibalas pada jam kerja.")
    return _(
        "Kami tidak tersambung ke sistem OSS, jadi posisi berkas tidak bisa kami lihat dari sini. "
        "Pertanyaan ini kami teruskan ke petugas, dan dibalas di sini pada jam kerja."
    )


def question_to_officer(_: Gettext) -> str:
    """A question that the pack does not answer."""
    return _("Pertanyaan ini kami teruskan ke petugas, supaya jawabannya tidak keliru. Dibalas di sini pada jam kerja.")


def thanks(_: Gettext) -> str:
    """Answer to a thank-you: opens and closes nothing."""
    return _("Sama-sama. Kami di sini kalau Bapak/Ibu perlu.")


def praise(_: Gettext) -> str:
    """Praise is thanked and counted."""
    return _("Terima kasih banyak, kami sampaikan kepada petugasnya.")


def added(_: Gettext, number: str) -> str:
    """AddTo: what was said is now with the complaint."""
    return fill(_("Sudah kami tambahkan ke laporan {number}."), number=number)


def corrected(_: Gettext, number: str, *, name: str | None = None) -> str:
    """A correction of a recorded complaint; the history stays."""
    if name:
        return fill(_("Baik, di laporan {number} namanya sekarang {name}."), number=number, name=name)
    return fill(_("Perbaikannya sudah kami catat di laporan {number}."), number=number)


def amended(
    _: Gettext, number: str, *, name: str | None, day: date | None, slip: Slip | None, language: str, short: bool
) -> str:
    """What was corrected in a recorded complaint and, where that may change it, how it is treated now (R7)."""
    parts = []
    if name:
        parts.append(corrected(_, number, name=name))
    if day:
        text = _("Tanggalnya sekarang {day}.") if name else _("Baik, di laporan {number} tanggalnya sekarang {day}.")
        parts.append(fill(text, number=number, day=date_words(day, language, short=short)))
    parts = parts or [corrected(_, number)]
    if slip:
        parts.append(treated(_, slip, language=language, short=short))
    return " ".join(part for part in parts if part)


def not_known(_: Gettext) -> str:
    """ "Lupa" after the record: nothing is asked again."""
    return _("Tidak apa-apa. Petugas yang menilainya.")


def noted(_: Gettext) -> str:
    """A correction while the report is still being taken in."""
    return _("Baik, sudah kami perbaiki.")


def repeated(_: Gettext, number: str) -> str:
    """The very same text once more."""
    text = _("Pesan yang sama sudah kami catat sebagai laporan {number}. Tidak perlu dikirim ulang.")
    return fill(text, number=number)


def objected(_: Gettext, number: str) -> str:
    """R26: the objection is recorded."""
    return fill(
        _("Keberatan atas jawaban laporan {number} sudah kami catat. Laporan diperiksa lagi oleh atasan petugas."),
        number=number,
    )


def confidential(_: Gettext) -> str:
    """RAHASIA."""
    return _("Baik, nama Anda kami rahasiakan. Hanya petugas pengaduan yang melihatnya.")


def language_changed(_: Gettext) -> str:
    """BAHASA: said in the new language."""
    return _("Baik, kami lanjutkan dalam bahasa Indonesia.")


LANGUAGE_WORDS = {"id": "Bahasa Indonesia", "su": "Basa Sunda", "en": "English"}
"""Each in its own language: whoever looks for it reads no other."""


def language_usage(_: Gettext, *, languages: tuple[str, ...]) -> str:
    """BAHASA without a language: those the office speaks, to be answered by name or number."""
    names = [LANGUAGE_WORDS[one] for one in languages if one in LANGUAGE_WORDS]
    listed = ", ".join(f"{number}. {name}" for number, name in enumerate(names, start=1))
    return fill(_("Mau bahasa apa? Balas nama atau nomornya: {choices}."), choices=listed)


def from_standard(_: Gettext, *, service: str, component: str, text: str, row: str) -> str:
    """R17: a question answered from the office's standard, naming the row."""
    return fill(
        _("{component} untuk {service}: {text} (Standar Pelayanan, baris {row})."),
        component=component,
        service=service,
        text=text.rstrip(". "),
        row=row,
    )


def among_others(_: Gettext, *, listed: str, more: int) -> str:
    """What fits of a long list, and that there is more."""
    return fill(_("antara lain {listed}; dan {more} lagi, tanyakan kepada petugas"), listed=listed, more=more)


def free(_: Gettext) -> str:
    """A fee of nothing, in the citizen's language."""
    return _("gratis")


def working_days(_: Gettext, days: int) -> str:
    """The standard's time where it counts from a complete and correct file, in the citizen's language."""
    return fill(_("{days} hari kerja sejak berkas diterima lengkap dan benar"), days=days)


def component_words(_: Gettext, component: str) -> str:
    """The asked component's name at the start of a sentence."""
    words = {
        "requirements": _("Persyaratan"),
        "turnaround_time": _("Waktu penyelesaian"),
        "fee": _("Biaya"),
        "product": _("Hasil layanan"),
    }
    return words[component]


def office_hours(_: Gettext, hours: str) -> str:
    """When the office is open, from the pack."""
    return fill(_("Jam layanan kantor: {hours}."), hours=hours)


def office_address(_: Gettext, address: str) -> str:
    """Where the office is, from the pack."""
    return fill(_("Alamat kantor: {address}."), address=address.rstrip(". "))
