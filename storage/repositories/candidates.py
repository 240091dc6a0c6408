"""Earlier complaints that a new one may resemble (R13), found in one statement whose cost does not grow.

Whatever the table holds, it reads few rows: three arms go down an index from the newest and stop.  Full-text search
with every word of a complaint would visit a large part of the table, since citizens share most of their words; so the
GIN index is asked for combinations of the rarest, as PostgreSQL's own statistics count them, and all words together
are held against the newest complaints only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from casework.ports import Compared, Earlier
from casework.types import State
from storage import jobs
from triage.types import Component

OF_PERSON, WITH_RARE_WORDS, OF_SERVICE, LATEST, OF_LATEST = 12, 12, 6, 300, 12
RAREST, WORDS, RANKED = 12, 40, 60
RARE = 0.005
"""Share of complaints below which a word is rare."""
TEXT_LENGTH = 2000

_QUOTED = r"'''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''"


def _any_of(condition: str) -> str:
    """A tsquery's text: any of the words for which the condition holds; null without one."""
    return f"string_agg({_QUOTED}, ' | ') FILTER (WHERE {condition})"


def _groups(count: int) -> str:
    """A tsquery's text: the rarest words dealt out to groups, any word of each; null where a group is empty."""
    dealt = (_any_of(f"rare AND place <= {RAREST} AND place % {count} = {n}") for n in range(count))
    return " || ') & (' || ".join(f"({group})" for group in dealt)


_IN_RANGE = "recorded_at BETWEEN (SELECT earliest FROM own) AND (SELECT recorded_at FROM own)"
_OWN = f"""
    own AS MATERIALIZED (
        SELECT c.id, c.case_id, c.complainant_id, c.made_at, c.recorded_at, k.service_id, k.component,
            c.made_at - CAST(:within AS interval) AS earliest,
            tsvector_to_array(c.search) AS lexemes, set_config('synchronous_commit', 'off', true)
        FROM complaint c JOIN "case" k ON k.id = c.case_id
        WHERE c.id = :id AND pg_try_advisory_xact_lock(hashtextextended('{jobs.COMPARE}:' || c.id, 0))
            AND NOT EXISTS (SELECT 1 FROM review_step r
                            WHERE r.case_id = c.case_id AND r.step = 'c' AND r.author_id IS NULL)
    )"""  # noqa: S608 - names of our own
# Words by how common they are (first those that the statistics do not list, the longest of them): two or three groups
# of the rarest, of which a candidate must hold one each, are few rows in any table, and whoever shares half of the
# words holds them; a number of five figures asks for itself.
_WORDS = rf"""
    common AS MATERIALIZED (
        SELECT known.lexeme, known.frequency
        FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs)
            AS known(lexeme, frequency)
        WHERE s.schemaname = current_schema() AND s.tablename = 'complaint' AND s.attname = 'search'
            AND known.lexeme IS NOT NULL
    ), ranked AS MATERIALIZED (
        SELECT lexeme, coalesce(frequency, 0) < {RARE} AS rare,
            coalesce(frequency, 0) < {RARE} AND lexeme ~ '\d.*\d.*\d.*\d.*\d' AS number,
            row_number() OVER (ORDER BY frequency NULLS FIRST, length(lexeme) DESC, lexeme) AS place,
            count(*) FILTER (WHERE coalesce(frequency, 0) < {RARE}) OVER () AS rares
        FROM (SELECT unnest(lexemes) AS lexeme FROM own) told LEFT JOIN common USING (lexeme)
        WHERE length(lexeme) > 2
    ), asked AS MATERIALIZED (
        SELECT ({_any_of(f"place <= {WORDS}")})::tsquery AS words,
            concat_ws(' | ', {_any_of("number")}, '(' || CASE
                WHEN max(rares) > 8 THEN {_groups(3)} WHEN max(rares) > 3 THEN {_groups(2)}
                ELSE ({_any_of("rare")}) || coalesce(') & (' || ({_any_of(f"NOT rare AND place <= {RAREST}")}), '')
            END || ')')::tsquery AS rare
        FROM ranked
    ), with_rare AS MATERIALIZED (
        SELECT c.id, c.recorded_at FROM complaint c WHERE c.search @@ (SELECT nullif(rare, ''::tsquery) FROM asked)
    )"""  # noqa: S608 - names of our own
_FOUND = f"""
    found AS (
        (SELECT c.id FROM complaint c
            WHERE c.complainant_id = (SELECT complainant_id FROM own) AND c.{_IN_RANGE}
            ORDER BY c.recorded_at DESC LIMIT {OF_PERSON})
        UNION
        (SELECT c.id FROM (
            SELECT id FROM with_rare WHERE {_IN_RANGE} ORDER BY recorded_at DESC LIMIT {RANKED}) newest
            JOIN complaint c ON c.id = newest.id
            ORDER BY ts_rank(c.search, (SELECT words FROM asked)) DESC, c.id DESC LIMIT {WITH_RARE_WORDS})
        UNION
        (SELECT c.id FROM (
            SELECT k.id FROM "case" k
            WHERE k.service_id = (SELECT service_id FROM own) AND k.component = (SELECT component FROM own)
                AND k.opened_at BETWEEN (SELECT earliest FROM own) AND (SELECT made_at FROM own)
            ORDER BY k.opened_at DESC LIMIT {OF_SERVICE}) same
            JOIN complaint c ON c.case_id = same.id LIMIT {OF_SERVICE})
        UNION
        (SELECT latest.id FROM (
            SELECT c.id, c.search FROM complaint c WHERE c.{_IN_RANGE}
            ORDER BY c.recorded_at DESC LIMIT {LATEST}) latest
            WHERE latest.search @@ (SELECT words FROM asked)
            ORDER BY ts_rank(latest.search, (SELECT words FROM asked)) DESC, latest.id DESC LIMIT {OF_LATEST})
        UNION
        (SELECT id FROM own)
    )"""  # noqa: S608 - names of our own
_NEAR = text(
    f"""
    WITH {_OWN}, {_WORDS}, {_FOUND}
    SELECT c.id, c.number, left(c.matter, {TEXT_LENGTH}) AS text, c.made_at, c.complainant_id::text AS person,
        c.case_id, k.service_id, k.component, k.state,
        CASE WHEN c.id = own.id THEN (
            SELECT jsonb_object_agg(kind, count) FROM (
                SELECT a.kind, count(*) FROM message m JOIN attachment a ON a.message_id = m.id
                WHERE m.complaint_id = own.id GROUP BY a.kind) counted) END AS files
    FROM own CROSS JOIN found JOIN complaint c ON c.id = found.id JOIN "case" k ON k.id = c.case_id
    WHERE c.id = own.id OR c.case_id <> own.case_id
    ORDER BY c.id
    """  # noqa: S608 - limits of ours
)
_ADD = text(
    """
    INSERT INTO review_step (case_id, step, text, at)
    SELECT CAST(:case_id AS uuid), 'c', CAST(:text AS text), CAST(:at AS timestamptz)
    WHERE NOT EXISTS (SELECT 1 FROM review_step WHERE case_id = :case_id AND step = 'c' AND author_id IS NULL)
    RETURNING id
    """
)
_LEFT = f"""
    (SELECT c.id FROM complaint c
     WHERE c.recorded_at BETWEEN :since AND :until
        AND NOT EXISTS (SELECT 1 FROM review_step r
                        WHERE r.case_id = c.case_id AND r.step = 'c' AND r.author_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM pgqueuer j
                        WHERE j.dedupe_key = '{jobs.COMPARE}:' || c.id AND j.status IN ('queued', 'picked'))
     ORDER BY c.recorded_at LIMIT 200) left_over
"""  # noqa: S608 - names of our own
_WAKE_LEFT = text(jobs.enqueuing(jobs.COMPARE, "id", _LEFT, priority=jobs.LATER))


class SqlCandidates:
    """casework.ports.Candidates."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def near(self, complaint_id: UUID, within: timedelta) -> Compared | None:
        rows = (await self._session.execute(_NEAR, {"id": complaint_id, "within": within})).all()
        own = next((row for row in rows if row.id == complaint_id), None)
        if own is None:
            return None
        earlier = tuple([_earlier(row) for row in rows if row is not own])
        return Compared(_earlier(own), own.case_id, earlier, own.files or {})

    async def add_draft(self, case_id: UUID, text: str, at: datetime) -> bool:
        done = await self._session.execute(_ADD, {"case_id": case_id, "text": text, "at": at})
        return done.scalar() is not None


def _earlier(row: Row[Any]) -> Earlier:
    component = Component(row.component) if row.component else None
    return Earlier(row.id, row.number, row.text, row.made_at, row.person, row.service_id, component, State(row.state))


async def wake_left(session: AsyncSession, since: datetime, until: datetime) -> None:
    """Wakes the comparing of complaints recorded in that time whose draft (c) is still lacking."""
    await session.execute(_WAKE_LEFT, {"since": since, "until": until})
