"""pgqueuer's own schema, pinned to version 1.6.0 (balanced durability: its log is rebuilt after a crash)"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    script = (Path(__file__).parent.parent / "pgqueuer_1_6_0.sql").read_text(encoding="utf-8")
    for statement in script.split("\n--;\n"):
        lines = [line for line in statement.splitlines() if not line.startswith("-- pgqueuer")]
        if "".join(lines).strip():
            op.execute("\n".join(lines))


def downgrade() -> None:
    op.execute("DROP TABLE pgqueuer, pgqueuer_log, pgqueuer_schedules, pgqueuer_statistics CASCADE")
    op.execute("DROP FUNCTION fn_pgqueuer_changed CASCADE")
    op.execute("DROP TYPE pgqueuer_status")
