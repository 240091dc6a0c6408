"""Replies outside taking in: status, help, withdrawal, an officer, thanks, what was added, answers from the pack."""

from __future__ import annotations

from datetime import date

from intake.wording.language import Gettext, date_words, either, fill


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


def officer(_: Gettext, *, short: bool) -> str:
    """PETUGAS: handed to a person; no promise that is not known to hold."""
    if short:
        return _("Pesan Anda diteruskan ke petugas. Petugas membalas di sini pada jam kerja.")
    return _("Baik, percakapan ini kami teruskan ke petugas. Petugas akan membalas di sini pada jam kerja.")


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


def corrected(_: Gettext, number: str) -> str:
    """A correction of a recorded complaint; the history stays."""
    return fill(_("Perbaikannya sudah kami catat di laporan {number}."), number=number)


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


LANGUAGE_WORDS = {"id": "BAHASA INDONESIA", "su": "BAHASA SUNDA", "en": "BAHASA INGGRIS"}


def language_usage(_: Gettext, *, languages: tuple[str, ...]) -> str:
    """BAHASA without a language: the words that switch to those the office speaks."""
    names = tuple(LANGUAGE_WORDS[one] for one in languages if one in LANGUAGE_WORDS)
    return fill(_("Untuk ganti bahasa, balas {choices}."), choices=either(names, _("atau")))


def from_standard(_: Gettext, *, service: str, component: str, text: str, row: str) -> str:
    """R17: a question answered from the office's standard, naming the row."""
    return fill(
        _("{component} untuk {service}: {text} (Standar Pelayanan, baris {row})."),
        component=component,
        service=service,
        text=text.rstrip(". "),
        row=row,
    )


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
