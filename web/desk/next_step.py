"""What an officer would do next with a case: one sentence and the form that does it.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from casework.types import State
from web.queries.case import CaseHead


@dataclass(frozen=True, slots=True)
class NextStep:
    """`act`: the address of the form to open, "" when there is nothing to do but wait."""

    text: str
    act: str = ""


def next_step(head: CaseHead, me: UUID, acts: frozenset[str], *, undecided: bool, reviewed: bool) -> NextStep:
    """The step the rules order next (R6, R19, R22, R25), of those this officer may take."""
    for text, act, due in _steps(head, me, undecided=undecided, reviewed=reviewed):
        if due and (not act or act in acts):
            return NextStep(text, act)
    return NextStep("Tidak ada langkah Anda sekarang.")


def _steps(head: CaseHead, me: UUID, *, undecided: bool, reviewed: bool) -> tuple[tuple[str, str, bool], ...]:
    state, mine = head.state, head.holder_id == me
    free = state in {State.RECORDED, State.REOPENED}
    working = state in {State.UNDER_REVIEW, State.IN_FOLLOW_UP}
    answered = state == State.ANSWERED
    untold = answered and head.told_at is None
    return (
        ("Ambil pengaduan ini, atau tugaskan kepada rekan.", "ambil", free),
        ("Dipegang rekan lain. Anda bisa membaca dan mencatat.", "", (working or answered) and not mine),
        ("Putuskan perlakuannya: usulan mesin menunggu keputusan (R6).", "putuskan", working and undecided),
        ("Tulis inti masalah dengan kata-kata sendiri (R19).", "telaah", working and not reviewed),
        ("Jawab pelapor dengan hasil penelaahan.", "jawab", working),
        ("Tulis laporan singkat kepada atasan langsung (R22).", "lapor", answered and head.reported_at is None),
        ("Menunggu tanda bahwa pelapor menerima jawaban. Kalau diberi tahu dengan cara lain, catat.", "tahu", untold),
        ("Pelapor dan atasan sudah tahu: pengaduan bisa ditutup.", "tutup", answered),
        ("Selesai. Pelapor masih bisa berkeberatan dalam 10 hari kerja (R26).", "", state == State.CLOSED),
        ("Ditarik oleh pelapor; tersimpan dengan jejaknya.", "", state == State.WITHDRAWN),
        ("Sudah diteruskan ke instansi lain.", "", state == State.HANDED_OVER),
    )
