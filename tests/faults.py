"""A real, scripted, OpenAI-compatible server on loopback that fails in the ways real endpoints do."""

import contextlib
import dataclasses
import http.server
import json
import socket
import struct
import threading
from collections.abc import Sequence
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


@dataclasses.dataclass(frozen=True)
class Request:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    raw: bytes


def completion(
    content: str | None,
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    usage: tuple[int, int] = (10, 5),
    **extra: object,
) -> dict[str, object]:
    """Build the body of a chat completion; `extra` adds or replaces fields at its top."""
    message = {"role": "assistant", "content": content, **({"refusal": refusal} if refusal else {})}
    tokens = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    choices = [{"index": 0, "message": message, "finish_reason": finish_reason, "logprobs": None}]
    return {"id": "1", "object": "chat.completion", "created": 1, "model": "test", "choices": choices, "usage": tokens, **extra}


def chat(
    content: object, *, finish_reason: str = "stop", refusal: str | None = None, usage: tuple[int, int] = (10, 5), **extra: object
) -> Reply:
    """Reply with a chat completion; a `content` that is no text is written as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    return Reply(completion(text, finish_reason=finish_reason, refusal=refusal, usage=usage, **extra))


def fault(
    status: int, *, message: str = "boom", code: str | None = None, kind: str = "error", headers: dict[str, str] | None = None
) -> Reply:
    """Reply with an error in OpenAI's form; unless told otherwise it asks for no wait before a retry."""
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    return Reply(body, status=status, headers={"retry-after-ms": "0"} if headers is None else headers)


class FaultServer:
    """Serves the replies in order, the last one for ever, and keeps every request.

    `url` is its base URL; `arrived` is set by the first request.
    """

    def __init__(self, *replies: Reply, models: Sequence[str] = ("test-model",), listing: Reply | None = None) -> None:
        """Take the script; `models` are listed at GET /v1/models unless `listing` says otherwise."""
        self.script = list(replies)
        self.listing = listing or Reply({"object": "list", "data": [{"id": name, "object": "model"} for name in models]})
        self.requests: list[Request] = []
        self.listings = 0
        self.arrived = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop, also where a reply is still being delayed."""
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            self.arrived.set()
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        script = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is http.server's)
                """Keep quiet."""

            def do_GET(self) -> None:
                """List the models."""
                script.listings += 1
                self._send(script.listing)

            def do_POST(self) -> None:
                """Keep the request and send the next reply."""
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                self._send(script._next(Request("POST", self.path, dict(self.headers), json.loads(raw), raw)))

            def _send(self, reply: Reply) -> None:
                script._closing.wait(reply.delay_s)
                self.close_connection = self.close_connection or bool(reply.cut)
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
                    script._closing.wait(reply.drip_s)
                if reply.cut == "reset":
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

        return Handler


class _Server(http.server.ThreadingHTTPServer):
    """Threads that end with the test; a client that hangs up is what some tests do."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  (the signature is socketserver's)
        """Say nothing of broken pipes."""
        with contextlib.suppress(OSError):
            request.close()
