"""The checked result for one article: `briefing/1`."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer

from ._base import Frozen
from .article import ArticleInfo
from .draft import Form, Kind, Status

Section = Literal["headline", "summary", "key_events", "figures", "actors", "statements"]
Verdict = Literal["exact", "normalised", "checked"]
Bound = Literal["exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague"]
Series = Literal["new", "cumulative"]
Flag = Literal["inferred_speaker", "ambiguous_bound", "addresses_the_model", "machine_translated"]
Code = Literal[
    "no_such_sentence",
    "cites_nothing",
    "not_found",
    "number",
    "bound",
    "unit",
    "counted",
    "name",
    "claimant",
    "speaker",
    "cue",
    "quote",
    "not_direct",
    "negation",
    "hedge",
    "status",
    "place",
    "date",
    "addresses_the_model",
]
Engine = Literal["endpoint", "local", "rules", "replay"]


def plain_decimal(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros.

    >>> plain_decimal(Decimal("1.2E+6"))
    '1200000'
    """
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


PlainDecimal = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json")]


class Span(Frozen):
    """A piece of the article: `text == article.text[start:end]`, half-open."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str


class Evidence(Span):
    """The sentence that an item rests on; `page` where the source has pages."""

    sentence: int = Field(ge=1)
    page: int | None = Field(default=None, ge=1)


class Item(Frozen):
    """What every checked item carries: where it comes from and how it was found there."""

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    verdict: Verdict
    by: Literal["model", "rules"]
    flags: tuple[Flag, ...] = ()


class Line(Item):
    """A line of free text: the headline or a line of the summary."""

    text: str


class When(Frozen):
    """The article's words for a time, and the day they mean where the article says it."""

    text: str
    date: datetime.date | None


class Event(Item):
    """A key event."""

    title: str
    status: Status
    when: When | None
    where: str | None


class Amount(Frozen):
    """A number as an interval, with the article's own words.

    `low` and `high` are None where unbounded; ends are open for more_than and less_than.
    """

    text: str
    low: PlainDecimal | None
    high: PlainDecimal | None
    unit: str | None
    bound: Bound


class Figure(Item):
    """A number that counts or measures something, and who asserts it."""

    amount: Amount
    counts: str
    claimant: str | None
    where: str | None
    when: str | None
    series: Series | None


class Actor(Item):
    """A named person, organisation, state, place or group, with every mention of the name."""

    name: str
    kind: Kind
    role: str | None
    mentions: tuple[Span, ...]


class Statement(Item):
    """What somebody is reported or quoted to have said."""

    speaker: str | None
    cue: str | None
    content: str
    form: Form


class Rejected(Frozen):
    """A draft item that its article does not bear out, as it was given, and why."""

    section: Section
    item: dict[str, Any]
    code: Code
    reason: str


class Uncovered(Span):
    """A number, quotation, cue or name of the article that no item covers."""

    sentence: int = Field(ge=1)


class Coverage(Frozen):
    """How much of the article the items rest on, and what they leave out."""

    sentences_cited: int
    sentences_total: int
    numbers_uncovered: tuple[Uncovered, ...]
    quotes_uncovered: tuple[Uncovered, ...]
    cues_uncovered: tuple[Uncovered, ...] = ()
    actors_uncovered: tuple[Uncovered, ...] = ()


class Usage(Frozen):
    """Tokens as the endpoint counted them."""

    input_tokens: int = 0
    output_tokens: int = 0


class Run(Frozen):
    """How the briefing was made; `seconds` is None in replay, so that two replays are equal.

    `stored` replies were there from an earlier run: they are not among the requests, nor their tokens in `usage`.
    """

    engine: Engine
    model: str | None
    prompt_hash: str
    schema_hash: str
    requests: int
    retries: int
    reasks: int
    repairs: int
    usage: Usage
    seconds: float | None
    stored: int = 0
    notes: tuple[str, ...] = ()


class Briefing(Frozen):
    """A checked, typed briefing of one article."""

    schema_: Literal["briefing/1"] = Field(default="briefing/1", alias="schema")
    article: ArticleInfo
    headline: Line | None
    summary: tuple[Line, ...]
    key_events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    rejected: tuple[Rejected, ...]
    coverage: Coverage
    run: Run

    def items(self) -> Iterator[tuple[Section, Item]]:
        """Yield every checked item with its section, in the order of the page."""
        if self.headline:
            yield "headline", self.headline
        yield from (("summary", line) for line in self.summary)
        yield from (("key_events", event) for event in self.key_events)
        yield from (("figures", figure) for figure in self.figures)
        yield from (("actors", actor) for actor in self.actors)
        yield from (("statements", statement) for statement in self.statements)
