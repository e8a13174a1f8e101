"""What scoring takes from a daily page: which items stand together, and which disagreements are shown."""

import itertools
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from summarizer.errors import InputError

SECTIONS = ("key_events", "figures", "statements", "actors")


class _Value(BaseModel):
    """A part of a page; what scoring does not need is passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Report(_Value):
    """One item of one source's briefing."""

    source: str | int
    section: str
    index: int = Field(ge=0)


class Entry(_Value):
    """A merged item."""

    reports: tuple[Report, ...]


class Flagged(Entry):
    """A disagreement as the page shows it."""

    id: str
    class_: str = Field(alias="class")


class Article(_Value):
    """The article of a source."""

    id: str


class Source(_Value):
    """A source: its name in reports, and its article, or the article's id."""

    source: str | int
    article: Article | str

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.article if isinstance(self.article, str) else self.article.id


class Page(_Value):
    """The sections of a daily page."""

    disagreements: tuple[Flagged, ...] = ()
    key_events: tuple[Entry, ...] = ()
    figures: tuple[Entry, ...] = ()
    statements: tuple[Entry, ...] = ()
    actors: tuple[Entry, ...] = ()
    sources: tuple[Source, ...]

    def entries(self, *sections: str) -> list[Entry]:
        """Return the merged items of these sections, else of all."""
        return [entry for section in sections or SECTIONS for entry in getattr(self, section)]


def read_page(data: Mapping[str, Any], name: str) -> Page:
    """Read a daily page; raises InputError that names the first wrong key."""
    try:
        return Page.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{name}: no daily page: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


class Known(NamedTuple):
    """An item of gold and the article it is of."""

    name: str
    article: str


class Reader(NamedTuple):
    """The way from reports to gold: by source to article, by section and index to the item that scoring matched."""

    articles: Mapping[str | int, str]
    pairs: Mapping[str, Mapping[str, Mapping[int, str]]]

    def known(self, entry: Entry) -> list[Known]:
        """Return the gold items among the reports."""
        found = set()
        for report in entry.reports:
            article = self.articles.get(report.source, "")
            name = self.pairs.get(article, {}).get(report.section, {}).get(report.index)
            if name:
                found.add(Known(name, article))
        return sorted(found)

    def sources(self, entry: Entry) -> set[str]:
        """Return the articles that report an entry."""
        return {self.articles[report.source] for report in entry.reports if report.source in self.articles}


def cross_pairs(items: Iterable[Known]) -> set[frozenset[str]]:
    """Return the pairs of items that are of two articles."""
    return {frozenset((one.name, other.name)) for one, other in itertools.combinations(items, 2) if one.article != other.article}
