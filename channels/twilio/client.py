"""Twilio's own client against the configured base address; imported only where something is sent or listed."""

from __future__ import annotations

import asyncio
import json
import logging
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from channels.twilio.config import TwilioConfig
from channels.twilio.statuses import send_error
from intake.channel import SendCode, SendError

if TYPE_CHECKING:
    from twilio.http.async_http_client import AsyncTwilioHttpClient
    from twilio.rest import Client

TIMEOUT_SECONDS = 20.0


def _silent() -> logging.Logger:
    """A logger that writes nothing: the client would log request addresses, and numbers stand in them."""
    logger = logging.getLogger("channels.twilio.silent")
    logger.disabled = True
    return logger


class _Basic:
    """The credentials as a header: the SDK's own way through aiohttp's BasicAuth is deprecated there."""

    def __init__(self, config: TwilioConfig) -> None:
        self._config = config

    def to_auth_strategy(self) -> _Basic:
        """What the SDK asks a credential provider for."""
        return self

    def get_auth_string(self) -> str:
        """The Authorization header's value."""
        return basic_auth(self._config)


def basic_auth(config: TwilioConfig) -> str:
    """HTTP Basic with the account's SID and token."""
    pair = f"{config.account_sid}:{config.auth_token}".encode()
    return "Basic " + b64encode(pair).decode("ascii")


class TwilioClient:
    """The SDK's client, opened at the first call and closed by `aclose`."""

    def __init__(self, config: TwilioConfig) -> None:
        self._config = config
        self._http: AsyncTwilioHttpClient | None = None
        self._client: Client | None = None

    def rest(self) -> Client:
        """The SDK's client; must be called on the event loop that will use it."""
        if self._client is None:
            from twilio.http.async_http_client import AsyncTwilioHttpClient
            from twilio.rest import Client

            self._http = AsyncTwilioHttpClient(logger=_silent())
            self._client = Client(
                self._config.account_sid, http_client=self._http, credential_provider=_Basic(self._config)
            )
            self._client.api.base_url = self._config.api_base
        return self._client

    async def get(self, url: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The JSON object at `url` of the API, as it came.  SendError."""
        async with speaking():
            response = await self.rest().request_async("GET", url, params=dict(params or {}))
        body = _object(response.text)
        if response.status_code >= 400:
            code = body.get("code")
            raise send_error(code if isinstance(code, int) else None, response.status_code)
        return body

    def account_url(self, path: str) -> str:
        """The address of `path` under the account's resource."""
        return f"{self._config.api_base}/2010-04-01/Accounts/{self._config.account_sid}/{path}"

    async def aclose(self) -> None:
        """Closes the HTTP session."""
        if self._http is not None:
            await self._http.close()
        self._http = self._client = None


@asynccontextmanager
async def speaking() -> AsyncIterator[None]:
    """The SDK's and the connection's failures as SendError."""
    import aiohttp
    from twilio.base.exceptions import TwilioException, TwilioRestException

    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            yield
    except TwilioRestException as error:
        raise send_error(error.code, error.status) from None
    except TimeoutError:
        raise SendError(SendCode.TIMEOUT, retryable=True) from None
    except (aiohttp.ClientError, OSError) as error:
        raise SendError(SendCode.UNAVAILABLE, retryable=True, detail=type(error).__name__) from None
    except (TwilioException, ValueError) as error:
        # An answer that is no JSON: a proxy's error page between us and Twilio.
        raise SendError(SendCode.UNAVAILABLE, retryable=True, detail=type(error).__name__) from None


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
