"""Text that speaks to a language model instead of to readers: an order planted in an article bears out nothing.

A sentence that gives an order is no evidence, and words that only orders have are none of the article's. What follows an order
in its paragraph, and what stands only in a quotation of one, is flagged and makes neither headline nor summary: it may be news,
and it may be what the order wants to see printed.
"""

import bisect
from collections.abc import Iterator
from typing import TypeAlias

from summarizer.grounding.orders import Order, find_orders
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import tokens
from summarizer.numerals import find_numbers
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Flag, Sentence

DraftItem: TypeAlias = DraftLine | DraftEvent | DraftFigure | DraftActor | DraftStatement

_FOLLOWING = 2
"""Sentences behind an order, in its paragraph, that are taken for a part of it."""


def check_addressing(draft: DraftItem, citation: Citation) -> tuple[Flag, ...]:
    """Return the flag for an item that rests only on text around an order to a model; raises Unsupported for the order itself.

    Raises it for a headline and a summary line, too, where another item would get the flag.
    """
    for sentence in citation.sentences:
        if order := citation.source.orders.get(sentence.number):
            raise _unsupported(sentence, order)
    _check_words(draft, citation)
    suspect = _behind_orders(citation) or _quoted_orders(draft, citation)
    if suspect is None:
        return ()
    if isinstance(draft, DraftLine):
        raise _unsupported(*suspect)
    return ("addresses_the_model",)


def gives_order(sentence: Sentence, source: Source) -> bool:
    """Say whether a sentence gives an order to a language model, or continues one: nothing to begin a page with."""
    return sentence.number in source.orders or _order_before(sentence, source) is not None


def _unsupported(sentence: Sentence, order: Order) -> Unsupported:
    return Unsupported("addresses_the_model", "addresses_the_model", at=[sentence], text=sentence.text[order.start : order.end])


def _check_words(draft: DraftItem, citation: Citation) -> None:
    """Check that a line or title has no word that the article only has in orders; raises Unsupported."""
    source = citation.source
    if not source.orders or not isinstance(draft, DraftLine | DraftEvent):
        return
    word = next((token for token in tokens(_text(draft), citation.language) if token.stem in source.ordered_stems), None)
    if word:
        sentence = next(one for one in source.sentences if one.number in source.orders and _has(one, word.stem, source))
        raise _unsupported(sentence, source.orders[sentence.number])


def _has(sentence: Sentence, stem: str, source: Source) -> bool:
    return any(token.stem == stem for token in source.tokens[sentence.number - 1])


def _behind_orders(citation: Citation) -> tuple[Sentence, Order] | None:
    """Return the order that every cited sentence follows in its paragraph, the first one's; None where one follows none."""
    if not citation.source.orders:
        return None
    found = [_order_before(sentence, citation.source) for sentence in citation.sentences]
    return found[0] if all(found) else None


def _order_before(sentence: Sentence, source: Source) -> tuple[Sentence, Order] | None:
    """Return the order close before a sentence in the same paragraph."""
    end = sentence.start
    for before in reversed(source.sentences[max(0, sentence.number - 1 - _FOLLOWING) : sentence.number - 1]):
        if "\n\n" in source.text[before.end : end]:
            return None
        if order := source.orders.get(before.number):
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
        if find_orders(source.text[start:end]):
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
