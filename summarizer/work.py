"""Where work that takes a processor is done: at once, on a thread (`threads.py`), or in processes of their own (`processes.py`)."""

from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

R = TypeVar("R")
A = TypeVarTuple("A")


class Work(Protocol):
    """Does `work` with its arguments somewhere, and returns what it returns."""

    async def __call__(self, work: Callable[[*A], R], *arguments: *A) -> R:
        """Do it; raises what `work` raises."""


async def at_once(work: Callable[[*A], R], *arguments: *A) -> R:
    """Do it here, where nobody else waits."""
    return work(*arguments)
