"""What checking a draft, a briefing or a page against its articles found: every claim with its verdict, or a code and a reason."""

from typing import Literal

from pydantic import Field

from ._base import Frozen
from .briefing import Code, Section, Verdict

VerifiedSection = Section | Literal["overview", "disagreements", "article", "page"]
"""`article`: what is said of the article itself; `page`: what stands where nothing is checked, or in no form that can be."""


class Verified(Frozen):
    """One claim: `verdict` where the article bears it out, else `code` and `reason`.

    `index` counts from 0 within the section; `line` is where it stands in a page or JSON Lines file, from 1; `text` what it says.
    """

    section: VerifiedSection
    index: int = Field(ge=0)
    verdict: Verdict | None
    code: Code | None
    reason: str | None
    article: str | None = None
    line: int | None = Field(default=None, ge=1)
    text: str = ""


class Verification(Frozen):
    """All claims of a file in its order, and how many of them are supported and rejected."""

    items: tuple[Verified, ...]
    supported: int = Field(ge=0)
    rejected: int = Field(ge=0)
