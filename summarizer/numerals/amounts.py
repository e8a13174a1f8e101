"""An amount: a number read from text, as an interval with its unit and its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarizer.numerals.units import CONVERSIONS

if TYPE_CHECKING:
    from summarizer.schemas import Bound

# Decimal's default of 28 digits would round long literals; 80 holds every literal that is read as an amount.
EXACT = Context(prec=80)
# Parts of a whole are kept to six digits: a third is 0.333333.
SHARE = Context(prec=6)
_TENTH_LESS = Decimal("0.9")
_TENTH_MORE = Decimal("1.1")


class Interval(NamedTuple):
    """The values an amount may have; None is unbounded."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bound and unit: `text` is the half-open slice `start:end` of what was read.

    `number_start:number_end` is the number with its scale alone. `low` and `high` are open ends for
    more_than and less_than. `unit` is normalised, None where a noun is merely counted; `unit_text` is as written.
    `ambiguous_bound` says that the bound word of the conjunct before may cover this number too.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    text: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None = None
    unit_text: str | None = None
    ambiguous_bound: bool = False

    @property
    def value(self) -> Decimal | None:
        """The value where it is exact, else None."""
        return self.low if self.bound == "exact" else None

    @property
    def stated(self) -> tuple[Decimal, ...]:
        """The number as written, without its bound: two for a range, none for a vague word."""
        if self.bound == "vague":
            return ()
        if self.bound == "about" and self.low is not None and self.high is not None:
            return (EXACT.divide(EXACT.add(self.low, self.high), Decimal(2)).normalize(EXACT),)
        ends = tuple(end for end in (self.low, self.high) if end is not None)
        return ends if self.bound == "range" else ends[:1]


def interval_of(bound: Bound, value: Decimal) -> Interval:
    """Return the interval that a bound word makes of a number; a vague word gives its least value."""
    if bound in ("at_least", "more_than", "vague"):
        return Interval(value, None)
    if bound in ("at_most", "less_than"):
        return Interval(None, value)
    if bound == "about":
        ends = sorted((EXACT.multiply(value, _TENTH_LESS), EXACT.multiply(value, _TENTH_MORE)))
        return Interval(ends[0], ends[1])
    return Interval(value, value)


def same_value(left: Amount, right: Amount) -> bool:
    """Say whether two amounts have equal ends in compatible units; a missing unit fits only a missing unit.

    Open and closed ends differ: "more than 5" is not "at least 5".
    """
    if _openness(left) != _openness(right):
        return False
    if left.unit == right.unit:
        return (left.low, left.high) == (right.low, right.high)
    left_base = CONVERSIONS.get(left.unit or "")
    right_base = CONVERSIONS.get(right.unit or "")
    if left_base is None or right_base is None or left_base.unit != right_base.unit:
        return False
    return all(
        _scaled(mine, left_base.factor) == _scaled(other, right_base.factor)
        for mine, other in ((left.low, right.low), (left.high, right.high))
    )


def _openness(amount: Amount) -> tuple[bool, bool]:
    return amount.bound == "more_than", amount.bound == "less_than"


def _scaled(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else EXACT.multiply(value, factor)
