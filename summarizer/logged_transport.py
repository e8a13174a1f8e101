"""What an endpoint is asked, told line by line: a transport above all others, so that it sees what the store answers too."""

import json
import logging
import time
from typing import Any

import httpx2

from summarizer.keeping import STORED
from summarizer.recording import CASE
from summarizer.request_log import LOG, tell

_MODEL_CHARACTERS = 80


class LoggedTransport(httpx2.AsyncBaseTransport):
    """Passes everything on, and tells of it where somebody listens; `is_replayed` says that nothing leaves at all."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, *, is_replayed: bool = False) -> None:
        """Take the transport below."""
        self._inner = inner
        self._is_replayed = is_replayed
        self._tries: dict[str, int] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Pass on; what fails is told by the name of its error, since a message may quote the key."""
        if not LOG.isEnabledFor(logging.INFO):
            return await self._inner.handle_async_request(request)
        body, began_s = await request.aread(), time.monotonic()
        try:
            response = await self._inner.handle_async_request(request)
            content = await response.aread()
        except BaseException as error:
            self._tell(request, body, type(error).__name__, began_s)
            raise
        if STORED in response.headers:
            outcome = "from the store"
        else:
            outcome = "from recordings" if self._is_replayed else str(response.status_code)
        self._tell(request, body, outcome + _tokens(content), began_s)
        return response

    async def aclose(self) -> None:
        """Close the connections below."""
        await self._inner.aclose()

    def _tell(self, request: httpx2.Request, body: bytes, outcome: str, began_s: float) -> None:
        """Log model, article, step, and the which try it is."""
        case = CASE.get(None)
        asked = ""
        if case and body:
            step = f"article {case.article}, {case.step} {case.number}"
            self._tries[step] = self._tries.get(step, 0) + 1
            again = f", try {self._tries[step]}" if self._tries[step] > 1 else ""
            asked = f"model {str(_field(body, 'model'))[:_MODEL_CHARACTERS]}, {step}{again}"
        tell(request.method, str(request.url), asked=asked, outcome=outcome, since_s=began_s)


def _field(content: bytes, name: str) -> Any:
    """Return a field of a JSON object, None where there is none."""
    try:
        return json.loads(content)[name]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _tokens(content: bytes) -> str:
    """Return the tokens that a reply says it took."""
    usage = _field(content, "usage")
    known = usage if isinstance(usage, dict) else {}
    taken = [known.get(name) for name in ("prompt_tokens", "completion_tokens")]
    return f", {taken[0]} + {taken[1]} tokens" if all(isinstance(one, int) for one in taken) else ""
