"""What is asked for: each article once, whoever asks, within the limits of a server."""

from collections import Counter, OrderedDict
from collections.abc import Callable

from summarizer.schemas import Article, Briefing
from summarizer.serve.limits import Limits
from summarizer.serve.problems import TooLarge, TooMany
from summarizer.serve.shelf import Shelf, Shelved
from summarizer.serve.worker import Job, Worker
from summarizer.settings import Settings
from summarizer.store import Store

RETRY_S = 10
"""After how many seconds one who was turned away may try again."""


class Jobs:
    """Takes articles, and knows what became of them."""

    def __init__(self, settings: Settings, *, store: Store | None, limits: Limits, tell: Callable[[str], None]) -> None:
        """Make ready, with a worker that is still to be started; `tell` hears of defects.

        Raises ConfigError where no engine can run.
        """
        self.limits = limits
        self.shelf = Shelf(store, limit=limits.kept)
        self.worker = Worker(settings, store=store, finished=self._finish, tell=tell)
        self._open: dict[str, Job] = {}
        self._failed: OrderedDict[str, Job] = OrderedDict()

    async def submit(self, article: Article, user: str) -> str:
        """Return the key of an article's briefing, which is there, under way, or begun now.

        Raises TooLarge or TooMany, and ConfigError or ModelError where an endpoint can't say which model it serves.
        """
        count, limit = len(article.text), self.limits.characters
        if count > limit:
            raise TooLarge(f"the article has {count:,} characters, more than {limit:,}", hint="split it into single articles")
        key = await self.worker.key(article)
        if key not in self._open and self.shelf.get(key) is None:
            self._begin(Job(key, article, user))
        return key

    def again(self, key: str, user: str) -> None:
        """Begin anew what failed; raises TooMany."""
        if failed := self._failed.get(key):
            self._begin(Job(key, failed.article, user))

    def find(self, key: str) -> Job | Shelved | None:
        """Return what is known under a key."""
        return self._open.get(key) or self.shelf.get(key) or self._failed.get(key)

    def _begin(self, job: Job) -> None:
        # The worker's thread takes jobs out meanwhile.
        waiting = Counter(other.user for other in list(self._open.values()))
        if waiting.total() >= self.limits.waiting or waiting[job.user] >= self.limits.waiting_for_one:
            hint, headers = f"try again in {RETRY_S} s", {"retry-after": str(RETRY_S)}
            raise TooMany(f"{waiting.total()} articles wait already", hint=hint, headers=headers)
        self._open[job.key] = job
        self._failed.pop(job.key, None)
        self.worker.begin(job)

    def _finish(self, job: Job, briefing: Briefing | None) -> None:
        """Put away what became of a job."""
        if briefing:
            self.shelf.put(job.key, briefing, job.article.text)
        else:
            self._failed[job.key] = job
            while len(self._failed) > self.limits.kept:
                self._failed.popitem(last=False)
        self._open.pop(job.key, None)
