"""How much two sets of features share, each feature by how rare it is in the story."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

Alike = Callable[[str, str], float | None]
"""How alike two texts are in meaning, from 0 to 1 and whatever their language; None where nothing can tell."""

_SCALE = 10_000
"""Weights are whole numbers, so that a sum is the same in whatever order a set yields its members."""


def unknown(_one: str, _other: str) -> float | None:
    """Say of no two texts how alike they are: there are no sentence embeddings."""
    return None


class Weights:
    """The weight of each feature: rare ones tell more; and how alike texts are in meaning, where `alike` can tell."""

    def __init__(self, documents: Iterable[frozenset[str]], alike: Alike = unknown) -> None:
        """Count in how many documents each feature stands."""
        self.alike = alike
        counts: Counter[str] = Counter()
        total = 0
        for features in documents:
            counts.update(features)
            total += 1
        self._weights: Mapping[str, int] = {name: _weight(total, count) for name, count in counts.items()}
        self._unknown = _weight(total, 1)
        self._sums: dict[frozenset[str], int] = {}

    def _sum(self, features: frozenset[str]) -> int:
        found = self._sums.get(features)
        if found is None:
            weights, unknown = self._weights, self._unknown
            found = self._sums[features] = sum(weights.get(name, unknown) for name in features)
        return found

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the weight of what both sides have."""
        return self._shared(one, other) / _SCALE

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> int:
        weights, unknown = self._weights, self._unknown
        return sum(weights.get(name, unknown) for name in one & other)

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the shared weight as a share of the smaller side."""
        least = min(self._sum(one), self._sum(other))
        return self._shared(one, other) / least if least else 0.0

    def dice(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the shared weight as a share of both sides."""
        both = self._sum(one) + self._sum(other)
        return 2 * self._shared(one, other) / both if both else 0.0


def _weight(total: int, count: int) -> int:
    return round(_SCALE * math.log(1 + total / count))
