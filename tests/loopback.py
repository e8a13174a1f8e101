"""Servers on loopback that live as long as a test: started and stopped, and a reply sent as it is scripted."""

import contextlib
import dataclasses
import http.server
import json
import socket
import struct
import threading
from types import TracebackType
from typing import Any, Literal, Self


@dataclasses.dataclass(frozen=True)
class Reply:
    """One scripted reply: a JSON body or raw bytes, and how its delivery fails.

    `cut`: before any header, half way through the body (announced whole), or half way with a reset.
    `drip_s`: seconds between two bytes of the body.
    """

    json: object = None
    raw: bytes | None = None
    status: int = 200
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    content_type: str = "application/json"
    delay_s: float = 0.0
    drip_s: float = 0.0
    cut: Literal["", "before", "half", "reset"] = ""

    @property
    def body(self) -> bytes:
        """The bytes of the body."""
        return self.raw if self.raw is not None else json.dumps(self.json, ensure_ascii=False).encode()


class Threads(http.server.ThreadingHTTPServer):
    """Threads that end with the test; a client that hangs up is what some tests do."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  (the signature is socketserver's)
        """Say nothing of broken pipes."""
        with contextlib.suppress(OSError):
            request.close()


class Loopback:
    """Runs a handler on a free port of 127.0.0.1 while it is entered; `closing` is set when it ends, for who waits."""

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        """Take the port."""
        self.closing = threading.Event()
        self._server = Threads(("127.0.0.1", 0), handler)
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop, also where a reply is still being delayed."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def send_reply(handler: http.server.BaseHTTPRequestHandler, reply: Reply, closing: threading.Event) -> None:
    """Send a reply in the way that its script says: late, drop by drop, cut off."""
    closing.wait(reply.delay_s)
    handler.close_connection = handler.close_connection or bool(reply.cut)
    if reply.cut == "before":
        return
    handler.send_response(reply.status)
    for name, value in {"content-type": reply.content_type, **reply.headers}.items():
        handler.send_header(name, value)
    handler.send_header("content-length", str(len(reply.body)))
    handler.end_headers()
    body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
    for piece in [body[place : place + 1] for place in range(len(body))] if reply.drip_s else [body]:
        handler.wfile.write(piece)
        if closing.wait(reply.drip_s):
            return
    if reply.cut == "reset":
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
