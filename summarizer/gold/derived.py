"""What follows from the marks of an article: quotations, sources of figures, what a heading only repeats."""

import re
from collections.abc import Iterable, Sequence

from summarizer.gold.markup import line_spans
from summarizer.gold.model import GoldFigure, GoldStatement, Quote
from summarizer.schemas import Span

_OPENING = re.compile(r"[„“”\"»«‚‘']$")
_CLOSING = re.compile(r"^[.,!?…]?[“”\"«»‘’']")


def in_headings(text: str, headings: Iterable[int]) -> list[tuple[int, int]]:
    """Return the spans of the headings, which are counted as lines that are not empty."""
    spans = line_spans(text)
    return [spans[number - 1] for number in headings if number <= len(spans)]


def _lies_in(span: Span, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start < end for start, end in places)


def repeated_figures(figures: Sequence[GoldFigure], headings: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Return, for each figure of a heading that the body repeats by value, the first that does, of the same unit if it can."""
    body = [figure for figure in figures if not _lies_in(figure.span, headings) and figure.value is not None]
    repeats = {}
    for figure in figures:
        same = [other for other in body if (other.value, other.high) == (figure.value, figure.high)]
        if same and _lies_in(figure.span, headings):
            repeats[figure.id] = min(same, key=lambda other: (other.unit != figure.unit, other.span.start)).id
    return repeats


def repeated_statements(statements: Sequence[GoldStatement], headings: Sequence[tuple[int, int]]) -> set[str]:
    """Return the statements of headings whose speaker says something in the body too: the heading shortens it."""
    body = {_speaker(statement) for statement in statements if not _lies_in(statement.content, headings)} - {None}
    return {statement.id for statement in statements if _lies_in(statement.content, headings) and _speaker(statement) in body}


def _speaker(statement: GoldStatement) -> str | None:
    return statement.ref or statement.speaker


def source_of(start: int, end: int, statements: Iterable[GoldStatement]) -> GoldStatement | None:
    """Return the statement in which a figure stands: its speaker asserts it."""
    return next(
        (
            statement
            for statement in statements
            for piece in statement.pieces or (statement.content,)
            if piece.start <= start and end <= piece.end
        ),
        None,
    )


def quotes(statements: Iterable[GoldStatement], text: str) -> tuple[Quote, ...]:
    """Return the direct quotations with the marks around them."""
    found = []
    for statement in statements:
        for piece in statement.pieces or (statement.content,):
            if (getattr(piece, "form", None) or statement.type) == "direct":
                opening = _OPENING.search(text[max(0, piece.start - 1) : piece.start])
                closing = _CLOSING.search(text[piece.end : piece.end + 2])
                start = piece.start - bool(opening)
                end = piece.end + (len(closing.group()) if closing else 0)
                found.append(Quote(span=Span(start=start, end=end, text=text[start:end]), speaker=statement.speaker))
    return tuple(found)
