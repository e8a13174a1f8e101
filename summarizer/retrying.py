"""When a failed request is sent again: retries add up over an article, they never multiply.

The client itself never retries, and instructor only asks again where a reply is invalid.
"""

import asyncio
import contextlib
import contextvars
import dataclasses
import datetime
import email.utils
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import TypeVar

import tenacity

WAIT_LIMIT_S = 120.0

R = TypeVar("R")

TIMEOUT: contextvars.ContextVar[asyncio.Timeout | None] = contextvars.ContextVar("timeout", default=None)
"""The timeout of the request under way."""


@contextlib.asynccontextmanager
async def untimed() -> AsyncIterator[None]:
    """Stop the clock of the request under way while the block waits for its turn: that time is not the endpoint's."""
    timeout = TIMEOUT.get()
    until_s = timeout.when() if timeout else None
    if timeout is None or until_s is None:
        yield
        return
    loop = asyncio.get_running_loop()
    left_s = until_s - loop.time()
    timeout.reschedule(None)
    try:
        yield
    finally:
        timeout.reschedule(loop.time() + left_s)


@dataclasses.dataclass
class Tally:
    """What one article has cost so far, failed calls included; its retries share one budget."""

    requests: int = 0
    retries: int = 0
    reasks: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    stored: int = 0


class Failure(Exception):
    """One request that brought no reply, whichever layer noticed; `status` is None where no answer came."""

    def __init__(
        self, text: str, *, status: int | None = None, code: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep what the decision to retry and the message to the user rest on."""
        super().__init__(text)
        self.text = text
        self.status = status
        self.code = code
        self.headers: Mapping[str, str] = headers if headers is not None else {}

    @property
    def passes(self) -> bool:
        """Whether the same request may succeed a little later."""
        if self.code == "insufficient_quota":
            return False
        told = self.headers.get("x-should-retry")
        if told in ("true", "false"):
            return told == "true"
        return self.status is None or self.status in (408, 409, 429) or self.status >= 500


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds to wait from `retry-after-ms`, or from `retry-after` in seconds or as a date (RFC 9110, 10.2.3)."""
    for name, seconds in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            value = float(headers[name]) * seconds
        except (KeyError, ValueError):
            continue
        return max(0.0, value) if math.isfinite(value) else None
    try:
        date = email.utils.parsedate_to_datetime(headers["retry-after"])
    except (KeyError, ValueError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.UTC)
    return max(0.0, (date - datetime.datetime.now(datetime.UTC)).total_seconds())


_backoff_s = tenacity.wait_random_exponential(multiplier=0.5, max=20)


def _failure(state: tenacity.RetryCallState) -> Failure:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Failure) else Failure("no outcome")


def _wait_s(state: tenacity.RetryCallState) -> float:
    asked_s = retry_after_s(_failure(state).headers)
    # A tenth on top spreads requests that were all told the same time.
    return _backoff_s(state) if asked_s is None else asked_s + tenacity.wait_random(0, asked_s / 10)(state)


async def send(request: Callable[[], Awaitable[R]], *, tally: Tally, retries: int) -> R:
    """Send until a reply comes, the failure is final, the article's `retries` are used up, or the wait asked for is too long.

    Raises the last `Failure`.
    """

    def final(state: tenacity.RetryCallState) -> bool:
        return tally.retries >= retries or (retry_after_s(_failure(state).headers) or 0.0) > WAIT_LIMIT_S

    def count(_state: tenacity.RetryCallState) -> None:
        tally.retries += 1

    async def counted() -> R:
        tally.requests += 1
        return await request()

    policy = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception(lambda error: isinstance(error, Failure) and error.passes),
        wait=_wait_s,
        stop=final,
        before_sleep=count,
        reraise=True,
    )
    return await policy(counted)
