"""A real web site on loopback, with pages that answer as they are told."""

import http.server
import socket
import struct
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple, Self

from tests.faults import Reply, _Server


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
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

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
                self._send(reply)

            def _send(self, reply: Reply) -> None:
                site._closing.wait(reply.delay_s)
                if reply.cut == "before":
                    return
                self.send_response(reply.status)
                for name, value in {"content-type": reply.content_type, **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
                for piece in [body[place : place + 1] for place in range(len(body))] if reply.drip_s else [body]:
                    self.wfile.write(piece)
                    if site._closing.wait(reply.drip_s):
                        return
                if reply.cut == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        return Handler
