"""Feeds become the articles of a day: each item fetched whole, once (IO)."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from summarizer.articles import Fetch
from summarizer.errors import InputError
from summarizer.inputs.files import Note
from summarizer.inputs.saved import Failed
from summarizer.readers import Listed, list_feed
from summarizer.schemas import Article
from summarizer.web.pages import Page


class FetchListed(Protocol):
    """What `Web.get` does."""

    def __call__(self, address: str, *, changed: datetime.datetime | None = None, listed: bool = False) -> Page:
        """Return the page at an address."""


class Load(Protocol):
    """What `load_article` does."""

    def __call__(self, path: str, *, fetch: Fetch) -> Article:
        """Read the article at an address."""


class Feeds(NamedTuple):
    """Addresses of feeds, the day to read of them, and what fetches them and their articles."""

    addresses: Sequence[str]
    day: datetime.date
    fetch: FetchListed


def read_feeds(feeds: Feeds, load: Load, notes: Note) -> Iterator[Article | Failed]:
    """Yield the articles of the day, each address once, or what could not be had.

    An item without a day is read too, and used where its page says the day.
    """
    seen: set[str] = set()
    for feed in feeds.addresses:
        try:
            page = feeds.fetch(feed)
            items = list_feed(page.body, feed, charset=page.charset)
        except InputError as error:
            yield Failed(feed, error)
            continue
        ours = [item for item in items if item.published in (None, feeds.day) and item.url not in seen]
        notes(f"{feed}: {len(ours)} of {len(items)} items are of {feeds.day} or undated")
        for item in ours:
            seen.add(item.url)
            try:
                article = _filled(load(item.url, fetch=_fetching(item, feeds.fetch)), item)
            except InputError as error:
                yield Failed(item.url, error)
                continue
            if article.published:
                yield article
            else:
                notes(f"{item.url}: neither feed nor page says of which day it is, passed over")


def _fetching(item: Listed, fetch: FetchListed) -> Fetch:
    """Return what fetches an item the way machines should."""
    return lambda address: fetch(address, changed=item.changed, listed=True)


def _filled(article: Article, item: Listed) -> Article:
    """Return an article with what only its feed says; where both say something, the page knows better."""
    known = {"title": item.title, "author": item.author, "published": item.published}
    return article.model_copy(update={name: value for name, value in known.items() if getattr(article, name) is None})
