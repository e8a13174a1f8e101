"""What a command fetches addresses with: its options, and the pages that its store keeps."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime

    from summarizer.inputs.feeds import FetchListed
    from summarizer.store import Store
    from summarizer.web.fetching import Web
    from summarizer.web.pages import Page


def fetcher(values: Mapping[str, Any], store: "Store | None" = None) -> "FetchListed":
    """Return what fetches addresses as a command's options say; the client is loaded with the first one."""
    opened: list[Web] = []

    def fetch(address: str, *, changed: "datetime.datetime | None" = None, listed: bool = False) -> "Page":
        if not opened:
            from summarizer.web.fetching import Web

            opened.append(Web(allow_private=values["allow_private"], offline=values["offline"], pages=store))
        return opened[0].get(address, changed=changed, listed=listed)

    return fetch
