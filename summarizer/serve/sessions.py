"""Who may come in: a token in a header for programs, exchanged for a signed cookie by browsers. Nothing is kept on the server."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable

from summarizer.errors import ConfigError

VARIABLE = "SUMMARIZE_TOKEN"
SHORTEST = 16
LIFETIME_S = 12 * 3600
COOKIE = "summarize"


def check_token(token: str | None) -> str | None:
    """Return a token that is fit to be one, None where there is none; raises ConfigError."""
    if not token:
        return None
    if len(token) < SHORTEST or not all("!" <= character <= "~" for character in token):
        hint = "for example: python3 -c 'import secrets; print(secrets.token_urlsafe())'"
        raise ConfigError(f"{VARIABLE} needs {SHORTEST} characters or more, without blanks or special letters", hint=hint)
    return token


class Sessions:
    """Tells a right token or cookie from a wrong one, in a time that says nothing about either."""

    def __init__(self, token: str | None, *, clock: Callable[[], float] = time.time) -> None:
        """Take the token; without one everybody may come in."""
        self.required = token is not None
        self._token = (token or "").encode()
        # Another token makes all cookies worthless.
        self._key = hashlib.sha256(b"summarize session\0" + self._token).digest()
        self._clock = clock

    def knows(self, token: str) -> bool:
        """Say whether a token is ours."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self._token)

    def issue(self) -> str:
        """Return the value of a new cookie."""
        content = f"{int(self._clock()) + LIFETIME_S}.{secrets.token_urlsafe(12)}"
        return f"{content}.{self._sign(content)}"

    def user(self, cookie: str) -> str | None:
        """Return whom a cookie was issued to, None where it is none of ours or too old."""
        content, _, signature = cookie.rpartition(".")
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign(content).encode()):
            return None
        until, _, user = content.partition(".")
        return user if int(until) > self._clock() else None

    def _sign(self, content: str) -> str:
        return hmac.new(self._key, content.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
