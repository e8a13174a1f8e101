"""Where work that takes a processor is done: at once, on a thread, or (`processes.py`) in processes of their own."""

import asyncio
import functools
from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

from summarizer.threads import work_apart

R = TypeVar("R")
A = TypeVarTuple("A")


class Work(Protocol):
    """Does `work` with its arguments somewhere, and returns what it returns."""

    async def __call__(self, work: Callable[[*A], R], *arguments: *A) -> R:
        """Do it; raises what `work` raises."""


async def at_once(work: Callable[[*A], R], *arguments: *A) -> R:
    """Do it here, where nobody else waits."""
    return work(*arguments)


class Thread:
    """Does one work at a time on a thread, while the event loop goes on."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = asyncio.Lock()

    async def __call__(self, work: Callable[[*A], R], *arguments: *A) -> R:
        """Wait for the work before, then do it."""
        async with self._lock:
            return await work_apart(functools.partial(work, *arguments))
