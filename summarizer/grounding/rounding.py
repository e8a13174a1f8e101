"""Numbers that a line rounds: "more than 800" for 810, "up to 400" for 300 to 400, "millions" for 3.2 million."""

from decimal import Decimal

from summarizer.grounding.amounts import same_number
from summarizer.numerals import Amount

FARTHEST = Decimal("0.2")
"""How far a rounded limit may lie from the number, as a share of it."""
NEAREST = Decimal("0.05")
"""How far "about" may lie from the number, as a share of it."""
WIDEST = 50
"""Times the least of a word like "thousands" which the word still speaks of."""


def stands_for(claimed: Amount, said: Amount) -> bool:
    """Say whether a number of a line is one of the text, or tells it less exactly, and truly."""
    return same_number(claimed, said) or is_rounded(claimed, said)


def is_rounded(claimed: Amount, said: Amount) -> bool:
    """Say whether a number of a line tells less exactly what the text says: an end of a range, a round limit, a vague word."""
    if claimed.unit not in {None, said.unit} or said.low is None:
        return False
    if said.bound == "range":
        end = {"at_most": said.high, "at_least": said.low}.get(claimed.bound)
        return end is not None and end == (claimed.high if claimed.bound == "at_most" else claimed.low)
    if claimed.bound == "vague":
        return said.bound != "vague" and claimed.low is not None and claimed.low <= said.low < claimed.low * WIDEST
    return said.bound == "exact" and _limits(claimed, said.low)


def _limits(claimed: Amount, value: Decimal) -> bool:
    """Say whether a rounder number with its bound is true of `value`, and near it."""
    ends = [end for end in (claimed.low, claimed.high) if end is not None]
    if not ends or claimed.bound not in {"more_than", "less_than", "about"}:
        return False
    middle = sum(ends, Decimal()) / len(ends)
    if value < _LEAST or len(middle.normalize().as_tuple().digits) >= len(value.normalize().as_tuple().digits):
        return False
    if claimed.bound == "more_than":
        return middle < value <= middle * (1 + FARTHEST)
    if claimed.bound == "less_than":
        return middle * (1 - FARTHEST) <= value < middle
    return abs(value - middle) <= value * NEAREST


# Below it a number is said as it is.
_LEAST = 20
