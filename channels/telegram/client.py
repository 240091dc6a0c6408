"""The Bot API's client against the configured base address; imported only where something is sent or fetched."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from channels.telegram.config import TelegramConfig
from intake.channel import SendCode, SendError

if TYPE_CHECKING:
    import httpx
    from telegram import Bot
    from telegram.request import HTTPXRequest

TIMEOUT_SECONDS = 15.0


class TelegramClient:
    """The library's Bot and one plain HTTP client, opened at the first call and closed by `aclose`."""

    def __init__(self, config: TelegramConfig) -> None:
        self._config = config
        self._bot: Bot | None = None
        self._request: HTTPXRequest | None = None
        self._http: httpx.AsyncClient | None = None

    def bot(self) -> Bot:
        """The Bot; it needs no initialize(), which would ask getMe and so fail where sending might not."""
        if self._bot is None:
            # The library's durations become timedelta in its next major version; without this it warns at each 429.
            os.environ.setdefault("PTB_TIMEDELTA", "true")
            from telegram import Bot
            from telegram.request import HTTPXRequest

            base = self._config.api_base
            self._request = HTTPXRequest(
                connection_pool_size=32, connect_timeout=10, read_timeout=TIMEOUT_SECONDS, pool_timeout=10
            )
            self._bot = Bot(
                self._config.token,
                base_url=f"{base}/bot",
                base_file_url=f"{base}/file/bot",
                request=self._request,
                get_updates_request=self._request,  # else it opens a second pool that nobody closes
            )
        return self._bot

    async def call(
        self, method: str, parameters: Mapping[str, object] | None = None, *, within: float = TIMEOUT_SECONDS
    ) -> Any:
        """`method`'s result as it came, for what is to be kept raw; `within` seconds.  SendError."""
        import httpx

        if self._http is None:
            self._http = httpx.AsyncClient(trust_env=False)
        url = f"{self._config.api_base}/bot{self._config.token}/{method}"
        try:
            response = await self._http.post(url, json=dict(parameters or {}), timeout=within)
            body = response.json()
        except httpx.TimeoutException:
            raise SendError(SendCode.TIMEOUT, retryable=True) from None
        except (httpx.HTTPError, ValueError) as error:
            raise SendError(SendCode.UNAVAILABLE, retryable=True, detail=type(error).__name__) from None
        if not isinstance(body, dict) or not body.get("ok"):
            raise refusal(response.status_code, body)
        return body["result"]

    async def aclose(self) -> None:
        """Closes the connections."""
        if self._request is not None:
            await self._request.shutdown()
        if self._http is not None:
            await self._http.aclose()
        self._bot = self._request = self._http = None


def refusal(status: int, body: Any) -> SendError:
    """The error for an answer that is not ok."""
    if status == 429:
        wait = body.get("parameters", {}).get("retry_after") if isinstance(body, dict) else None
        return SendError(SendCode.RATE_LIMITED, retryable=True, detail="429", retry_after=wait)
    if status in (401, 404):
        return SendError(SendCode.CREDENTIALS, retryable=True, detail=str(status))
    if status == 409:
        # Another getUpdates runs, or a webhook was set meanwhile.
        return SendError(SendCode.UNAVAILABLE, retryable=True, detail="409")
    return SendError(
        SendCode.UNAVAILABLE if status >= 500 else SendCode.REJECTED, retryable=status >= 500, detail=str(status)
    )
