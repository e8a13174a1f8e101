"""What every engine does: turn an article's sentences into checked outcomes, and say what that took."""

import dataclasses
from typing import Protocol

from summarizer.grounding import Outcome, Source
from summarizer.schemas import Article, Usage


@dataclasses.dataclass(frozen=True, kw_only=True)
class Drafted:
    """The outcomes for one article, and what it took to get them; `notes` name what went wrong without costing the briefing.

    `stored` replies came from the store: they are not among the requests, and their tokens are not in `usage`.
    """

    outcomes: tuple[Outcome, ...]
    requests: int = 0
    retries: int = 0
    reasks: int = 0
    repairs: int = 0
    stored: int = 0
    usage: Usage = dataclasses.field(default_factory=Usage)
    notes: tuple[str, ...] = ()


class Watch(Protocol):
    """Who is told how far an engine is, from whatever thread it works on."""

    def note(self, text: str) -> None:
        """Take a note on what is prepared."""

    def read(self, article: Article, done: int, total: int) -> None:
        """Take how many sentences of an article were read, and how many there are to read."""


class Engine(Protocol):
    """Where drafts come from. One engine serves all articles of a run, several at once."""

    prompt_hash: str

    async def model_name(self) -> str | None:
        """Return the name of the model, None where there is none; raises ConfigError or ModelError where it can't be told."""

    async def draft(self, source: Source) -> Drafted:
        """Return the checked outcomes for one article; raises ModelError where there is no usable draft."""

    async def close(self) -> None:
        """Let go of connections and processes."""
