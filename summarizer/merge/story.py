"""The facts of one story, grouped: what counts one thing, happens once, is said once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from summarizer.merge.actors import Cast
from summarizer.merge.events import Happening, group_events
from summarizer.merge.facts import Fact
from summarizer.merge.figures import group_figures
from summarizer.merge.measures import measure
from summarizer.merge.quantities import Quantity
from summarizer.merge.scenes import Scenes
from summarizer.merge.similarity import Alike, Weights, unknown
from summarizer.merge.sources import SourceBriefing
from summarizer.merge.statements import Utterance, group_statements
from summarizer.merge.times import stands_at
from summarizer.schemas import Event, Figure, Statement

_OPENING = 300


class Story(NamedTuple):
    """The entries of one story: groups of places in each section's facts; and as of which minute each article stands."""

    quantities: tuple[Quantity, ...]
    figures: list[list[int]]
    happenings: tuple[Happening, ...]
    events: list[list[int]]
    utterances: tuple[Utterance, ...]
    statements: list[list[int]]
    weights: Weights
    stands: Mapping[int, int | None]


def group_story(facts: Sequence[Fact], sources: Sequence[SourceBriefing], cast: Cast, year: int, alike: Alike = unknown) -> Story:
    """Group the facts of one story."""
    weights = Weights({fact.sentences: fact.said for fact in facts}.values(), alike)
    numbers, scenes = _numbers(facts), Scenes(facts)
    openings = {number: _opening(sources[number]) for number in {fact.source for fact in facts}}
    quantities = tuple(
        Quantity(fact, fact.item, year, minute, opening, numbers_of(fact, numbers), scenes)
        for fact in facts
        if isinstance(fact.item, Figure)
        for minute, opening in (openings[fact.source],)
    )
    facts_by_sentence = _by_sentence(quantities)
    figures = group_figures(quantities, weights)
    home = {quantities[place].fact.place: number for number, group in enumerate(figures) for place in group}
    happenings = tuple(
        Happening(fact, numbers_of(fact, numbers), openings[fact.source][1], scenes, year, _counts(fact, facts_by_sentence, home))
        for fact in facts
        if fact.section == "key_events"
    )
    utterances = tuple(Utterance(fact, cast, _said(fact, facts_by_sentence)) for fact in facts if isinstance(fact.item, Statement))
    return Story(
        quantities,
        figures,
        happenings,
        group_events(happenings, weights),
        utterances,
        group_statements(utterances, weights, cast),
        weights,
        {source: minute for source, (minute, _) in openings.items()},
    )


Numbers = dict[tuple[int, int], set[tuple[str, Decimal]]]


def _numbers(facts: Sequence[Fact]) -> Numbers:
    """Return the numbers that the figures state in each sentence of each source."""
    numbers: Numbers = defaultdict(set)
    for fact in facts:
        if isinstance(fact.item, Figure):
            amount = measure(fact.item.amount)
            for sentence in fact.item.evidence:
                numbers[fact.source, sentence.sentence].update((amount.unit, value) for value in amount.stated)
    return numbers


def _by_sentence(quantities: Sequence[Quantity]) -> dict[tuple[int, int], list[Quantity]]:
    """Return the figures of each sentence of each source."""
    found: dict[tuple[int, int], list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        for sentence in quantity.figure.evidence:
            found[quantity.fact.source, sentence.sentence].append(quantity)
    return found


def _counts(fact: Fact, figures: Mapping[tuple[int, int], list[Quantity]], home: Mapping[tuple[int, int], int]) -> frozenset[int]:
    """Return which counts the title of an event gives."""
    title = fact.item.title if isinstance(fact.item, Event) else ""
    return frozenset(
        home[quantity.fact.place]
        for sentence in fact.item.evidence
        for quantity in figures.get((fact.source, sentence.sentence), ())
        if quantity.figure.amount.text in title
    )


def _said(fact: Fact, figures: Mapping[tuple[int, int], list[Quantity]]) -> frozenset[tuple[str, Decimal]]:
    """Return the numbers in the words of a statement."""
    content = fact.item.content if isinstance(fact.item, Statement) else ""
    return frozenset(
        (quantity.measure.unit, value)
        for sentence in fact.item.evidence
        for quantity in figures.get((fact.source, sentence.sentence), ())
        if quantity.figure.amount.text in content or content in quantity.figure.amount.text
        for value in quantity.measure.stated
    )


def numbers_of(fact: Fact, numbers: Numbers) -> frozenset[tuple[str, Decimal]]:
    """Return the numbers of the sentences that a fact cites."""
    return frozenset(number for sentence in fact.item.evidence for number in numbers.get((fact.source, sentence.sentence), ()))


def _opening(one: SourceBriefing) -> tuple[int | None, str]:
    """Return as of when an article stands, and its opening: of the text, else what is cited first."""
    if one.text is not None:
        return stands_at(one.text[:_OPENING]), one.text[:_OPENING]
    cited = {sentence.start: sentence for _, item in one.briefing.items() for sentence in item.evidence}
    first = " ".join(cited[start].text for start in sorted(cited))[:_OPENING]
    return stands_at(first) if any(sentence.sentence == 1 for sentence in cited.values()) else None, first
