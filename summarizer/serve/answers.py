"""The JSON that the interface answers with, besides briefings and days."""

from typing import Literal

import pydantic

from summarizer.schemas import Briefing


class ProblemDetails(pydantic.BaseModel):
    """What went wrong (RFC 9457): `code` is one of the errors that docs/serve.md lists, `hint` says what to do."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    code: str
    hint: str | None


class BriefingAnswer(pydantic.BaseModel):
    """A briefing, or how far it is; `page` is where a browser sees it.

    `sentences_read` of `sentences` is told by the embedded model alone.
    """

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    id: str = pydantic.Field(pattern="^[0-9a-f]{32}$")
    state: Literal["queued", "running", "done", "failed"]
    page: str
    sentences_read: int | None = None
    sentences: int | None = None
    briefing: Briefing | None = None
    problem: ProblemDetails | None = None
