"""The SMTP side: one connection kept while it is used, and the server's words as codes of the contract."""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Sequence
from email.message import EmailMessage

import aiosmtplib
from aiosmtplib import errors

from channels.email.config import MailConfig
from intake.channel import SendCode, SendError

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_HOUR = 3600.0
# RFC 3463 and the registry of RFC 5248: (status pattern, code, retryable, seconds to wait); the first that matches.
_BY_STATUS: Sequence[tuple[str, SendCode, bool, float | None]] = (
    (r"[45]\.4\.5", SendCode.RATE_LIMITED, True, _HOUR),  # Gmail's daily quota comes as 550 5.4.5
    (r"4\.7\.(0|28|32|650)|4\.2\.1|4\.5\.3|4\.7\.1", SendCode.RATE_LIMITED, True, None),
    (r"5\.7\.(8|9|11|12|14)|5\.7\.0|4\.7\.12", SendCode.CREDENTIALS, True, _HOUR),
    (r"5\.1\.[1236]|5\.1\.10|5\.4\.[146]|5\.1\.0|5\.2\.1|5\.1\.8", SendCode.BAD_ADDRESS, False, None),
    (r"[45]\.2\.2", SendCode.UNAVAILABLE, True, _HOUR),  # mailbox full
    (r"5\.3\.4|5\.2\.3", SendCode.TOO_LARGE, False, None),
    (r"5\.7\.\d+", SendCode.REJECTED, False, None),
    (r"4\.\d+\.\d+", SendCode.UNAVAILABLE, True, None),
)
# RFC 5321 4.2.3, where the server gives no enhanced status.
_BY_REPLY: Sequence[tuple[str, SendCode, bool, float | None]] = (
    (r"530|534|535|538|454", SendCode.CREDENTIALS, True, _HOUR),
    (r"421", SendCode.UNAVAILABLE, True, None),
    (r"4\d\d", SendCode.UNAVAILABLE, True, None),
    (r"552", SendCode.TOO_LARGE, False, None),
    (r"550|551|553|501", SendCode.BAD_ADDRESS, False, None),
    (r"554|5\d\d", SendCode.REJECTED, False, None),
)


def send_error(code: int, text: str) -> SendError:
    """A server's refusal as SendError; its detail is the code and the status, never the server's sentence."""
    status = _ENHANCED.search(text)
    if status:
        for pattern, word, retryable, wait in _BY_STATUS:
            if re.fullmatch(pattern, status[1]):
                return SendError(word, retryable=retryable, detail=f"{code} {status[1]}", retry_after=wait)
    for pattern, word, retryable, wait in _BY_REPLY:
        if re.fullmatch(pattern, str(code)):
            detail = f"{code} {status[1]}" if status else str(code)
            return SendError(word, retryable=retryable, detail=detail, retry_after=wait)
    return SendError(SendCode.UNKNOWN, retryable=True, detail=str(code))


class Smtp:
    """Hands mails to the office's SMTP server, one at a time over one connection."""

    def __init__(self, config: MailConfig) -> None:
        self._config = config
        self._client: aiosmtplib.SMTP | None = None
        self._turn = asyncio.Lock()

    async def send(self, mail: EmailMessage, recipient: str) -> None:
        """Hands `mail` over.  SendError.  A connection gone stale since the last mail is made anew once."""
        async with self._turn:
            fresh = self._client is None
            try:
                await self._hand_over(mail, recipient)
            except errors.SMTPServerDisconnected:
                if fresh:
                    raise SendError(SendCode.UNAVAILABLE, retryable=True, detail="disconnected") from None
                await self._again(mail, recipient)

    async def _again(self, mail: EmailMessage, recipient: str) -> None:
        try:
            await self._hand_over(mail, recipient)
        except errors.SMTPServerDisconnected:
            raise SendError(SendCode.UNAVAILABLE, retryable=True, detail="disconnected") from None

    async def _hand_over(self, mail: EmailMessage, recipient: str) -> None:
        try:
            client = await self._connected()
            await client.send_message(mail, sender=self._config.address, recipients=[recipient])
        except errors.SMTPRecipientsRefused as refused:
            first = refused.recipients[0]
            raise send_error(first.code, first.message) from None
        except errors.SMTPResponseException as refused:
            await self._drop_unless(refused.code)
            raise send_error(refused.code, refused.message) from None
        except errors.SMTPServerDisconnected:
            self._drop()
            raise
        except (errors.SMTPException, ssl.SSLError, OSError, ValueError) as trouble:
            self._drop()
            raise _connection_error(trouble) from None

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        self._client = self._new()
        await self._client.connect()
        return self._client

    def _new(self) -> aiosmtplib.SMTP:
        server = self._config.smtp
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.tls == "implicit",
            start_tls=server.tls == "starttls",
            tls_context=server.context() if server.tls != "none" else None,
            timeout=self._config.timeout,
        )

    async def _drop_unless(self, code: int) -> None:
        """After a refusal of one mail the connection still stands; RSET makes sure of it (RFC 5321 4.1.1.5)."""
        if self._client is None or code in {421, 454, 530, 534, 535, 538}:
            self._drop()
            return
        try:
            await self._client.rset()
        except (errors.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    async def check(self) -> str | None:
        """None when we can log in, else the reason's code."""
        client = self._new()
        try:
            await client.connect()
            await client.quit()
        except errors.SMTPResponseException as refused:
            return str(send_error(refused.code, refused.message))
        except (errors.SMTPException, ssl.SSLError, OSError, ValueError) as trouble:
            return str(_connection_error(trouble))
        finally:
            client.close()
        return None

    async def aclose(self) -> None:
        """Says goodbye if the server still listens."""
        client = self._client
        if client is not None and client.is_connected:
            with contextlib.suppress(errors.SMTPException, OSError):
                await client.quit()
        self._drop()


def _connection_error(trouble: Exception) -> SendError:
    """What went wrong before the server said anything."""
    if isinstance(trouble, errors.SMTPTimeoutError | TimeoutError):
        return SendError(SendCode.TIMEOUT, retryable=True)
    if isinstance(trouble, errors.SMTPNotSupported | UnicodeError):
        return SendError(SendCode.BAD_ADDRESS, retryable=False, detail="smtputf8")
    return SendError(SendCode.UNAVAILABLE, retryable=True, detail=type(trouble).__name__.lower())
