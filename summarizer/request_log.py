"""One line for each request that leaves, on the logger `summarizer.requests`; `--verbose` shows them.

A line has method, host and path, what was asked for, what came of it, and seconds. It never has a header, a query, a user in an
address, or a word of an article.
"""

import logging
import time
from urllib.parse import urlsplit

LOG = logging.getLogger("summarizer.requests")


def tell(method: str, url: str, *, outcome: str, since_s: float, asked: str = "") -> None:
    """Log one request that began at `since_s` of the monotonic clock."""
    parts = urlsplit(url)
    place = f"{parts.netloc.rpartition('@')[2]}{parts.path}"
    LOG.info("%s %s%s: %s, %.2f s", method, place, f" ({asked})" if asked else "", outcome, time.monotonic() - since_s)
