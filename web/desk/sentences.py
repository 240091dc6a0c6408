"""What officers, and citizens on the status page, read when an act is done or refused: one sentence a code."""

from __future__ import annotations

DONE: dict[str, str] = {
    "ambil": "Pengaduan ini sekarang Anda pegang.",
    "tugaskan": "Pengaduan sudah ditugaskan.",
    "tanya": "Pertanyaan dikirim kepada pelapor. Batas waktu tetap berjalan.",
    "jawab": "Jawaban dikirim kepada pelapor.",
    "catat": "Catatan disimpan. Pelapor tidak melihatnya.",
    "lapor": "Laporan kepada atasan disimpan.",
    "tutup": "Pengaduan ditutup.",
    "putuskan": "Keputusan disimpan dan pelapor diberi tahu.",
    "koreksi": "Label diperbaiki.",
    "tindaklanjut": "Jalur tindak lanjut disimpan.",
    "naikkan": "Pengaduan dinaikkan ke atasan.",
    "tahu": "Dicatat: pelapor sudah diberi tahu.",
    "teruskan": "Pengaduan diteruskan dan pelapor diberi tahu.",
    "buka": "Pengaduan dibuka lagi.",
    "telaah": "Langkah penelaahan disimpan.",
    "identitas": "Identitas diperlihatkan selama 8 jam. Ini tercatat.",
    "tulis": "Pesan dikirim kepada warga.",
    "serahkan": "Percakapan dikembalikan ke penjawab otomatis.",
    "ulang": "Kiriman itu diproses lagi.",
    "dibaca": "Pemberitahuan ditandai sudah dibaca.",
}
REFUSED: dict[str, str] = {
    "move_not_allowed": "Langkah ini tidak bisa sekarang. Muat ulang: mungkin rekan Anda baru mengubah pengaduan ini.",
    "not_your_right": "Langkah ini bukan hak peran Anda. Minta petugas pengaduan.",
    "no_such_case": "Pengaduan ini tidak ada.",
    "no_such_complaint": "Pengaduan ini tidak ada.",
    "no_such_conversation": "Percakapan ini tidak ada.",
    "no_such_officer": "Petugas itu tidak ada. Pilih petugas lain.",
    "no_such_step": "Pilih salah satu dari lima langkah penelaahan.",
    "question_needs_text": "Tulis dulu pertanyaannya.",
    "answer_needs_text": "Tulis dulu jawabannya.",
    "answer_needs_outcome": "Pilih dulu hasil penelaahannya.",
    "note_needs_text": "Tulis dulu catatannya.",
    "report_needs_text": "Tulis dulu laporannya.",
    "review_needs_text": "Tulis dulu isi langkah penelaahan.",
    "message_needs_text": "Tulis dulu pesannya.",
    "told_needs_how": "Tulis kapan dan bagaimana pelapor diberi tahu.",
    "decision_needs_reason": "Tulis alasan keputusan; pelapor membacanya.",
    "way_needs_reason": "Tulis alasan memilih jalur ini.",
    "raise_needs_reason": "Tulis alasan menaikkan pengaduan.",
    "reopen_needs_reason": "Tulis alasan membuka lagi.",
    "reveal_needs_reason": "Tulis alasan melihat identitas.",
    "hand_over_needs_body": "Tulis nama instansi tujuan.",
    "hand_over_needs_reason": "Tulis alasan meneruskan; pelapor membacanya.",
    "decide_for_one": "Pilih perlakuannya: pengaduan, saran, masukan, koreksi, atau revisi.",
    "never_downgraded": "Dugaan pelanggaran integritas atau bahaya tidak boleh diturunkan menjadi saran.",
    "auditors_need_approval": "Pelibatan APIP perlu persetujuan kepala dinas, oleh orang lain dari pengusul.",
    "no_higher_tier": "Tidak ada atasan lagi di atas Anda yang boleh menerima pengaduan ini.",
    "not_to_this_officer": "Petugas itu tidak aktif atau termasuk yang diadukan. Pilih petugas lain.",
    "citizen_not_told": "Belum bisa ditutup: jawaban belum terbukti sampai. Tunggu tanda sampai, atau catat cara lain.",
    "superior_not_told": "Belum bisa ditutup: tulis dulu laporan kepada atasan langsung.",
    "objection_needs_text": "Tulis dulu apa yang belum beres menurut Anda.",
    "nothing_to_object_to": "Laporan ini belum dijawab, atau sudah dibuka lagi. Keberatan menunggu jawaban berikutnya.",
    "too_late_to_object": "Batas waktu keberatan sudah lewat. Anda boleh melapor lagi sebagai laporan baru.",
    "choose_one": "Pilih salah satu pilihan yang ada.",
    "files_too_large": "Lampiran terlalu besar: paling besar %(file)s tiap berkas, %(message)s semuanya. Pilih lagi.",
}
OTHERWISE = "Langkah ini ditolak. Muat ulang halaman dan coba lagi."


def refusal(code: str, rule: str = "") -> str:
    """The sentence of a code, with its rule where one is known."""
    text = REFUSED.get(code, OTHERWISE)
    return f"{text} ({rule})" if rule else text
