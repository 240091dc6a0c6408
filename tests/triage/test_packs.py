"""Packs: complete for what the seed says, honest about what it does not, and every mistake told with its line."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tests.triage.helpers import ROOT, calendar, pack
from triage.packs import Level, PackError, check_pack, installed, lexicon_of, load_pack, read_pack
from triage.reading import read
from triage.types import Component

PACKS = ROOT / "triage" / "packs"
SEED = ROOT / "docs" / "seed" / "standar-pelayanan-43-kbli-25920.md"
KNOWS_AN_OFFICE = re.compile(r"purwakarta|jakarta|jayapura|makassar|dpmpptsp|madukara", re.IGNORECASE)


def folded(text: str) -> str:
    """Without the print's page heads, the left column's words that stand between, and spacing."""
    return "".join(re.sub(r"NO\tKOMPONEN\tURAIAN|^\tSaran dan Masukan$", "", text, flags=re.MULTILINE).split())


def test_two_offices_are_installed_and_hold_together() -> None:
    assert installed() == ("contoh", "purwakarta")
    for name in installed():
        problems = check_pack(files("triage.packs") / name)
        assert [one for one in problems if one.level is Level.ERROR] == []


def test_the_seed_stands_verbatim() -> None:
    seed = folded(SEED.read_text(encoding="utf-8"))
    standard = pack().standards["43"]
    for component in Component:
        part = standard.components[component]
        lines = [line for line in part.text.splitlines() if line.strip()]
        assert all(folded(line) in seed for line in lines), component
    assert folded(standard.title) in seed


def test_nothing_of_the_seed_is_left_out() -> None:
    """Every numbered line of the seed stands in some component."""
    whole = "".join(folded(part.text) for part in pack().standards["43"].components.values())
    for line in SEED.read_text(encoding="utf-8").splitlines():
        text = re.sub(r"^\s*(?::|\d+[.)]|[a-m]\.)\s*", "", line).strip()
        if (
            len(text) > 40
            and not text.startswith(("**", "<!--", "DPMPTSP Kab", "Kabupaten", "B.\t", "A.\t"))
            and "\t" not in text
        ):
            assert folded(text) in whole or "rules.md" in text, text


def test_figures_of_service_43() -> None:
    standard = pack().standards["43"]
    figures = standard.figures
    assert figures.turnaround_time is not None
    assert (figures.turnaround_time.working_days, figures.turnaround_time.counts_from) == (
        7,
        "complete_and_correct_file",
    )
    assert figures.fee is not None
    assert figures.fee.rupiah == 0
    assert figures.complaint_handling is not None
    assert (figures.complaint_handling.window_days, figures.complaint_handling.answer_working_days) == (30, 14)
    assert figures.staff_number == 30
    assert [product.name for product in figures.product] == ["NIB", "Sertifikat Standar Terverifikasi"]


def test_rows_have_addresses() -> None:
    rows = {address: text for address, _, text in pack().standards["43"].rows()}
    assert rows["43/3"].startswith("7 hari kerja")
    assert rows["43/4"] == "Gratis"
    assert "QR Code" in rows["43/8/47"]
    assert rows["43/6/2.e"] == "SMS: 081809898222"
    assert sum(address.startswith("43/8/") for address in rows) == 50


def test_component_2_is_a_reference_and_nothing_more() -> None:
    part = pack().standards["43"].components[Component.PROCEDURE]
    assert part.rows == ()
    assert [sop.available for sop in part.sops] == [False, False]
    assert "Lampiran IV" in part.text


def test_what_the_seed_does_not_say_is_assumed_and_listed() -> None:
    office = pack()
    assert office.hours.assumed
    assert office.retention.assumed
    assert all(field.assumed for field in office.catalogue.fields)
    listed = [one for one in check_pack(PACKS / "purwakarta") if one.level is Level.ASSUMED]
    assert any(one.what.startswith("hours") and one.file == "office.yaml" and one.line > 1 for one in listed)
    assert all(one.what and one.remedy and one.file and one.line for one in listed)


def test_other_permits_wait_for_their_standard() -> None:
    missing = {
        one.what.split()[1].rstrip(":") for one in check_pack(PACKS / "purwakarta") if one.level is Level.MISSING
    }
    wanted = {"nib", "pbg", "slf", "pkkpr", "sip", "reklame", "sertifikat-standar", "tdg", "pirt", "apotek"}
    assert wanted <= missing
    assert "43" not in missing
    assert all(pack().standard_of(one) is None for one in wanted)


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("sertifikat standar KBLI 25920 belum jadi", "43"),
        ("sertifikat standar saya belum jadi", "sertifikat-standar"),
        ("PIRT saya belum jadi", "pirt"),
        ("izin praktek bidan belum keluar", "sip-bidan"),
        ("izin bangunan saya belum terbit", "pbg"),
        ("izin apotik belum terbit", "apotek"),
    ],
)
def test_everyday_names(said: str, service: str) -> None:
    found = read(said, datetime(2026, 11, 2, tzinfo=UTC), lexicon_of(pack())).service
    assert found is not None
    assert found.id == service


def test_feasts_come_from_the_calendar() -> None:
    feasts = lexicon_of(pack(), calendar()).holidays
    assert [day.isoformat() for day in feasts["lebaran"][2026]] == ["2026-03-21", "2026-03-22"]
    assert lexicon_of(pack()).holidays == {}


def spoken(path: Path) -> list[str]:
    """Every string and name of a module, its docstrings left out: an example there is no knowledge."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    firsts = [node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body]
    docs = {id(first.value) for first in firsts if isinstance(first, ast.Expr)}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs]
    return [one for one in texts if isinstance(one, str)] + [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]


def test_no_code_knows_an_office() -> None:
    code = list((ROOT / "triage").rglob("*.py"))
    assert len(code) > 40
    knows = [path.name for path in code if any(KNOWS_AN_OFFICE.search(one) for one in spoken(path))]
    assert knows == []


FEE = "      fee:\n        title: Biaya/Tarif\n        text: Rp150.000\n"
FIRST = "- label: '1'\n          text: "
MISTAKES = [
    ("unknown-key", "office.yaml", "  zone: Asia/Jayapura", "  zone: Asia/Jayapura\n  colour: red", "office.colour"),
    ("unknown-zone", "office.yaml", "  zone: Asia/Jayapura", "  zone: Asia/Nowhere", "office.zone"),
    ("bad-code", "office.yaml", "  code: CTH", "  code: cth1", "office.code"),
    ("unknown-unit", "office.yaml", "fallback_unit: pengaduan", "fallback_unit: nobody", "nobody"),
    ("unknown-role", "office.yaml", "tier: 3, role: head_of_office}", "tier: 3, role: king}", "role"),
    ("closing-before-opening", "office.yaml", '"11:00"', '"07:00"', "hours"),
    ("assumed-without-reason", "office.yaml", "closed_years: 3,", "closed_years: 3, assumed: true,", "reason"),
    (
        "component-missing",
        "service-7.yaml",
        "      fee:\n        title: Biaya/Tarif\n        text: Rp150.000\n",
        "",
        "fee",
    ),
    ("negative-fee", "service-7.yaml", "rupiah: 150000", "rupiah: -1", "rupiah"),
    ("row-that-is-not-there", "service-7.yaml", "row: 7/1/3", "row: 7/1/9", "7/1/9"),
    (
        "row-not-verbatim",
        "service-7.yaml",
        "- label: '1'\n          text: Surat permohonan;",
        "- label: '1'\n          text: Surat sakti;",
        "7/1/1",
    ),
    ("key-twice", "office.yaml", 'version: "2026.1"', 'version: "2026.1"\nversion: "2"', "version"),
    ("broken-yaml", "office.yaml", 'version: "2026.1"', "version: [", "expected"),
    (
        "no-last-route",
        "office.yaml",
        "    - {way: inside, unit: layanan",
        "    - {when: {danger: false}, way: inside, unit: layanan",
        "last route",
    ),
    ("standard-nobody-has", "office.yaml", 'standard: "7"}', 'standard: "8"}', "8"),
]


@pytest.mark.parametrize(("name", "file", "old", "new", "names"), MISTAKES, ids=[one[0] for one in MISTAKES])
def test_mistakes_are_told(tmp_path: Path, name: str, file: str, old: str, new: str, names: str) -> None:
    folder = tmp_path / name
    shutil.copytree(PACKS / "contoh", folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    errors = [one for one in check_pack(folder) if one.level is Level.ERROR]
    assert errors
    assert any(names in one.what for one in errors)
    assert all(one.remedy for one in errors)
    if name not in {"row-that-is-not-there", "row-not-verbatim"}:
        with pytest.raises(PackError):
            read_pack(folder)


def test_a_mistake_names_its_line(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "contoh", tmp_path / "x")
    file = tmp_path / "x" / "office.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Asia/Jayapura", "Asia/Nowhere"), encoding="utf-8")
    (problem,) = check_pack(tmp_path / "x")
    line = file.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert (problem.file, line.strip()) == ("office.yaml", "zone: Asia/Nowhere")


@pytest.mark.parametrize("name", ["", "nobody", "../purwakarta", "schema", "Purwakarta"])
def test_unknown_packs_are_refused(name: str) -> None:
    with pytest.raises(PackError, match="no pack"):
        load_pack(name)
