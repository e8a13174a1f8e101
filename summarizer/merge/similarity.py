"""How much two sets of features share, each feature by how rare it is in the story."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet


class Weights:
    """The weight of each feature: rare ones tell more."""

    def __init__(self, documents: Iterable[AbstractSet[str]]) -> None:
        """Count in how many documents each feature stands."""
        counts: Counter[str] = Counter()
        total = 0
        for features in documents:
            counts.update(features)
            total += 1
        self._weights: Mapping[str, float] = {name: math.log(1 + total / count) for name, count in counts.items()}
        self._unknown = math.log(1 + total)

    def __getitem__(self, feature: str) -> float:
        """Return the weight of one feature."""
        return self._weights.get(feature, self._unknown)

    def sum(self, features: Iterable[str]) -> float:
        """Return the weight of features together; sorted, so that no order of a set shows in the last digit."""
        return sum(self[feature] for feature in sorted(features))

    def overlap(self, one: AbstractSet[str], other: AbstractSet[str]) -> float:
        """Return the shared weight as a share of the smaller side."""
        least = min(self.sum(one), self.sum(other))
        return self.sum(one & other) / least if least else 0.0

    def dice(self, one: AbstractSet[str], other: AbstractSet[str]) -> float:
        """Return the shared weight as a share of both sides."""
        both = self.sum(one) + self.sum(other)
        return 2 * self.sum(one & other) / both if both else 0.0
