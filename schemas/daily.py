"""The briefings of one day merged into one: `daily/1`."""

import datetime
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from ._base import Frozen
from .article import ArticleInfo, Language
from .briefing import Actor, Amount, Engine, Event, Figure, Line, Rejected, Series, Statement, When
from .draft import Form, Kind, Status

DailySection = Literal["key_events", "figures", "statements", "actors"]
DisagreementClass = Literal[
    "scope",
    "precision",
    "spread",
    "update",
    "claimant",
    "conflict",
    "contradiction",
    "detail",
    "attribution",
    "dating",
]
LeftOut = Literal["other_day", "same_file", "same_text"]
_KINDS: dict[str, type[Event | Figure | Statement | Actor | Line]] = {
    "key_events": Event,
    "figures": Figure,
    "statements": Statement,
    "actors": Actor,
    "headline": Line,
    "summary": Line,
}


class Report(Frozen):
    """An item of one source's briefing: `item` is what stands at `index` of its `section`."""

    source: str
    section: Literal["headline", "summary", "key_events", "figures", "statements", "actors"]
    index: int = Field(ge=0)
    item: Event | Figure | Statement | Actor | Line

    @model_validator(mode="after")
    def _item_fits_section(self) -> Self:
        if type(self.item) is not _KINDS[self.section]:
            raise ValueError(f"the item is none of section {self.section}")
        return self


class Entry(Frozen):
    """A merged item: its own fields are those of the first report; `lineages` counts the independent sources."""

    reports: tuple[Report, ...] = Field(min_length=1)
    lineages: int = Field(ge=1)


class DailyEvent(Entry):
    """One happening with all its reports."""

    title: str
    status: Status
    when: When | None
    where: str | None


class DailyFigure(Entry):
    """One thing counted, with every amount that was reported for it."""

    amount: Amount
    counts: str
    claimant: str | None
    where: str | None
    when: str | None
    series: Series | None


class DailyStatement(Entry):
    """One utterance with its wordings."""

    speaker: str | None
    cue: str | None
    content: str
    form: Form


class DailyActor(Entry):
    """One actor under all its names; `joined` says why each further spelling is taken for the same."""

    name: str
    kind: Kind
    role: str | None
    names: tuple[str, ...]
    joined: tuple[str, ...] = ()


class Disagreement(Frozen):
    """What the reports say differently: of which class, and about what."""

    id: str
    section: DailySection
    class_: DisagreementClass = Field(alias="class")
    what: str
    reports: tuple[Report, ...] = Field(min_length=1)


class Overview(Frozen):
    """A line of the overview, or the headline: words of the reports' items."""

    text: str
    reports: tuple[Report, ...] = Field(min_length=1)


class DailySource(Frozen):
    """One article of the day: `source` is its name in reports, `lineage` the group of near-copies it belongs to, from 1."""

    source: str
    article: ArticleInfo
    lineage: int = Field(ge=1)
    dated_by: Literal["article", "option"] = "article"


class LeftOutSource(Frozen):
    """An article that is not of this page, and why."""

    source: str
    reason: LeftOut
    of: str | None = None


class FailedSource(Frozen):
    """An article that could not be read or briefed, and the error."""

    source: str
    error: str


class RejectedSource(Frozen):
    """An item that the model gave for a source and its article does not bear out."""

    source: str
    rejected: Rejected


class Change(Frozen):
    """An entry that was there before with another value."""

    section: DailySection
    index: int = Field(ge=0)
    what: str
    before: str
    after: str


class Withdrawn(Frozen):
    """An entry of the former page that no article of this one has."""

    section: DailySection
    what: str


class Place(Frozen):
    """An entry of this page by section and index."""

    section: DailySection
    index: int = Field(ge=0)


class Point(Frozen):
    """One state of a running figure."""

    date: datetime.date
    amount: Amount
    source: str


class Running(Frozen):
    """A figure over the days, oldest first."""

    what: str
    points: tuple[Point, ...]


class Since(Frozen):
    """What changed against the page of a former day."""

    date: datetime.date
    new: tuple[Place, ...] = ()
    changed: tuple[Change, ...] = ()
    repeated: tuple[Place, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    series: tuple[Running, ...] = ()


class DailyRun(Frozen):
    """How the page was made; `engines` are those of the briefings, `compared_by` says whether embeddings told of likeness too."""

    version: str
    engines: tuple[Engine, ...]
    models: tuple[str, ...] = ()
    articles: int
    lineages: int
    compared_by: Literal["words", "meaning"] = "words"
    notes: tuple[str, ...] = ()


class DailyBriefing(Frozen):
    """One day's articles on one page: merged items, disagreements, sources."""

    schema_: Literal["daily/1"] = Field(default="daily/1", alias="schema")
    date: datetime.date
    language: Language
    headline: Overview | None
    overview: tuple[Overview, ...]
    disagreements: tuple[Disagreement, ...]
    key_events: tuple[DailyEvent, ...]
    figures: tuple[DailyFigure, ...]
    statements: tuple[DailyStatement, ...]
    actors: tuple[DailyActor, ...]
    sources: tuple[DailySource, ...]
    left_out: tuple[LeftOutSource, ...] = ()
    failed: tuple[FailedSource, ...] = ()
    rejected: tuple[RejectedSource, ...] = ()
    since: Since | None = None
    run: DailyRun

    def entries(self) -> Iterator[tuple[DailySection, DailyEvent | DailyFigure | DailyStatement | DailyActor]]:
        """Yield every merged item with its section, in the order of the page."""
        yield from (("key_events", event) for event in self.key_events)
        yield from (("figures", figure) for figure in self.figures)
        yield from (("statements", statement) for statement in self.statements)
        yield from (("actors", actor) for actor in self.actors)
