"""The catalogues are whole, and the check says so when they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.translations import DOMAINS, Domain, faults, run, update


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_catalogues_are_whole(domain: Domain) -> None:
    assert list(faults(domain)) == []


def _room(root: Path, source: str) -> Domain:
    (root / "room").mkdir(exist_ok=True)
    (root / "room" / "words.py").write_text(source)
    return Domain("room", "room", ("en",))


def _translate(domain: Domain, root: Path, old: str, new: str) -> None:
    path = domain.path("en", "po", root)
    path.write_text(path.read_text().replace(f'msgid "{old}"\nmsgstr ""', f'msgid "{old}"\nmsgstr "{new}"'))


def test_missing_then_written_then_whole(tmp_path: Path) -> None:
    domain = _room(tmp_path, '_("Halo {nama}")\n')
    assert "missing" in next(faults(domain, tmp_path))
    update(domain, tmp_path)
    assert [fault for fault in faults(domain, tmp_path) if "not translated" in fault]
    _translate(domain, tmp_path, "Halo {nama}", "Hello {nama}")
    assert [fault for fault in faults(domain, tmp_path) if "older than its .po" in fault]
    update(domain, tmp_path)
    assert list(faults(domain, tmp_path)) == []


@pytest.mark.parametrize(
    ("translation", "source", "word"),
    [
        ("Hello {name}", '_("Halo {nama}")\n', "named fields differ"),
        ("Hello {nama}", '_("Halo {nama}")\n_("Baru")\n', "not in the catalogue"),
        ("Hello {nama}", "\n", "no longer in the code"),
    ],
)
def test_faults(tmp_path: Path, translation: str, source: str, word: str) -> None:
    domain = _room(tmp_path, '_("Halo {nama}")\n')
    update(domain, tmp_path)
    _translate(domain, tmp_path, "Halo {nama}", translation)
    update(domain, tmp_path)
    _room(tmp_path, source)
    assert [fault for fault in faults(domain, tmp_path) if word in fault]


def test_update_twice_changes_nothing(tmp_path: Path) -> None:
    domain = _room(tmp_path, '_("Satu")\n_("Dua")\n')
    update(domain, tmp_path)
    first = domain.path("en", "po", tmp_path).read_bytes()
    update(domain, tmp_path)
    assert domain.path("en", "po", tmp_path).read_bytes() == first


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    domain = _room(tmp_path, '_("Satu")\n')
    assert run(["check"], [domain], tmp_path) == 1
    assert "update" in capsys.readouterr().err
    assert run(["update"], [domain], tmp_path) == 0
    assert run(["check"], [domain], tmp_path) == 1
    assert run([], [domain], tmp_path) == 2
