"""The day on which a page was first published, as the page itself says it: never guessed from its text."""

import datetime
import re

from summarizer.readers.reading import day

_META = re.compile(r"<(?:meta|time)\b[^>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
# The surest first.
_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "publishdate",
    "sailthru.date",
    "parsely-pub-date",
)
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")


def published_on(page: str, url: str | None = None) -> datetime.date | None:
    """Return the day that metadata, linked data or the address of a page name, in that order.

    >>> published_on('<meta property="article:published_time" content="2025-02-12T23:30:00+01:00">')
    datetime.date(2025, 2, 12)
    >>> published_on("<title>Pressemitteilung 12/2025</title>"), published_on("", "https://a.example/2025/02/12/bridge")
    (None, datetime.date(2025, 2, 12))
    """
    found: dict[str, datetime.date] = {}
    for tag in _META.findall(page):
        attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        name = next((attributes[key].lower() for key in ("property", "name", "itemprop") if key in attributes), "")
        said = day(attributes.get("content") or attributes.get("datetime"))
        if said and name in _NAMES:
            found.setdefault(name, said)
    metadata = [found[name] for name in _NAMES if name in found]
    linked = [said for value in _LINKED_DATA.findall(page) if (said := day(value))]
    return next(iter((*metadata, *linked)), None) or _named(url)


def _named(url: str | None) -> datetime.date | None:
    """Return the day in an address, as many newsrooms build theirs."""
    parts = _IN_ADDRESS.search(url or "")
    try:
        return datetime.date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None
