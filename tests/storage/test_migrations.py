"""Migrations: there, agreeing with the models, back, and there again; pgqueuer's as its own version writes it."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path

import asyncpg
from pgqueuer.adapters.persistence.qb import DBSettings, Durability, QueryBuilderEnvironment

import storage
from storage.migrate import check, downgrade, upgrade
from storage.models import Base

PINNED = "1.6.0"
SCHEMA = """
SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name LIKE 'pgqueuer%'
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'pgqueuer%'
UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE '%pgqueuer%'
UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
  WHERE conrelid::regclass::text LIKE 'pgqueuer%'
UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT format('%s %s', relname, relpersistence) FROM pg_class WHERE relname LIKE 'pgqueuer%'
UNION ALL SELECT enumlabel FROM pg_enum
ORDER BY 1
"""


async def _fetch(url: str, statement: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        return [row[0] for row in await connection.fetch(statement)]
    finally:
        await connection.close()


TABLES = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"


def test_up_agrees_down_leaves_nothing_and_up_again(empty_database_url: str) -> None:
    upgrade(empty_database_url)
    check(empty_database_url)
    first = asyncio.run(_fetch(empty_database_url, TABLES))
    assert set(first) >= set(Base.metadata.tables) | {"pgqueuer", "pgqueuer_log"}
    downgrade(empty_database_url)
    assert asyncio.run(_fetch(empty_database_url, TABLES)) == ["alembic_version"]
    types = "SELECT typname::text FROM pg_type WHERE typname LIKE 'pgqueuer%' AND typtype = 'e'"
    assert asyncio.run(_fetch(empty_database_url, types)) == []
    upgrade(empty_database_url)
    upgrade(empty_database_url)
    check(empty_database_url)
    assert asyncio.run(_fetch(empty_database_url, TABLES)) == first


def test_two_starts_at_once_migrate_once(empty_database_url: str) -> None:
    async def both() -> None:
        await asyncio.gather(*(asyncio.to_thread(upgrade, empty_database_url) for _ in range(3)))

    asyncio.run(both())
    check(empty_database_url)


def test_pgqueuers_schema_is_the_installed_versions_own(empty_database_url: str) -> None:
    assert version("pgqueuer") == PINNED
    names = [file.name for file in Path(str(storage.__file__)).parent.glob("migrations/pgqueuer_*.sql")]
    assert names == [f"pgqueuer_{PINNED.replace('.', '_')}.sql"]
    upgrade(empty_database_url, "0001")
    ours = asyncio.run(_fetch(empty_database_url, SCHEMA))
    downgrade(empty_database_url)
    install = QueryBuilderEnvironment(DBSettings(durability=Durability.balanced)).build_install_query()
    asyncio.run(_execute(empty_database_url, install))
    assert ours == asyncio.run(_fetch(empty_database_url, SCHEMA))
    assert len(ours) > 40


async def _execute(url: str, statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()
