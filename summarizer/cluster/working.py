"""What a worker does: one round of an article, with engines that it keeps; it talks to nobody and is sent no key.

Also a module that dask loads into the processes of `local:N` (`dask_setup`).
"""

import asyncio
import dataclasses
import functools
import importlib.util
import signal
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from summarizer import __version__
from summarizer.desk import Desk
from summarizer.errors import ConfigError, SummarizerError
from summarizer.keys import code_hash
from summarizer.llm import Reply
from summarizer.pipeline import brief
from summarizer.prompting import Prompts
from summarizer.rounds import Find, Played, Rounds
from summarizer.schemas import Article
from summarizer.settings import EMBEDDED_PACKAGES, Settings

Replies = Mapping[str, Reply | SummarizerError]
Play = Callable[[Article, Find], Awaitable[Played]]


class Signature(NamedTuple):
    """What has to be the same on both sides, or one article would be briefed in two ways."""

    version: str
    code: str
    prompts: str

    def difference(self, other: "Signature") -> str:
        """Say in words how another side differs, nothing where it does not.

        >>> Signature("1", "a", "p").difference(Signature("2", "b", "p"))
        'it has summarizer 2, this is 1'
        """
        if self.version != other.version:
            return f"it has summarizer {other.version}, this is {self.version}"
        if self.code != other.code:
            return f"it has another state of summarizer {self.version} ({other.code}, this is {self.code})"
        return "it has other prompts" if self.prompts != other.prompts else ""


@functools.lru_cache(maxsize=4)
def signature(settings: Settings) -> Signature:
    """Return what this side works with; raises ConfigError where it can't work with these settings."""
    if settings.engine == "local" and (missing := [name for name in EMBEDDED_PACKAGES if not importlib.util.find_spec(name)]):
        raise ConfigError(f"engine local needs {missing[0]}", hint="on every worker, in the checkout: pip install '.[local]'")
    if settings.model_file and not settings.model_file.is_file():
        raise ConfigError(f"there is no {settings.model_file}", hint="a model file has to lie on every worker, at the same place")
    return Signature(__version__, code_hash(), Prompts(settings.prompts).hash)


def for_workers(settings: Settings) -> Settings:
    """Return the settings that workers get: the engine chosen, and without the key."""
    return dataclasses.replace(settings, engine=settings.choose_engine(), api_key=None, offline=False)


class _Place(threading.local):
    """What a thread of a worker keeps between articles: an event loop, and an engine in it."""

    settings: Settings | None = None

    def open(self, settings: Settings) -> None:
        """Make an engine for settings that are new here."""
        if self.settings == settings:
            return
        self.runner = asyncio.Runner()
        self.play: Play = Rounds(settings).play if settings.engine in ("endpoint", "replay") else _embedded(settings)
        self.settings = settings


_PLACE = _Place()


def _embedded(settings: Settings) -> Play:
    """Return what briefs with an engine that asks nobody."""
    desk = Desk(settings)

    async def play(article: Article, _find: Find) -> Played:
        return Played(await brief(article, desk))

    return play


def play(article: Article, settings: Settings, replies: Replies, expected: Signature) -> Played:
    """Return the briefing, or what is still to be asked; raises ConfigError on another version, and ModelError."""
    # A worker may have joined since the run began.
    if difference := expected.difference(signature(settings)):
        raise ConfigError(f"a worker does not fit: {difference}")
    _PLACE.open(settings)
    return _PLACE.runner.run(_PLACE.play(article, replies.get))  # type: ignore[arg-type]  # it is a coroutine


def dask_setup(_worker: object) -> None:
    """Leave Ctrl-C to the process that began the batch: a terminal sends it to all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
