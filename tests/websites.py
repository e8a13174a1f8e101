"""A real site on loopback: pages by path, with the headers and failures that real sites have."""

import http.server
import ipaddress
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import NamedTuple, Self

from summarizer.web.addresses import Address
from summarizer.web.fetching import Web
from tests.loopback import Loopback, Reply, send_reply

TRAIN = "Bei Neudorf ist ein Zug entgleist, wie die Polizei am Mittwoch mitteilte."
TRAIN_PAGE = (
    '<html lang="de"><head><meta charset="utf-8"><title>Zug entgleist</title>'
    '<meta property="article:published_time" content="2025-02-12T08:00:00+01:00"></head><body><main><h1>Zug entgleist</h1>'
    f"<p>{TRAIN}</p><p>Sieben Menschen wurden verletzt.</p></main></body></html>"
)
"""An article of 12 February 2025, and a sentence of it."""


def own(**changes: object) -> Web:
    """Return what fetches from this machine."""
    return Web(**({"allow_private": True} | changes))  # type: ignore[arg-type]


def resolver(*answers: str) -> Callable[[str, int], list[Address]]:
    """Return a name server that gives one answer after the other, the last one for ever."""
    left = list(answers)

    def find(_host: str, _port: int) -> list[Address]:
        return [ipaddress.ip_address(left.pop(0) if len(left) > 1 else left[0])]

    return find


class Visit(NamedTuple):
    """One request as it arrived, header names in small letters."""

    path: str
    headers: dict[str, str]


def page(text: str | bytes, *, content_type: str = "text/html; charset=utf-8", **headers: str) -> Reply:
    """Answer with a page; underscores in header names are hyphens."""
    raw = text.encode() if isinstance(text, str) else text
    return Reply(raw=raw, content_type=content_type, headers={name.replace("_", "-"): value for name, value in headers.items()})


class Site:
    """Serves pages by path, and 404 for all others; `visits` are the requests that came, `url` is its root without a slash.

    A page with an ETag answers 304 to who knows it.
    """

    def __init__(self, pages: Mapping[str, Reply] | None = None) -> None:
        """Take the pages; more can be put into `pages` at any time."""
        self.pages = dict(pages or {})
        self.visits: list[Visit] = []
        self._loopback = Loopback(self._handler())
        self.port = self._loopback.port
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start to serve."""
        self._loopback.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self._loopback.__exit__(kind, error, trace)

    def visited(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [visit.path for visit in self.visits]

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is http.server's)
                """Keep quiet."""

            def do_GET(self) -> None:
                """Answer with the page of the path."""
                headers = {name.lower(): value for name, value in self.headers.items()}
                site.visits.append(Visit(self.path, headers))
                reply = site.pages.get(self.path, Reply(raw=b"not here", status=404, content_type="text/plain"))
                known = reply.headers.get("etag")
                if known and headers.get("if-none-match") == known:
                    reply = Reply(raw=b"", status=304)
                send_reply(self, reply, site._loopback.closing)

        return Handler
