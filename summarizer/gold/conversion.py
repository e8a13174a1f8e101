"""Annotated XML becomes gold, and gold becomes annotated XML again.

What the markup does not say is derived, always in the same way, so that XML -> gold -> XML -> gold ends where it began:
names of actors and speakers, the source of a figure, the words of a direct quotation, and which heading marks are optional.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.gold.derived import in_headings, quotes, repeated_figures, repeated_statements, source_of
from summarizer.gold.markup import Mark, Markup, line_spans
from summarizer.gold.model import Gold, GoldActor, GoldArticle, GoldEvent, GoldFigure, GoldStatement, Mention, Piece
from summarizer.schemas import Span, article_id, plain_decimal

NOBODY = "none"


def to_gold(markup: Markup, *, file: str, slice_name: str | None = None, name: str = "markup") -> Gold:
    """Return the gold of annotated XML; `file` names the text. Raises InputError where an attribute is missing or wrong."""
    try:
        actors = _actors(markup)
        statements = _statements(markup, actors)
        figures = _figures(markup, statements)
        return Gold(
            schema="gold/1",
            article=_article(markup, file, slice_name),
            figures=figures,
            statements=statements,
            direct_quotes=quotes(statements, markup.text),
            actors=actors,
            events=_events(markup, actors, figures),
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{name}: {place}: {first['msg']} ({str(first['input'])[:60]!r})") from None
    except (KeyError, InvalidOperation, ValueError) as error:
        raise InputError(f"{name}: broken markup: {type(error).__name__} {error}") from None


def _article(markup: Markup, file: str, slice_name: str | None) -> GoldArticle:
    known = markup.attributes
    return GoldArticle(
        file=file,
        id=article_id(markup.text),
        language=known["lang"],  # type: ignore[arg-type]  # pydantic refuses another language
        published=datetime.date.fromisoformat(known["date"]) if known.get("date") else None,
        publisher=known.get("publisher"),
        slice=slice_name or known.get("slice"),
        characters=len(markup.text),
        topic=known.get("topic"),
        style=known.get("style"),
        headings=markup.headings,
    )


def _span(markup: Markup, mark: Mark) -> Span:
    return Span(start=mark.start, end=mark.end, text=markup.words(mark))


def _choice(mark: Mark, default: bool = False) -> bool:  # noqa: FBT001, FBT002 - the default of an attribute
    """Say whether the mark is optional: its attribute, or what is derived."""
    return {"yes": True, "no": False}.get(mark.attributes.get("optional", ""), default)


def _actors(markup: Markup) -> tuple[GoldActor, ...]:
    """Join the mentions of each actor; its name is the longest of them, its kind the most frequent."""
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in markup.of("actor"):
        groups[mark.attributes["ref"]].append(mark)
    actors = []
    for ref, marks in groups.items():
        kinds = [mark.attributes["kind"] for mark in marks]
        kind = max(kinds, key=lambda one: (kinds.count(one), -kinds.index(one)))
        mentions = [
            Mention.model_validate(
                {
                    **_span(markup, mark).model_dump(),
                    "kind": None if mark.attributes["kind"] == kind else mark.attributes["kind"],
                    "role": mark.attributes.get("role") or None,
                }
            )
            for mark in marks
        ]
        fields: dict[str, Any] = {
            "id": ref,
            "name": max(mentions, key=lambda mention: len(mention.text)).text,
            "kind": kind,
            "accept_kind": tuple(sorted(set(kinds) - {kind})),
            "role": next((mention.role for mention in mentions if mention.role), None),
            "mentions": mentions,
            "optional": any(_choice(mark) for mark in marks),
        }
        actors.append(GoldActor(**fields))
    return tuple(actors)


def _statements(markup: Markup, actors: Sequence[GoldActor]) -> tuple[GoldStatement, ...]:
    """Join the marks of each statement, in order of what is said."""
    parts: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for mark in markup.marks:
        if mark.tag in ("content", "speaker", "cue"):
            parts[mark.attributes["of"]][mark.tag].append(mark)
    silent = next((of for of, tags in parts.items() if not tags["content"]), None)
    if silent:
        raise ValueError(f"statement {silent} has no content")
    in_order = sorted(parts.items(), key=lambda entry: (entry[1]["content"][0].start, entry[0]))
    statements = tuple(_statement(markup, of, tags, actors) for of, tags in in_order)
    repeats = repeated_statements(statements, in_headings(markup.text, markup.headings))
    return tuple(
        statement.model_copy(update={"optional": _choice(parts[statement.id]["content"][0], statement.id in repeats)})
        for statement in statements
    )


def _statement(markup: Markup, of: str, tags: Mapping[str, list[Mark]], actors: Sequence[GoldActor]) -> GoldStatement:
    contents, speakers, cues = tags["content"], tags["speaker"], tags["cue"]
    form = contents[0].attributes["form"]
    ref = _reference(contents, speakers, actors)
    start, end = contents[0].start, contents[-1].end
    spans = [_span(markup, mark) for mark in speakers]
    fields: dict[str, Any] = {
        "id": of,
        "speaker": next((actor.name for actor in actors if actor.id == ref), None) or (spans[0].text if spans else None),
        "ref": ref,
        "speaker_span": spans[0] if spans else None,
        "speaker_pieces": spans if len(spans) > 1 else (),
        "content": Span(start=start, end=end, text=markup.text[start:end]),
        "pieces": [
            {**_span(markup, mark).model_dump(), "form": None if mark.attributes["form"] == form else mark.attributes["form"]}
            for mark in contents
        ]
        if len(contents) > 1
        else (),
        "type": form,
        "cue": " … ".join(markup.words(mark) for mark in cues) or None,
        "cue_pieces": [_span(markup, mark) for mark in cues],
        "kind": "statement" if ref or spans else "unnamed_report",
    }
    return GoldStatement(**fields)


def _reference(contents: Sequence[Mark], speakers: Sequence[Mark], actors: Sequence[GoldActor]) -> str | None:
    """Return the id of the actor who speaks: as the markup says, else the one named in the speaker's words."""
    said = [mark.attributes["ref"] for mark in speakers if "ref" in mark.attributes]
    said += [mark.attributes["speaker"] for mark in contents if mark.attributes.get("speaker", NOBODY) != NOBODY]
    return said[0] if said else named_in(speakers, actors)


def named_in(speakers: Sequence[Mark] | Sequence[Span], actors: Sequence[GoldActor]) -> str | None:
    """Return the actor named in a speaker's words: a person before a body, the first before the others."""
    named = [
        (actor.kind != "person", mention.start, actor.id)
        for actor in actors
        for mention in actor.mentions
        for words in speakers
        if words.start <= mention.start and mention.end <= words.end
    ]
    return min(named)[2] if named else None


def _figures(markup: Markup, statements: Sequence[GoldStatement]) -> tuple[GoldFigure, ...]:
    """Read the figures; one in a heading that the body repeats is optional."""
    marks = markup.of("figure")
    figures = []
    for number, mark in enumerate(marks, 1):
        low, _, high = mark.attributes.get("value", "").partition("..")
        source = source_of(mark.start, mark.end, statements)
        fields: dict[str, Any] = {
            "id": f"F{number}",
            "span": _span(markup, mark),
            "value": Decimal(low) if low else None,
            "high": Decimal(high) if high else None,
            "unit": mark.attributes.get("unit") or None,
            "qualifier": mark.attributes["bound"],
            "vague": mark.attributes["bound"] == "vague",
            "source": source and source.speaker,
            "source_span": source and source.speaker_span,
        }
        figures.append(GoldFigure(**fields))
    repeats = repeated_figures(figures, in_headings(markup.text, markup.headings))
    return tuple(
        figure.model_copy(update={"same_as": repeats.get(figure.id), "optional": _choice(mark, figure.id in repeats)})
        for figure, mark in zip(figures, marks, strict=True)
    )


def _events(markup: Markup, actors: Sequence[GoldActor], figures: Sequence[GoldFigure]) -> tuple[GoldEvent, ...]:
    """Read the events in order of rank, each with the actors and figures in it."""
    marks = sorted(markup.of("event"), key=lambda mark: (int(mark.attributes["rank"]), mark.start))
    return tuple(
        GoldEvent(
            id=f"E{number}",
            evidence=_span(markup, mark),
            rank=int(mark.attributes["rank"]),
            actors=tuple(actor.id for actor in actors if any(mark.start <= mention.start < mark.end for mention in actor.mentions)),
            figures=tuple(figure.id for figure in figures if mark.start <= figure.span.start < mark.end),
            status=mark.attributes["status"],
            optional=_choice(mark),
        )
        for number, mark in enumerate(marks, 1)
    )


def to_markup(gold: Gold, text: str) -> Markup:
    """Return the annotated XML of gold: its marks on `text`, whose lines become h and p.

    What has no offsets (the cue of a statement in `seed_gold/1`) is left out.
    """
    headings = gold.article.headings or (1,)
    known = gold.article.model_dump(mode="json", exclude={"language", "file", "id", "characters", "headings", "published"})
    attributes = {"lang": gold.article.language, "date": str(gold.article.published or ""), **known}
    marks = [*_actor_marks(gold), *_figure_marks(gold, in_headings(text, headings))]
    marks += [*_statement_marks(gold, in_headings(text, headings)), *_event_marks(gold)]
    if headings[-1] > len(line_spans(text)):
        raise InputError(f"{gold.article.file}: heading {headings[-1]} is no line of the text")
    present = {key: str(value) for key, value in attributes.items() if value}
    return Markup(present, text, headings, tuple(marks))


def _written(**attributes: str | None) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if value is not None}


def _optional(given: bool, derived: bool) -> str | None:  # noqa: FBT001 - two answers to one question
    """Return the attribute, where what is derived would say otherwise."""
    return None if given == derived else "yes" if given else "no"


def _actor_marks(gold: Gold) -> list[Mark]:
    marks = []
    for actor in gold.actors:
        placed = any(mention.role for mention in actor.mentions)
        optional = _optional(actor.optional, derived=False)
        for number, mention in enumerate(actor.mentions):
            role = mention.role if placed or number else actor.role
            attributes = _written(ref=actor.id, kind=mention.kind or actor.kind, role=role, optional=optional)
            marks.append(Mark("actor", mention.start, mention.end, attributes))
    return marks


def _figure_marks(gold: Gold, headings: Sequence[tuple[int, int]]) -> list[Mark]:
    repeats = repeated_figures(gold.figures, headings)
    marks = []
    for figure in gold.figures:
        ends = [plain_decimal(value) for value in (figure.value, figure.high) if value is not None]
        optional = _optional(figure.optional, derived=figure.id in repeats)
        attributes = _written(value="..".join(ends), bound=figure.qualifier, unit=figure.unit or "", optional=optional)
        marks.append(Mark("figure", figure.span.start, figure.span.end, attributes))
    return marks


def _statement_marks(gold: Gold, headings: Sequence[tuple[int, int]]) -> list[Mark]:
    repeats = repeated_statements(gold.statements, headings)
    marks = []
    for statement in gold.statements:
        speakers = statement.speaker_pieces or ((statement.speaker_span,) if statement.speaker_span else ())
        said = statement.ref if statement.ref != named_in(speakers, gold.actors) else None
        who = None if speakers else statement.ref or NOBODY
        optional = _optional(statement.optional, derived=statement.id in repeats)
        for number, piece in enumerate(statement.pieces or (Piece(**statement.content.model_dump()),)):
            form = piece.form or statement.type
            first = _written(speaker=who, optional=optional) if number == 0 else {}
            marks.append(Mark("content", piece.start, piece.end, _written(of=statement.id, form=form) | first))
        for number, span in enumerate(speakers):
            marks.append(Mark("speaker", span.start, span.end, _written(of=statement.id, ref=said if number == 0 else None)))
        marks += [Mark("cue", span.start, span.end, {"of": statement.id}) for span in statement.cue_pieces]
    return marks


def _event_marks(gold: Gold) -> list[Mark]:
    return [
        Mark(
            "event",
            event.evidence.start,
            event.evidence.end,
            _written(
                rank=str(event.rank or number),
                status=re.sub("^reported_fact$", "done", re.sub("^reported_plan$", "planned", event.status)),
                optional=_optional(event.optional, derived=False),
            ),
        )
        for number, event in enumerate(gold.events, 1)
    ]
