"""What a careful reader found in one article, with offsets: `gold/1`."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from summarizer.schemas import Article, Bound, Form, Kind, Language, Span


def plain_number(value: Decimal) -> int | float:
    """Return a decimal as JSON writes numbers: whole ones without a point.

    >>> plain_number(Decimal("412000000.0")), plain_number(Decimal("0.2"))
    (412000000, 0.2)
    """
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(plain_number, return_type=int | float, when_used="json")]


class GoldValue(BaseModel):
    """A value that can't be changed and refuses keys it does not know, so that a misspelt one is named."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)


class GoldArticle(GoldValue):
    """Which text the gold is of: `file` stands beside it, `headings` are numbers of non-empty lines from 1."""

    file: str
    id: str
    language: Language
    published: datetime.date | None = None
    publisher: str | None = None
    slice: str | None = None
    characters: int
    topic: str | None = None
    style: str | None = None
    headings: tuple[int, ...] = ()


class GoldFigure(GoldValue):
    """A number with its bound and unit; `high` is the other end of a range, `same_as` the figure that a heading repeats."""

    id: str
    span: Span
    value: Number | None
    high: Number | None = None
    unit: str | None = None
    counts: str | None = None
    qualifier: Bound
    accept_qualifier: tuple[Bound, ...] = ()
    source: str | None = None
    source_span: Span | None = None
    scope: str | None = None
    vague: bool = False
    same_as: str | None = None
    optional: bool = False
    note: str | None = None

    @property
    def bounds(self) -> frozenset[Bound]:
        """The bounds that count as right."""
        return frozenset((self.qualifier, *self.accept_qualifier))


class NotFigure(GoldValue):
    """Digits that are no figure, and why: a year, a name."""

    span: Span
    why: str


class Piece(Span):
    """A piece of a statement; `form` where it differs from the statement's."""

    form: Form | None = None


class GoldStatement(GoldValue):
    """What somebody says; `content` spans from the first piece to the last, `pieces` are there when it is broken.

    `speaker` is the name that pronoun or role noun stand for, None where nobody is named; `ref` the actor, where it is one.
    """

    id: str
    speaker: str | None
    ref: str | None = None
    speaker_span: Span | None = None
    speaker_pieces: tuple[Span, ...] = ()
    content: Span
    pieces: tuple[Piece, ...] = ()
    type: Form
    cue: str | None = None
    cue_pieces: tuple[Span, ...] = ()
    kind: str = "statement"
    optional: bool = False
    note: str | None = None

    @property
    def words(self) -> str:
        """What is said, without what stands between its pieces."""
        return " ".join(piece.text for piece in self.pieces) or self.content.text


class Quote(GoldValue):
    """Words in quotation marks, marks included, and who says them."""

    span: Span
    speaker: str | None


class Mention(Span):
    """A mention of an actor by name; `kind` where it differs from the actor's, `role` where the text gives it here."""

    kind: Kind | None = None
    role: str | None = None


class GoldActor(GoldValue):
    """A named person, organisation, state, place or group."""

    id: str
    name: str
    kind: Kind
    accept_kind: tuple[Kind, ...] = ()
    role: str | None = None
    role_span: Span | None = None
    mentions: tuple[Mention, ...] = Field(min_length=1)
    optional: bool = False
    note: str | None = None

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that count as right; organisation and group can't be told apart by their name."""
        kinds = {self.kind, *self.accept_kind}
        return frozenset(kinds | {"organisation", "group"} if kinds & {"organisation", "group"} else kinds)


class GoldEvent(GoldValue):
    """A passage that a summary must rest on."""

    id: str
    title: str | None = None
    evidence: Span
    rank: int | None = None
    when: str | None = None
    where: str | None = None
    actors: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    status: str
    optional: bool = False
    note: str | None = None


class Marks(GoldValue):
    """The sections of one article's gold."""

    figures: tuple[GoldFigure, ...]
    not_figures: tuple[NotFigure, ...] = ()
    statements: tuple[GoldStatement, ...]
    direct_quotes: tuple[Quote, ...] = ()
    actors: tuple[GoldActor, ...]
    events: tuple[GoldEvent, ...]

    def identifiers(self) -> list[str]:
        """Return the id of every item, also where one stands twice."""
        return [item.id for section in (self.figures, self.statements, self.actors, self.events) for item in section]

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of the place where it stands."""
        for figure in self.figures:
            yield from _named(figure.id, figure.span, figure.source_span)
        for other in self.not_figures:
            yield "not_figures", other.span
        for statement in self.statements:
            yield from _named(
                statement.id,
                statement.content,
                statement.speaker_span,
                *statement.pieces,
                *statement.speaker_pieces,
                *statement.cue_pieces,
            )
        for quote in self.direct_quotes:
            yield "direct_quotes", quote.span
        for actor in self.actors:
            yield from _named(actor.id, actor.role_span, *actor.mentions)
        for event in self.events:
            yield event.id, event.evidence


class Gold(Marks):
    """The gold of one article."""

    schema_: Literal["gold/1"] = Field(alias="schema")
    article: GoldArticle


class GoldText(NamedTuple):
    """Gold with the article it is of, and the file it was read from."""

    gold: Gold
    article: Article
    source: Path


def _named(name: str, *spans: Span | None) -> Iterator[tuple[str, Span]]:
    yield from ((name, span) for span in spans if span)
