"""What a provider accepts, as tables with source and date (tests/specs), and a server that notes what it is sent."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

SPECS = Path(__file__).parent.parent / "specs"


def spec(name: str) -> dict[str, Any]:
    """The table, which must say where it comes from."""
    found: dict[str, Any] = json.loads((SPECS / f"{name}.json").read_text("utf-8"))
    assert found["source"].startswith("https://")
    assert found["read"]
    return found


def wrong(table: Mapping[str, Any], given: Mapping[str, str | bytes]) -> list[str]:
    """What of `given` the table does not allow; empty when all is well."""
    found = [f"{name} missing" for name in table["required"] if name not in given]
    found += [f"one of {names} missing" for names in table.get("one_of", []) if not set(names) & set(given)]
    for name, value in given.items():
        rule = table["parameters"].get(name)
        found += [f"{name} unknown"] if rule is None else [f"{name}: {word}" for word in _broken(rule, value)]
    return found


def _broken(rule: Mapping[str, Any], value: str | bytes) -> list[str]:
    if isinstance(value, bytes):
        return [] if 0 < len(value) <= rule.get("max_bytes", 0) else ["bytes"]
    found = ["pattern"] if "pattern" in rule and not re.fullmatch(rule["pattern"], value) else []
    found += ["long"] if len(value) > rule.get("max", len(value)) else []
    found += ["short"] if len(value) < rule.get("min", 0) else []
    if rule.get("json"):
        json.loads(value)
    return found


@dataclass
class Recorder:
    """Answers every request with `answer` and keeps (path, parameters)."""

    answer: Any = None
    status: int = 200
    requests: list[tuple[str, dict[str, str | bytes]]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Any request."""
        self.requests.append((request.path, await _given(request)))
        return web.json_response(self.answer, status=self.status)


async def _given(request: web.Request) -> dict[str, str | bytes]:
    given: dict[str, str | bytes] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json()
        given |= {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
    elif request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            given[name] = value.file.read() if isinstance(value, web.FileField) else str(value)
    else:
        given |= dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
    return given


@asynccontextmanager
async def recording(recorder: Recorder) -> AsyncIterator[str]:
    """The recorder on a port of this machine; its address."""
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", recorder.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
