"""What goes wrong, as an HTTP status and problem details (RFC 9457); `code` is the name of the error's class.

    SummarizerError
      Problem             a request can't be answered, see its status
        Malformed           the request is not what the interface takes
        TokenMissing        no token, or a wrong one
        ForeignSite         another site's page sent the request
        ForeignHost         the request names a host that this server does not go by
        NotFound            there is no such page
          UnknownBriefing     no briefing, and none under way, has this id
          UnknownDay          no briefing is of this day
        NotAllowed          the address does not take this method
        TooSlow             the body did not arrive in time
        TooLarge            the body or the article is too large
        WrongKind           the body is of a kind that is not read
        TooMany             too many articles wait already
        Stopping            the server is about to end

The other codes are those of `summarizer.errors`.
"""

from collections.abc import Mapping
from typing import ClassVar

from starlette.exceptions import HTTPException

from summarizer.errors import (
    ConfigError,
    Denied,
    InputError,
    InvalidReply,
    ModelError,
    RateLimited,
    Refused,
    SummarizerError,
    TooLong,
    Unavailable,
    UnknownModel,
)
from summarizer.serve.shapes import ProblemDetails

MEDIA_TYPE = "application/problem+json"


class Problem(SummarizerError):
    """A request can't be answered."""

    status: ClassVar[int] = 400

    def __init__(self, message: str, *, hint: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        """Keep what the answer says in its header besides."""
        super().__init__(message, hint=hint)
        self.headers = dict(headers or {})


class Malformed(Problem):
    """The request is not what the interface takes."""


class TokenMissing(Problem):
    """No token, or a wrong one."""

    status = 401


class ForeignSite(Problem):
    """Another site's page sent the request."""

    status = 403


class NotFound(Problem):
    """There is no such page."""

    status = 404


class UnknownBriefing(NotFound):
    """No briefing, and none under way, has this id."""


class UnknownDay(NotFound):
    """No briefing is of this day."""


class NotAllowed(Problem):
    """The address does not take this method."""

    status = 405


class TooSlow(Problem):
    """The body did not arrive in time."""

    status = 408


class TooLarge(Problem):
    """The body or the article is too large."""

    status = 413


class WrongKind(Problem):
    """The body is of a kind that is not read."""

    status = 415


class ForeignHost(Problem):
    """The request names a host that this server does not go by."""

    status = 421


class TooMany(Problem):
    """Too many articles wait already."""

    status = 429


class Stopping(Problem):
    """The server is about to end."""

    status = 503


_STATUSES: dict[type[SummarizerError], int] = {
    InputError: 422,
    Refused: 422,
    TooLong: 422,
    RateLimited: 503,
    Unavailable: 503,
    Denied: 502,
    UnknownModel: 502,
    InvalidReply: 502,
    ModelError: 502,
    ConfigError: 500,
}
"""An article is at fault, the model is busy, it gave nothing usable, or the server is set up wrongly; anything else is a 500."""


def status_of(error: SummarizerError) -> int:
    """Return the HTTP status that an error stands for.

    >>> status_of(NotFound("no such day")), status_of(InputError("empty")), status_of(SummarizerError("what?"))
    (404, 422, 500)
    """
    if isinstance(error, Problem):
        return error.status
    return next((_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES), 500)


def describe(error: SummarizerError) -> ProblemDetails:
    """Return an error as problem details."""
    code = type(error).__name__
    return ProblemDetails(
        type=f"urn:summarize:error:{code}",
        title=(type(error).__doc__ or code).partition(".")[0].partition(";")[0],
        status=status_of(error),
        detail=str(error),
        code=code,
        hint=hint_of(error),
    )


def hint_of(error: SummarizerError) -> str | None:
    """Return what who asked can do about an error: options of the command line are not theirs, but the language is a field too.

    >>> hint_of(InputError("what language?", hint="give --language de or --language en if that is wrong"))
    'give language de or language en if that is wrong'
    """
    hint = error.hint
    if hint is None or "--" not in hint or isinstance(error, Problem):
        return hint
    return hint.replace("--", "") if "--language" in hint else None


def of_http(error: HTTPException) -> Problem:
    """Return the problem that Starlette found: no such path, another method, a broken form."""
    kinds: dict[int, tuple[type[Problem], str]] = {
        404: (NotFound, "there is no such page"),
        405: (NotAllowed, "not with this method"),
    }
    kind, words = kinds.get(error.status_code, (Malformed, error.detail))
    return kind(words, headers=error.headers)
