"""Training, development and held-out articles, chosen by hash before anything is tuned.

Within each slice articles are sorted by the SHA-256 of "slice/NN.xml"; the first 60 % train, the next 20 % are for development,
the rest is held out. Articles on the same event go together: published at most two days apart and sharing a name that at most
three articles of all hold. Each such group goes where its member with the smallest hash goes.
"""

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

Part = Literal["train", "development", "held"]

PARTS: tuple[Part, ...] = ("train", "development", "held")
MAXIMUM_DAYS = 2
RARE = 3


class Candidate(NamedTuple):
    """What the split looks at: the day and the names in an article."""

    published: date | None
    names: frozenset[str]


class Split(NamedTuple):
    """The part of each article, and the groups that were kept together."""

    parts: Mapping[Part, tuple[str, ...]]
    groups: tuple[tuple[str, ...], ...]


def hash_of(name: str) -> str:
    """Return the SHA-256 of an article's name, "slice/NN.xml"."""
    return hashlib.sha256(name.encode()).hexdigest()


def split(articles: Mapping[str, Candidate]) -> Split:
    """Return which articles train, develop and are held out."""
    slices: dict[str, list[str]] = defaultdict(list)
    for name in articles:
        slices[name.partition("/")[0]].append(name)
    chosen: dict[str, Part] = {}
    for names in slices.values():
        in_order = sorted(names, key=hash_of)
        first, second = round(0.6 * len(names)), round(0.8 * len(names))
        for place, name in enumerate(in_order):
            chosen[name] = "train" if place < first else "development" if place < second else "held"
    groups = same_event(articles)
    for group in groups:
        part = chosen[min(group, key=hash_of)]
        chosen.update(dict.fromkeys(group, part))
    parts = {part: tuple(sorted(name for name in chosen if chosen[name] == part)) for part in PARTS}
    return Split(parts, groups)


def same_event(articles: Mapping[str, Candidate]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of articles that are on the same event."""
    holders = Counter(name for article in articles.values() for name in article.names)
    rare = {key: {name for name in article.names if holders[name] <= RARE} for key, article in articles.items()}
    leader = {key: key for key in articles}
    for one, other in itertools.combinations(sorted(articles), 2):
        if rare[one] & rare[other] and _near(articles[one].published, articles[other].published):
            old, new = leader[other], leader[one]
            leader = {key: new if value == old else value for key, value in leader.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in leader.items():
        groups[value].append(key)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= MAXIMUM_DAYS
