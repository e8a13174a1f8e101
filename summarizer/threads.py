"""Work on a thread that nobody has to wait for."""

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def work_apart(work: Callable[[], T]) -> T:
    """Return what `work` returns, done on a thread that the end of the process does not wait for, as it does for a pool's."""
    outcome: concurrent.futures.Future[T] = concurrent.futures.Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            outcome.set_exception(error)

    threading.Thread(target=run, name="summarize", daemon=True).start()
    return await asyncio.wrap_future(outcome)
