"""An article in, tagged spans out: names with their kind, and the speakers, cues and contents of statements."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from summarizer.local import head, weights
from summarizer.local.server import MAXIMUM_TOKENS, Server
from summarizer.local.spans import Tag, TaggedSpan
from summarizer.local.units import Unit, read_units, unit_features, within_reach
from summarizer.local.words import Features
from summarizer.schemas import Article, Kind, Sentence

Progress = Callable[[int, int], None]
"""Told before the first and after each request: sentences read so far, sentences in all. What it raises ends the reading."""

_OPENING, _CLOSING = '„“"»«‚‘›‹', '“”"«»’‘‹›'
_OUTER = " \t,;:–-"


class Tagger:
    """The embedded model with its trained head. Starts on first use; `close`, or leaving the `with` block, frees its memory.

    May be shared by threads: they take turns.
    """

    def __init__(
        self, *, threads: int | None = None, weights: Path | None = None, notice: Callable[[str], None] | None = None
    ) -> None:
        """Keep settings; threads None: chosen from the machine's load, weights None: found; `notice` is told of preparations."""
        self._threads = threads
        self._weights = weights
        self._notice = notice
        self._server: Server | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        """Return the tagger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Stop the model and free its memory; a later `tag` starts it anew."""
        with self._turn:
            if self._server is not None:
                self._server.close()
                self._server = None

    def tag(self, article: Article, sentences: Sequence[Sentence], *, progress: Progress | None = None) -> tuple[TaggedSpan, ...]:
        """Return the tagged spans of the first 80,000 characters, sorted by start.

        Raises ConfigError where the model can't be found or loaded, Unavailable where it fails.
        """
        read = within_reach(sentences)
        if not read:
            return ()
        # Not in turn: whoever closes the tagger meanwhile need not wait until the file is made.
        self._weights = self._weights or weights.find(notice=self._notice)
        with self._turn:
            server = self._started(self._weights)
            units = list(read_units(article.text, read, server.tokenize, limit=MAXIMUM_TOKENS - 1))
            spans: list[TaggedSpan] = []
            if progress:
                progress(0, len(read))
            for unit, features in zip(units, unit_features(article.text, units, read), strict=True):
                if unit.words:
                    spans += tag_unit(article.text, unit, features, unit_states(server, unit))
                if progress:
                    progress(sum(bool(unit.words) and sentence.end <= unit.words[-1][1] for sentence in read), len(read))
        return tuple(sorted(spans, key=lambda span: (span.start, -span.end, span.tag)))

    def _started(self, path: Path) -> Server:
        """Return the running server, started now where there is none."""
        if self._server is None:
            self._server = Server(path, threads=self._threads)
        return self._server


def unit_states(server: Server, unit: Unit) -> NDArray[np.float32]:
    """Return the state of the last token of each word of a unit, words × 640."""
    states = server.states([server.beginning, *unit.tokens])
    chosen: NDArray[np.float32] = states[np.array(unit.last) + 1]
    return chosen


def tag_unit(text: str, unit: Unit, features: Features, states: NDArray[np.floating]) -> Iterator[TaggedSpan]:
    """Yield the spans that the shipped heads find in one unit."""
    names, statements = head.trained_heads()
    for first, stop, kind in head.tagged_runs(names.tag(states, features)):
        yield TaggedSpan(unit.words[first][0], unit.words[stop - 1][1], "actor", kind=cast("Kind", kind))
    # The flags hold, beside the start of a sentence, what `quoted_words` said.
    quoted = features[:, 2] >= 2
    for first, stop, tag in head.tagged_runs(statements.tag(states, features)):
        start, end = unit.words[first][0], unit.words[stop - 1][1]
        if tag != "content":
            yield TaggedSpan(start, end, cast("Tag", tag))
            continue
        start, end = _without_marks(text, start, end)
        inside = [bool(quoted[index]) for index in range(first, stop) if start <= unit.words[index][0] < end]
        if inside:
            yield TaggedSpan(start, end, "content", form="direct" if all(inside) else "indirect")


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span of content without the punctuation around it: commas, a full stop, quotation marks without a partner inside."""
    while start < end:
        first, last = text[start], text[end - 1]
        if first in _OUTER or (first in _OPENING and not any(mark in text[start + 1 : end - 1] for mark in _CLOSING)):
            start += 1
        elif last in _OUTER + "." or (last in _CLOSING and not any(mark in text[start : end - 1] for mark in _OPENING)):
            end -= 1
        else:
            break
    return start, end
