"""Text that speaks to a language model instead of to readers: an order planted in an article bears out nothing.

A sentence that gives an order is no evidence. What follows it in its paragraph, and what stands only in a quotation of an order,
is flagged and makes neither headline nor summary: it may be news, and it may be what the order wants to see printed.
"""

import bisect
import functools
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from summarizer.grounding.disguise import unmask
from summarizer.grounding.orders import ENGLISH, GERMAN, MARKS
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import tokens
from summarizer.numerals import find_numbers
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Flag, Sentence

DraftItem: TypeAlias = DraftLine | DraftEvent | DraftFigure | DraftActor | DraftStatement

_FOLLOWING = 2
"""Sentences behind an order, in its paragraph, that are taken for a part of it."""


class Order(NamedTuple):
    """Where a text gives an order; a `mark` of a prompt is one inside quotation marks too."""

    start: int
    end: int
    mark: bool


def check_addressing(draft: DraftItem, citation: Citation) -> tuple[Flag, ...]:
    """Return the flag for an item that rests only on text around an order to a model; raises Unsupported for the order itself.

    Raises it for a headline and a summary line, too, where another item would get the flag.
    """
    for sentence in citation.sentences:
        if order := _open_order(sentence, citation.source):
            raise _unsupported(sentence, order)
    suspect = _behind_orders(citation) or _quoted_orders(draft, citation)
    if suspect is None:
        return ()
    if isinstance(draft, DraftLine):
        raise _unsupported(*suspect)
    return ("addresses_the_model",)


def gives_order(sentence: Sentence, source: Source) -> bool:
    """Say whether a sentence gives an order to a language model, or continues one: nothing to begin a page with."""
    return _open_order(sentence, source) is not None or _order_before(sentence, source) is not None


def _unsupported(sentence: Sentence, order: Order) -> Unsupported:
    return Unsupported("addresses_the_model", "addresses_the_model", at=[sentence], text=sentence.text[order.start : order.end])


def _open_order(sentence: Sentence, source: Source) -> Order | None:
    """Return the first order of a sentence that is not somebody's quoted words."""
    return next(
        (
            order
            for order in _orders(sentence.text)
            if order.mark or not source.is_quoted(sentence.start + order.start, sentence.start + order.end)
        ),
        None,
    )


def _behind_orders(citation: Citation) -> tuple[Sentence, Order] | None:
    """Return the order that every cited sentence follows in its paragraph, the first one's; None where one follows none."""
    found = [_order_before(sentence, citation.source) for sentence in citation.sentences]
    return found[0] if all(found) else None


def _order_before(sentence: Sentence, source: Source) -> tuple[Sentence, Order] | None:
    """Return the order close before a sentence in the same paragraph."""
    end = sentence.start
    for before in reversed(source.sentences[max(0, sentence.number - 1 - _FOLLOWING) : sentence.number - 1]):
        if "\n\n" in source.text[before.end : end]:
            return None
        if order := _open_order(before, source):
            return before, order
        end = before.start
    return None


def _quoted_orders(draft: DraftItem, citation: Citation) -> tuple[Sentence, Order] | None:
    """Return the quoted order on whose quotation an item rests: its numbers, or all of its words, stand nowhere else."""
    spans = [span for sentence in citation.sentences for span in _quotations(sentence, citation.source)]
    if not spans:
        return None
    language = citation.language
    outside = {token.stem for token in citation.tokens if not any(start <= token.start < end for start, end in spans)}
    inside = {token.stem for token in citation.tokens} - outside
    text = _text(draft)
    words = tokens(text, language)
    numbers = [number.start for number in find_numbers(text, language)]
    only = [word for word in words if word.stem in inside]
    if not only or (len(only) < len(words) and not any(word.start in numbers for word in only)):
        return None
    sentence = next(one for one in citation.sentences if any(True for _ in _quotations(one, citation.source)))
    return sentence, Order(0, len(sentence.text), mark=False)


def _quotations(sentence: Sentence, source: Source) -> Iterator[tuple[int, int]]:
    """Yield the quotations in which a sentence stands, or which stand in it, that hold an order."""
    last = bisect.bisect_left(source.quotations, (sentence.end, 0))
    for start, end in reversed(source.quotations[:last]):
        if end <= sentence.start:
            return
        if _orders(source.text[start:end]):
            yield start, end


def _text(draft: DraftItem) -> str:
    """Return the words that an item is about."""
    match draft:
        case DraftLine():
            return draft.text
        case DraftEvent():
            return draft.title
        case DraftFigure():
            return draft.amount
        case DraftActor():
            return draft.name
        case DraftStatement():
            return draft.content


@functools.lru_cache(maxsize=8_192)
def _orders(text: str) -> tuple[Order, ...]:
    """Return where a text gives orders to a model, in either language."""
    plain = unmask(text)
    return tuple(
        Order(*plain.span(*found.span()), mark=pattern is MARKS)
        for pattern in (MARKS, GERMAN, ENGLISH)
        for found in pattern.finditer(plain.text)
    )
