"""Which articles confirm nothing for each other: those of one publisher, and near-copies by their shingles, found with MinHash.

Broder, "On the resemblance and containment of documents" (1997). Agreement between near-copies confirms nothing.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from summarizer.merge.grouping import Groups
from summarizer.merge.sources import SourceBriefing

_WORD = re.compile(r"\w+")
_SHINGLE_WORDS = 4
_PERMUTATIONS, _BANDS, _SEED, _BYTES = 126, 42, 42, 4
_KEPT = 1_000
LEAST_CONTAINMENT = 0.6
"""Share of the shorter article's shingles that the longer one has, from which on it is a copy."""


def find_copies(sources: Sequence[SourceBriefing]) -> tuple[int, ...]:
    """Return the number of each source's group of near-copies, from 1 in the order of the sources."""
    groups = Groups(len(sources))
    by_article: dict[str, int] = {}
    for place, source in enumerate(sources):
        groups.join(by_article.setdefault(source.briefing.article.id, place), place)

    # Kept for some articles only: the shingles of 10,000 weigh 250 MB.
    @functools.lru_cache(maxsize=_KEPT)
    def shingles(place: int) -> frozenset[str]:
        return _shingles(sources[place])

    for one, other in sorted(_candidates([_digest(sorted(_shingles(one))) for one in sources])):
        if groups.find(one) != groups.find(other) and _contained(shingles(one), shingles(other)) >= LEAST_CONTAINMENT:
            groups.join(one, other)
    return _numbered(groups)


def find_lineages(sources: Sequence[SourceBriefing], copies: Sequence[int]) -> tuple[int, ...]:
    """Return the number of each source's lineage: near-copies, and whatever else the publishers of them have, are one."""
    groups = Groups(len(sources))
    homes: dict[object, int] = {}
    for place, (source, copy) in enumerate(zip(sources, copies, strict=True)):
        publisher = " ".join((source.briefing.article.publisher or "").casefold().split())
        for key in (copy, publisher) if publisher else (copy,):
            groups.join(homes.setdefault(key, place), place)
    return _numbered(groups)


def _numbered(groups: Groups) -> tuple[int, ...]:
    """Return the number of each place's group, from 1 in the order of the places."""
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(groups.find(place), len(numbers) + 1) for place in range(len(groups)))


def _shingles(one: SourceBriefing) -> frozenset[str]:
    """Return the runs of words of an article's text, or where it is not at hand, of the sentences that its briefing cites."""
    if one.text is not None:
        pieces: Iterable[str] = (one.text,)
    else:
        cited = {sentence.sentence: sentence.text for _, item in one.briefing.items() for sentence in item.evidence}
        pieces = tuple(text for _, text in sorted(cited.items()))
    words = [word for piece in pieces for word in _WORD.findall(piece.lower())]
    return frozenset(" ".join(words[at : at + _SHINGLE_WORDS]) for at in range(max(1, len(words) - _SHINGLE_WORDS + 1)) if words)


def _candidates(digests: Sequence[bytes]) -> set[tuple[int, int]]:
    """Return the pairs of articles that share a band; in a crowded band each is paired with its first."""
    bands: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    width = _BYTES * _PERMUTATIONS // _BANDS
    for place, digest in enumerate(digests):
        for band in range(len(digest) // width):
            bands[band, digest[band * width : (band + 1) * width]].append(place)
    return {(places[0], other) for places in bands.values() for other in places[1:]}


def _digest(shingles: list[str]) -> bytes:
    """Return the MinHash of shingles, empty where there are none."""
    import rensa

    if not shingles:
        return b""
    sketch: Any = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    return b"".join(value.to_bytes(_BYTES, "big") for value in sketch.digest())


def _contained(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that the larger one has."""
    return len(one & other) / min(len(one), len(other))
