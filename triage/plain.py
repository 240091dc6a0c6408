"""What officers read instead of code words: one table of Indonesian names for the labels of judgement."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from triage.types import ClaimVerdict, Component, Kind, Treated

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.COMPLAINT: "pengaduan",
        Kind.SUGGESTION: "saran",
        Kind.QUESTION: "pertanyaan",
        Kind.STATUS_QUERY: "pertanyaan status",
        Kind.PRAISE: "pujian",
        Kind.GREETING: "salam",
        Kind.SPAM: "bukan urusan kantor",
    }
)
COMPONENTS: Mapping[Component, str] = MappingProxyType(
    {
        Component.REQUIREMENTS: "persyaratan",
        Component.PROCEDURE: "sistem, mekanisme dan prosedur",
        Component.TURNAROUND_TIME: "jangka waktu penyelesaian",
        Component.FEE: "biaya/tarif",
        Component.PRODUCT: "produk layanan",
        Component.COMPLAINT_HANDLING: "penanganan pengaduan",
        Component.LEGAL_BASIS: "dasar hukum",
        Component.FACILITIES: "sarana dan prasarana",
        Component.STAFF_COMPETENCE: "kompetensi pelaksana",
        Component.INTERNAL_SUPERVISION: "pengawasan internal",
        Component.STAFF_NUMBER: "jumlah pelaksana",
        Component.SERVICE_GUARANTEE: "jaminan pelayanan",
        Component.SAFETY_SECURITY: "keamanan dan keselamatan",
        Component.PERFORMANCE_EVALUATION: "evaluasi kinerja",
    }
)
TREATED: Mapping[Treated, str] = MappingProxyType(
    {
        Treated.COMPLAINT: "pengaduan",
        Treated.SUGGESTION: "saran",
        Treated.INPUT: "masukan",
        Treated.CORRECTION: "koreksi",
        Treated.REVISION: "revisi",
        Treated.UNDECIDED: "belum diputuskan",
    }
)
"""R6's four words and the others."""

CLAIMS: Mapping[ClaimVerdict, str] = MappingProxyType(
    {
        ClaimVerdict.CONSISTENT: "sesuai standar",
        ClaimVerdict.CONTRADICTS: "bertentangan dengan standar",
        ClaimVerdict.TOO_FEW_FACTS: "fakta kurang",
    }
)
"""R20."""
