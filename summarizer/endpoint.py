"""An OpenAI-compatible endpoint: one way to send to it, and the one place that turns foreign errors into ours.

What openai and httpx2 raise becomes a `Failure`, which is retried or not, and at last one of the errors in `errors.py`.
No message carries the key, or more of a foreign text than a line.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

import httpx2
import openai

from summarizer.errors import (
    ConfigError,
    Denied,
    InputError,
    InvalidReply,
    ModelError,
    RateLimited,
    SummarizerError,
    TooLong,
    Unavailable,
    UnknownModel,
)
from summarizer.logged_transport import LoggedTransport
from summarizer.network import open_network
from summarizer.retrying import TIMEOUT, WAIT_LIMIT_S, Failure, Tally, retry_after_s, send
from summarizer.settings import OPENAI_BASE_URL, Settings

R = TypeVar("R")

CHECK_URL = "check --base-url: it usually ends in /v1"

_QUOTED_CHARACTERS = 200
_OVERFLOW_CODES = ("context_length_exceeded", "exceed_context_size_error")
_OVERFLOW = re.compile(
    r"context.{0,20}(length|size|window|limit)|(maximum|available) context|too many tokens|(prompt|input) is too long",
    re.IGNORECASE,
)
_ADDRESS_EXAMPLE = "for example --base-url http://127.0.0.1:8080/v1"


class Endpoint:
    """A host, the key for it, and the client that talks to it."""

    def __init__(self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """Connect to nothing yet; raises ConfigError on an unusable base URL or key."""
        base_url = _checked_base_url(settings)
        self.host = settings.host
        self._settings = settings
        self._key = _checked_key(settings)
        way = LoggedTransport(transport or open_network(settings), is_replayed=settings.replay is not None)
        self._client = openai.AsyncOpenAI(
            api_key=self._key or "none",
            base_url=base_url,
            max_retries=0,
            timeout=settings.timeout_s,
            # A redirect could carry the text to a host that nobody named.
            http_client=httpx2.AsyncClient(transport=way, timeout=settings.timeout_s, follow_redirects=False),
        )
        if not settings.is_openai:
            # The client takes both from the environment and would send them to any host.
            self._client.organization = self._client.project = None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def send(self, call: Callable[[openai.AsyncOpenAI], Awaitable[R]], *, tally: Tally, model: str) -> R:
        """Make one call, again where it fails in passing; raises ModelError, and what the transport has of ours."""
        try:
            return await send(lambda: self._once(call), tally=tally, retries=self._settings.retries)
        except Failure as failure:
            raise self._error(failure, model) from failure

    async def _once(self, call: Callable[[openai.AsyncOpenAI], Awaitable[R]]) -> R:
        try:
            # The client's own timeout is per read: an endpoint that drips would never meet it.
            async with asyncio.timeout(self._settings.timeout_s) as timeout:
                TIMEOUT.set(timeout)
                return await call(self._client)
        except openai.APIStatusError as error:
            text = error.body.get("message") if isinstance(error.body, dict) else error.body
            code = error.code if isinstance(error.code, str) else error.type
            raise Failure(str(text or ""), status=error.status_code, code=code, headers=error.response.headers) from error
        except (openai.APITimeoutError, TimeoutError) as error:
            raise Failure(f"no reply within {self._settings.timeout_s:g} s") from error
        except openai.APIConnectionError as error:
            if isinstance(error.__cause__, SummarizerError):
                raise error.__cause__ from None
            # Not the cause's own text: h11 quotes the header that has the key in it.
            unreachable = isinstance(error.__cause__, httpx2.ConnectError)
            raise Failure("can't be reached" if unreachable else "broke the connection off") from error
        except (openai.OpenAIError, ValueError, RecursionError) as error:
            raise InvalidReply(f"{self.host} sent something else than a chat completion", hint=CHECK_URL) from error

    def _error(self, failure: Failure, model: str) -> ModelError:
        """Turn a final failure into the error by what the caller can do about it."""
        status, text = failure.status, self.quoted(failure.text)
        if status is None:
            return Unavailable(f"{self.host}: {text}", hint="check that the endpoint runs, and --base-url")
        said = f"{self.host} answered {status}{': ' if text else ''}{text}"
        if status in (401, 403):
            # The text of a refusal often repeats a part of the key.
            hint = "check OPENAI_API_KEY or SUMMARIZE_API_KEY, and what the key is allowed to do"
            return Denied(f"{self.host} refused the key ({status})", hint=hint)
        if status == 404 or failure.code == "model_not_found":
            hint = f"check --model, and {CHECK_URL.removeprefix('check ')}"
            return UnknownModel(f"{self.host} does not serve model {self.quoted(model)!r} ({status})", hint=hint)
        if status == 413 or (400 <= status < 500 and status != 429 and _overflows(failure)):
            return TooLong(said, hint="make passages shorter with --passage-tokens")
        if status == 429:
            return RateLimited(said, hint=_wait_hint(failure))
        if status >= 500 or status in (408, 409):
            return Unavailable(said, hint="try again later")
        return ModelError(said, hint=CHECK_URL if status < 400 else None)

    def quoted(self, text: str) -> str:
        """Make foreign text fit for a message: one line, cut short, without the key."""
        line = " ".join(text.replace(self._key, "[key]").split() if self._key else text.split())
        line = line.encode(errors="replace").decode()
        return line if len(line) <= _QUOTED_CHARACTERS else line[: _QUOTED_CHARACTERS - 1] + "…"


def require_text(text: str, what: str) -> None:
    """Raise InputError where `text` has half a surrogate pair, which no request can carry."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{what} has a character that is none (a lone surrogate, at {error.start + 1})") from error


def _overflows(failure: Failure) -> bool:
    return failure.code in _OVERFLOW_CODES or bool(_OVERFLOW.search(failure.text))


def _wait_hint(failure: Failure) -> str:
    if failure.code == "insufficient_quota":
        return "the account has no quota left: waiting does not help"
    wait_s = retry_after_s(failure.headers) or 0.0
    return f"try again in {wait_s:.0f} s" if wait_s > WAIT_LIMIT_S else "try again later, or with a lower --concurrency"


def _checked_base_url(settings: Settings) -> str:
    """Return the base URL; messages leave it out, because it may hold a password."""
    url = settings.base_url or OPENAI_BASE_URL
    try:
        url.encode()
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and bool(httpx2.URL(url).host)
    except (ValueError, httpx2.InvalidURL) as error:
        raise ConfigError("the base URL is no address", hint=_ADDRESS_EXAMPLE) from error
    if not usable:
        raise ConfigError("the base URL is no http or https address", hint=_ADDRESS_EXAMPLE)
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigError("the base URL can't carry a user, a query or a fragment", hint="give the key as SUMMARIZE_API_KEY")
    return url


def _checked_key(settings: Settings) -> str:
    """Return the key, or nothing where a server of one's own needs none."""
    key = settings.api_key or ""
    if not key and settings.is_openai:
        raise ConfigError("OpenAI's endpoint needs a key", hint="set OPENAI_API_KEY")
    if not all("!" <= character <= "~" for character in key):
        raise ConfigError(
            "the key has a character that no key has", hint="look for a blank, a line break or a typographic quote in it"
        )
    return key
