"""The engines that need no key and no network: rules alone, or the embedded model's tags; both through one assembly."""

import asyncio
from typing import TYPE_CHECKING, Literal

from summarizer.assembly import assemble
from summarizer.engine import Drafted
from summarizer.grounding import By, Source, ground_item, name_cast, split_draft
from summarizer.rules import tag
from summarizer.schemas import Section

if TYPE_CHECKING:
    from summarizer.local.tagger import Tagger

MODEL_NAME = "gemma-3-270m, 12 layers, tagging head"

_BY_MODEL: frozenset[Section] = frozenset({"actors", "statements"})
"""What the tags decide; figures, events and prose are chosen by rules either way."""


def _tagger(threads: int | None) -> "Tagger":
    """Return the model's tagger; raises ConfigError where the extra `local` is not installed."""
    # numpy and the server are not needed for rules alone.
    from summarizer.local.tagger import Tagger

    return Tagger(threads=threads)


class EmbeddedEngine:
    """Tags become a draft, and the draft is checked like any other."""

    prompt_hash = ""

    def __init__(self, kind: Literal["local", "rules"], *, threads: int | None = None) -> None:
        """Choose who tags; the model starts with the first article, on as many threads as the machine has free where None."""
        self._tagger = _tagger(threads) if kind == "local" else None
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
            return await asyncio.to_thread(self._draft, source)

    def _draft(self, source: Source) -> Drafted:
        spans = (self._tagger.tag if self._tagger else tag)(source.article, source.sentences)
        draft = assemble(source.article, source.sentences, spans)
        items = [(section, item) for section, item in split_draft(draft) if item]
        cast = name_cast(item for _, item in items)
        return Drafted(
            outcomes=tuple(ground_item(section, item, source, by=self._by(section), cast=cast) for section, item in items)
        )

    def _by(self, section: Section) -> By:
        """Say whether rules or the model decided on a section's items."""
        return "model" if self._tagger and section in _BY_MODEL else "rules"
