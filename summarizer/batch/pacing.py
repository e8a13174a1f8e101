"""How fast requests leave: rates that the user set, pauses that the endpoint asked for; a transport under the client."""

import asyncio
import json
import math
import re
import time
from collections.abc import Awaitable, Callable, Mapping

import httpx2

from summarizer.batch.limits import Meter
from summarizer.network import whole_response
from summarizer.recording_files import CHAT
from summarizer.retrying import WAIT_LIMIT_S, retry_after_s, untimed
from summarizer.sentences import CHARACTERS_PER_TOKEN

_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_DURATION = re.compile(rf"(?:(?P<h>\d{{1,9}})h)?(?:(?P<m>\d{{1,9}})m(?!s))?(?:(?P<s>{_NUMBER})s)?(?:(?P<ms>{_NUMBER})ms)?")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


class Pace:
    """Lets one request go at a time, not before its turn; `pause_s` seconds of all waiting were asked for by the endpoint."""

    def __init__(
        self,
        *,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the rates; None: as fast as the endpoint takes them."""
        self._per_request_s = 60.0 / requests_per_minute if requests_per_minute else 0.0
        self._per_token_s = 60.0 / tokens_per_minute if tokens_per_minute else 0.0
        self._clock = clock
        self._sleep = sleep
        self._next = -math.inf
        self._closed_until = -math.inf
        self.pause_s = 0.0

    async def turn(self, tokens: int) -> None:
        """Wait for this request's turn: evenly spaced by the rates, and after every pause."""
        now = self._clock()
        begin = max(self._next, now)
        self._next = begin + max(self._per_request_s, tokens * self._per_token_s)
        if begin > now:
            await self._sleep(begin - now)
        # It may have grown longer meanwhile.
        while (wait_s := self._closed_until - self._clock()) > 0:
            await self._sleep(wait_s)

    def learn(self, status: int, headers: Mapping[str, str]) -> None:
        """Heed what a reply says: how long to wait, and that nothing is left before a reset."""
        wait_s = 0.0
        if status in (429, 503):
            wait_s = retry_after_s(headers) or 0.0
        for kind in ("requests", "tokens"):
            if headers.get(f"x-ratelimit-remaining-{kind}", "").strip() == "0":
                wait_s = max(wait_s, duration_s(headers.get(f"x-ratelimit-reset-{kind}", "")))
        # A longer wait is no pause: each request then fails with what the endpoint said.
        if 0 < wait_s <= WAIT_LIMIT_S and (until := self._clock() + wait_s) > self._closed_until:
            self.pause_s += until - max(self._closed_until, self._clock())
            self._closed_until = until


def duration_s(text: str) -> float:
    """Read a duration as rate-limit headers write it; 0 where it is none.

    >>> [duration_s(text) for text in ("6m0s", "1.5s", "20ms", "7", "soon")]
    [360.0, 1.5, 0.02, 7.0, 0.0]
    """
    text = text.strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    found = _DURATION.fullmatch(text)
    return sum(float(value) * _SECONDS[unit] for unit, value in found.groupdict().items() if value) if found else 0.0


class Metered(httpx2.AsyncBaseTransport):
    """Lets requests pass in their turn and within the limits, and counts what the replies say they cost."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, meter: Meter, pace: Pace) -> None:
        """Take the way to the network."""
        self._inner = inner
        self._meter = meter
        self._pace = pace

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Wait, send, count; raises LimitReached."""
        if not request.url.path.endswith(CHAT):
            return await self._inner.handle_async_request(request)
        tokens = len(await request.aread()) // CHARACTERS_PER_TOKEN + 1
        async with untimed():
            await self._pace.turn(tokens)
        async with self._meter.request(tokens) as settle:
            response = await self._inner.handle_async_request(request)
            try:
                content = await response.aread()
            finally:
                await response.aclose()
            settle(*_usage(content))
        self._pace.learn(response.status_code, response.headers)
        return whole_response(response, content, request)

    async def aclose(self) -> None:
        """Close the connection below."""
        await self._inner.aclose()


def _usage(content: bytes) -> tuple[int, int]:
    """Return input and output tokens as a reply tells them, 0 where it does not."""
    try:
        usage = json.loads(content)["usage"]
        return _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return 0, 0


def _count(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0
