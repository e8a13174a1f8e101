"""Feeds (RSS and Atom): the articles that they list (feedparser)."""

import calendar
import datetime
import email.utils
import html
import re
from typing import Any
from urllib.parse import urljoin

from summarizer.errors import InputError
from summarizer.readers.reading import Listed, day, line, require

MAXIMUM_ENTRIES = 1_000

_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def read_feed(data: bytes, address: str, charset: str | None = None) -> tuple[Listed, ...]:
    """Return what the feed fetched from `address` lists, each address once; raises InputError where it is no feed."""
    require("feedparser", "a feed", extra="feeds")
    import feedparser

    # As application/xml, what a feed says of its encoding counts, and UTF-8 where it says nothing.
    said = f"application/xml; charset={charset}" if charset else "application/xml"
    headers = {"content-location": address, "content-type": said}
    found: Any = feedparser.parse(data, sanitize_html=False, response_headers=headers)
    if not (found.get("version") or found.entries):
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
        title=_title(entry),
        author=line(entry.get("author")),
        published=_day(written, entry.get("published_parsed") or changed),
        changed=datetime.datetime.fromtimestamp(calendar.timegm(changed), datetime.UTC) if changed else None,
    )


def _title(entry: Any) -> str | None:
    """Return an entry's title as text; a feed may write it as HTML."""
    title = entry.get("title")
    if isinstance(title, str) and (entry.get("title_detail") or {}).get("type") != "text/plain":
        title = html.unescape(_TAG.sub("", title))
    return line(title)


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
