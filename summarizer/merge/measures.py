"""Amounts as intervals in base units, and how two of them stand to one another."""

import math
from decimal import Decimal
from typing import Literal, NamedTuple

from summarizer.numerals import find_amounts
from summarizer.numerals.amounts import EXACT
from summarizer.numerals.units import CONVERSIONS
from summarizer.schemas import Amount, Bound, Language

Relation = Literal["equal", "rounded", "precision", "spread", "exclusive"]
_TEN = Decimal(10)


class Measure(NamedTuple):
    """An amount in its base unit; `unit` is empty where things are counted; open ends as in the briefing.

    `stated` are the numbers as the article states them: the middle of an "about", else the ends there are; none of a vague word.
    """

    unit: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    stated: tuple[Decimal, ...]

    @property
    def size(self) -> Decimal | None:
        """One number that stands for the amount, None for a vague word."""
        return self.stated[0] if self.stated else None


def measure(amount: Amount) -> Measure:
    """Return an amount in its base unit: 4 km and 4,000 m are the same.

    >>> one = Amount(text="4 km", low=Decimal(4), high=Decimal(4), unit="km", bound="exact")
    >>> measure(one).low == measure(Amount(text="4.000 m", low=Decimal(4000), high=Decimal(4000), unit="m", bound="exact")).low
    True
    """
    conversion = CONVERSIONS.get(amount.unit or "")
    if conversion is None:
        return _measure(amount.unit or "", amount.low, amount.high, amount.bound)
    low, high = (
        None if end is None else EXACT.multiply(end, conversion.factor).normalize(EXACT) for end in (amount.low, amount.high)
    )
    return _measure(conversion.unit, low, high, amount.bound)


_PARTS_OF = frozenset({"s", "mo", "m", "kg"})


def measure_whole(amount: Amount, text: str, language: Language) -> Measure:
    """Return an amount in its base unit together with a smaller part right behind it in the text.

    >>> amount = Amount(text="acht Jahre", low=Decimal(8), high=Decimal(8), unit="a", bound="exact")
    >>> measure_whole(amount, "Gefordert waren acht Jahre und sechs Monate.", "de").low
    Decimal('102')
    """
    whole = measure(amount)
    at = text.find(amount.text)
    if whole.unit not in _PARTS_OF or amount.bound != "exact" or at < 0:
        return whole
    found = next(iter(find_amounts(text[at : at + _REACH], language)), None)
    if found is None or found.start or not found.text.startswith(amount.text) or found.low != found.high:
        return whole
    longer = measure(Amount(text=found.text, low=found.low, high=found.high, unit=found.unit, bound="exact"))
    return longer if longer.unit == whole.unit else whole


_REACH = 60


def _measure(unit: str, low: Decimal | None, high: Decimal | None, bound: Bound) -> Measure:
    stated = tuple(dict.fromkeys(end for end in (low, high) if end is not None))
    if bound == "vague":
        stated = ()
    elif bound == "about" and low is not None and high is not None:
        stated = (EXACT.divide(EXACT.add(low, high), Decimal(2)).normalize(EXACT),)
    return Measure(unit, low, high, bound, stated)


def relate(one: Measure, other: Measure) -> Relation:
    """Return how two amounts of one thing stand to one another.

    Equal is also a number once exact and once a bound; rounded, an "about" or a lower bound that the other number rounds to.
    """
    if any(value in other.stated for value in one.stated):
        return "equal"
    if (one.low, one.high, one.bound) == (other.low, other.high, other.bound):
        return "equal"
    if not _meet(one, other):
        return "exclusive"
    if "vague" in (one.bound, other.bound):
        return "precision" if one.bound != other.bound else "equal"
    if "about" in (one.bound, other.bound):
        return "rounded"
    return "rounded" if _rounds_down(one, other) or _rounds_down(other, one) else "spread"


_NEAR_BELOW = Decimal("0.8")


def _rounds_down(bounded: Measure, exact: Measure) -> bool:
    """Say whether a lower bound is the other number rounded down: "mehr als 200" of 212."""
    if bounded.bound not in ("at_least", "more_than") or exact.bound not in ("exact", "about") or not exact.size:
        return False
    return bounded.low is not None and _NEAR_BELOW * exact.size <= bounded.low


def _meet(one: Measure, other: Measure) -> bool:
    """Say whether some value fits both amounts."""
    return _below(one, other) and _below(other, one)


def _below(one: Measure, other: Measure) -> bool:
    """Say whether the low end of one is not above the high end of the other; open ends don't touch."""
    if one.low is None or other.high is None:
        return True
    if one.bound == "more_than" or other.bound == "less_than":
        return one.low < other.high
    return one.low <= other.high


def ratio(one: Measure, other: Measure) -> float:
    """Return how many times the larger number is the smaller, 1 where either is vague."""
    left, right = one.size, other.size
    if left is None or right is None:
        return 1.0
    small, large = sorted((abs(left), abs(right)))
    return float(large / small) if small else math.inf


def telling(number: Measure) -> float:
    """Return from 0 to 1 how unlikely it is that two reports have this number by chance: 3 little, 853,030 much."""
    if number.size is None or number.size == 0:
        return 0.0
    digits = len(number.size.normalize().as_tuple().digits)
    size = abs(number.size)
    large = 0 if size < _TEN else min(2, int(math.log10(float(size)))) if size < Decimal("1e300") else 2
    return min(1.0, 0.25 * (digits - 1) + 0.2 * large + (0.2 if number.unit else 0.0))
