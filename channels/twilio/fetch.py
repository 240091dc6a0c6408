"""A medium that Twilio holds for us: https://www.twilio.com/docs/messaging/api/media-resource.

The address stands in a signed message, yet it is a stranger's message: credentials go to the API's own host only,
and every hop is looked up, checked and then connected to by the very address that was checked.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from channels.twilio.client import basic_auth
from channels.twilio.config import TwilioConfig
from intake.channel import Blob, FetchError, MediaRef

if TYPE_CHECKING:
    import httpx

MEDIA_BYTES = 16 * 1024 * 1024  # WhatsApp's limit through Twilio, inbound and outbound
REDIRECTS = 5
# Types that have no magic bytes: believed as declared, everything else is sniffed.
DECLARED = frozenset({"text/plain", "text/csv", "text/vcard", "text/x-vcard", "text/calendar"})


async def fetch(config: TwilioConfig, media: MediaRef, *, limit: int = MEDIA_BYTES) -> Blob:
    """The bytes of `media`, at most `limit`.  FetchError."""
    import httpx

    if not media.url:
        raise FetchError("no address", retryable=False)
    try:
        async with httpx.AsyncClient(timeout=20, follow_redirects=False, trust_env=False) as client:
            content, declared = await _follow(config, client, media.url, limit)
    except httpx.TransportError as error:
        raise FetchError(type(error).__name__, retryable=True) from None
    except (httpx.InvalidURL, httpx.HTTPError) as error:
        raise FetchError(type(error).__name__, retryable=False) from None
    return Blob(content=content, type=sniff(content, declared or media.type), name=media.name)


def sniff(content: bytes, declared: str | None) -> str:
    """The media type that the bytes show; a declared one is believed only for text that has no signature."""
    import filetype

    kind = filetype.guess(content)
    if kind is not None:
        return str(kind.mime)
    plain = (declared or "").split(";")[0].strip().lower()
    return plain if plain in DECLARED else "application/octet-stream"


async def _follow(config: TwilioConfig, client: httpx.AsyncClient, url: str, limit: int) -> tuple[bytes, str | None]:
    for _ in range(REDIRECTS + 1):
        request = await _request(config, client, url)
        response = await client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                url = urljoin(url, response.headers["location"])
                continue
            _refuse(response.status_code)
            return await _read(response, limit), response.headers.get("content-type")
        finally:
            await response.aclose()
    raise FetchError("too many redirects", retryable=False)


async def _request(config: TwilioConfig, client: httpx.AsyncClient, url: str) -> httpx.Request:
    """A request to the checked address itself, so that a second look-up cannot answer differently."""
    import httpx

    parts, base = urlsplit(url), urlsplit(config.api_base)
    own = (parts.scheme, parts.netloc) == (base.scheme, base.netloc)
    if own and config.sandbox:
        return client.build_request("GET", url, headers={"authorization": basic_auth(config)})
    if parts.scheme != "https" or not parts.hostname:
        raise FetchError("not https", retryable=False)
    pinned = httpx.URL(url).copy_with(host=await _public_address(parts.hostname, parts.port or 443))
    headers = {"host": parts.netloc, **({"authorization": basic_auth(config)} if own else {})}
    return client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": parts.hostname})


async def _public_address(host: str, port: int) -> str:
    """The first address of `host`, refused when any of them is not on the public network."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise FetchError("host unknown", retryable=True) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise FetchError("address refused", retryable=False)
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether `address` is neither private, link-local, loopback, multicast nor a mapping of such a one."""
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global) and not mapped.is_multicast


def _refuse(status: int) -> None:
    if status >= 400:
        # 404: Twilio has not copied it yet, or it was deleted; worth another try either way.
        raise FetchError(f"HTTP {status}", retryable=status in (404, 408, 429) or status >= 500)


async def _read(response: httpx.Response, limit: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.aiter_bytes():
        size += len(chunk)
        if size > limit:
            raise FetchError("too large", retryable=False)
        chunks.append(chunk)
    return b"".join(chunks)
