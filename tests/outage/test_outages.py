"""Bad days (issue 2, section 6): what is sent during and after an outage is answered, once, without a restart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tests.system import System, wait_for

pytestmark = [pytest.mark.outage, pytest.mark.timeout(400)]
TEXT = "Nama saya {name}. NIB saya terbit kemarin tapi alamatnya salah ketik"


def complain(system: System, number: str, name: str) -> None:
    """A complaint that needs no question."""
    system.control("/whatsapp/send", {"from": number, "text": TEXT.format(name=name)})


def answered(system: System, number: str, seconds: float) -> float:
    """Seconds until the citizen has a complaint's number; AssertionError after `seconds`."""
    begun = time.monotonic()
    wait_for(f"answer to {number}", lambda: any("PWK-" in t for t in system.received("whatsapp", number)), seconds)
    return time.monotonic() - begun


def terminate_connections(system: System) -> None:
    """Every database connection but our own is cut."""
    system.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def restart_postgres(system: System) -> None:
    """PostgreSQL away for 10 seconds."""
    system.cluster.kill()
    time.sleep(10)
    system.cluster.run()


def kill_worker(system: System) -> None:
    """The worker dies; whoever supervises it (aduan up, systemd) starts it again."""
    system.kill("worker")
    system.restart("worker")


@pytest.mark.parametrize(
    ("number", "outage"),
    [
        pytest.param("+6281230000001", terminate_connections, id="connections-terminated"),
        pytest.param("+6281230000002", restart_postgres, id="postgres-down-10s"),
        pytest.param("+6281230000003", kill_worker, id="worker-killed"),
    ],
)
def test_answered_within_10_s_after(system: System, number: str, outage: Callable[[System], None]) -> None:
    outage(system)
    complain(system, number, "Asep")
    assert answered(system, number, 10.0) <= 10.0
    for table in ("message", "complaint"):
        query = f"SELECT count(*) FROM {table} t JOIN conversation c ON c.id = t.conversation_id WHERE c.address = $1"  # noqa: S608
        assert system.value(query, number) == 1


def test_one_citizen_with_200_messages_does_not_hold_up_20_others(system: System) -> None:
    def flood() -> None:
        for n in range(200):
            system.control("/whatsapp/send", {"from": "+6281239990000", "text": f"izin saya belum jadi juga nih {n}"})

    flooding = threading.Thread(target=flood)
    flooding.start()
    time.sleep(1)
    numbers = [f"+62812388800{n:02d}" for n in range(20)]
    for n, number in enumerate(numbers):
        complain(system, number, f"Rudi {chr(65 + n)}andi")
    for number in numbers:
        answered(system, number, 30)
    flooding.join()
    first_seen = system.rows(
        "SELECT c.address, min(o.accepted_at) - min(m.received_at) AS took FROM conversation c"
        " JOIN message m ON m.conversation_id = c.id JOIN outgoing o ON o.conversation_id = c.id"
        " WHERE c.address LIKE '+62812388800%' GROUP BY c.address"
    )
    assert len(first_seen) == 20
    # Quiet time of 1 s (tests/system.py) and then 3 s.
    assert max(row["took"].total_seconds() for row in first_seen) <= 4.0
    wait_for(
        "all 200 taken in",
        lambda: (
            system.value(
                "SELECT count(*) FROM message m JOIN conversation c ON c.id = m.conversation_id"
                " WHERE c.address = '+6281239990000' AND taken_at IS NOT NULL"
            )
            == 200
        ),
        60,
    )
