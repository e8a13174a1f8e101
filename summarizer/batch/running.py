"""The run of a batch: a bounded number of articles at once, each written as it is done (asyncio)."""

import asyncio
import dataclasses
import enum
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from summarizer.batch.journal import Journal
from summarizer.batch.limits import Meter
from summarizer.desk import Desk
from summarizer.errors import (
    ClusterLost,
    ConfigError,
    Defect,
    Denied,
    InputError,
    LimitReached,
    OwnOutput,
    RateLimited,
    SummarizerError,
    Unavailable,
    UnknownModel,
)
from summarizer.pipeline import Make, brief
from summarizer.schemas import Article, Briefing

_FOR_EVERYONE = (ClusterLost, ConfigError, Denied, UnknownModel)
_DOWN = (Unavailable, RateLimited)
_DOWN_AFTER = 8
"""So many articles in a row that found the endpoint down, each after its own retries, and it is down for all."""


class Outcome(enum.Enum):
    """What became of an article."""

    BRIEFED = "briefed"
    FAILED = "failed"
    DONE_BEFORE = "done before"
    PASSED_OVER = "passed over"


class Loaded(NamedTuple):
    """An article whose language may not be known yet: `finish` says it, which takes as long as everything else about reading."""

    article: Article
    finish: Callable[[], Article]


class Done(NamedTuple):
    """One article that is done."""

    path: str
    outcome: Outcome
    result: Briefing | SummarizerError | None = None


@dataclasses.dataclass
class Count:
    """How a run went; `ended` is what ended it early."""

    briefed: int = 0
    failed: int = 0
    done_before: int = 0
    passed_over: int = 0
    ended: SummarizerError | None = None


@dataclasses.dataclass(kw_only=True)
class Batch:
    """One run over `paths`; `load` reads one of them, `report` is told of each that is done, `make` briefs elsewhere.

    Pages of ours and saved briefings among `paths` are passed over, unless they are `named`: those that a user wrote out himself.
    `ordered` writes in the order of `paths`; `fail_fast` begins nothing after the first failure.
    """

    paths: Iterable[str]
    load: Callable[[str], Loaded]
    desk: Desk
    journal: Journal
    meter: Meter
    concurrency: int
    ordered: bool = False
    fail_fast: bool = False
    report: Callable[[Done], None] = lambda _done: None
    make: Make | None = None
    named: Container[str] = ()
    count: Count = dataclasses.field(default_factory=Count)
    under_way: int = 0

    def __post_init__(self) -> None:
        """Make ready; nothing starts yet."""
        self._numbered: Iterator[tuple[int, str]] = iter(enumerate(self.paths))
        self._line = _Line(self._write, ordered=self.ordered, room=4 * self.concurrency)
        self._down = 0
        self._stopping = False

    async def run(self) -> Count:
        """Work until all is done, a limit is reached, or `stop`; raises OutputError where results can't be written."""
        tasks = [asyncio.create_task(self._work()) for _ in range(self.concurrency)]
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.desk.close()
        return self.count

    def stop(self) -> None:
        """Begin no further article; those under way are finished."""
        self._stopping = True

    async def _work(self) -> None:
        for index, path in self._numbered:
            await self._line.room(index)
            if self._stopping:
                self._line.put(index, None)
                return
            self.under_way += 1
            try:
                done = await self._one(path)
            finally:
                self.under_way -= 1
            self._line.put(index, done)
            if done and done.outcome in (Outcome.DONE_BEFORE, Outcome.PASSED_OVER):
                # Reading alone never waits, and a signal wants to be heard.
                await asyncio.sleep(0)

    async def _one(self, path: str) -> Done | None:
        """Return what became of one article; None where the run ends before it."""
        try:
            # A page that is slow to come, or a large PDF, holds up no reply that is on its way.
            loaded = await asyncio.to_thread(self.load, path)
            if self.journal.has(path, loaded.article.id):
                return Done(path, Outcome.DONE_BEFORE)
            self.meter.check_time()
            briefing = await brief(loaded.finish(), self.desk, make=self.make)
        except InputError as error:
            passes = isinstance(error, OwnOutput) and path not in self.named
            return Done(path, Outcome.PASSED_OVER if passes else Outcome.FAILED, error)
        except (LimitReached, *_FOR_EVERYONE) as error:
            self._end(error)
            return None
        except SummarizerError as error:
            self._watch(error)
            return Done(path, Outcome.FAILED, error)
        except Exception as error:  # noqa: BLE001 - a defect of ours costs its article, not the other thousands
            return Done(path, Outcome.FAILED, Defect(error))
        self._down = 0
        return Done(path, Outcome.BRIEFED, briefing)

    def _watch(self, error: SummarizerError) -> None:
        """Count failures that are the endpoint's; after so many in a row nothing more is sent."""
        self._down = self._down + 1 if isinstance(error, _DOWN) else 0
        if self._down >= _DOWN_AFTER:
            reason = f"{self._down} articles in a row: {error}"
            self._end(Unavailable(reason, hint="run again for the rest when the endpoint is back"))

    def _end(self, error: SummarizerError) -> None:
        self._stopping = True
        self.count.ended = self.count.ended or error

    def _write(self, done: Done) -> None:
        """Write a line, count it, and tell."""
        if isinstance(done.result, Briefing):
            self.count.briefed += 1
            self.journal.write(done.path, briefing=done.result)
        elif done.outcome is Outcome.PASSED_OVER:
            self.count.passed_over += 1
        elif isinstance(done.result, SummarizerError):
            self.count.failed += 1
            self.journal.write(done.path, error=str(done.result))
            if self.fail_fast:
                self._end(done.result)
        else:
            self.count.done_before += 1
        self.report(done)


class _Line:
    """Hands results on as they come, or `ordered` as they began; then what is too far ahead waits for room."""

    def __init__(self, write: Callable[[Done], None], *, ordered: bool, room: int) -> None:
        self._write = write
        self._ordered = ordered
        self._room = room
        self._next = 0
        self._held: dict[int, Done | None] = {}
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def room(self, index: int) -> None:
        """Wait until an article this far ahead may begin."""
        while self._ordered and index - self._next >= self._room:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

    def put(self, index: int, done: Done | None) -> None:
        """Take a result, and write all that are due."""
        if not self._ordered:
            if done:
                self._write(done)
            return
        self._held[index] = done
        while self._next in self._held:
            due = self._held.pop(self._next)
            self._next += 1
            if due:
                self._write(due)
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
