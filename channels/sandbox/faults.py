"""What goes wrong on demand, per provider (`twilio`, `telegram`); mail has its own in mail.py."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.sandbox.state import Store

PROVIDERS = ("twilio", "telegram")


@dataclass(frozen=True, slots=True)
class Faults:
    """Nothing goes wrong by itself.

    `delay_ms`: each webhook waits so long.  `repeat`: each is delivered so many times more.  `reorder`: each waits
    a random time up to 1.5 s.  `drop_webhooks`, `drop_status`: they never leave.  `fail_next` API calls are refused
    with `fail_code`.  `lose_answer_next` API calls are carried out and answered with an error (a cut connection).
    `api_delay_ms`: every API answer waits.  `status_code`: messages of ours end `undelivered` with this code.
    `reply_session`: WhatsApp's 24 hours are kept.
    """

    delay_ms: int = 0
    repeat: int = 0
    reorder: bool = False
    drop_webhooks: bool = False
    drop_status: bool = False
    fail_next: int = 0
    fail_code: int = 0
    lose_answer_next: int = 0
    api_delay_ms: int = 0
    status_code: int = 0
    reply_session: bool = True


def read(store: Store, provider: str) -> Faults:
    """The provider's faults now."""
    return Faults(**store.get(f"faults_{provider}", {}))


def change(store: Store, provider: str, wanted: Mapping[str, Any]) -> Faults:
    """Sets the named ones, or with `reset` all back first.  ValueError on an unknown provider, name or value."""
    if provider not in PROVIDERS:
        raise ValueError("unknown provider")
    current = Faults() if wanted.get("reset") else read(store, provider)
    named = {name: value for name, value in wanted.items() if name not in ("reset", "provider")}
    kinds = {field.name: type(getattr(current, field.name)) for field in dataclasses.fields(Faults)}
    for name, value in named.items():
        if kinds.get(name) is not type(value) or value < 0:
            raise ValueError(f"{name[:40]} is no fault or has another type")
    changed = dataclasses.replace(current, **named)
    store.put(f"faults_{provider}", dataclasses.asdict(changed))
    return changed


def take(store: Store, provider: str, name: str) -> bool:
    """Whether a counted fault (`fail_next`, `lose_answer_next`) strikes now; counts it down."""
    left = int(getattr(read(store, provider), name))
    if left > 0:
        change(store, provider, {name: left - 1})
    return left > 0
