"""Finds the amounts of a text: numbers with bound and unit, ranges and ratios joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from summarizer.numerals.amounts import EXACT, Amount, Interval, interval_of
from summarizer.numerals.bounds import BoundMatch, bound_after, bound_before, may_bound
from summarizer.numerals.compounds import join_durations, may_open_duration
from summarizer.numerals.exclusions import is_excluded, propagate
from summarizer.numerals.measures import Measure, read_measure
from summarizer.numerals.quantities import Reader
from summarizer.numerals.ratios import join_ratios
from summarizer.numerals.selection import TIME_BEFORE, is_figure
from summarizer.numerals.tokens import read_tokens
from summarizer.numerals.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from summarizer.numerals.cursor import Quantity
    from summarizer.numerals.tokens import Token
    from summarizer.schemas import Bound, Language

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*")
_RANGE_JOINS = frozenset({"bis", "to", "-", "–", "—", "‑"})
_SCORES = word_set("won lost beat drew defeat defeated win loss draw gewann verlor siegte unterlag vote voted sieg niederlage")
_CONJUNCTIONS = frozenset({"und", "sowie", "beziehungsweise", "bzw", "and"})
_COUNTED_ON = word_set("bis oder von in to or - –")
_CONJUNCT_WORDS = 4


class _Found:
    """A quantity with what stands around it, before it becomes an amount."""

    __slots__ = ("bound", "first", "high", "measure", "quantity", "stop")

    def __init__(self, quantity: Quantity, measure: Measure, bound: BoundMatch | None) -> None:
        self.quantity = quantity
        self.measure = measure
        self.bound = bound
        self.high: Quantity | None = None
        self.first = min(measure.first, bound.edge if bound else measure.first)
        self.stop = measure.stop


def find_amounts(text: str, language: Language) -> list[Amount]:
    """Return the figures of a text in order, not overlapping.

    Left out are dates, years, clock times, ordinals, ages, house numbers, names with digits and other numbers
    that count nothing.

    >>> [(found.text, found.bound, str(found.low)) for found in find_amounts("Am 3. Mai kamen mindestens 1150 Soldaten.", "de")]
    [('mindestens 1150', 'at_least', '1150')]
    """
    reader = Reader(read_tokens(text, language), language)
    quantities = _joined(reader, _read_counting(reader))
    linked = _linked(text, reader.tokens)
    excluded = [is_excluded(reader, quantity, linked) for quantity in quantities]
    propagate(reader, quantities, excluded)
    kept = [_surround(reader, quantity) for quantity, out in zip(quantities, excluded, strict=True) if not out]
    joined = _join_ranges(reader, kept)
    figures = [found for found in joined if found.high or is_figure(reader, found.quantity, found.measure, found.bound)]
    return _amounts(text, reader, figures)


def parse_amount(words: str, language: Language) -> Amount | None:
    """Return the first amount in a few copied words; an article counts as one, a bare year-like number as a number.

    >>> found = parse_amount("3,5 Mio. Euro", "de")
    >>> found and (str(found.low), found.unit)
    ('3500000.0', 'EUR')
    """
    reader = Reader(read_tokens(words, language), language)
    found = [_surround(reader, quantity) for quantity in _joined(reader, _read_all(reader))]
    joined = _join_ranges(reader, found)
    counting = [found for found in joined if found.quantity.kind not in ("ordinal", "article") or found.high]
    strongest = counting or [found for found in joined if found.quantity.kind == "article"] or joined
    amounts = _amounts(words, reader, strongest[:1])
    return amounts[0] if amounts else None


def find_numbers(text: str, language: Language) -> list[Amount]:
    """Return every number of a text, also dates, years, times and ordinals, each as a bare value in order.

    An article is no number here unless a bound word stands before it.
    """
    reader = Reader(read_tokens(text, language), language)
    kept = [_surround(reader, quantity) for quantity in _joined(reader, _read_counting(reader))]
    joined = _join_ranges(reader, kept)
    articles = [
        found
        for found in joined
        if found.quantity.kind != "article" or found.high or is_figure(reader, found.quantity, found.measure, found.bound)
    ]
    return _amounts(text, reader, articles)


def _joined(reader: Reader, quantities: list[Quantity]) -> list[Quantity]:
    return join_durations(reader, join_ratios(reader, quantities))


def _read_all(reader: Reader) -> list[Quantity]:
    quantities: list[Quantity] = []
    index = 0
    while index < len(reader.tokens):
        found = reader.read(index)
        if found is None:
            index += 1
            continue
        quantities.append(found)
        index = found.stop
    return quantities


def _read_counting(reader: Reader) -> list[Quantity]:
    """Read all numbers but the articles that nothing beside them can turn into a count."""
    return [found for found in _read_all(reader) if found.kind != "article" or _may_be_one(reader, found)]


def _may_be_one(reader: Reader, article: Quantity) -> bool:
    following = reader.at(article.stop).lower
    if may_open_duration(reader, article.stop):
        return True
    return following in _COUNTED_ON or reader.at(article.first - 1).lower in TIME_BEFORE or may_bound(reader, article.first)


def _linked(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """Return the tokens inside web addresses."""
    linked: dict[int, str] = {}
    starts = [token.start for token in tokens]
    for address in _ADDRESS.finditer(text):
        index = bisect_left(starts, address.start())
        while index < len(tokens) and tokens[index].start < address.end():
            linked[index] = tokens[index].text
            index += 1
    return linked


def _surround(reader: Reader, quantity: Quantity) -> _Found:
    measure = read_measure(reader, quantity)
    return _Found(quantity, measure, bound_before(reader, measure.first, quantity, measure.unit))


def _join_ranges(reader: Reader, found: list[_Found]) -> list[_Found]:
    """Join "20 bis 30 Prozent" and "between 9 and 11" into one; a scale behind the second number holds for both."""
    joined: list[_Found] = []
    for here in found:
        previous = joined[-1] if joined else None
        if previous is None or previous.high is not None or not _is_range(reader, previous, here):
            joined.append(here)
            continue
        low = _spread_scale(reader, previous.quantity, here.quantity)
        if low.value >= here.quantity.value:
            joined.append(here)
            continue
        span = Measure(
            here.measure.unit or previous.measure.unit,
            previous.measure.first,
            here.measure.stop,
            here.measure.named or previous.measure.named,
        )
        before = reader.at(previous.measure.first - 1).lower
        edge = BoundMatch("range", previous.measure.first - (before in ("zwischen", "between")))
        pair = _Found(low, span, edge)
        pair.high = here.quantity
        joined[-1] = pair
    return joined


def _is_range(reader: Reader, low: _Found, high: _Found) -> bool:
    if low.quantity.kind not in ("digits", "words", "article") or high.quantity.kind not in ("digits", "words", "multiple"):
        return False
    if low.measure.unit not in (None, high.measure.unit) and not (_is_prefixed(low) and high.quantity.scaled):
        return False
    between = [token.lower for token in reader.tokens[low.measure.stop : high.measure.first]]
    if len(between) == 2 and between[0] == "-" and between[1] in ("bis", "oder", "to", "or"):
        between = between[1:]
    if len(between) != 1:
        return False
    before = reader.at(low.measure.first - 1).lower
    if between[0] in ("und", "and"):
        return before in ("zwischen", "between")
    if between[0] in ("oder", "or"):
        return high.quantity.value - low.quantity.value == 1 and low.quantity.kind == high.quantity.kind == "words"
    if between[0] == "to" and before == "from":
        return False
    return between[0] in _RANGE_JOINS and before not in _SCORES


def _is_prefixed(found: _Found) -> bool:
    """Say whether a currency stands before the number, as in "$1-2 billion"."""
    return found.measure.first < found.quantity.first


def _spread_scale(reader: Reader, low: Quantity, high: Quantity) -> Quantity:
    """Give the lower number the scale of the upper: "drei bis vier Millionen", "acht- bis zehntausend"."""
    if low.scaled or not high.scaled:
        if reader.at(low.stop).text == "-" and high.value >= 2000 and low.value < 1000 and not high.scaled:
            return replace(low, value=low.value * 1000)
        return low
    bare = reader.read(high.first)
    digits = reader.tokens[high.first].value
    raw = digits if digits is not None else bare and _unscaled(reader, high)
    if raw is None or not raw:
        return low
    scale = EXACT.divide(high.value, raw)
    scaled = EXACT.multiply(low.value, scale)
    return replace(low, value=scaled, scaled=True) if low.value < 1000 and scaled <= high.value else low


def _unscaled(reader: Reader, quantity: Quantity) -> Decimal:
    value = quantity.value
    for token in reader.tokens[quantity.first : quantity.stop]:
        scale = reader.scales.get(token.lower)
        if scale is not None and value >= scale:
            value = EXACT.divide(value, scale)
    return value


def _amounts(text: str, reader: Reader, figures: list[_Found]) -> list[Amount]:
    amounts: list[Amount] = []
    last_stop = 0
    for at, found in enumerate(figures):
        previous = figures[at - 1] if at else None
        first = max(found.first, last_stop)
        stop, bound = found.stop, found.bound.bound if found.bound and found.bound.edge >= last_stop else "exact"
        if found.high is not None:
            bound = "range"
        else:
            after = bound_after(reader, found.stop)
            following = figures[at + 1].quantity.first if at + 1 < len(figures) else len(reader.tokens)
            # "0Hälfte oder mehr": the bound is that of the nearer number.
            if after and bound == "exact" and after.edge <= following:
                stop, bound = after.edge, after.bound
            if found.quantity.kind == "vague":
                bound = "vague"
        ambiguous = bound == "exact" and previous is not None and _shares_bound(reader, previous, found)
        amounts.append(_amount(text, reader, found, first, stop, bound, ambiguous=ambiguous))
        last_stop = stop
    return amounts


def _amount(text: str, reader: Reader, found: _Found, first: int, stop: int, bound: Bound, *, ambiguous: bool) -> Amount:
    tokens, high = reader.tokens, found.high
    start, end = tokens[first].start, tokens[stop - 1].end
    ends = Interval(found.quantity.value, high.value) if high else interval_of(bound, found.quantity.value)
    named = found.measure.named
    return Amount(
        start=start,
        end=end,
        number_start=tokens[found.quantity.first].start,
        number_end=tokens[(high or found.quantity).stop - 1].end,
        text=text[start:end],
        low=ends.low,
        high=ends.high,
        bound=bound,
        unit=found.measure.unit,
        unit_text=text[tokens[named[0]].start : tokens[named[1] - 1].end] if named else None,
        ambiguous_bound=ambiguous,
    )


def _shares_bound(reader: Reader, previous: _Found, found: _Found) -> bool:
    """Say whether the bound of the conjunct before may cover this one: "mindestens einen Toten sowie drei Verletzte"."""
    if previous.bound is None or previous.high is not None or previous.quantity.kind == "vague":
        return False
    between = reader.tokens[previous.stop : found.first]
    return (
        0 < len(between) <= _CONJUNCT_WORDS + 1
        and between[-1].lower in _CONJUNCTIONS
        and all(token.shape == "word" for token in between)
    )
