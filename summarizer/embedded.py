"""The engines that need no key and no network: rules alone, or the embedded model's tags; both through one assembly."""

import asyncio
import threading
from typing import TYPE_CHECKING, Literal

from summarizer.assembly import assemble
from summarizer.engine import Drafted, Watch
from summarizer.grounding import By, DraftItem, Source, ground_item, name_cast, split_draft
from summarizer.rules import tag
from summarizer.schemas import Section
from summarizer.threads import Thread
from summarizer.work import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    def __init__(
        self, kind: Literal["local", "rules"], *, threads: int | None = None, watch: Watch | None = None, work: Work | None = None
    ) -> None:
        """Choose who tags; the model starts with the first article, on as many threads as the machine has free where None.

        `watch` is told how far the model is with an article; `work` is where rules are applied, None: on a thread.
        """
        self._watch = watch
        self._tagger = _tagger(threads, watch) if kind == "local" else None
        self._thread = Thread()
        self._work = work or self._thread

    async def model_name(self) -> str | None:
        """Return the embedded model's name, None for rules."""
        return MODEL_NAME if self._tagger else None

    async def close(self) -> None:
        """Stop the model."""
        if self._tagger:
            await asyncio.to_thread(self._tagger.close)

    async def draft(self, source: Source) -> Drafted:
        """Tag, assemble and check one article; with the model one at a time, since it takes the whole machine."""
        if self._tagger is None:
            return await self._work(draft_by_rules, source)
        left = threading.Event()
        try:
            return await self._thread(self._draft, self._tagger, source, left)
        finally:
            left.set()

    def _draft(self, tagger: "Tagger", source: Source, left: threading.Event) -> Drafted:
        return _drafted(source, *self._tag(tagger, source, left))

    def _tag(self, tagger: "Tagger", source: Source, left: threading.Event) -> "tuple[tuple[TaggedSpan, ...], int]":
        """Return tags, and how many sentences the model read; rules tag what is beyond its reach.

        Gives up after the request under way where nobody waits any more.
        """
        from summarizer.local.units import within_reach

        def told(done: int, total: int) -> None:
            if left.is_set():
                raise _LeftAlone
            if self._watch:
                self._watch.read(source.article, done, total)

        spans = tagger.tag(source.article, source.sentences, progress=told)
        reach = len(within_reach(source.sentences))
        if reach == len(source.sentences):
            return spans, reach
        begin = source.sentences[reach].start
        return (*spans, *(span for span in tag(source.article, source.sentences) if span.start >= begin)), reach


def draft_by_rules(source: Source) -> Drafted:
    """Return the checked outcomes for one article that rules tag."""
    return _drafted(source, tag(source.article, source.sentences), 0)


def _drafted(source: Source, spans: "Sequence[TaggedSpan]", reach: int) -> Drafted:
    """Assemble and check what was tagged, `reach` sentences of it by the model."""
    draft = assemble(source.article, source.sentences, spans)
    items = [(section, item) for section, item in split_draft(draft) if item]
    cast = name_cast(item for _, item in items)
    outcomes = tuple(ground_item(section, item, source, by=_by(section, item, reach), cast=cast) for section, item in items)
    partly = 0 < reach < len(source.sentences)
    note = f"the embedded model read sentences 1 to {reach}, rules read the rest"
    return Drafted(outcomes=outcomes, notes=(note,) if partly else ())


def _by(section: Section, item: DraftItem, reach: int) -> By:
    """Say whether rules or the model, which read `reach` sentences, decided on an item."""
    return "model" if section in _BY_MODEL and any(number <= reach for number in item.sentences) else "rules"
