"""Counts of right, spurious, missed and neutral items, and what follows from them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

RESAMPLES = 1000
FEWEST_ARTICLES = 5


@dataclass(frozen=True, slots=True)
class Count:
    """True positives, false positives, false negatives, and items that count neither way."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    neutral: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.right + other.right, self.spurious + other.spurious, self.missed + other.missed, self.neutral + other.neutral
        )

    @property
    def precision(self) -> float | None:
        """The part of what was given that is right; None where nothing was given."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else None

    @property
    def recall(self) -> float | None:
        """The part of what is there that was given; None where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where nothing is there and nothing was given.

        >>> Count(right=3, spurious=1, missed=1).f1
        0.75
        """
        total = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / total if total else None


class Interval(NamedTuple):
    """A 95 % interval."""

    low: float
    high: float


def total(counts: Sequence[Count]) -> Count:
    """Return the sum."""
    return sum(counts, Count())


def f1_interval(counts: Sequence[Count], *, seed: int = 0) -> Interval | None:
    """Return the 95 % interval of the micro F1 over articles by the percentile bootstrap (Efron 1979); None below five articles."""
    if len(counts) < FEWEST_ARTICLES:
        return None
    draw = random.Random(seed)  # noqa: S311 - resampling, no secret
    values = sorted(value for _ in range(RESAMPLES) if (value := total(draw.choices(counts, k=len(counts))).f1) is not None)
    if not values:
        return None
    return Interval(values[int(0.025 * (len(values) - 1))], values[round(0.975 * (len(values) - 1))])
