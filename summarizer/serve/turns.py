"""Whose turn it is: a limited number at once, and those who wait are served in rotation, whoever sent more."""

import asyncio
import contextlib
import contextvars
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

import httpx2

from summarizer.recording_files import CHAT
from summarizer.retrying import TIMEOUT


class Asker(NamedTuple):
    """Who asks, and who is told when the first turn comes."""

    user: str
    began: Callable[[], None]


ASKER: contextvars.ContextVar[Asker] = contextvars.ContextVar("asker")
"""For whom the work of a task is done."""


class Turns:
    """At most `limit` turns at once; free ones go round the users who wait, and to each user's requests in order."""

    def __init__(self, limit: int) -> None:
        """Begin with nobody waiting."""
        self._free = limit
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @contextlib.asynccontextmanager
    async def turn(self, asker: Asker) -> AsyncIterator[None]:
        """Wait for a turn, tell that it came, and give it on afterwards."""
        await self._take(asker.user)
        try:
            asker.began()
            yield
        finally:
            self._pass_on()

    async def _take(self, user: str) -> None:
        if self._free:
            self._free -= 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(user, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():
                # The turn came in the same moment.
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Give a turn to the next user, who then stands last."""
        while self._waiting:
            user, places = self._waiting.popitem(last=False)
            place = places.popleft()
            if places:
                self._waiting[user] = places
            if not place.done():
                place.set_result(None)
                return
        self._free += 1


class InTurn(httpx2.AsyncBaseTransport):
    """Sends requests to a model in turn; what waits costs none of the request's time."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, turns: Turns) -> None:
        """Take the way to the network."""
        self._inner = inner
        self._turns = turns

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Wait for a turn, and send."""
        if not request.url.path.endswith(CHAT):
            return await self._inner.handle_async_request(request)
        left_s = _hold()
        async with self._turns.turn(ASKER.get()):
            _resume(left_s)
            return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the connection below."""
        await self._inner.aclose()


def _hold() -> float | None:
    """Stop the clock of the request under way, and return how much of its time is left."""
    timeout = TIMEOUT.get()
    if timeout is None or (until := timeout.when()) is None:
        return None
    timeout.reschedule(None)
    return until - asyncio.get_running_loop().time()


def _resume(left_s: float | None) -> None:
    """Let the clock of the request run on."""
    timeout = TIMEOUT.get()
    if timeout is not None and left_s is not None:
        timeout.reschedule(asyncio.get_running_loop().time() + left_s)
