"""Which articles are about one matter: only their items are compared, so that work grows with articles, not their square."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest

from summarizer.merge.facts import Fact
from summarizer.merge.grouping import Groups

LEAST_SHARED = 0.14
"""Share of the smaller article's features that a larger one must have to be of one story."""
_FEWEST_SHARED = 4
_KEYS = 40
_NEIGHBOURS = 12
_MOST_SOURCES = 300
"""A story is not joined beyond this many different articles: what is about everything is about nothing."""


def find_stories(sources: int, facts: Sequence[Fact], lineages: Sequence[int]) -> tuple[int, ...]:
    """Return the story of each source, by the number of its first source; near-copies are of one story."""
    profiles: list[set[str]] = [set() for _ in range(sources)]
    for fact in facts:
        profiles[fact.source].update(fact.said)
    weights = [{feature: _weight(feature) for feature in profile} for profile in profiles]
    groups = Groups(sources)
    firsts: dict[int, int] = {}
    for source, lineage in enumerate(lineages):
        groups.join(firsts.setdefault(lineage, source), source)
    pairs = sorted(
        (-_shared(weights[one], weights[other]), one, other) for one, other in _candidates(weights, set(firsts.values()))
    )
    for negative, one, other in pairs:
        if -negative >= LEAST_SHARED and len(groups.members(one)) + len(groups.members(other)) <= _MOST_SOURCES:
            groups.join(one, other)
    return tuple(groups.find(source) for source in range(sources))


def _weight(feature: str) -> float:
    """Return what a feature tells of the matter: names of places much, states and common words of the news little."""
    if feature.startswith("="):
        return 0.4 if len(feature) == _STATE_CODE else 1.5
    return 0.4 if feature.isupper() else 1.0


_STATE_CODE = 3


def _candidates(weights: Sequence[Mapping[str, float]], firsts: set[int]) -> set[tuple[int, int]]:
    """Return the pairs of sources that share some of their rarest features; in a crowded one, each and those next to it."""
    places: dict[str, list[int]] = defaultdict(list)
    for source in sorted(firsts):
        for feature in weights[source]:
            places[feature].append(source)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for source in sorted(firsts):
        shared = [feature for feature in weights[source] if len(places[feature]) > 1]
        for feature in nlargest(_KEYS, shared, key=lambda name: (-len(places[name]), name)):
            at = _position(places[feature], source)
            for other in places[feature][at + 1 : at + 1 + _NEIGHBOURS]:
                counts[source, other] += 1
    return {pair for pair, count in counts.items() if count >= _FEWEST_SHARED}


def _position(places: Sequence[int], source: int) -> int:
    import bisect

    return bisect.bisect_left(places, source)


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the shared weight as a share of the smaller side."""
    least = min(sum(one.values()), sum(other.values()))
    if len(other) < len(one):
        one, other = other, one
    return sum(weight for feature, weight in sorted(one.items()) if feature in other) / least if least else 0.0
