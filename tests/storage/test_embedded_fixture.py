"""The fixtures themselves: each test gets a database of its own, made by the migrations."""

from __future__ import annotations

import asyncpg
import pytest


@pytest.mark.parametrize("turn", [1, 2])
async def test_every_test_begins_with_a_clean_migrated_database(database_url: str, turn: int) -> None:
    """What one turn leaves behind the next does not see."""
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("select count(*) from alembic_version") == 1
        assert await connection.fetchval("select to_regclass('left_behind')") is None, turn
        await connection.execute("create table left_behind (id int)")
    finally:
        await connection.close()


async def test_an_empty_database_has_no_tables(empty_database_url: str) -> None:
    connection = await asyncpg.connect(empty_database_url)
    try:
        assert await connection.fetchval("select count(*) from pg_tables where schemaname = 'public'") == 0
    finally:
        await connection.close()
