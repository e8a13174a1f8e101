"""Briefings that are done, with the text they are of: in the store where there is one, else in memory (IO)."""

import datetime
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

import pydantic

from summarizer.schemas import Briefing
from summarizer.store import Store
from summarizer.web.pages import Page

MAXIMUM_CHARACTERS = 20_000_000
"""Of all texts in memory together."""


class Shelved(NamedTuple):
    """A briefing, and its article's text where that is at hand."""

    briefing: Briefing
    text: str | None


class Entry(NamedTuple):
    """What a shelf says of a briefing without opening it: its key, and when it was kept."""

    key: str
    kept: datetime.datetime


class Shelf:
    """Where briefings are found by their key; several threads may use it."""

    def __init__(self, store: Store | None, *, limit: int) -> None:
        """Take the store; of what it does not keep, memory holds the newest `limit`."""
        self._store = store
        self._limit = limit
        self._memory: OrderedDict[str, tuple[Entry, Shelved]] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: str, briefing: Briefing, text: str) -> None:
        """Keep a briefing and its text."""
        if self._store and self._store.briefing(key) is not None:
            now = datetime.datetime.now(datetime.UTC)
            # Under a name that no fetched page can have.
            self._store.keep_page(_address(briefing), Page("", "text/plain", "utf-8", None, None, now, text.encode()))
            return
        with self._lock:
            self._memory[key] = Entry(key, datetime.datetime.now(datetime.UTC)), Shelved(briefing, text)
            self._memory.move_to_end(key)
            while len(self._memory) > 1 and (len(self._memory) > self._limit or self._characters() > MAXIMUM_CHARACTERS):
                self._memory.popitem(last=False)

    def get(self, key: str) -> Shelved | None:
        """Return a briefing; one that can't be read is as good as none."""
        with self._lock:
            if held := self._memory.get(key):
                return held[1]
        body = self._store.briefing(key) if self._store else None
        if self._store is None or body is None:
            return None
        try:
            briefing = Briefing.model_validate_json(body)
        except pydantic.ValidationError:
            return None
        page = self._store.page(_address(briefing))
        return Shelved(briefing, page.body.decode() if page else None)

    def entries(self) -> Iterator[Entry]:
        """Yield what is there, the newest first."""
        with self._lock:
            held = [entry for entry, _ in reversed(self._memory.values())]
        yield from held
        if self._store:
            yield from (Entry(row.key, datetime.datetime.fromisoformat(row.kept)) for row in self._store.rows())

    def _characters(self) -> int:
        return sum(len(shelved.text or "") for _, shelved in self._memory.values())


def _address(briefing: Briefing) -> str:
    """Return the name that an article's text is kept under."""
    return f"article:{briefing.article.id}"
