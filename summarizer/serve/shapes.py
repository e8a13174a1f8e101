"""The JSON that the interface takes, and answers with besides briefings and days."""

from typing import Literal

import pydantic

from summarizer.schemas import Briefing


class Submission(pydantic.BaseModel):
    """What the interface takes as JSON: a text or an address, and what is known of it."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    text: pydantic.StrictStr | None = pydantic.Field(None, min_length=1, description="The article; it may begin with front matter.")
    address: pydantic.StrictStr | None = pydantic.Field(
        None, min_length=1, max_length=4000, description="Where to fetch it, if the server allows that."
    )
    language: Literal["de", "en"] | None = pydantic.Field(None, description="Its language; detected where null.")
    published: pydantic.StrictStr | None = pydantic.Field(
        None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        description="The day it was published, YYYY-MM-DD; stands above what it says of itself.",
        json_schema_extra={"format": "date"},
    )


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
