"""Processes that work beside this one, for what takes a processor (IO)."""

import asyncio
import concurrent.futures
import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar, TypeVarTuple, get_args

from summarizer.schemas import Language
from summarizer.threads import Thread

R = TypeVar("R")
A = TypeVarTuple("A")

LEAST_ARTICLES = 100
"""Fewer are checked before processes have started."""
MOST_PROCESSES = 4
"""One process that asks, keeps and writes has work for about so many that check."""


class Processes:
    """Does work in up to `count` processes, which start with the first; on a thread where processes can't be had or are lost.

    Arguments and results travel as pickles. `close` ends the processes at once, whatever they are at; they end by themselves when
    this process is gone.
    """

    def __init__(self, count: int, *, language: Language | None = None, notes: Callable[[str], None] = lambda _text: None) -> None:
        """Start nothing yet; `language` is that of all work, where it has one; `notes` is told where processes were lost."""
        self._count = count
        self._languages = (language,) if language else get_args(Language)
        self._notes = notes
        self._thread = Thread()
        self._starting = asyncio.Lock()
        self._pool: concurrent.futures.ProcessPoolExecutor | None = None
        self._started = False
        self._before = frozenset(multiprocessing.active_children())

    async def __call__(self, work: Callable[[*A], R], *arguments: *A) -> R:
        """Do it in the next process that is free."""
        async with self._starting:
            if not self._started:
                self._pool = await asyncio.to_thread(self._start)
                self._started = True
        if pool := self._pool:
            try:
                return await asyncio.get_running_loop().run_in_executor(pool, functools.partial(work, *arguments))
            except BrokenProcessPool:
                self._lose()
        return await self._thread(work, *arguments)

    def _start(self) -> concurrent.futures.ProcessPoolExecutor | None:
        """Return running processes, None where the machine gives none."""
        # A fork of this process would have its threads' locks; the server that forks has none.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([f"summarizer.preloaded.{language}" for language in self._languages])
        pool = None
        try:
            pool = concurrent.futures.ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin)
            pool.submit(os.getpid).result()
        # What a platform, a container or a limit raises where it allows no semaphores, no memory to share or no further process.
        except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
            if pool:
                pool.shutdown(wait=False)
            return None
        return pool

    def _lose(self) -> None:
        """Go on without processes, said once."""
        if self._pool:
            self._pool = None
            self._notes("the processes that check were lost; checking goes on in this one")

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            for child in set(multiprocessing.active_children()) - self._before:
                child.kill()


def processes_worth(articles: int) -> int:
    """Return how many processes pay for so many articles, 0 for none: each takes a second to start, and 100 MB."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES) if cores > 1 and articles >= LEAST_ARTICLES else 0


def _begin() -> None:
    """Leave signals, which a terminal and systemd send to all, to the process that began the run, and end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(0)
