"""The way out: connections as the settings ask for, and no reply larger than a chat completion can be."""

import urllib.request
from urllib.parse import urlsplit

import httpx2

from summarizer.errors import InvalidReply
from summarizer.settings import OPENAI_BASE_URL, Settings

MAXIMUM_REPLY_BYTES = 16_000_000
"""A reply of 100,000 tokens has half a megabyte; what is longer is read no further, compressed or not."""

SHORTEST_SECRET = 16
"""Characters of a key; local servers take any word for one ("none", "ollama")."""

_BODY_HEADERS = {"content-length", "content-encoding", "transfer-encoding", "connection"}


def open_network(settings: Settings) -> "Bounded":
    """Return the way out for chat completions, whose replies are read up to a limit."""
    return Bounded(open_connections(settings), key=settings.api_key)


def open_connections(settings: Settings) -> httpx2.AsyncHTTPTransport:
    """Return the transport that a client would take by itself: one pool, through the environment's proxy where it names one."""
    address = urlsplit(settings.base_url or OPENAI_BASE_URL)
    proxies = {} if urllib.request.proxy_bypass(address.hostname or "") else urllib.request.getproxies()
    # An article has one request under way at a time, so no more connections than articles.
    limits = httpx2.Limits(max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency)
    return httpx2.AsyncHTTPTransport(proxy=proxies.get(address.scheme) or proxies.get("all"), limits=limits)


class Bounded(httpx2.AsyncBaseTransport):
    """Reads each reply whole, up to a limit, whatever its headers say of its length, and takes the key out of it.

    An endpoint or proxy that sends the key back would else have it in recordings, in the store and in messages.
    """

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, *, key: str | None = None, maximum_bytes: int = MAXIMUM_REPLY_BYTES
    ) -> None:
        """Take the transport below, and the key; one too short to be a secret may be a word of a reply and stays."""
        self._inner = inner
        self._key = key.encode("utf-8", "replace") if key and len(key) >= SHORTEST_SECRET else None
        self._maximum_bytes = maximum_bytes

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send and read; raises InvalidReply where the reply is too large."""
        response = await self._inner.handle_async_request(request)
        try:
            content = bytearray()
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > self._maximum_bytes:
                    raise InvalidReply(f"{request.url.host} sent a reply of more than {self._maximum_bytes // 1_000_000} MB")
        finally:
            await response.aclose()
        body = bytes(content)
        return whole_response(response, body.replace(self._key, b"[key]") if self._key else body, request)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


def whole_response(response: httpx2.Response, content: bytes, request: httpx2.Request) -> httpx2.Response:
    """Return a response whose body has been read and decoded, for the layer above."""
    headers = {name: value for name, value in response.headers.items() if name not in _BODY_HEADERS}
    return httpx2.Response(response.status_code, headers=headers, content=content, request=request)
