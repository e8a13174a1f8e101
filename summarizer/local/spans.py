"""What the trained head finds in an article: tagged spans, by character offsets."""

import dataclasses
from typing import Literal

from summarizer.schemas import Form, Kind

Tag = Literal["actor", "speaker", "cue", "content"]


@dataclasses.dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A half-open span of `Article.text`: the name of an actor, or a piece of a statement.

    `kind` is set for actors only, `form` for contents only: direct when the span stands wholly inside quotation marks.
    """

    start: int
    end: int
    tag: Tag
    kind: Kind | None = None
    form: Form | None = None
