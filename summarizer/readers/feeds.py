"""Feeds (RSS and Atom): the articles that they list (feedparser)."""

import calendar
import datetime
import email.utils
from typing import Any
from urllib.parse import urljoin

from summarizer.errors import InputError
from summarizer.readers.reading import Listed, day, line, require

MAXIMUM_ENTRIES = 1_000


def read_feed(data: bytes, address: str) -> tuple[Listed, ...]:
    """Return what the feed fetched from `address` lists, each address once; raises InputError where it is no feed."""
    require("feedparser", "a feed")
    import feedparser

    found: Any = feedparser.parse(data, sanitize_html=False, response_headers={"content-location": address})
    if not found.version and not found.entries:
        raise InputError("no feed (RSS or Atom)", hint="look for the address of the feed in the site's page")
    listed: dict[str, Listed] = {}
    for entry in found.entries[:MAXIMUM_ENTRIES]:
        one = _listed(entry, address)
        if one:
            listed.setdefault(one.url, one)
    return tuple(listed.values())


def _listed(entry: Any, address: str) -> Listed | None:
    """Return an entry; None where it has no address to read the article at."""
    try:
        url = urljoin(address, str(entry.get("link") or "").strip())
    except ValueError:
        return None
    if not entry.get("link") or not url.startswith(("http://", "https://")):
        return None
    written = entry.get("published") or entry.get("updated")
    changed = entry.get("updated_parsed")
    return Listed(
        url=url,
        title=line(entry.get("title")),
        author=line(entry.get("author")),
        published=_day(written, entry.get("published_parsed") or changed),
        changed=datetime.datetime.fromtimestamp(calendar.timegm(changed), datetime.UTC) if changed else None,
    )


def _day(written: Any, parsed: Any) -> datetime.date | None:
    """Return the day that an entry says, in its own time zone; where only feedparser can read it, in UTC."""
    if not isinstance(written, str):
        return None
    if found := day(written):
        return found
    try:
        return email.utils.parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return datetime.date(*parsed[:3]) if parsed else None
