"""R19 (b) and (d): the rows of the standard and the plan, each with its reason and rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casework.drafting import NO_SERVICE, NO_STANDARD, ROW_LENGTH, drafts, plan, rows
from tests.casework.world import ROUTE, assessment, suggestion
from triage.claims_hours import NO_HOURS
from triage.packs.loader import load_pack
from triage.types import Admissibility, Claim, ClaimVerdict, Component, ServiceReading, Verdict

PACK = load_pack("purwakarta")
KNOWN = ServiceReading("43", "sertifikat standar")
WITHOUT = ServiceReading("nib", "NIB")
AGAINST = Claim("Rp500.000", "gratis", ClaimVerdict.CONTRADICTS, "43/4")
LACKING = Claim("3 minggu", "7 hari kerja", ClaimVerdict.TOO_FEW_FACTS, "43/3", "tanggal berkas diterima lengkap")
FITTING = Claim("5 hari kerja", "7 hari kerja.", ClaimVerdict.CONSISTENT, "43/3")
NOT_ENTERED = Claim("3 minggu", None, ClaimVerdict.TOO_FEW_FACTS, None, "standar pelayanan belum dimasukkan")
HOURS = Claim("tutup jam 2", None, ClaimVerdict.TOO_FEW_FACTS, None, NO_HOURS)
IN_TIME = Admissibility(Verdict.IN_TIME, 3, "R2")
UNKNOWN = Admissibility(Verdict.UNKNOWN, None, "R5")
UNIT = "Bidang Pelayanan"


def judged(**changes: Any) -> Any:
    given: dict[str, Any] = {"service": KNOWN, "claims": (), "admissibility": IN_TIME} | changes
    return assessment(**given)


ROWS: list[tuple[str, dict[str, Any], list[tuple[str, str | None]]]] = [
    ("claim_against", {"claims": (AGAINST,)},
     [("Dikatakan: Rp500.000. Standar: gratis. Hasil: bertentangan dengan standar (R20).", "43/4")]),
    ("claim_with_too_few_facts", {"claims": (LACKING,)},
     [(f"Dikatakan: 3 minggu. Standar: 7 hari kerja. Hasil: fakta kurang (R20). Kurang: {LACKING.missing}.", "43/3")]),
    ("claim_that_fits", {"claims": (FITTING,)},
     [("Dikatakan: 5 hari kerja. Standar: 7 hari kerja. Hasil: sesuai standar (R20).", "43/3")]),
    ("two_claims", {"claims": (AGAINST, FITTING)},
     [("Dikatakan: Rp500.000. Standar: gratis. Hasil: bertentangan dengan standar (R20).", "43/4"),
      ("Dikatakan: 5 hari kerja. Standar: 7 hari kerja. Hasil: sesuai standar (R20).", "43/3")]),
    ("claim_without_standard", {"claims": (NOT_ENTERED,), "service": WITHOUT},
     [(f"Dikatakan: 3 minggu. Standar: belum dimasukkan. Hasil: fakta kurang (R20). Kurang: {NOT_ENTERED.missing}.",
       None)]),
    ("no_standard_yet", {"service": WITHOUT}, [(NO_STANDARD, None)]),
    ("service_unknown", {"service": None}, [(NO_SERVICE, None)]),
    ("service_only_hinted", {"service": ServiceReading(None, "izin terbang")}, [(NO_SERVICE, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), [pytest.param(*row[1:], id=f"R19b-{row[0]}") for row in ROWS])
def test_the_rows_of_the_standard(changes: dict[str, Any], expected: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.row) for one in rows(judged(**changes), PACK)] == expected


@pytest.mark.parametrize("component", list(Component))
def test_without_a_claim_the_row_of_the_component_in_the_standards_own_words(component: Component) -> None:
    [one] = rows(judged(component=component), PACK)
    standard = PACK.standards["43"]
    part = standard.components[component]
    assert one.row == standard.address(component)
    assert one.text.startswith(part.title)
    said = one.text.partition(": ")[2].rstrip("…")
    assert said
    assert " ".join(part.text.split()).startswith(said)
    assert len(said) <= ROW_LENGTH


def test_an_assumed_row_is_called_so() -> None:
    standard = PACK.standards["43"]
    part = standard.components[Component.FEE].model_copy(update={"assumed": True})
    held = standard.model_copy(update={"components": {**standard.components, Component.FEE: part}})
    [one] = rows(judged(component=Component.FEE), PACK.model_copy(update={"standards": {"43": held}}))
    assert "(andaian, belum ditetapkan)" in one.text


INVESTIGATE = (
    "Investigasi melalui pejabat pengelola pengaduan: ada dugaan pelanggaran integritas; "
    "unit dan orang yang diadukan dilewati (R6, R14)."
)
INSPECT = "Inspeksi segera: ada tanda bahaya bagi seseorang (R6)."
ASK = "Konfirmasi kepada pelapor: tanggal berkas diterima lengkap. Fakta belum cukup untuk menilai (R20)."
WHY = "Fakta belum cukup untuk menilai (R20, R5, R15)."
PLANS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("nothing_special", {}, ["Klarifikasi kepada {unit}: keterangan tentang yang dilaporkan (R19)."]),
    ("claim_that_fits", {"claims": (FITTING,)},
     ["Klarifikasi kepada {unit}: keterangan tentang yang dilaporkan (R19)."]),
    ("integrity", {"integrity": True}, [INVESTIGATE]),
    ("integrity_is_not_clarified_with_the_unit", {"integrity": True, "claims": (AGAINST,)}, [INVESTIGATE]),
    ("danger", {"danger": True}, [INSPECT]),
    ("danger_and_integrity", {"danger": True, "integrity": True}, [INSPECT, INVESTIGATE]),
    ("too_few_facts", {"claims": (LACKING,)}, [ASK]),
    ("date_unknown", {"admissibility": UNKNOWN},
     ["Konfirmasi kepada pelapor: kapan layanan diterima. Fakta belum cukup untuk menilai (R5)."]),
    ("service_unknown", {"service": None},
     ["Konfirmasi kepada pelapor: layanan yang mana. Fakta belum cukup untuk menilai (R15)."]),
    ("all_lacking", {"claims": (LACKING,), "admissibility": UNKNOWN, "service": None},
     ["Konfirmasi kepada pelapor: tanggal berkas diterima lengkap; kapan layanan diterima; layanan yang mana. " + WHY]),
    ("contradiction", {"claims": (AGAINST,)},
     ["Klarifikasi kepada {unit}: bertentangan dengan standar: Rp500.000 (baris 43/4) (R20)."]),
    ("contradiction_and_too_few_facts", {"claims": (AGAINST, LACKING)},
     [ASK, "Klarifikasi kepada {unit}: bertentangan dengan standar: Rp500.000 (baris 43/4) (R20)."]),
    ("a_standard_not_entered_is_no_question_for_the_citizen", {"claims": (NOT_ENTERED,), "service": WITHOUT},
     ["Klarifikasi kepada {unit}: keterangan tentang yang dilaporkan (R19)."]),
    ("what_the_office_knows", {"claims": (HOURS,)}, [f"Klarifikasi kepada {{unit}}: {NO_HOURS} (R20)."]),
    ("suggestion", suggestion(), ["Klarifikasi kepada {unit}: apakah saran ini dapat dijalankan (R17)."]),
    ("integrity_and_too_few_facts", {"integrity": True, "claims": (LACKING,)}, [INVESTIGATE, ASK]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), [pytest.param(*row[1:], id=f"R19d-{row[0]}") for row in PLANS])
def test_the_plan(changes: dict[str, Any], expected: list[str]) -> None:
    unit = next(one.name for one in PACK.units if one.id == ROUTE.unit)
    assert plan(judged(**changes), PACK).split("\n") == [line.format(unit=unit) for line in expected]


@pytest.mark.parametrize("mark", ["pelayanan", "unit:pelayanan"])
def test_r14_a_unit_complained_about_is_not_asked(mark: str) -> None:
    found = plan(judged(claims=(AGAINST,), route=replace(ROUTE, excluded=(mark,))), PACK)
    assert found.startswith("Klarifikasi kepada petugas yang tidak diadukan: ")


def test_the_steps_stand_in_their_order() -> None:
    made = drafts(judged(claims=(AGAINST, FITTING)), PACK)
    assert "".join(one.step for one in made) == "abbd"
    assert all(one.text for one in made)
