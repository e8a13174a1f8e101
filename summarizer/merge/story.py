"""The facts of one story, grouped: what counts one thing, happens once, is said once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.merge.actors import Cast
from summarizer.merge.events import Happening, group_events
from summarizer.merge.facts import Fact
from summarizer.merge.figures import group_figures
from summarizer.merge.quantities import Quantity
from summarizer.merge.similarity import Weights
from summarizer.merge.sources import SourceBriefing
from summarizer.merge.statements import Utterance, group_statements
from summarizer.merge.times import stands_at
from summarizer.schemas import Figure, Statement

_OPENING = 400


class Story(NamedTuple):
    """The entries of one story: groups of places in each section's facts."""

    quantities: tuple[Quantity, ...]
    figures: list[list[int]]
    happenings: tuple[Happening, ...]
    events: list[list[int]]
    utterances: tuple[Utterance, ...]
    statements: list[list[int]]
    weights: Weights


def group_story(facts: Sequence[Fact], sources: Sequence[SourceBriefing], cast: Cast, year: int) -> Story:
    """Group the facts of one story."""
    weights = Weights({fact.sentences: fact.said for fact in facts}.values())
    quantities = tuple(
        Quantity(fact, fact.item, year, _minute(sources[fact.source])) for fact in facts if isinstance(fact.item, Figure)
    )
    numbers: dict[tuple[int, int], set[object]] = defaultdict(set)
    for quantity in quantities:
        for sentence in quantity.figure.evidence:
            for value in quantity.measure.stated:
                numbers[quantity.fact.source, sentence.sentence].add((quantity.measure.unit, value))
    happenings = tuple(
        Happening(fact, frozenset().union(*(numbers.get((fact.source, sentence.sentence), ()) for sentence in fact.item.evidence)))
        for fact in facts
        if fact.section == "key_events"
    )
    utterances = tuple(
        Utterance(fact, cast.who(fact.source, fact.item.speaker)) for fact in facts if isinstance(fact.item, Statement)
    )
    return Story(
        quantities,
        group_figures(quantities, weights),
        happenings,
        group_events(happenings, weights),
        utterances,
        group_statements(utterances, weights),
        weights,
    )


def _minute(one: SourceBriefing) -> int | None:
    """Return as of when an article stands, by its opening words."""
    if one.text is not None:
        return stands_at(one.text[:_OPENING])
    first = min(
        (sentence for _, item in one.briefing.items() for sentence in item.evidence), key=lambda found: found.start, default=None
    )
    return stands_at(first.text) if first and first.sentence == 1 else None
