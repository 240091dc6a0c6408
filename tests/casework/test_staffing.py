"""R22: places by the pack's posts; everybody has a direct superior up to the head of the office."""

from __future__ import annotations

import pytest

from casework.staffing import places
from casework.types import Role
from triage.packs.loader import installed, load_pack

SUPERIORS = [
    ("kepala", None), ("sekretaris", "kepala"), ("pejabat-pengaduan", "sekretaris"),
    ("petugas-pengaduan", "pejabat-pengaduan"), ("kabid-pelayanan", "sekretaris"), ("ketua-loket", "kabid-pelayanan"),
    ("pelaksana-loket", "ketua-loket"), ("ketua-teknis", "sekretaris"), ("pelaksana-teknis", "ketua-teknis"),
    ("pelaksana-sistem", "sekretaris"), ("penghubung", "ketua-teknis"),
]  # fmt: skip


@pytest.mark.parametrize(("login", "superior"), [pytest.param(*row, id=f"R22-{row[0]}") for row in SUPERIORS])
def test_r22_direct_superiors(login: str, superior: str | None) -> None:
    found = {place.login: place for place in places(load_pack("purwakarta"))}
    assert found[login].superior == superior


@pytest.mark.parametrize("pack", installed())
def test_every_role_is_filled_and_superiors_come_first(pack: str) -> None:
    made = places(load_pack(pack))
    assert {place.role for place in made} >= {Role.ADMINISTRATOR, Role.AUDITOR, Role.READER}
    logins = [place.login for place in made]
    assert len(set(logins)) == len(logins)
    seen: set[str] = set()
    for place in made:
        assert place.superior is None or place.superior in seen
        seen.add(place.login)


@pytest.mark.parametrize("pack", installed())
def test_r22_every_chain_ends_at_the_top_without_a_circle(pack: str) -> None:
    by_login = {place.login: place for place in places(load_pack(pack))}
    top = max(by_login.values(), key=lambda place: place.tier)
    for start in by_login.values():
        at, steps = start, 0
        while at.superior:
            assert by_login[at.superior].tier > at.tier
            at, steps = by_login[at.superior], steps + 1
            assert steps < len(by_login)
        assert at is top
