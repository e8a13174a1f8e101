"""Which facts of a story are worth comparing: those that share a feature, by an index, never all with all."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet

MOST_ALL_PAIRS = 32
"""Facts under one key up to which all are compared; in a more crowded one, each with those next to it."""
_NEIGHBOURS = 8


def distinct(keys: Sequence[Hashable]) -> list[list[int]]:
    """Return the places of each different key, by the first of them: near-copies need be compared but once.

    >>> distinct(["a", "b", "a"])
    [[0, 2], [1]]
    """
    places: dict[Hashable, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return list(places.values())


def candidate_pairs(keys: Sequence[AbstractSet[Hashable]], *, fewest: int = 1) -> Iterable[tuple[int, int]]:
    """Return the pairs of places that share at least `fewest` keys, in order.

    >>> candidate_pairs([{"a"}, {"b"}, {"a", "b"}])
    [(0, 2), (1, 2)]
    """
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, own in enumerate(keys):
        for key in own:
            places[key].append(place)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for crowd in places.values():
        reach = len(crowd) if len(crowd) <= MOST_ALL_PAIRS else _NEIGHBOURS
        for at, one in enumerate(crowd):
            for other in crowd[at + 1 : at + 1 + reach]:
                counts[one, other] += 1
    return sorted(pair for pair, count in counts.items() if count >= fewest)
