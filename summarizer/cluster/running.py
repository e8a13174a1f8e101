"""The cluster as the batch sees it: what makes a briefing elsewhere (dask.distributed).

Requests leave from here, not from the workers: the key stays here, limits, rates and the store are those of any batch, and a worker
that is lost takes no reply with it.
"""

import asyncio
import contextlib
import dataclasses
import itertools
import logging
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import distributed
import httpx2
from distributed.client import FutureCancelledError

from summarizer.cluster.working import Replies, Signature, for_workers, play, signature
from summarizer.errors import ClusterLost, ConfigError, ModelError, SummarizerError, Unavailable
from summarizer.llm import Model, Reply, Tally
from summarizer.rounds import Played, Question
from summarizer.schemas import Article, Briefing
from summarizer.settings import Settings

_dask: Any = distributed
"""Its classes publish no types."""

_CONNECT_S = 5.0
_LOOK_EVERY_S = 2.0
_LEAVE_S = 2.0

_LOCAL = re.compile(r"local:(\d{1,3})")
_INSTALL = "on every worker, in the checkout: pip install '.[cluster]'"


class Cluster:
    """Workers of a scheduler (`tcp://host:8786`), or of this machine (`local:4`), which end with it.

    `transport` is the way to the endpoint, None where the engine asks nobody. Entering raises ClusterLost where there is no
    scheduler or no worker, ConfigError where a worker does not fit. `patience_s` is how long a run does without workers, or
    without a word from the scheduler: a worker that died is started anew within seconds where anybody does that.
    """

    def __init__(
        self,
        address: str,
        settings: Settings,
        *,
        transport: httpx2.AsyncBaseTransport | None,
        patience_s: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect to nothing yet; `settings` are those of the run."""
        self._address = address
        self._settings = settings
        self._model = Model(settings, transport=transport) if transport else None
        self._patience_s = patience_s
        self._clock = clock
        self._numbers = itertools.count()
        self._stack = contextlib.AsyncExitStack()
        self.places = 0
        """How many articles the workers can check at once."""

    async def __aenter__(self) -> Self:
        """Connect, and look whether the workers fit."""
        _silence()
        settings = self._settings
        if self._model:
            settings = dataclasses.replace(settings, model=await self._model.name())
        self._theirs = for_workers(settings)
        self._expected = signature(self._theirs)
        try:
            self._client: Any = await self._connect()
            self._stack.push_async_callback(_leave, self._client)
            await self._check_workers()
            self._lost = asyncio.get_running_loop().create_future()
            watching = asyncio.create_task(self._watch())
            self._stack.callback(watching.cancel)
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Disconnect; workers of this machine end."""
        await self._close()

    async def make(self, article: Article) -> Briefing:
        """Return the briefing of an article; raises ClusterLost, ConfigError, LimitReached, ModelError."""
        began, tally = self._clock(), Tally()
        replies: dict[str, Reply | SummarizerError] = {}
        while (played := await self._play(article, replies)).briefing is None:
            for question in played.questions:
                replies[question.key] = await self._ask(question, tally)
        run = played.briefing.run
        update = {"requests": run.requests + tally.retries, "retries": run.retries + tally.retries}
        seconds = None if run.seconds is None else round(self._clock() - began, 3)
        return played.briefing.model_copy(update={"run": run.model_copy(update={**update, "seconds": seconds})})

    async def _ask(self, question: Question, tally: Tally) -> Reply | SummarizerError:
        """Send a request; what it ends with is for the round to weigh, unless it is the run's end."""
        assert self._model
        try:
            return await self._model.send(question.body, case=question.case, tally=tally)
        except ModelError as error:
            return error

    async def _play(self, article: Article, replies: Replies) -> Played:
        """Have a worker play a round; one that dies over it is replaced by another."""
        key = f"summarize-{article.id}-{next(self._numbers)}"
        waiting: asyncio.Future[Played] | None = None
        try:
            future = self._client.submit(play, article, self._theirs, dict(replies), self._expected, key=key, pure=False)
            waiting = asyncio.ensure_future(future)
            await asyncio.wait({waiting, self._lost}, return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                return waiting.result()
        except distributed.KilledWorker:
            hint = "the article may be too much for their memory"
            raise Unavailable("the workers died over it, one after the other", hint=hint) from None
        except (FutureCancelledError, OSError):
            raise self._gone() from None
        finally:
            if waiting:
                waiting.cancel()
        raise self._lost.result()

    async def _watch(self) -> None:
        """Note that nobody is left to work, or that the scheduler says nothing any more."""
        silent = self._gone("does not answer any more")
        seen, lost = self._clock(), silent
        while self._client.status == "running" and self._clock() - seen < self._patience_s:
            await asyncio.sleep(_LOOK_EVERY_S)
            with contextlib.suppress(OSError):
                async with asyncio.timeout(self._patience_s):
                    workers = (await self._client.scheduler.identity(n_workers=1))["n_workers"]
                seen, lost = (self._clock(), silent) if workers else (seen, self._deserted())
        if not self._lost.done():
            self._lost.set_result(lost if self._client.status == "running" else self._gone())

    def _gone(self, how: str = "is gone") -> ClusterLost:
        return ClusterLost(f"the scheduler {self._address} {how}", hint="start it, and run again for the rest")

    def _deserted(self) -> ClusterLost:
        hint = f"start some: dask worker {self._address}"
        return ClusterLost(f"the scheduler {self._address} has no workers", hint=hint)

    async def _connect(self) -> Any:
        """Return a client of a scheduler that answered."""
        if found := _LOCAL.fullmatch(self._address):
            cluster = _dask.LocalCluster(
                n_workers=int(found[1]),
                threads_per_worker=1,
                host="127.0.0.1",
                # Without an address of its own the scheduler's status page takes a fixed port.
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
                asynchronous=True,
                preload="summarizer.cluster.working",
            )
            await self._stack.enter_async_context(cluster)
            return await _dask.Client(cluster, asynchronous=True, set_as_default=False)
        client = _dask.Client(self._address, asynchronous=True, set_as_default=False, timeout=_CONNECT_S)
        try:
            # Something else may listen there, which never answers.
            async with asyncio.timeout(2 * _CONNECT_S):
                await client
        except (OSError, ValueError, TypeError) as error:
            await client.close(timeout=1)
            hint = "start it with: dask scheduler, and check the address"
            raise ClusterLost(f"no scheduler answers at {self._address}", hint=hint) from error
        return client

    async def _check_workers(self) -> None:
        """Raise ClusterLost where there are none, ConfigError naming the first that does not fit."""
        try:
            await self._client.wait_for_workers(1, timeout=_CONNECT_S)
            self.places = (await self._client.scheduler.identity(n_workers=0))["total_threads"]
            found = await self._client.run(signature, self._theirs, on_error="return")
        except TimeoutError:
            raise self._deserted() from None
        except OSError:
            raise self._gone() from None
        for worker, answer in sorted(found.items()):
            if isinstance(answer, Signature):
                if difference := self._expected.difference(answer):
                    raise ConfigError(f"worker {worker} does not fit: {difference}", hint="install the same version everywhere")
            elif isinstance(answer, SummarizerError):
                raise ConfigError(f"worker {worker}: {answer}", hint=answer.hint)
            else:
                raise ConfigError(f"worker {worker} has no summarizer, or another version of it ({answer})", hint=_INSTALL)

    async def _close(self) -> None:
        await self._stack.aclose()
        if self._model:
            await self._model.__aexit__(None, None, None)


async def _leave(client: Any) -> None:
    """Let go of a scheduler, also of one that does not answer."""
    with contextlib.suppress(TimeoutError):
        await client.close(timeout=_LEAVE_S)


def _silence() -> None:
    """Keep dask from telling on standard error what becomes one line of ours."""
    for name in (
        "distributed",
        "distributed.client",
        "distributed.scheduler",
        "distributed.nanny",
        "distributed.worker",
        "tornado",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL)
