"""One page after the other, politely: redirects checked one by one, pages kept and asked for again only where they changed (IO)."""

import contextlib
import dataclasses
import datetime
import email.message
import email.utils
import functools
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx2

from summarizer import __version__
from summarizer.errors import ConfigError, InputError
from summarizer.request_log import tell
from summarizer.web.addresses import check_address, resolve
from summarizer.web.connection import Resolve, Transport, checked
from summarizer.web.pages import Page, Pages
from summarizer.web.robots import Robots

MAXIMUM_BYTES = 50_000_000
"""A larger page or file is no article; what is compressed counts unpacked."""

MAXIMUM_REDIRECTS = 5
MAXIMUM_WAIT_S = 10.0
"""How long a server may make us wait before we ask once more."""

AGENT = f"summarizer/{__version__}"

_HEADERS = {
    "user-agent": AGENT,
    "accept": "text/html,application/xhtml+xml,application/pdf,text/plain,application/rss+xml,application/atom+xml,*/*;q=0.5",
    "accept-encoding": "gzip",
    "accept-language": "de,en",
}


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class _Answer(NamedTuple):
    """One response, its body unpacked; `private` says that it came from this machine's network."""

    status: int
    headers: httpx2.Headers
    body: bytes
    private: bool


@dataclasses.dataclass(kw_only=True)
class Web:
    """Fetches pages.

    `pages` keeps them between runs; `allow_private` lets addresses lead into this machine and its network; `offline` forbids all.
    One host gets one request at a time, `delay_s` apart; one's own network needs no such courtesy.
    """

    allow_private: bool = False
    offline: bool = False
    pages: Pages | None = None
    timeout_s: float = 30.0
    delay_s: float = 1.0
    maximum_bytes: int = MAXIMUM_BYTES
    find: Resolve = resolve
    clock: Callable[[], datetime.datetime] = _now

    def __post_init__(self) -> None:
        """Make ready; nothing is opened yet."""
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._robots = Robots(self._robots_text)

    def get(self, address: str, *, changed: datetime.datetime | None = None, listed: bool = False) -> Page:
        """Return the page at an address; one that was kept is fetched only where its server says that it changed.

        `listed` is for what a feed names, not a person: robots.txt is obeyed, and a kept page is not asked for again unless it
        `changed` since. Raises InputError where the page can't be had, ConfigError where `offline` forbids it.
        """
        asked = check_address(address)
        if self.offline:
            raise ConfigError(f"--offline forbids fetching {asked}", hint="save the page and name the file")
        kept = self.pages.page(asked) if self.pages else None
        if kept and listed and (changed is None or changed <= kept.checked):
            return kept
        if listed and not self._robots.allows(asked):
            raise InputError(f"{asked}: the site does not want programs to read it (robots.txt)")
        url, answer = self._follow(asked, kept)
        page = kept._replace(checked=self.clock()) if answer.status == 304 and kept else self._page(url, answer)
        if self.pages:
            self.pages.keep_page(asked, page)
        return page

    def _follow(self, asked: str, kept: Page | None) -> tuple[str, _Answer]:
        """Return where redirects end, each checked like the first address, and what is there."""
        deadline_s = time.monotonic() + self.timeout_s
        url, waited = asked, False
        for _ in range(MAXIMUM_REDIRECTS + 2):
            answer = self._send(url, deadline_s, kept if url == asked else None, asked)
            wait_s = _wait_s(answer)
            if wait_s is not None and not waited and time.monotonic() + wait_s < deadline_s:
                waited = True
                time.sleep(wait_s)
                continue
            if answer.status not in (301, 302, 303, 307, 308):
                if answer.status in (200, 203) or (answer.status == 304 and kept):
                    return url, answer
                hint = "the site asks to wait: try again later" if answer.status in (429, 503) else None
                raise InputError(f"{asked}: the server answered {answer.status}", hint=hint)
            try:
                url = check_address(urljoin(url, answer.headers.get("location", "")))
            except InputError as error:
                raise InputError(f"{asked}: leads on to what can't be fetched ({error})") from None
        raise InputError(f"{asked}: more than {MAXIMUM_REDIRECTS} redirects")

    def _send(self, url: str, deadline_s: float, kept: Page | None, asked: str) -> _Answer:
        """Send one request when it is the host's turn; every error of the network becomes ours here."""
        known = {"if-none-match": kept and kept.etag, "if-modified-since": kept and kept.modified}
        headers = {**_HEADERS, **{name: value for name, value in known.items() if value}}
        host = self._host(url)
        with host.turn(self.delay_s):
            began_s = time.monotonic()
            try:
                answer = self._exchange(url, headers, deadline_s)
                tell("GET", url, outcome=f"{answer.status}, {len(answer.body) / 1000:.1f} kB", since_s=began_s)
            except InputError as error:
                raise InputError(f"{asked}: {error}", hint=error.hint) from None
            except (httpx2.TimeoutException, TimeoutError):
                raise InputError(f"{asked}: not had within {self.timeout_s:g} s") from None
            except httpx2.ConnectError as error:
                trouble = "no trusted certificate" if "CERTIFICATE" in str(error).upper() else "can't be reached"
                raise InputError(f"{asked}: {trouble}") from None
            except httpx2.DecodingError:
                raise InputError(f"{asked}: sent damaged data") from None
            except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError):
                raise InputError(f"{asked}: broke the connection off, or speaks no HTTP") from None
            host.courteous = not answer.private
        return answer

    def _exchange(self, url: str, headers: dict[str, str], deadline_s: float) -> _Answer:
        parts = urlsplit(url)
        proxy = _proxy(parts.scheme, parts.hostname or "")
        if proxy and not self.allow_private:
            # Behind a proxy the name is resolved there; what it is here is all that can be checked.
            _check_behind_proxy(parts.hostname or "", self.find)
        transport = Transport(
            verify=_certificates(), deadline_s=deadline_s, allow_private=self.allow_private, proxy=proxy, find=self.find
        )
        with (
            httpx2.Client(transport=transport, timeout=self.timeout_s, follow_redirects=False, trust_env=False) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            body = bytearray()
            for piece in response.iter_bytes(65_536):
                body += piece
                if len(body) > self.maximum_bytes:
                    raise InputError(f"too large for an article (over {self.maximum_bytes // 1_000_000} MB)")
                if time.monotonic() > deadline_s:
                    raise TimeoutError
            return _Answer(response.status_code, response.headers, bytes(body), transport.backend.private)

    def _page(self, url: str, answer: _Answer) -> Page:
        said = email.message.Message()
        said["content-type"] = answer.headers.get("content-type", "application/octet-stream")
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        return Page(url, said.get_content_type(), said.get_content_charset(), etag, modified, self.clock(), answer.body)

    def _robots_text(self, address: str) -> tuple[int, bytes]:
        """Return status and body of a site's robots.txt; raises InputError where it can't be had."""
        try:
            _, answer = self._follow(address, None)
        except InputError as error:
            status = str(error).rpartition("answered ")[2]
            return (int(status) if status.isdigit() else 500), b""
        return answer.status, answer.body

    def _host(self, url: str) -> "_Host":
        with self._lock:
            return self._hosts.setdefault(urlsplit(url).netloc.lower(), _Host())


class _Host:
    """Whose turn it is at one host, and when the last one ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ended_s = float("-inf")
        self.courteous = True

    @contextlib.contextmanager
    def turn(self, delay_s: float) -> Iterator[None]:
        """Wait for the turn, and let the next one have its own afterwards."""
        with self._lock:
            if self.courteous:
                time.sleep(max(0.0, self._ended_s + delay_s - time.monotonic()))
            try:
                yield
            finally:
                self._ended_s = time.monotonic()


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Return what connections are checked with, read once."""
    return httpx2.create_ssl_context()


def _proxy(scheme: str, host: str) -> str | None:
    """Return the environment's proxy for a host; none leads back into this machine."""
    if host in ("localhost", "127.0.0.1", "::1") or urllib.request.proxy_bypass(host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(scheme) or proxies.get("all")


def _check_behind_proxy(host: str, find: Resolve) -> None:
    """Raise InputError for a host that is private as far as can be told here; what only the proxy can resolve passes."""
    try:
        checked(host, 80, find, allow_private=False)
    except InputError as error:
        if "no such host" not in str(error):
            raise


def _wait_s(answer: _Answer) -> float | None:
    """Return for how long a server asks to wait, None where it does not or for too long."""
    value = answer.headers.get("retry-after", "")
    if answer.status not in (429, 503) or not value:
        return None
    try:
        seconds = float(value) if value.isdigit() else (email.utils.parsedate_to_datetime(value) - _now()).total_seconds()
    except (ValueError, TypeError):
        return None
    return max(0.0, seconds) if seconds <= MAXIMUM_WAIT_S else None
