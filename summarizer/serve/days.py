"""The page of a day: every briefing of that date on the shelf, merged once (IO)."""

import datetime
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.day import brief_day, choose_day, merge_day
from summarizer.inputs import Inputs, Source, settle, source_name
from summarizer.schemas import Article, ArticleInfo, DailyBriefing
from summarizer.serve.shelf import Entry, Shelf, Shelved

_KEPT_PAGES = 8


class Dated(NamedTuple):
    """A briefing's day: the article's own, else the one on which it was briefed; `same` is what two of one article share."""

    entry: Entry
    day: datetime.date
    same: tuple[str, str | None, str | None, str]


class Page(NamedTuple):
    """A day, and the texts that are at hand, by the name of their source."""

    daily: DailyBriefing
    texts: dict[str, str]


class Days:
    """Which briefings belong to which day, and the pages made of them; several threads may use it."""

    def __init__(self, shelf: Shelf) -> None:
        """Know nothing yet: the first question opens every briefing once."""
        self._shelf = shelf
        self._dated: dict[str, Dated] = {}
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._indexing = threading.Lock()
        self._merging = threading.Lock()

    def recent(self, count: int) -> list[tuple[datetime.date, int]]:
        """Return the latest days, each with how many articles it has; as far as is known, while somebody looks."""
        # 0.4 ms for each briefing that was not looked into yet.
        newest = self._alone() if self._indexing.locked() else self._newest()
        days = Counter(one.day for one in newest)
        return sorted(days.items(), reverse=True)[:count]

    def page(self, day: datetime.date) -> Page | None:
        """Return the page of a day, None where it has no briefing; merging takes seconds where a day has hundreds."""
        keys = tuple(sorted(one.entry.key for one in self._newest() if one.day == day))
        if not keys:
            return None
        with self._merging:
            found = self._pages.pop(keys, None) or merge(day, [shelved for key in keys if (shelved := self._shelf.get(key))])
            if found is None:
                return None
            self._pages[keys] = found
            while len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
            return found

    def _newest(self) -> list[Dated]:
        """Look what is new, and return the newest briefing of each article: by another model there may be more than one."""
        with self._indexing:
            dated = [self._known(entry) or self._date(entry) for entry in self._shelf.entries()]
            self._dated = {one.entry.key: one for one in dated if one}
        return self._alone()

    def _alone(self) -> list[Dated]:
        """Return the newest of those that are of one article."""
        known = sorted(self._dated.values(), key=lambda one: one.entry.kept)
        return list({one.same: one for one in known}.values())

    def _known(self, entry: Entry) -> Dated | None:
        """Return what was found out before, where the entry is still the same."""
        found = self._dated.get(entry.key)
        return found if found and found.entry == entry else None

    def _date(self, entry: Entry) -> Dated | None:
        """Look into a briefing."""
        shelved = self._shelf.get(entry.key)
        if shelved is None:
            return None
        info = shelved.briefing.article
        day = info.published or entry.kept.astimezone().date()
        return Dated(entry, day, (info.id, info.publisher, info.url, str(info.published)))


def merge(day: datetime.date, shelved: Iterable[Shelved]) -> Page | None:
    """Return the page of a day's briefings, None where there is none."""
    taken: Counter[str] = Counter()
    sources = []
    for briefing, text in shelved:
        info = briefing.article
        name = source_name(info)
        taken[name] += 1
        # Two uploads may have one name.
        unique = name if taken[name] == 1 else f"{name} ({taken[name]})"
        sources.append(Source(unique, _article(info, text) if text is not None else None, briefing))
    settled = settle(sources)
    if not settled.sources:
        return None
    chosen = choose_day(settled.sources, day)
    inputs = Inputs(settled.sources, settled.left_out)
    # Every source has its briefing, so nothing is briefed here.
    daily = merge_day(chosen, brief_day(chosen, lambda _waiting: ()), inputs=inputs)
    return Page(daily, {source.name: source.article.text for source in settled.sources if source.article})


def _article(info: ArticleInfo, text: str) -> Article:
    """Return the article that a briefing is of."""
    return Article(text=text, **info.model_dump(exclude={"characters", "sentences"}))
