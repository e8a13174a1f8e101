"""What stands before every request: who may ask, from where, how much and how slowly; and what every answer carries."""

import asyncio
import contextlib
import ipaddress
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.errors import Defect, SummarizerError
from summarizer.serve.limits import Limits
from summarizer.serve.problems import ForeignHost, ForeignSite, TokenMissing, TooLarge, TooSlow, of_http
from summarizer.serve.sessions import COOKIE, VARIABLE
from summarizer.serve.state import State

OPEN_PATHS = ("/login", "/assets/")
"""What is shown to those who have not said the token yet."""

_OF_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")
"""Headers that a browser does not send by itself: behind a proxy, loopback is no protection."""

_DRAINED = 4
"""So many times the limit is read and thrown away, so that a browser that is still sending hears why; then it is cut off."""

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

_HEADERS = {
    "content-security-policy": _NOTHING,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "vary": "Cookie, Authorization, Accept-Language",
}
"""On every answer that does not say otherwise."""

Answer = Callable[[HTTPConnection, SummarizerError], Response]


class Guard:
    """Lets requests in that may come in, within limits; every other one gets its answer here."""

    def __init__(self, app: ASGIApp, *, state: State, hosts: Sequence[str], answer: Answer, tell: Callable[[str], None]) -> None:
        """Take what is guarded, the names that the server goes by, how errors are answered and who is told of defects."""
        self.state = state
        self._app = app
        self._sessions = state.sessions
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limits = state.jobs.limits
        self._answer = answer
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, and answer what goes wrong."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def answered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        # Starlette raises in place of answering where there is an app to do that; `request.app.state` is the server's.
        scope["app"] = self
        connection = HTTPConnection(scope)
        body = _Body(receive, self._limits, connection.headers)
        try:
            self._check(connection)
            await self._app(scope, body.receive, answered)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - a defect costs its request, not the server
            problem = of_http(error) if isinstance(error, HTTPException) else error
            problem = problem if isinstance(problem, SummarizerError) else Defect(error)
            if isinstance(problem, Defect):
                self._tell(f"{scope['method']} {scope['path']}: {problem}")
            if not begun:
                await body.drain()
                await self._answer(connection, problem)(scope, receive, answered)

    def _check(self, connection: HTTPConnection) -> None:
        """Raise Problem for a request that may not come in; note who asks."""
        host = connection.headers.get("host", "")
        if not self._sessions.required and any(name in connection.headers for name in _OF_PROXIES):
            hint = f"set {VARIABLE} where the server is started"
            raise ForeignHost("a proxy passed this on, and there is no token", hint=hint)
        if not self._goes_by(host):
            hint = "name it when the server is started: --allow-host NAME"
            raise ForeignHost("this server does not go by the name in the request", hint=hint)
        user = self._user(connection)
        if connection.scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            is_guarded = bool(connection.cookies.get(COOKIE)) or connection.scope["path"] == "/login"
            check_origin(connection.headers, host, is_guarded=is_guarded and self._sessions.required)
        if user is None and not connection.scope["path"].startswith(OPEN_PATHS):
            hint = "send it as: Authorization: Bearer TOKEN"
            raise TokenMissing("no token, or a wrong one", hint=hint, headers={"www-authenticate": "Bearer"})
        connection.scope["user"] = user or ""

    def _goes_by(self, host: str) -> bool:
        """Say whether a Host header names this server: by an IP address, which no foreign DNS can give it, or a known name."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self._hosts
        return True

    def _user(self, connection: HTTPConnection) -> str | None:
        """Return who asks, by token, cookie or, where none is needed, address; None where they may not."""
        client = connection.client.host if connection.client else ""
        if not self._sessions.required:
            return client
        kind, _, token = connection.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._sessions.knows(token.strip()):
            return client
        return self._sessions.user(connection.cookies.get(COOKIE, ""))


def check_origin(headers: Headers, host: str, *, is_guarded: bool) -> None:
    """Raise ForeignSite for a request that changes something and was sent by another site's page.

    Browsers say so in Sec-Fetch-Site, on plain http to another machine in Origin alone. There our own pages, which send no
    referrer, say "null": what is guarded is let in, by the cookie, since a foreign page's request comes without it
    (SameSite=Strict), or by the token in the login.
    Programs send neither header.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        allowed = site in ("same-origin", "none")
    elif origin == "null":
        allowed = is_guarded
    else:
        allowed = origin is None or urlsplit(origin).netloc.lower() == host.lower()
    if not allowed:
        raise ForeignSite("the request was sent by another site's page", hint="open this server's own page")


class _Body:
    """A request's body, read within size and time."""

    def __init__(self, receive: Receive, limits: Limits, headers: Headers) -> None:
        self._receive = receive
        self._limits = limits
        self._until: float | None = None
        self._count = 0
        self._is_over = False
        declared = headers.get("content-length", "0")
        self._declared = int(declared) if declared.isascii() and declared.isdigit() else 0

    async def receive(self) -> Message:
        """Return the next piece; raises TooLarge or TooSlow."""
        if self._declared > self._limits.upload_bytes:
            raise self._too_large()
        message = await self._next()
        if self._count > self._limits.upload_bytes:
            raise self._too_large()
        return message

    async def drain(self) -> None:
        """Read on for a while what nobody wants, so that the sender comes to listen."""
        most = _DRAINED * self._limits.upload_bytes
        if self._declared > most:
            return
        with contextlib.suppress(TooSlow):
            while not self._is_over and self._count <= most:
                await self._next()

    async def _next(self) -> Message:
        if self._is_over:
            # What comes now is that the client has gone; that may take as long as the answer.
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + self._limits.upload_s
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self._is_over = True
            raise TooSlow(f"the body did not arrive within {self._limits.upload_s:g} s", hint="try again") from None
        self._count += len(message.get("body", b""))
        self._is_over = message["type"] == "http.disconnect" or not message.get("more_body", False)
        return message

    def _too_large(self) -> TooLarge:
        limit = self._limits.upload_bytes / 1_000_000
        return TooLarge(f"more than {limit:g} MB", hint="hand in the text alone, or split it into single articles")
