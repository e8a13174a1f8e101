"""What the parts of one server share."""

import dataclasses

from summarizer.serve.days import Days
from summarizer.serve.jobs import Jobs
from summarizer.serve.reading import Reader
from summarizer.serve.sessions import Sessions


@dataclasses.dataclass(frozen=True, kw_only=True)
class State:
    """One server; `host` and `model` are those of the endpoint that text goes to, empty where it stays here, or is not known."""

    jobs: Jobs
    days: Days
    reader: Reader
    sessions: Sessions
    host: str = ""
    model: str = ""
