"""Whole conversations through dialogue, use cases and PostgreSQL: what later words change of a recorded complaint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from app.chatting import Chat
from app.settings import Settings
from intake.channel import Channel
from storage.address import driver_url

BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


async def talk(url: str, folder: Path, lines: Sequence[str]) -> asyncpg.Record:
    """The complaint that a conversation leaves behind."""
    settings = Settings().model_copy(update={"data_dir": folder})
    async with Chat(settings, url, Channel.WHATSAPP, "+6281200000001", BEGIN) as chat:
        for n, line in enumerate(lines):
            await chat.say(line, timedelta(seconds=n))
    connection = await asyncpg.connect(driver_url(url))
    try:
        return await connection.fetchrow("SELECT * FROM complaint")
    finally:
        await connection.close()


NAMELESS = ["NIB saya terbit kemarin tapi alamatnya salah ketik", "tidak mau"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            NAMELESS, {"name": None, "treated_as": "suggestion", "due_at": None}, id="R12-no-name-is-suggestion"
        ),
        pytest.param(
            [*NAMELESS, "ya sudah, nama saya Asep Sunandar"],
            {"name": "Asep Sunandar", "treated_as": "complaint"},
            id="R12-a-name-told-later-makes-it-a-complaint",
        ),
        pytest.param(
            ["Nama saya Asep Sunandar. NIB saya terbit kemarin tapi alamatnya salah ketik", "RAHASIA"],
            {"name": "Asep Sunandar", "confidential": True, "treated_as": "complaint"},
            id="R14-confidential-after-the-record",
        ),
    ],
)
async def test_what_later_words_change(
    database_url: str, tmp_path: Path, lines: list[str], expected: dict[str, Any]
) -> None:
    row = await talk(database_url, tmp_path, lines)
    assert {name: row[name] for name in expected} == expected
    assert (row["due_at"] is not None) == (row["treated_as"] == "complaint")
