"""The sandbox's IMAP server: pymap over the stored mailboxes; any address, one password."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login, Session
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.exceptions import AuthorizationFailure, InvalidAuth
from pymap.imap import IMAPServer
from pymap.interfaces.login import IdentityInterface
from pymap.parsing.message import AppendMessage
from pymap.user import UserMetadata
from pysasl.creds.server import ServerCredentials
from pysasl.identity import ClearIdentity

from channels.sandbox.mail_store import MailStore, StoredMail

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

PASSWORD = "sandbox"  # noqa: S105  printed on the sandbox's own page; it guards nothing


class _Inbox(MailboxData):
    """An inbox whose mails lie on disk and keep their UIDs over restarts."""

    def __init__(self, parent: MailboxSet, store: MailStore, address: str) -> None:
        super().__init__(parent._content_cache, parent._thread_cache)  # noqa: SLF001  pymap offers no other way
        self._store, self._address = store, address
        self._uid_validity = store.validity(address)
        self._max_uid = 0

    async def show(self, mail: StoredMail) -> Message:
        """Lets clients see a stored mail."""
        self._max_uid = mail.uid - 1
        return await super().append(AppendMessage(mail.raw, mail.at), recent=True)

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        """A client's APPEND: stored first, then shown."""
        if append_msg.when is None:
            raise InvalidAuth
        mail = self._store.add(self._address, append_msg.literal, append_msg.when)
        self._max_uid = mail.uid - 1
        return await super().append(append_msg, recent=recent)

    async def delete(self, uids: Iterable[int]) -> None:
        gone = list(uids)
        await super().delete(gone)
        for uid in gone:
            self._store.remove(self._address, uid)


class _Boxes(MailboxSet):
    def __init__(self, store: MailStore, address: str) -> None:
        super().__init__()
        self.inbox = _Inbox(self, store, address)
        self._inbox = self.inbox


class _Identity(Identity):
    """A logged-in address."""

    def __init__(self, name: str, login: _Login) -> None:
        super().__init__(name, login, None, frozenset())
        self._mine = login

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Session]:
        boxes = await self._mine.boxes(self.name)
        yield Session(self.name, self.config, boxes, FilterSet())


class _Login(Login):
    """Lets every address in with the one password."""

    def __init__(self, config: Config, store: MailStore) -> None:
        super().__init__(config)
        self._store = store
        self._boxes: dict[str, _Boxes] = {}
        self._opening = asyncio.Lock()

    async def authenticate(self, credentials: ServerCredentials) -> _Identity:
        name = credentials.authcid.lower()
        if not credentials.verify(ClearIdentity(credentials.authcid, PASSWORD)):
            raise InvalidAuth
        self.users_dict.setdefault(name, UserMetadata(self.config, name))
        return _Identity(name, self)

    async def authorize(self, authenticated: IdentityInterface, authzid: str) -> _Identity:
        if authenticated.name != authzid.lower():
            raise AuthorizationFailure
        return _Identity(authzid.lower(), self)

    async def boxes(self, address: str) -> _Boxes:
        """The address' mailboxes, read from disk when they are asked for the first time."""
        async with self._opening:
            if address not in self._boxes:
                boxes = _Boxes(self._store, address)
                for mail in self._store.mails(address):
                    if not mail.sent:
                        await boxes.inbox.show(mail)
                self._boxes[address] = boxes
            return self._boxes[address]

    async def arrived(self, address: str, mail: StoredMail) -> None:
        """Shows a mail that was stored while the mailbox is open."""
        async with self._opening:
            boxes = self._boxes.get(address)
        if boxes is not None:
            await boxes.inbox.show(mail)


class ImapServer:
    """Listens on a loopback port; `arrived` tells it of a mail that was stored."""

    def __init__(self, store: MailStore) -> None:
        arguments = Namespace(
            host="127.0.0.1", port=0, debug=False, cert=None, key=None, tls=False, proxy_protocol=None,
            passlib_cfg=None, demo_data=False, demo_user="", demo_password="",
        )  # fmt: skip
        self._config = Config.from_args(arguments, disable_idle=True)
        self._login = _Login(self._config, store)
        self._sessions: set[asyncio.Task[Any]] = set()

    async def arrived(self, address: str, mail: StoredMail) -> None:
        """Shows `mail` to whoever has the mailbox open."""
        await self._login.arrived(address, mail)

    @asynccontextmanager
    async def listen(self, port: int) -> AsyncIterator[int]:
        """The server, until the block ends; gives the port."""
        self._config.apply_context()
        serve = IMAPServer(self._login, self._config)

        async def session(reader: StreamReader, writer: StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101  start_server runs every session in one
            self._sessions.add(task)
            try:
                await serve(reader, writer, SocketInfo.get(writer, None))
            except (ConnectionError, asyncio.CancelledError):
                writer.close()
            finally:
                self._sessions.discard(task)

        server = await asyncio.start_server(session, "127.0.0.1", port)
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for task in list(self._sessions):
                task.cancel()
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.gather(*self._sessions, return_exceptions=True), 5)
