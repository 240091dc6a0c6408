"""The unit of work: one transaction over the repositories, committed at its edge."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from storage.repositories.candidates import SqlCandidates
from storage.repositories.cases import SqlCases
from storage.repositories.outbox import Carriage, SqlOutbox
from storage.repositories.people import SqlConversations, SqlOfficers
from storage.repositories.trace import SqlAudit


class SqlWork:
    """casework.ports.Work on one session."""

    def __init__(self, session: AsyncSession, carriage: Carriage) -> None:
        self.session = session
        self.cases = SqlCases(session, carriage.zone)
        self.outbox = SqlOutbox(session, carriage)
        self.audit = SqlAudit(session)
        self.officers = SqlOfficers(session)
        self.conversations = SqlConversations(session)
        self.candidates = SqlCandidates(session)


class Works:
    """Opens units of work; `committed` is called after each commit."""

    def __init__(
        self, engine: AsyncEngine, carriage: Carriage | None = None, committed: Callable[[], None] | None = None
    ) -> None:
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._carriage = carriage or Carriage()
        self._committed = committed

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlWork]:
        """A transaction: committed at the end, rolled back when the block raises."""
        async with self._sessions() as session, session.begin():
            yield SqlWork(session, self._carriage)
        if self._committed is not None:
            self._committed()
