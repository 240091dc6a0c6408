"""The clock (decision 8): the system's, plus an offset that lies in PostgreSQL and moves only forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.engine import Engine
from storage.running import offset_of


def system_now() -> datetime:
    """The system's time, aware UTC.  The only place that reads it."""
    return datetime.now(UTC)  # noqa: TID251


class Clock:
    """`now()` is cheap: the offset is read again by `refresh`, once a second by web and worker."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Our time, aware UTC."""
        return system_now() + self.offset

    async def refresh(self, engine: Engine) -> None:
        """Reads the offset; a clock never moves back."""
        self.set_seconds(await offset_of(engine))

    def set_seconds(self, seconds: int) -> None:
        """Takes an offset over if it leads forward."""
        self.offset = max(self.offset, timedelta(seconds=seconds))
