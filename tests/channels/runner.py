"""One runner for every channel whose fixtures are files: `event__variant.json` holds note, source, request, expect.

`request`: path, query, headers, and one of form (pairs), json, body (text).  `expect`: verified, key, account, and
parsed (a list, exact: fields that have their default are left out) or unparseable.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from intake.channel import Adapter, Parsed, RawEvent, Unparseable

FIXTURES = Path(__file__).parent.parent / "fixtures"
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
Sign = Callable[[RawEvent, str], RawEvent]


def fixtures(channel: str) -> list[Any]:
    """The channel's fixture files as pytest parameters, each under its file's stem."""
    files = sorted((FIXTURES / channel).glob("*.json"))
    return [pytest.param(json.loads(file.read_text("utf-8")), id=file.stem) for file in files]


def raw_event(adapter: str, request: dict[str, Any], *, account: str = "") -> RawEvent:
    """The request of a fixture as the webhook route would store it."""
    if "form" in request:
        body, content_type = (
            urlencode([tuple(pair) for pair in request["form"]]).encode(),
            "application/x-www-form-urlencoded",
        )
    elif "json" in request:
        body, content_type = json.dumps(request["json"]).encode(), "application/json"
    else:
        body, content_type = request["body"].encode("latin-1"), "application/x-www-form-urlencoded"
    return RawEvent(
        adapter=adapter,
        account=request.get("account", account),
        method=request.get("method", "POST"),
        path=request.get("path", f"/webhooks/{adapter}"),
        query=request.get("query", ""),
        headers={"content-type": content_type, **request.get("headers", {})},
        body=body,
        received_at=NOW,
    )


def described(parsed: Parsed) -> dict[str, Any]:
    """`parsed` as JSON shows it: its class and every field that differs from its default."""
    found: dict[str, Any] = {"is": type(parsed).__name__}
    for field in dataclasses.fields(parsed):
        value = _plain(getattr(parsed, field.name))
        if value not in (None, [], {}, False):
            found[field.name] = value
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: found for name, found in dataclasses.asdict(value).items() if found is not None}
    return dict(value) if isinstance(value, dict) else value


def outcome(adapter: Adapter, raw: RawEvent) -> dict[str, Any]:
    """Everything the pure part of `adapter` says of `raw`, as a fixture expects it."""
    found: dict[str, Any] = {
        "verified": adapter.verify(raw, NOW),
        "key": adapter.key(raw),
        "account": adapter.account(raw),
    }
    try:
        found["parsed"] = [described(one) for one in adapter.parse(raw)]
    except Unparseable:
        found["unparseable"] = True
    return found


def check(adapter: Adapter, fixture: dict[str, Any], sign: Sign) -> None:
    """Holds `adapter` to `fixture`, its absences included; the key, and the whole outcome, must be the same twice."""
    request = fixture["request"]
    raw = sign(raw_event(adapter.name, request), request.get("signature", "valid"))
    found = outcome(adapter, raw)
    assert found == fixture["expect"]
    assert adapter.handshake(raw) is None
    assert outcome(adapter, raw) == found


def check_folder(channel: str, *, least: int) -> None:
    """The folder is not empty, names are `event__variant`, notes and sources are there, no note twice."""
    files = sorted((FIXTURES / channel).glob("*.json"))
    notes = [json.loads(file.read_text("utf-8")) for file in files]
    assert len(files) >= least
    assert all(file.stem.count("__") == 1 for file in files)
    assert all(note["note"] and note["source"] for note in notes)
    assert len({note["note"] for note in notes}) == len(notes)
