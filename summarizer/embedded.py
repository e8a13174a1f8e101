"""The engines that need no key and no network: rules alone, or the embedded model's tags; both through one assembly."""

import asyncio
import threading
from typing import TYPE_CHECKING, Literal

from summarizer.assembly import assemble
from summarizer.engine import Drafted, Watch
from summarizer.grounding import By, DraftItem, Source, ground_item, name_cast, split_draft
from summarizer.rules import tag
from summarizer.schemas import Section
from summarizer.threads import work_apart

if TYPE_CHECKING:
    from summarizer.local.spans import TaggedSpan
    from summarizer.local.tagger import Tagger

MODEL_NAME = "gemma-3-270m, 12 layers, tagging head"

_BY_MODEL: frozenset[Section] = frozenset({"actors", "statements"})
"""What the tags decide; figures, events and prose are chosen by rules either way."""


def _tagger(threads: int | None, watch: Watch | None) -> "Tagger":
    """Return the model's tagger; raises ConfigError where the extra `local` is not installed."""
    # numpy and the server are not needed for rules alone.
    from summarizer.local.tagger import Tagger

    return Tagger(threads=threads, notice=watch.note if watch else None)


class _LeftAlone(Exception):
    """No error: ends the work on a thread whose result nobody waits for."""


class EmbeddedEngine:
    """Tags become a draft, and the draft is checked like any other."""

    prompt_hash = ""

    def __init__(self, kind: Literal["local", "rules"], *, threads: int | None = None, watch: Watch | None = None) -> None:
        """Choose who tags; the model starts with the first article, on as many threads as the machine has free where None.

        `watch` is told how far the model is with an article.
        """
        self._watch = watch
        self._tagger = _tagger(threads, watch) if kind == "local" else None
        self._lock = asyncio.Lock()

    async def model_name(self) -> str | None:
        """Return the embedded model's name, None for rules."""
        return MODEL_NAME if self._tagger else None

    async def close(self) -> None:
        """Stop the model."""
        if self._tagger:
            await asyncio.to_thread(self._tagger.close)

    async def draft(self, source: Source) -> Drafted:
        """Tag, assemble and check one article; one at a time, since the model takes the whole machine."""
        async with self._lock:
            left = threading.Event()
            try:
                return await work_apart(lambda: self._draft(source, left))
            finally:
                left.set()

    def _draft(self, source: Source, left: threading.Event) -> Drafted:
        spans, reach = self._tag(source, left)
        draft = assemble(source.article, source.sentences, spans)
        items = [(section, item) for section, item in split_draft(draft) if item]
        cast = name_cast(item for _, item in items)
        outcomes = tuple(ground_item(section, item, source, by=_by(section, item, reach), cast=cast) for section, item in items)
        partly = 0 < reach < len(source.sentences)
        note = f"the embedded model read sentences 1 to {reach}, rules read the rest"
        return Drafted(outcomes=outcomes, notes=(note,) if partly else ())

    def _tag(self, source: Source, left: threading.Event) -> "tuple[tuple[TaggedSpan, ...], int]":
        """Return tags, and how many sentences the model read; rules tag what is beyond its reach, and all where there is no model.

        Gives up after the request under way where nobody waits any more.
        """
        if self._tagger is None:
            return tag(source.article, source.sentences), 0
        from summarizer.local.units import within_reach

        def told(done: int, total: int) -> None:
            if left.is_set():
                raise _LeftAlone
            if self._watch:
                self._watch.read(source.article, done, total)

        spans = self._tagger.tag(source.article, source.sentences, progress=told)
        reach = len(within_reach(source.sentences))
        if reach == len(source.sentences):
            return spans, reach
        begin = source.sentences[reach].start
        return (*spans, *(span for span in tag(source.article, source.sentences) if span.start >= begin)), reach


def _by(section: Section, item: DraftItem, reach: int) -> By:
    """Say whether rules or the model, which read `reach` sentences, decided on an item."""
    return "model" if section in _BY_MODEL and any(number <= reach for number in item.sentences) else "rules"
