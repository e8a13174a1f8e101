"""A real Batch API on loopback: /files and /batches as OpenAI documents them, with batches that end as a test says."""

import email.parser
import email.policy
import http.server
import json
from collections.abc import Callable
from typing import Any, Literal

from tests.faults import completion
from tests.loopback import Loopback

Answer = Callable[[dict[str, Any]], dict[str, Any]]
"""Returns the reply to a request's body: a completion, or what stands under `error` as an error."""

EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}


def empty_draft(_body: dict[str, Any]) -> dict[str, Any]:
    """Answer with a briefing that has nothing in it."""
    return completion(json.dumps(EMPTY), usage=(1000, 100), model="m")


def reply_lines(requests: bytes, answer: Answer = empty_draft) -> bytes:
    """Answer a file of requests as `vllm run-batch` does, in the other order."""
    lines = [json.loads(line) for line in requests.splitlines()]
    return b"".join(_reply_line(line["custom_id"], answer(line["body"])) for line in reversed(lines))


def _reply_line(key: str, reply: dict[str, Any]) -> bytes:
    if "error" in reply:
        line: dict[str, Any] = {"id": "b1", "custom_id": key, "response": None, "error": reply["error"]}
    else:
        line = {"id": "b1", "custom_id": key, "response": {"status_code": 200, "request_id": "r1", "body": reply}, "error": None}
    return json.dumps(line).encode() + b"\n"


class BatchEndpoint(Loopback):
    """Serves files and batches; a batch is under way when it is looked at first, and has ended the second time.

    `ends` is how; of an expired one `answered` requests have a reply, the others an error.
    """

    def __init__(
        self, answer: Answer = empty_draft, *, ends: Literal["completed", "expired", "failed"] = "completed", answered: int = 1
    ) -> None:
        """Take how batches are answered and how they end."""
        self.answer = answer
        self.ends = ends
        self.answered = answered
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.keys: set[str] = set()
        self.fail_once_after_creation = False
        super().__init__(_handler(self))
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def keep(self, content: bytes) -> str:
        """Keep a file and return its id."""
        name = f"file-{len(self.files)}"
        self.files[name] = content
        return name

    def create(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Begin a batch."""
        assert asked["endpoint"] == "/v1/chat/completions"
        name = f"batch_{len(self.batches)}"
        counts = {"total": len(self.files[asked["input_file_id"]].splitlines()), "completed": 0, "failed": 0}
        self.batches[name] = {
            "id": name,
            "object": "batch",
            "created_at": 1,
            "status": "validating",
            "request_counts": counts,
            **asked,
        }
        return self.batches[name]

    def look(self, name: str) -> dict[str, Any]:
        """Return a batch, and let it go on."""
        batch = self.batches[name]
        before = dict(batch)
        if batch["status"] == "validating":
            batch["status"] = "in_progress"
        elif batch["status"] == "in_progress":
            self._end(batch)
        return before if before["status"] == "validating" else batch

    def _end(self, batch: dict[str, Any]) -> None:
        requests = self.files[batch["input_file_id"]].splitlines(keepends=True)
        if self.ends == "failed":
            batch |= {"status": "failed", "errors": {"data": [{"code": "x", "message": "the file is too large"}]}}
            return
        through = len(requests) if self.ends == "completed" else self.answered
        batch["status"] = self.ends
        batch["output_file_id"] = self.keep(reply_lines(b"".join(requests[:through]), self.answer))
        if rest := b"".join(requests[through:]):
            expired = {"error": {"code": "batch_expired", "message": "This request could not be executed in time."}}
            batch["error_file_id"] = self.keep(reply_lines(rest, lambda _body: expired))
        batch["request_counts"] = {"total": len(requests), "completed": through, "failed": len(requests) - through}


def _handler(endpoint: BatchEndpoint) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is http.server's)
            """Keep quiet."""

        def do_GET(self) -> None:
            """Give a file, a batch, or all batches, the newest first."""
            match self.path.partition("?")[0].removeprefix("/v1/").split("/"):
                case ["files", name, "content"]:
                    self._send(endpoint.files[name])
                case ["batches", name] if name in endpoint.batches:
                    self._send(endpoint.look(name))
                case ["batches"]:
                    self._send({"object": "list", "data": list(reversed(endpoint.batches.values())), "has_more": False})
                case _:
                    self._send({"error": {"message": "not found"}}, 404)

        def do_POST(self) -> None:
            """Keep a file, or begin a batch."""
            endpoint.keys.add(self.headers["authorization"])
            content = self.rfile.read(int(self.headers["content-length"]))
            if self.path == "/v1/files":
                head = b"content-type: " + self.headers["content-type"].encode() + b"\r\n\r\n"
                form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + content)
                parts = {part.get_param("name", header="content-disposition"): part for part in form.iter_parts()}
                uploaded = parts["file"].get_payload(decode=True)
                assert isinstance(uploaded, bytes)
                self._send({"id": endpoint.keep(uploaded), "object": "file", "bytes": 1, "created_at": 1, "filename": "f"})
                return
            batch = endpoint.create(json.loads(content))
            if endpoint.fail_once_after_creation:
                endpoint.fail_once_after_creation = False
                self._send({"error": {"message": "gateway"}}, 502)
            else:
                self._send(batch)

        def _send(self, content: Any, status: int = 200) -> None:
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/octet-stream" if isinstance(content, bytes) else "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
