"""Every error that a caller can meet, by what the caller can do about it.

    SummarizerError
      InputError          the article or file can't be used: give another one
        OwnOutput           it is what summarize itself wrote: name the articles
      ConfigError         a setting is missing or wrong: change it
      OutputError         the result can't be written where it was asked for
      Defect              a fault of ours, met in one article of several
      LimitReached        the run's own limit of requests, tokens, money or time is used up
      ClusterLost         no scheduler, or nobody left to work for it: start it and run again
      ModelError          the model gave no usable reply
        RateLimited         too many requests, also after waiting
        Unavailable         endpoint down, unreachable, or failing
        Denied              key refused or not allowed
        UnknownModel        the endpoint does not serve that model
        Refused             the model declined to answer
        InvalidReply        not JSON, wrong schema, truncated or empty, also after asking again
        TooLong             the endpoint says that the request does not fit its context
        ReplayMiss          replay was asked for an exchange that was never recorded

Errors of openai, instructor and httpx2 are mapped to these behind one door (`llm.py`, `endpoint.py`).
"""


class SummarizerError(Exception):
    """The root. `str(error)` is one line; `hint` says what to do, where there is something to do."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        """Keep the message on one line, whatever it quotes."""
        super().__init__(" ".join(message.split()))
        self.hint = hint


class InputError(SummarizerError):
    """The article or file can't be used."""


class OwnOutput(InputError):
    """What summarize itself wrote was given as an article; `saved` is the text of saved briefings, empty for a page."""

    def __init__(self, message: str, *, saved: str = "", hint: str | None = None) -> None:
        """Keep the text, for who can use saved briefings."""
        super().__init__(message, hint=hint)
        self.saved = saved


class ConfigError(SummarizerError):
    """A setting is missing or wrong."""


class OutputError(SummarizerError):
    """The result can't be written where it was asked for."""


class Defect(SummarizerError):
    """A fault of ours that one article of several brought out; `__cause__` has where it arose."""

    def __init__(self, cause: Exception) -> None:
        """Say what it was."""
        super().__init__(
            f"internal: {type(cause).__name__}: {cause}", hint="brief it alone with --traceback, and report what that shows"
        )
        self.__cause__ = cause


class LimitReached(SummarizerError):
    """The run's own limit of requests, tokens, money or time is used up."""


class ClusterLost(SummarizerError):
    """There is no scheduler, or nobody left to work for it."""


class ModelError(SummarizerError):
    """The model gave no usable reply."""


class RateLimited(ModelError):
    """Too many requests, also after waiting."""


class Unavailable(ModelError):
    """The endpoint is down, unreachable, or failing."""


class Denied(ModelError):
    """The key was refused or does not allow this."""


class UnknownModel(ModelError):
    """The endpoint does not serve that model."""


class Refused(ModelError):
    """The model declined to answer."""


class InvalidReply(ModelError):
    """The reply is not JSON, has the wrong shape, is truncated or empty."""


class TooLong(ModelError):
    """The endpoint says that the request does not fit its context."""


class ReplayMiss(ModelError):
    """Replay was asked for an exchange that was never recorded; `difference` is a unified diff to the nearest one."""

    def __init__(self, message: str, *, difference: str = "", hint: str | None = None) -> None:
        """Keep the diff apart from the one-line message."""
        super().__init__(message, hint=hint)
        self.difference = difference
