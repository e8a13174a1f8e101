"""One input text, what is known of it, and the numbered sentences in it."""

import bisect
import datetime
import hashlib
from typing import Literal, Self

from pydantic import Field, model_validator

from ._base import Frozen

Language = Literal["de", "en"]


def article_id(text: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class ArticleInfo(Frozen):
    """What a briefing says of its article: everything but the text."""

    id: str = Field(pattern="^[0-9a-f]{16}$")
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    language: Language
    path: str | None = None
    characters: int = Field(ge=0)
    sentences: int = Field(ge=0)


class Article(Frozen):
    """An article: its decoded text, and what front matter, options or detection say of it.

    `text` has no byte order mark and no front matter, its line ends are `\\n`; that of a text file is else untouched.
    `pages` says where in `text` each page begins, None where the source has none.
    """

    text: str
    id: str = Field(pattern="^[0-9a-f]{16}$")
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    language: Language
    path: str | None = None
    pages: tuple[int, ...] | None = None

    def page_at(self, position: int) -> int | None:
        """Return the number, from 1, of the page that a place in `text` is on; None where the source has no pages."""
        return max(1, bisect.bisect_right(self.pages, position)) if self.pages else None

    @model_validator(mode="after")
    def _id_is_of_text(self) -> Self:
        if self.id != article_id(self.text):
            raise ValueError("id is not the hash of text")
        return self


class Sentence(Frozen):
    """A numbered sentence: `text == article.text[start:end]`, half-open, never empty."""

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str = Field(min_length=1)


class Passage(Frozen):
    """A run of sentences that fits one call; `number` counts from 1 of `total`."""

    number: int = Field(ge=1)
    total: int = Field(ge=1)
    sentences: tuple[Sentence, ...]
