"""Work on a thread that the end of the process does not wait for."""

import asyncio
import concurrent.futures
import functools
import threading
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

R = TypeVar("R")
A = TypeVarTuple("A")


async def work_apart(work: Callable[[], R]) -> R:
    """Return what `work` returns, done on a thread that the end of the process does not wait for, as it does for a pool's."""
    outcome: concurrent.futures.Future[R] = concurrent.futures.Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=run, name="summarize", daemon=True).start()
    return await asyncio.wrap_future(outcome)


class Thread:
    """Does one work at a time on a thread, while the event loop goes on."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = asyncio.Lock()

    async def __call__(self, work: Callable[[*A], R], *arguments: *A) -> R:
        """Wait for the work before, then do it."""
        async with self._lock:
            return await work_apart(functools.partial(work, *arguments))
