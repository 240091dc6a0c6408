"""PostgreSQL away 60 s, then web away 60 s, while 50 messages arrive from each provider, as it really retries."""

from __future__ import annotations

import time

import pytest

from tests.outage.traffic import WAYS, Citizen, settle
from tests.system import System

pytestmark = [pytest.mark.outage, pytest.mark.timeout(400)]
AWAY_S, EACH = 60.0, 50


def write_during(system: System, first: int) -> list[Citizen]:
    """25 messages by each way, spread over the outage."""
    citizens = [Citizen(first + n, way) for n in range(EACH // 2) for way in WAYS]
    citizens = [Citizen(first + n, citizen.way) for n, citizen in enumerate(citizens)]
    begun = time.monotonic()
    for n, citizen in enumerate(citizens):
        citizen.write(system)
        time.sleep(max(0.0, begun + (n + 1) * AWAY_S / len(citizens) - time.monotonic()))
    return citizens


def test_nothing_lost_nothing_doubled(system: System) -> None:
    system.cluster.kill()
    citizens = write_during(system, 1)
    system.cluster.restart()
    system.kill("web")
    citizens += write_during(system, 2001)
    system.restart("web")
    account = settle(system, citizens, 120)
    assert not account.complaints_lost
    assert not account.complaints_doubled
    assert not account.inbound_lost
    assert not account.inbound_doubled
    assert not account.replies_lost
    assert not account.replies_doubled
    assert len(citizens) == EACH * len(WAYS)
