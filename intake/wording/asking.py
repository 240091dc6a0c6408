"""The questions: each says what follows from not answering (R12), none repeats what was told."""

from __future__ import annotations

from intake.wording.language import Gettext, either, fill


def greeting(_: Gettext, *, short: bool, salam: bool = False) -> str:
    """Answer to a greeting: human, and one open question."""
    if short:
        text = _("Halo. Apa yang ingin Anda sampaikan? Tulis saja dengan kata-kata sendiri.")
    else:
        text = _(
            "Halo, terima kasih sudah menghubungi kami. Apa yang ingin Bapak/Ibu sampaikan? "
            "Ceritakan saja dengan kata-kata sendiri."
        )
    return f"Waalaikumsalam. {text}" if salam else text


def more(_: Gettext, *, short: bool) -> str:
    """A greeting, or something too short to understand, after a recorded complaint."""
    if short:
        return _("Ada lagi yang ingin Anda sampaikan? Untuk menambah laporan, tulis: tambah. Untuk kabar: STATUS.")
    return _(
        "Ada lagi yang ingin Bapak/Ibu sampaikan? Untuk menambah laporan yang tadi, awali dengan kata: tambah. "
        "Untuk kabarnya, balas STATUS."
    )


def listening(_: Gettext, *, short: bool) -> str:
    """After the open question was put once: no second question, only that somebody listens."""
    if short:
        return _("Kami siap membaca. Butuh orang? Balas PETUGAS.")
    return _(
        "Kami siap mendengarkan, kapan pun Bapak/Ibu mau bercerita. Kalau ingin bicara dengan orang, balas PETUGAS."
    )


def media_only(_: Gettext, *, short: bool) -> str:
    """A photo, a recording or a sticker without words."""
    if short:
        return _("Kiriman Anda kami simpan. Apa yang terjadi? Tulis dengan kata-kata sendiri.")
    return _(
        "Terima kasih, kiriman Bapak/Ibu kami simpan. Apa yang terjadi? "
        "Mohon tuliskan dengan kata-kata sendiri, supaya tidak salah kami pahami."
    )


def ask_name(_: Gettext, *, short: bool, serious: bool = False) -> str:
    """R11, R12, R14: who is it; without a name it counts as a suggestion, unless it is serious (R6)."""
    if short and serious:
        return _("Siapa nama Anda? Pihak yang diadukan tidak melihatnya. Tanpa nama pun laporan tetap kami tangani.")
    if short:
        return _("Siapa nama Anda? Pihak yang diadukan tidak melihatnya. Tanpa nama, laporan dihitung sebagai saran.")
    first = _("Terima kasih, laporannya sudah kami baca. Boleh tahu nama Bapak/Ibu?")
    who = _("Nama hanya dilihat petugas yang menangani, tidak oleh pihak yang diadukan.")
    if serious:
        return f"{first} {who} " + _("Tanpa nama pun laporan ini tetap kami tangani.")
    return f"{first} {who} " + _("Tanpa nama pun laporan tetap kami baca, tetapi dihitung sebagai saran.")


def ask_received(_: Gettext, *, short: bool, window_days: int) -> str:
    """R2, R4, R5: when was the service received, or is it still awaited; not knowing leaves it to an officer."""
    if short:
        return _(
            "Kapan layanan itu Anda terima atau alami? Jika belum jadi, balas BELUM. "
            "Kalau lupa tidak apa-apa, petugas yang menilai."
        )
    text = _(
        "Kapan layanan itu Bapak/Ibu terima atau alami? Tanggal kira-kira juga boleh. Kalau belum jadi, balas: belum. "
        "Ini untuk menghitung batas {days} hari. Kalau lupa tidak apa-apa, nanti petugas yang menilai."
    )
    return fill(text, days=window_days)


def ask_service(_: Gettext, *, short: bool, examples: tuple[str, ...]) -> str:
    """R15: which permit or service; not knowing is fine."""
    names = either(examples, _("atau"))
    if short:
        text = _("Ini tentang izin atau layanan apa? Misalnya {examples}. Kalau tidak tahu, laporan tetap diproses.")
    else:
        text = _(
            "Ini tentang izin atau layanan apa? Misalnya {examples}. "
            "Kalau tidak tahu, balas: tidak tahu. Laporannya tetap kami proses."
        )
    return fill(text, examples=names)


def ask_all(_: Gettext, *, name: bool, received: bool, service: bool, serious: bool, way: str, form: str = "") -> str:
    """E-mail, form and letter: one reply asking for everything that is missing, and what follows from not answering.

    `way`: mail (nothing is recorded yet), form or letter (the number was just given).  `form`: the prefilled form.
    """
    lines = []
    if name and serious:
        lines.append(_("- Siapa nama Bapak/Ibu? Tanpa nama pun laporan ini tetap kami tangani."))
    elif name:
        lines.append(_("- Siapa nama Bapak/Ibu? Tanpa nama, laporan dihitung sebagai saran."))
    if received:
        lines.append(
            _(
                "- Kapan (tanggal berapa) layanan itu Bapak/Ibu terima atau alami? "
                "Atau belum jadi? Kira-kira juga boleh."
            )
        )
    if service:
        lines.append(_("- Ini tentang izin atau layanan apa?"))
    online = fill(_("Bisa juga lewat formulir yang sudah terisi: {form}"), form=form) if form and way == "mail" else ""
    return "\n\n".join(part for part in (_asking(_, way, form), "\n".join(lines), online, _unanswered(_, way)) if part)


def _asking(_: Gettext, way: str, form: str) -> str:
    if way == "form":
        text = _("Masih ada yang belum kami ketahui. Mohon lengkapi di {form} (isian tadi sudah ada di sana):")
        return fill(text, form=form)
    if way == "letter":
        return _("Masih ada yang belum kami ketahui. Mohon dijawab sekali saja, lewat surat, telepon atau petugas:")
    return _("Terima kasih, surat Bapak/Ibu sudah kami baca. Mohon balas email ini dengan jawaban berikut:")


def _unanswered(_: Gettext, way: str) -> str:
    if way == "mail":
        return _(
            "Yang tidak tahu boleh dilewati. Kalau tidak ada balasan dalam 24 jam, laporan kami catat apa adanya. "
            "Pihak yang diadukan tidak melihat nama Bapak/Ibu."
        )
    return _("Yang tidak tahu boleh dilewati. Pihak yang diadukan tidak melihat nama Bapak/Ibu.")


def reminder(_: Gettext) -> str:
    """After four hours of silence, never by SMS: no new question, only what will happen."""
    return _(
        "Laporan Bapak/Ibu masih kami simpan dan belum kami catat, karena kami menunggu jawaban. "
        "Kalau tidak sempat menjawab, tidak apa-apa: nanti kami catat dengan yang sudah ada."
    )


def emergency(_: Gettext, *, short: bool, number: str) -> str:
    """Danger to a person: an officer is told at once, and the pack's emergency number."""
    if short:
        text = _("Kalau ada bahaya sekarang, telepon {number_to_call}. Petugas kami sudah diberi tahu.")
    else:
        text = _(
            "Kalau ada orang dalam bahaya sekarang, segera telepon {number_to_call}. Petugas kami sudah diberi tahu."
        )
    return fill(text, number_to_call=number)


def despair(_: Gettext, *, short: bool, number: str) -> str:
    """Talk of ending one's life: warm, a person is called, and the number that answers day and night."""
    if short:
        text = _("Anda tidak sendirian. Petugas kami sudah dipanggil. Telepon {number_to_call} sekarang, siang malam.")
    else:
        text = _(
            "Bapak/Ibu tidak sendirian. Petugas kami sudah dipanggil untuk menemani Bapak/Ibu di sini. "
            "Kalau terasa tidak kuat, telepon {number_to_call} sekarang juga, siang atau malam."
        )
    return fill(text, number_to_call=number)


def not_ours(_: Gettext) -> str:
    """Advertising or a chain letter, answered once where it costs nothing: perhaps a person was misread (R13)."""
    return _(
        "Pesan ini kami simpan, tetapi sepertinya bukan tentang layanan kami. "
        "Kalau ada keluhan atau pertanyaan tentang perizinan, tulis saja di sini."
    )


def insulted(_: Gettext, *, short: bool) -> str:
    """Insults without content: patience, and one open question."""
    if short:
        return _("Maaf kalau mengecewakan. Apa yang terjadi? Ceritakan dengan kata-kata sendiri.")
    return _("Maaf kalau kami mengecewakan Bapak/Ibu. Apa yang terjadi? Ceritakan saja dengan kata-kata sendiri.")
