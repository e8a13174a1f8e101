"""Which events are the same happening: shared words, places, names and numbers; never two of different times of the day."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from summarizer.merge import times
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.facts import Fact
from summarizer.merge.grouping import Groups
from summarizer.merge.similarity import Weights
from summarizer.schemas import Event

LEAST_ALIKE = 0.62
_MOST_CLASHES = 12


class Happening:
    """An event with what decides whether two are one."""

    def __init__(self, fact: Fact, numbers: frozenset[object]) -> None:
        """Take the fact, and the numbers that its sentences state."""
        assert isinstance(fact.item, Event)
        self.fact, self.event, self.numbers = fact, fact.item, numbers
        words = f"{self.event.title} {self.event.when.text if self.event.when else ''}"
        self.minutes = times.day_minutes(words) or times.day_minutes(fact.sentences)
        self.days = {self.event.when.date} if self.event.when and self.event.when.date else set()
        self.years = times.years(fact.sentences)


def liken(one: Happening, other: Happening, weights: Weights) -> float:
    """Return how alike two events are, 0 where they can't be one happening."""
    if clash(one, other):
        return 0.0
    mine, theirs = one.fact, other.fact
    score = 0.45 * weights.dice(mine.own, theirs.own) + 0.35 * weights.overlap(mine.own, theirs.own)
    score += 0.2 * weights.dice(mine.said, theirs.said)
    if mine.language == theirs.language:
        score += 0.2 * fuzz.token_set_ratio(one.event.title, other.event.title) / 100
    shared = one.numbers & other.numbers
    score += min(0.3, 0.15 * len(shared))
    return score


def clash(one: Happening, other: Happening) -> bool:
    """Say whether two events are surely two: another time of the day, another date, done and only planned."""
    if times.apart(one.minutes, other.minutes) or (one.days and other.days and not one.days & other.days):
        return True
    coming = {"planned", "announced"}
    return (one.event.status in coming) != (other.event.status in coming) and "claimed" not in (
        one.event.status,
        other.event.status,
    )


def group_events(events: Sequence[Happening], weights: Weights) -> list[list[int]]:
    """Return which events, by place, are one happening."""
    scored = []
    for one, other in candidate_pairs([event.fact.own | event.numbers for event in events]):
        score = liken(events[one], events[other], weights)
        if score >= LEAST_ALIKE:
            scored.append((-score, one, other))
    groups = Groups(len(events))
    for _, one, other in sorted(scored):
        groups.join_unless(one, other, lambda mine, theirs: clash(events[mine], events[theirs]), most=_MOST_CLASHES)
    return groups.groups()
