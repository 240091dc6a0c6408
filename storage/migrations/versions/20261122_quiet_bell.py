"""pgqueuer's NOTIFY only for jobs that are due, and only from connections that do not ring themselves"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "6dcf5c724fd5"
branch_labels = None
depends_on = None

_FUNCTION = """
CREATE FUNCTION fn_aduan_bell() RETURNS TRIGGER AS $$
BEGIN
    -- NOTIFY makes committing transactions wait for each other's flush: busy ones ring apart (storage/bell.py)
    IF current_setting('aduan.bell', true) IS DISTINCT FROM 'off'
       AND NOT EXISTS (SELECT 1 FROM fresh WHERE execute_after > now()) THEN
        PERFORM pg_notify('ch_pgqueuer', json_build_object('channel', 'ch_pgqueuer', 'operation', 'insert',
            'sent_at', now(), 'table', TG_TABLE_NAME, 'type', 'table_changed_event')::text);
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql
"""


def upgrade() -> None:
    op.execute(_FUNCTION)
    op.execute("DROP TRIGGER tg_pgqueuer_changed ON pgqueuer")
    op.execute(
        "CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT ON pgqueuer"
        " REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fn_aduan_bell()"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER tg_pgqueuer_changed ON pgqueuer")
    op.execute("DROP FUNCTION fn_aduan_bell")
    op.execute(
        "CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON pgqueuer"
        " EXECUTE FUNCTION fn_pgqueuer_changed()"
    )
