"""How far two readings of the same articles agree: F1 of the marks, and of what is said about marks both have."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from summarizer.gold.model import Gold, GoldStatement
from summarizer.scoring.counts import Count
from summarizer.scoring.matching import match

Attributes = Mapping[str, Any]


class Found(NamedTuple):
    """A mark as agreement sees it: its span and its attributes."""

    start: int
    end: int
    attributes: Attributes


class Agreement(NamedTuple):
    """One section: marks with equal span, marks that overlap, and for each attribute (agreeing, compared)."""

    exact: Count
    overlapping: Count
    attributes: Mapping[str, tuple[int, int]]


def _figures(gold: Gold) -> list[Found]:
    return [
        Found(item.span.start, item.span.end, {"value": (item.value, item.high), "bound": item.qualifier, "unit": item.unit})
        for item in gold.figures
    ]


def _actors(gold: Gold) -> list[Found]:
    return [
        Found(mention.start, mention.end, {"kind": mention.kind or actor.kind})
        for actor in gold.actors
        for mention in actor.mentions
    ]


def _statements(gold: Gold) -> list[Found]:
    return [
        Found(item.content.start, item.content.end, {"form": item.type, "speaker": _speaker(item), "cue": item.cue})
        for item in gold.statements
    ]


def _speaker(statement: GoldStatement) -> str | None:
    """Return who speaks; the words of the speaker where it is no actor, since ids may differ between readings."""
    return statement.speaker


def _events(gold: Gold) -> list[Found]:
    return [Found(item.evidence.start, item.evidence.end, {"status": item.status, "rank": item.rank}) for item in gold.events]


_SECTIONS: Mapping[str, Callable[[Gold], list[Found]]] = {
    "figures": _figures,
    "mentions of actors": _actors,
    "statements (content)": _statements,
    "events": _events,
}


def agree(pairs: Iterable[tuple[Gold, Gold]]) -> dict[str, Agreement]:
    """Return the agreement of two readings, section by section, over (first, second) of the same text each."""
    both = list(pairs)
    return {name: _section([(find(first), find(second)) for first, second in both]) for name, find in _SECTIONS.items()}


def _section(pairs: Sequence[tuple[list[Found], list[Found]]]) -> Agreement:
    exact = overlapping = Count()
    right: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for first, second in pairs:
        weights = {
            (left, right): shared
            for left, one in enumerate(first)
            for right, other in enumerate(second)
            if (shared := min(one.end, other.end) - max(one.start, other.start)) > 0
        }
        matched = match(weights)
        same = sum(first[left][:2] == second[right][:2] for left, right in matched.items())
        exact += Count(same, len(second) - same, len(first) - same)
        overlapping += Count(len(matched), len(second) - len(matched), len(first) - len(matched))
        for left, other_number in matched.items():
            for name, value in first[left].attributes.items():
                compared[name] += 1
                right[name] += value == second[other_number].attributes[name]
    return Agreement(exact, overlapping, {name: (right[name], compared[name]) for name in compared})
