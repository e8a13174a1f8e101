"""What one run shares between its articles: the engine, opened when it is first needed, the store, and the clock."""

import functools
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pydantic

from summarizer.errors import InvalidReply, ModelError, Refused
from summarizer.keys import briefing_key, known_model
from summarizer.request_log import LOG
from summarizer.schemas import Article, Briefing
from summarizer.settings import Settings
from summarizer.work import Work, at_once

if TYPE_CHECKING:
    import httpx2

    from summarizer.engine import Engine, Watch
    from summarizer.store import Store

Clock = Callable[[], float]


class Desk:
    """Where articles are briefed; as an async context manager it lets go of connections and processes.

    With a `store`, what is in there is not asked for again, unless `refresh`; `found` counts the briefings that came from it.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        engine: "Engine | None" = None,
        transport: "httpx2.AsyncBaseTransport | None" = None,
        store: "Store | None" = None,
        refresh: bool = False,
        watch: "Watch | None" = None,
        work: Work | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        """Choose the engine; raises ConfigError where none can run.

        `engine` is one that is open already, `transport` stands in for the network, `watch` is told how far the engine is.
        `work` is where checking is done.
        """
        self.name = settings.choose_engine()
        self.clock = clock
        self.work = work or at_once
        self._work = work
        self.found = 0
        self._settings = settings
        self._transport = transport
        self._watch = watch
        # What is recorded has to be asked for, and what is replayed is there already.
        self._store = None if self.name == "replay" or settings.record else store
        self._refresh = refresh
        if engine:
            self.__dict__["engine"] = engine
        if self._store is None:
            # A wrong setting is found before the first article; with a store the engine may never be needed.
            _ = self.engine

    @functools.cached_property
    def engine(self) -> "Engine":
        """The engine; raises ConfigError where a setting is missing or wrong."""
        name, settings = self.name, self._settings
        if name == "rules" or (name == "local" and settings.model_file is None):
            from summarizer.embedded import EmbeddedEngine

            return EmbeddedEngine(name, threads=settings.threads, watch=self._watch, work=self._work)
        # The client takes a second to import, which the other engines need not wait for.
        from summarizer.asking import open_engine

        return open_engine(name, settings, transport=self._transport, store=self._store, refresh=self._refresh, work=self.work)

    async def __aenter__(self) -> Self:
        """Return the desk itself."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the engine."""
        await self.close()

    async def close(self) -> None:
        """Close the engine where it was opened."""
        if "engine" in self.__dict__:
            await self.engine.close()

    async def key(self, article: Article) -> str | None:
        """Return the article's key in the store, None without one; an endpoint that has to say which model it serves is asked."""
        if self._store is None:
            return None
        model = known_model(self.name, self._settings) or await self.engine.model_name()
        return briefing_key(article, self.name, model or "", self._settings)

    def remembered(self, article: Article) -> Briefing | None:
        """Return the article's kept briefing where nobody has to be asked which model it is."""
        model = known_model(self.name, self._settings)
        return self.kept(briefing_key(article, self.name, model, self._settings), article) if self._store and model else None

    def kept(self, key: str | None, article: Article) -> Briefing | None:
        """Return the briefing kept under the key of an article; one that can't be read is as good as none."""
        if self._store is None or key is None or self._refresh or (body := self._store.briefing(key)) is None:
            return None
        try:
            briefing = Briefing.model_validate_json(body)
        except pydantic.ValidationError:
            return None
        self.found += 1
        LOG.info("article %s: its briefing is in the store, nothing is asked", briefing.article.id)
        # The same text may lie under another name since.
        return briefing.model_copy(update={"article": briefing.article.model_copy(update={"path": article.path})})

    def keep(self, key: str | None, briefing: Briefing) -> None:
        """Keep a briefing that is whole; one whose repair could not be had is made again, from the replies that were."""
        if self._store is None or key is None:
            return
        article = briefing.article
        if any(note.startswith("repair:") for note in briefing.run.notes):
            self._store.forget_replies(article.id, step="repair")
            return
        body = briefing.model_dump_json().encode()
        name = article.title or article.path or ""
        self._store.keep_briefing(key, body, article=article.id, name=name, engine=briefing.run.engine, model=briefing.run.model)

    def forget(self, article: Article, error: ModelError) -> None:
        """Forget replies that led to no briefing, so that the next run asks anew; what failed in passing keeps them."""
        if self._store and isinstance(error, InvalidReply | Refused):
            self._store.forget_replies(article.id)
