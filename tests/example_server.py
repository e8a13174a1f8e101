"""What examples talk to: an OpenAI-compatible endpoint that knows the sample articles' replies, and the pages of a web site."""

import http.server
import json
from pathlib import Path
from typing import Any

from summarizer.recording_files import SUFFIX, read_recording
from tests.conftest import RECORDINGS
from tests.faults import completion
from tests.loopback import Loopback

_TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/rss+xml", "": "text/plain; charset=utf-8"}


def known_replies() -> dict[str, Any]:
    """Return the recorded replies of the sample articles by the messages that ask for them."""
    replies = {}
    for path in sorted(RECORDINGS.glob(f"*{SUFFIX}")):
        for exchange in read_recording(path).interactions:
            if exchange.request and isinstance(exchange.request.body, dict):
                replies[json.dumps(exchange.request.body["messages"])] = json.loads(exchange.response.content())
    return replies


class ExampleServer(Loopback):
    """Answers questions about the sample articles with what was recorded, all others with nothing in the form that is asked for.

    A GET is answered with the file of that name in `folder / "site"`; `url` is the server's address.
    """

    def __init__(self, folder: Path) -> None:
        """Take the page's folder."""
        self._folder = folder / "site"
        self._replies = known_replies()
        super().__init__(self._handler())
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the reply to a question."""
        known: dict[str, Any] | None = self._replies.get(json.dumps(body["messages"]))
        if known:
            return known
        wanted = body["response_format"]["json_schema"]["schema"]["properties"]
        return completion(json.dumps({name: [] if field.get("type") == "array" else None for name, field in wanted.items()}))

    def page(self, path: str) -> tuple[int, str, bytes]:
        """Return status, type and content of a page."""
        if path == "/v1/models":
            models = {"object": "list", "data": [{"id": "example-model", "object": "model"}]}
            return 200, "application/json", json.dumps(models).encode()
        found = self._folder / Path(path).name
        if not found.is_file():
            return 404, "text/plain", b"not here"
        content = found.read_bytes().replace(b"https://example.org", self.url.encode())
        return 200, _TYPES.get(found.suffix, "text/html; charset=utf-8"), content

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is http.server's)
                """Keep quiet."""

            def do_GET(self) -> None:
                """Answer with a page."""
                self._send(*server.page(self.path))

            def do_POST(self) -> None:
                """Answer a question."""
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                self._send(200, "application/json", json.dumps(server.answer(body), ensure_ascii=False).encode())

            def _send(self, status: int, kind: str, content: bytes) -> None:
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        return Handler
