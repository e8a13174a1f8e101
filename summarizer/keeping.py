"""The store under the client: a request that was answered before is answered from there, without a network."""

import asyncio
import hashlib
import json
from weakref import WeakValueDictionary

import httpx2

from summarizer.network import whole_response
from summarizer.recording import CASE
from summarizer.recording_files import CHAT, StoredRequest, request_key, stored_request
from summarizer.retrying import untimed
from summarizer.store import Store

STORED = "x-summarize-stored"
"""The header of a reply that came from the store and cost nothing."""


class Keeper(httpx2.AsyncBaseTransport):
    """Answers from the store, else passes on and keeps what came; errors are passed on and not kept.

    Of the same request twice at once, as copies of one article make, the second waits for the reply to the first.
    """

    def __init__(self, store: Store, inner: httpx2.AsyncBaseTransport, *, refresh: bool = False) -> None:
        """Take the store and the way to the network; with `refresh` nothing is taken from the store."""
        self._store = store
        self._inner = inner
        self._refresh = refresh
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Serve from the store, or send."""
        stored = stored_request(request.method, request.url.path, await request.aread())
        if stored.path != CHAT:
            return await self._inner.handle_async_request(request)
        host = request.url.netloc.decode("ascii", "replace")
        key = reply_key(host, stored)
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with untimed():
            await turn.acquire()
        try:
            if not self._refresh and (body := self._store.reply(key)) is not None:
                return _kept(body, request)
            return await self._send(request, stored, key, host)
        finally:
            turn.release()

    async def _send(self, request: httpx2.Request, stored: StoredRequest, key: str, host: str) -> httpx2.Response:
        """Send, and keep a finished completion."""
        response = await self._inner.handle_async_request(request)
        try:
            content = await response.aread()
        finally:
            await response.aclose()
        if response.status_code == 200 and is_completion(content):
            model = str(stored.body.get("model")) if isinstance(stored.body, dict) else ""
            case = CASE.get()
            self._store.keep_reply(key, content, article=case.article, step=case.step, host=host, model=model)
        passed = whole_response(response, content, request)
        passed.headers.pop(STORED, None)
        return passed

    async def aclose(self) -> None:
        """Close the connection below."""
        await self._inner.aclose()


def _kept(body: bytes, request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, headers={"content-type": "application/json", STORED: "1"}, content=body, request=request)


def reply_key(host: str, request: StoredRequest) -> str:
    """Return the key of a request's reply in the store; two endpoints may serve different models under one name."""
    return hashlib.sha256(f"{host}\0{request_key(request)}".encode()).hexdigest()[:32]


def is_completion(content: bytes) -> bool:
    """Say whether a body is a finished chat completion: neither cut short, nor refused, nor an error sent with status 200."""
    try:
        choice = json.loads(content)["choices"][0]
        return choice["finish_reason"] not in ("length", "content_filter") and bool(choice["message"]["content"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return False
