"""A fetched page as it is kept between runs."""

import datetime
from typing import NamedTuple, Protocol


class Page(NamedTuple):
    """What a server sent: `url` is where it was in the end, `checked` when it was last fetched or found unchanged."""

    url: str
    content_type: str
    charset: str | None
    etag: str | None
    modified: str | None
    checked: datetime.datetime
    body: bytes


class Pages(Protocol):
    """Where pages are kept, by the address that was asked for."""

    def page(self, address: str) -> Page | None:
        """Return the kept page of an address."""

    def keep_page(self, address: str, page: Page) -> None:
        """Keep the page of an address in place of a former one."""
