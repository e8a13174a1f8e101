"""What holds across the articles of a cluster: what is the same, what differs and how, what only one of them has."""

import datetime
from typing import Literal, NamedTuple

from pydantic import Field

from summarizer.gold.model import GoldText, GoldValue

DisagreementClass = Literal[
    "scope", "precision", "spread", "update", "claimant", "conflict", "contradiction", "detail", "attribution", "dating"
]


class Same(GoldValue):
    """Items of several articles that mean one thing."""

    what: str
    items: tuple[str, ...] = Field(min_length=2)


class Disagreement(GoldValue):
    """Items of several articles that differ on one thing, and how."""

    id: str
    topic: str
    class_: DisagreementClass = Field(alias="class")
    severity: Literal["must", "should", "nice"]
    items: tuple[str, ...] = Field(min_length=1)
    note: str | None = None


class Only(GoldValue):
    """An item that one article alone has."""

    ref: str
    what: str


class Forbidden(GoldValue):
    """What a program can hold a page to: items never merged, words never on the page."""

    merge: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Trap(GoldValue):
    """What a daily briefing may get wrong; checked by program only where `forbid` says what must not be."""

    what: str
    forbid: Forbidden | None = None


class Findings(GoldValue):
    """What holds across the articles of a cluster."""

    date: datetime.date | None = None
    language: Literal["de", "en"] = "de"
    clean: bool = False
    topic: str | None = None
    annotator: str | None = None
    same: tuple[Same, ...]
    actors_same: tuple[tuple[str, ...], ...]
    disagree: tuple[Disagreement, ...]
    only_in: tuple[Only, ...] = ()
    traps: tuple[Trap, ...] = ()


class Cluster(NamedTuple):
    """A cluster: its name, its findings, and the gold of each article."""

    name: str
    findings: Findings
    texts: tuple[GoldText, ...]

    def owner(self) -> dict[str, str]:
        """Return the article id that each item's id belongs to."""
        return {name: text.article.id for text in self.texts for name in text.gold.identifiers()}
