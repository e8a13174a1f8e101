"""A real, scripted, OpenAI-compatible server on loopback that fails in the ways real endpoints do."""

import dataclasses
import http.server
import json
import threading
from collections.abc import Sequence
from typing import Any

from tests.loopback import Loopback, Reply, send_reply

__all__ = ["FaultServer", "Reply", "Request", "chat", "completion", "fault"]


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


class FaultServer(Loopback):
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
        self._lock = threading.Lock()
        super().__init__(self._handler())
        self.url = f"http://127.0.0.1:{self.port}/v1"

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
                send_reply(self, script.listing, script.closing)

            def do_POST(self) -> None:
                """Keep the request and send the next reply."""
                raw = self.rfile.read(int(self.headers.get("content-length", 0)))
                reply = script._next(Request("POST", self.path, dict(self.headers), json.loads(raw), raw))
                send_reply(self, reply, script.closing)

        return Handler
