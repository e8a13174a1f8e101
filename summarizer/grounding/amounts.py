"""Amounts of a sentence as grounding compares them: read once, numbers apart from their bounds."""

import functools
from decimal import Decimal

from summarizer.numerals import Amount, find_amounts, find_numbers, same_value
from summarizer.schemas import Language


@functools.lru_cache(maxsize=4_096)
def amounts_in(text: str, language: Language) -> tuple[Amount, ...]:
    """Return the figures of a sentence."""
    return tuple(find_amounts(text, language))


@functools.lru_cache(maxsize=4_096)
def numbers_in(text: str, language: Language) -> tuple[Amount, ...]:
    """Return every number of a sentence, dates, years and times included."""
    return tuple(find_numbers(text, language))


def same_number(one: Amount, other: Amount) -> bool:
    """Say whether two amounts carry the same number, whatever bound or unit stands with it; of a range, both ends."""
    if "range" in (one.bound, other.bound):
        return _bare(one) == _bare(other)
    return same_value(one, other) or bool(_bare(one) & _bare(other))


def same_bound(claimed: Amount, text: Amount) -> bool:
    """Say whether two amounts bound their number alike; a bound word that may reach further passes both ways."""
    return claimed.bound == text.bound or text.ambiguous_bound


def _bare(amount: Amount) -> set[Decimal]:
    """Return the numbers that an amount was written with."""
    ends = {end for end in (amount.low, amount.high) if end is not None}
    return {sum(ends, Decimal()) / 2} if amount.bound == "about" and len(ends) == 2 else ends
