"""The words pages show for codes: states, ways, roles, components, acts, errors.  Indonesian; values only."""

from __future__ import annotations

from casework.types import Outcome, Role, State
from triage.types import Component, Kind, Treated, Verdict, Way

STATES: dict[str, str] = {
    State.RECEIVED: "Diterima",
    State.RECORDED: "Tercatat",
    State.UNDER_REVIEW: "Ditelaah",
    State.IN_FOLLOW_UP: "Ditindaklanjuti",
    State.ANSWERED: "Dijawab",
    State.CLOSED: "Selesai",
    State.REOPENED: "Dibuka lagi",
    State.WITHDRAWN: "Ditarik",
    State.HANDED_OVER: "Diteruskan",
}
CITIZEN_STATES: dict[str, str] = {
    State.RECEIVED: "Laporan Anda sudah kami terima.",
    State.RECORDED: "Laporan Anda sudah dicatat dan menunggu petugas.",
    State.UNDER_REVIEW: "Petugas sedang menelaah laporan Anda.",
    State.IN_FOLLOW_UP: "Laporan Anda sedang ditindaklanjuti.",
    State.ANSWERED: "Laporan Anda sudah kami jawab.",
    State.CLOSED: "Laporan Anda sudah dijawab dan selesai.",
    State.REOPENED: "Laporan Anda dibuka lagi dan diperiksa di tingkat yang lebih tinggi.",
    State.WITHDRAWN: "Laporan ini sudah ditarik oleh pelapor.",
    State.HANDED_OVER: "Laporan Anda sudah kami teruskan ke instansi yang berwenang.",
}
WAYS: dict[str, str] = {
    Way.INSIDE: "Di dalam dinas",
    Way.AGENCY: "Dengan perangkat daerah",
    Way.AUDITORS: "Dengan APIP",
}
ROLES: dict[str, str] = {
    Role.COMPLAINT_OFFICER: "Petugas pengaduan",
    Role.MANAGING_OFFICIAL: "Pejabat pengelola pengaduan",
    Role.EXECUTOR: "Pelaksana",
    Role.HEAD_OF_TIER: "Atasan berjenjang",
    Role.HEAD_OF_OFFICE: "Kepala dinas",
    Role.AGENCY_LIAISON: "Penghubung perangkat daerah",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
    Role.READER: "Pembaca",
}
OUTCOMES: dict[str, str] = {
    Outcome.PROVEN: "Terbukti",
    Outcome.PARTLY_PROVEN: "Terbukti sebagian",
    Outcome.NOT_PROVEN: "Tidak terbukti",
    Outcome.CANNOT_BE_ESTABLISHED: "Tidak dapat dipastikan",
}
TREATED: dict[str, str] = {
    Treated.COMPLAINT: "Pengaduan",
    Treated.SUGGESTION: "Saran",
    Treated.INPUT: "Masukan",
    Treated.CORRECTION: "Koreksi",
    Treated.REVISION: "Revisi",
    Treated.UNDECIDED: "Belum diputuskan",
}
KINDS: dict[str, str] = {
    Kind.COMPLAINT: "Pengaduan",
    Kind.SUGGESTION: "Saran",
    Kind.QUESTION: "Pertanyaan",
    Kind.STATUS_QUERY: "Tanya status",
    Kind.PRAISE: "Pujian",
    Kind.GREETING: "Sapaan",
    Kind.SPAM: "Spam",
}
COMPONENTS: dict[str, str] = {
    Component.REQUIREMENTS: "Persyaratan",
    Component.PROCEDURE: "Sistem, mekanisme, prosedur",
    Component.TURNAROUND_TIME: "Jangka waktu",
    Component.FEE: "Biaya/tarif",
    Component.PRODUCT: "Produk layanan",
    Component.COMPLAINT_HANDLING: "Penanganan pengaduan",
    Component.LEGAL_BASIS: "Dasar hukum",
    Component.FACILITIES: "Sarana dan prasarana",
    Component.STAFF_COMPETENCE: "Kompetensi pelaksana",
    Component.INTERNAL_SUPERVISION: "Pengawasan internal",
    Component.STAFF_NUMBER: "Jumlah pelaksana",
    Component.SERVICE_GUARANTEE: "Jaminan pelayanan",
    Component.SAFETY_SECURITY: "Keamanan dan keselamatan",
    Component.PERFORMANCE_EVALUATION: "Evaluasi kinerja",
}
VERDICTS: dict[str, str] = {
    Verdict.IN_TIME: "Dalam batas waktu",
    Verdict.LATE: "Lewat batas waktu",
    Verdict.NOT_YET_RECEIVED: "Layanan belum diterima",
    Verdict.UNKNOWN: "Tanggal belum pasti",
    "consistent": "Sesuai standar",
    "contradicts": "Bertentangan",
    "too_few_facts": "Fakta kurang",
}
CHANNELS: dict[str, str] = {
    "office": "Datang ke kantor",
    "mall": "Datang ke MPP",
    "letter": "Surat",
    "telephone": "Telepon",
    "sms": "SMS",
    "whatsapp": "WhatsApp",
    "email": "E-mail",
    "x": "X",
    "instagram": "Instagram",
    "office_web": "Situs dinas",
    "mall_web": "Situs MPP",
    "paper_form": "Formulir kertas",
    "box": "Kotak pengaduan",
    "telegram": "Telegram",
}
DELIVERIES: dict[str, str] = {
    "waiting": "menunggu dikirim",
    "handing_over": "diserahkan, belum dipastikan",
    "accepted": "diterima penyedia",
    "sent": "terkirim",
    "delivered": "sampai",
    "read": "dibaca",
    "failed": "gagal",
    "held": "tertahan",
}
STEPS: dict[str, str] = {
    "a": "Inti masalah",
    "b": "Standar yang terkait",
    "c": "Dokumen dan informasi yang ada",
    "d": "Rencana penanganan",
    "e": "Pelaksanaan",
}
NOTES: dict[str, str] = {
    "note": "Catatan",
    "told": "Pelapor diberi tahu",
    "decision": "Alasan keputusan",
    "way": "Alasan jalur",
    "raise": "Alasan dinaikkan",
    "hand_over": "Diteruskan",
    "reopen": "Alasan dibuka lagi",
    "correction": "Koreksi label",
    "reveal": "Alasan melihat identitas",
}
NOTICES: dict[str, str] = {
    "reminder": "Pengingat: hari kerja ke-%(ordinal)s",
    "overdue": "Lewat batas waktu",
    "assigned": "Pengaduan ditugaskan kepada Anda",
    "raised": "Pengaduan dinaikkan kepada Anda",
    "report": "Laporan tertulis dari bawahan",
    "objection": "Pelapor berkeberatan",
    "reach_by_hand": "Pesan tidak sampai: hubungi pelapor dengan cara lain",
    "added": "Pelapor menambahkan keterangan",
    "citizen_wrote": "Pelapor menulis lagi",
    "recorded": "Pengaduan baru",
    "redated": "Batas waktu bergeser karena kalender berubah",
    "urgent": "Mendesak: ada tanda bahaya atau dugaan integritas",
}
TIMELINE: dict[str, str] = {
    "record": "Dicatat",
    "take": "Diambil",
    "assign": "Ditugaskan",
    "review": "Penelaahan ditulis",
    "follow_up": "Tindak lanjut dimulai",
    "change_way": "Jalur diubah",
    "raise": "Dinaikkan ke atasan",
    "ask": "Bertanya kepada pelapor",
    "note": "Catatan ditulis",
    "correct": "Label dikoreksi",
    "decide": "Perlakuan diputuskan",
    "add": "Pelapor menambahkan keterangan",
    "answer": "Jawaban dikirim",
    "told": "Pelapor sudah tahu jawabannya",
    "report": "Laporan kepada atasan",
    "close": "Ditutup",
    "object": "Pelapor berkeberatan",
    "reopen": "Dibuka lagi",
    "withdraw": "Ditarik pelapor",
    "hand_over": "Diteruskan ke instansi lain",
    "remind": "Pengingat dikirim",
    "reveal": "Identitas dilihat",
    "redate": "Batas waktu bergeser",
}
ALARMS: dict[str, str] = {
    "unreachable": "Kanal tidak terjangkau",
    "quarantined": "Kiriman tidak terbaca, dikarantina",
    "event_held": "Kiriman berulang kali gagal diproses",
    "conversation_held": "Percakapan berulang kali gagal diproses",
    "attachment_held": "Lampiran tidak bisa diambil",
    "unsent": "Ada pesan yang lama belum terkirim",
    "send_bad_address": "Alamat tujuan salah",
    "send_blocked": "Penerima menolak pesan kami",
    "send_rejected": "Penyedia menolak pesan",
    "send_too_large": "Pesan terlalu besar",
    "send_session_shut": "Sesi balasan sudah tertutup",
    "send_credentials": "Kunci akses kanal ditolak",
    "send_rate_limited": "Kanal membatasi jumlah pesan",
    "send_unavailable": "Penyedia sedang tidak bisa dipakai",
    "send_timeout": "Penyedia tidak menjawab",
    "send_unknown": "Gagal mengirim, sebab tidak diketahui",
}
ACTORS: dict[str, str] = {"system": "Sistem", "citizen": "Pelapor"}
TOLD: dict[str, str] = {
    "delivered": "pesan sampai",
    "accepted": "pesan diterima",
    "sent_72_hours": "SMS terkirim dan tidak gagal selama 72 jam",
    "no_bounce": "e-mail tidak kembali dalam 2 hari kerja",
    "opened": "pelapor membuka jawaban",
    "officer": "dicatat petugas",
}
DATES: dict[str, str] = {
    "received": "Layanan diterima",
    "filed": "Berkas diajukan",
    "incident": "Kejadian",
    "earlier_complaint": "Pengaduan sebelumnya",
}
LANGUAGES: dict[str, str] = {"id": "Indonesia", "su": "Sunda", "en": "Inggris", "mixed": "Campuran", "und": "—"}
_KIB = 1024


def size(count: int | None) -> str:
    """Bytes as people read them: 820 B, 12 KB, 3,4 MB."""
    if count is None:
        return ""
    if count < _KIB:
        return f"{count} B"
    if count < _KIB * _KIB:
        return f"{count // _KIB} KB"
    return f"{count / _KIB / _KIB:.1f} MB".replace(".0 ", " ").replace(".", ",")


def name(table: dict[str, str], code: str | None) -> str:
    """The words for a code; the code itself when it is new, a dash when there is none."""
    return "—" if code is None else table.get(code, code)
