"""Which articles are about one matter: only their items are compared, so that work grows with articles, not their square."""

import bisect
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest

from summarizer.merge.facts import Fact, features
from summarizer.merge.grouping import Groups
from summarizer.merge.sources import SourceBriefing

LEAST_SHARED = 0.13
"""Shared weight of two articles, by the geometric mean of both, from which on they are of one story.

Of the development articles taken as one day, no two of different matters have more than 0.115; each has 0.16 with one of its own.
"""
_FEWEST_SHARED = 3
_KEYS = 40
_NEIGHBOURS = 12
_MOST_SOURCES = 300
"""A story is not joined beyond this many articles: what is about everything is about nothing."""
_LONG_WORD = 6
_STATE_CODE = 3


def find_stories(sources: Sequence[SourceBriefing], facts: Sequence[Fact], copies: Sequence[int]) -> tuple[int, ...]:
    """Return the story of each source, by the number of its first source; near-copies are of one story."""
    weights = _profiles(sources, facts)
    sizes = [sum(profile[name] for name in sorted(profile)) for profile in weights]
    groups = Groups(len(sources))
    firsts: dict[int, int] = {}
    for source, copy in enumerate(copies):
        groups.join(firsts.setdefault(copy, source), source)
    scored = []
    for one, other in _candidates(weights, sorted(firsts.values())):
        shared = _shared(weights[one], weights[other]) / math.sqrt(sizes[one] * sizes[other])
        if shared >= LEAST_SHARED:
            scored.append((-shared, one, other))
    for _, one, other in sorted(scored):
        if len(groups.members(one)) + len(groups.members(other)) <= _MOST_SOURCES:
            groups.join(one, other)
    return tuple(groups.find(source) for source in range(len(sources)))


def _profiles(sources: Sequence[SourceBriefing], facts: Sequence[Fact]) -> list[dict[str, float]]:
    """Return what each article is about: its features with their weights."""
    said: list[set[str]] = [set(features(one.briefing.article.title or "", one.briefing.article.language)) for one in sources]
    names: list[set[str]] = [set() for _ in sources]
    for fact in facts:
        said[fact.source].update(fact.said or fact.own)
        if fact.section == "actors":
            names[fact.source].update(name for name in fact.own if not name.isupper() or name.startswith("="))
    return [{name: _weight(name, name in own) for name in profile} for profile, own in zip(said, names, strict=True)]


def _weight(feature: str, is_name: bool) -> float:  # noqa: FBT001  (what the feature is, no option)
    """Return what a feature tells of the matter: a name much, a state or a common word of the news little."""
    if feature.startswith("=") and len(feature) == _STATE_CODE:
        return 0.3
    if is_name:
        return 3.0
    return 1.0 if len(feature) >= _LONG_WORD and not feature.isupper() else 0.4


def _candidates(weights: Sequence[Mapping[str, float]], firsts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of sources that share some of their rarest features; in a crowded one, each and those next to it."""
    places: dict[str, list[int]] = defaultdict(list)
    for source in firsts:
        for feature in weights[source]:
            places[feature].append(source)
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for source in firsts:
        shared = [feature for feature in weights[source] if len(places[feature]) > 1]
        for feature in nlargest(_KEYS, shared, key=lambda name: (-len(places[name]), name)):
            at = bisect.bisect_left(places[feature], source)
            for other in places[feature][at + 1 : at + 1 + _NEIGHBOURS]:
                counts[source, other] += 1
    return sorted(pair for pair, count in counts.items() if count >= _FEWEST_SHARED)


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the weight of what two articles share, the lower of the two where they differ."""
    small, large = sorted((one, other), key=len)
    return sum(min(weight, large[name]) for name, weight in sorted(small.items()) if name in large)
