"""Where articles are briefed: one desk, in an event loop and thread of its own, so that checking never holds up an answer."""

import asyncio
import concurrent.futures
import contextlib
import dataclasses
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, Literal, TypeVar
from weakref import WeakValueDictionary

from summarizer.desk import Desk
from summarizer.errors import Defect, SummarizerError
from summarizer.keys import briefing_key, known_model
from summarizer.network import open_network
from summarizer.pipeline import brief
from summarizer.schemas import Article, Briefing
from summarizer.serve.problems import Stopping
from summarizer.serve.turns import ASKER, Asker, InTurn, Turns
from summarizer.settings import Settings
from summarizer.store import Store
from summarizer.threads import Thread

R = TypeVar("R")
State = Literal["queued", "running", "done", "failed"]


@dataclasses.dataclass(eq=False)
class Job:
    """One article that somebody wants briefed; `read` is how many of how many sentences the embedded model has read."""

    key: str
    article: Article
    user: str
    state: State = "queued"
    error: SummarizerError | None = None
    read: tuple[int, int] | None = None

    def begin(self) -> None:
        """Note that it is worked on."""
        self.state = "running"


Finished = Callable[[Job, Briefing | None], None]
"""Is told of each job that is over, on the worker's thread, before its state says so."""


class Worker:
    """Briefs articles in turn, from `start` to `stop`."""

    def __init__(self, settings: Settings, *, store: Store | None, finished: Finished, tell: Callable[[str], None]) -> None:
        """Open the engine; raises ConfigError where none can run. `tell` hears of defects."""
        self._settings = settings
        self._finished = finished
        self._tell = tell
        name = settings.choose_engine()
        # An endpoint is shared call by call; an engine on this machine takes one whole article after the other.
        self._calls = Turns(settings.concurrency)
        self._articles = None if name == "endpoint" else Turns(settings.concurrency if name == "replay" else 1)
        transport = InTurn(open_network(settings), self._calls) if name == "endpoint" else None
        self.desk = Desk(settings, transport=transport, store=store, watch=self, work=Thread())
        _ = self.desk.engine
        self._alone: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._own: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._jobs: dict[Job, asyncio.Task[None]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run_loop, name="worker", daemon=True)

    @property
    def under_way(self) -> int:
        """How many articles are worked on."""
        return sum(job.state == "running" for job in list(self._jobs))

    def start(self) -> None:
        """Start to work."""
        self._thread.start()

    def stop(self, wait_s: float) -> None:
        """Give what is worked on so many seconds, then break it off; what only waits is broken off at once."""
        if not self._thread.is_alive():
            return
        with contextlib.suppress(TimeoutError):
            self._run(self._end(wait_s)).result(wait_s + 5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(2)

    async def key(self, article: Article) -> str:
        """Return the key of an article's briefing; raises ConfigError or ModelError where an endpoint can't say its model."""
        if known_model(self.desk.name, self._settings) is not None:
            return await self._key(article)
        return await asyncio.wrap_future(self._run(self._key(article)))

    def begin(self, job: Job) -> None:
        """Take a job."""
        self._loop.call_soon_threadsafe(self._begin, job)

    def note(self, text: str) -> None:
        """Pass over what is prepared: those who wait see that they do."""

    def read(self, article: Article, done: int, total: int) -> None:
        """Note how far the embedded model is with an article."""
        for job in list(self._jobs):
            if job.article.id == article.id and job.state == "running":
                job.read = done, total

    def _run_loop(self) -> None:
        self._loop.run_forever()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, R]) -> concurrent.futures.Future[R]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _key(self, article: Article) -> str:
        if key := await self.desk.key(article):
            return key
        model = known_model(self.desk.name, self._settings) or await self.desk.engine.model_name()
        return briefing_key(article, self.desk.name, model or "", self._settings)

    def _begin(self, job: Job) -> None:
        task = self._loop.create_task(self._work(job))
        self._jobs[job] = task
        task.add_done_callback(lambda _task: self._jobs.pop(job, None))

    async def _work(self, job: Job) -> None:
        """Do a job, and say how it ended."""
        ASKER.set(Asker(job.user, job.begin))
        briefing = None
        try:
            async with self._turn(job):
                briefing = await brief(job.article, self.desk)
        except SummarizerError as error:
            job.error = error
        except asyncio.CancelledError:
            job.error = Stopping("the server ended before the briefing was done", hint="hand the article in again")
        except Exception as error:  # noqa: BLE001 - a defect of ours costs its article, not the server
            job.error = Defect(error)
            self._tell(f"briefing {job.key}: {job.error}")
        self._finished(job, briefing)
        job.state = "done" if briefing else "failed"

    @contextlib.asynccontextmanager
    async def _turn(self, job: Job) -> AsyncIterator[None]:
        """Wait for the user's own articles, whoever works on the same text, and the engine where it does one at a time.

        A user's calls fill the limit with so many articles begun; more would only have their sentences split before others'.
        The replies to one text serve all who handed it in.
        """
        own = self._own.setdefault(job.user, asyncio.Semaphore(2 * self._settings.concurrency))
        async with own, self._alone.setdefault(job.article.id, asyncio.Lock()):
            if self._articles is None:
                yield
                return
            async with self._articles.turn(ASKER.get()):
                yield

    async def _end(self, wait_s: float) -> None:
        """Break off what waits, then what takes too long, and close the engine."""
        for job, task in list(self._jobs.items()):
            if job.state == "queued":
                task.cancel()
        if self._jobs:
            await asyncio.wait(list(self._jobs.values()), timeout=wait_s)
        left = list(self._jobs.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.desk.close()
