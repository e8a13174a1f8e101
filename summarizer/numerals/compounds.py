"""Durations told in two units are one: "acht Jahre und sechs Monate", "two hours and 15 minutes"."""

from dataclasses import replace
from decimal import Decimal

from summarizer.numerals.amounts import EXACT
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.measures import read_measure
from summarizer.numerals.units import UNITS

_SMALLER: dict[str, tuple[str, int]] = {"a": ("mo", 12), "wk": ("d", 7), "d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}
"""The unit that may follow each, and how many of it make one; a year has no whole number of weeks."""
_KINDS = frozenset({"digits", "words", "article"})
_CONJUNCTIONS = frozenset({"und", "and"})
_PAIRED = frozenset({"zwischen", "between", "je", "jeweils"})
"""Behind these two durations stand side by side: "zwischen zwei Jahren und sechs Monaten"."""


def join_durations(reader: Cursor, quantities: list[Quantity]) -> list[Quantity]:
    """Join the two numbers of a duration into one in its smaller unit, leave all others."""
    joined: list[Quantity] = []
    for here in quantities:
        previous = joined[-1] if joined else None
        parts = _parts(reader, previous, here) if previous else None
        if previous and parts:
            joined[-1] = replace(here, first=previous.first, value=EXACT.add(EXACT.multiply(previous.value, parts), here.value))
        else:
            joined.append(here)
    return joined


def may_open_duration(reader: Cursor, index: int) -> bool:
    """Say whether a unit at this token may be followed by a smaller one: "ein Jahr und sechs Monate"."""
    return UNITS.get(reader.at(index).text) in _SMALLER and reader.at(index + 1).lower in _CONJUNCTIONS


def _parts(reader: Cursor, large: Quantity, small: Quantity) -> Decimal | None:
    """Return how many of the second's unit make one of the first's, None where the two are no one duration."""
    if (
        not {large.kind, small.kind} <= _KINDS
        or small.kind == "article"
        or large.scaled
        or small.scaled
        or large.unit
        or small.unit
    ):
        return None
    measure = read_measure(reader, large)
    between = reader.tokens[measure.stop : small.first]
    apart = len(between) > 1 or any(token.lower not in _CONJUNCTIONS for token in between)
    if apart or reader.at(large.first - 1).lower in _PAIRED:
        return None
    unit, parts = _SMALLER.get(measure.unit or "", ("", 0))
    if read_measure(reader, small).unit != unit or not 0 < small.value < parts:
        return None
    return Decimal(parts)
