"""Groups of facts become the entries of the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypedDict

from summarizer.merge.actors import Cast
from summarizer.merge.differences import Difference
from summarizer.merge.facts import Fact, features
from summarizer.merge.quantities import ANYBODY, STATES
from summarizer.merge.reasons import explain
from summarizer.merge.sources import SourceBriefing
from summarizer.merge.story import Story
from summarizer.merge.weight import by_weight
from summarizer.schemas import (
    Actor,
    DailyActor,
    DailyEvent,
    DailyFigure,
    DailyStatement,
    Disagreement,
    Event,
    Figure,
    Language,
    Report,
    Statement,
)


class Entries(TypedDict):
    """The merged items of a page, by section."""

    key_events: tuple[DailyEvent, ...]
    figures: tuple[DailyFigure, ...]
    statements: tuple[DailyStatement, ...]
    actors: tuple[DailyActor, ...]


class Page:
    """Makes entries of the facts of these sources."""

    def __init__(self, sources: Sequence[SourceBriefing], lineages: Sequence[int], language: Language) -> None:
        """Take the sources in their order, the lineage of each, and the language of the page."""
        self._language = language
        self._names = [one.source for one in sources]
        self._by_name = {one.source: one for one in sources}
        self._lineages = lineages
        self._events: list[DailyEvent] = []
        self._figures: list[DailyFigure] = []
        self._said: list[DailyStatement] = []
        self._differences: list[Difference] = []

    def report(self, fact: Fact) -> Report:
        """Return the report of a fact."""
        return Report(source=self._names[fact.source], section=fact.section, index=fact.index, item=fact.item)

    def add(self, story: Story, differences: Iterable[Difference]) -> None:
        """Put the entries of a story on the page, and what its reports say differently."""
        self._events += [self._event([story.happenings[place].fact for place in group]) for group in story.events]
        self._figures += [self._figure([story.quantities[place].fact for place in group]) for group in story.figures]
        self._said += [self._statement([story.utterances[place].fact for place in group]) for group in story.statements]
        self._differences += differences

    def entries(self, facts: Sequence[Fact], cast: Cast) -> Entries:
        """Return every entry of the page by weight; the actors are those of `facts`."""
        actors: dict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if isinstance(fact.item, Actor):
                actors[cast.who(fact.source, fact.item.name) or 0].append(fact)
        named = [self._actor(group, cast) for _, group in sorted(actors.items())]
        return Entries(
            key_events=by_weight(self._events, self._by_name),
            figures=by_weight(self._figures, self._by_name),
            statements=by_weight(self._said, self._by_name),
            actors=by_weight(named, self._by_name),
        )

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return the disagreements, those of most independent sources first, with their numbers."""
        ordered = sorted(
            self._differences, key=lambda found: (-self._lineage_count(found.facts), found.facts[0].place, found.class_)
        )
        return tuple(
            Disagreement(
                id=f"D{number}",
                section=found.facts[0].section,
                **{"class": found.class_},
                what=_subject(found.facts),
                reports=tuple(self.report(fact) for fact in found.facts),
            )
            for number, found in enumerate(ordered, 1)
        )

    def _lineage_count(self, facts: Sequence[Fact]) -> int:
        return len({self._lineages[fact.source] for fact in facts})

    def _reports(self, facts: Sequence[Fact]) -> tuple[Report, ...]:
        return tuple(self.report(fact) for fact in facts)

    def _event(self, facts: Sequence[Fact]) -> DailyEvent:
        ordered = self._leading(facts, [fact.item.title if isinstance(fact.item, Event) else "" for fact in facts])
        item = ordered[0].item
        assert isinstance(item, Event)
        return DailyEvent(
            title=item.title, status=item.status, when=item.when, where=item.where,
            reports=self._reports(ordered), lineages=self._lineage_count(facts),
        )  # fmt: skip

    def _figure(self, facts: Sequence[Fact]) -> DailyFigure:
        ordered = self._leading(
            facts, [str((fact.item.amount.low, fact.item.amount.high)) for fact in facts if isinstance(fact.item, Figure)]
        )
        item = ordered[0].item
        assert isinstance(item, Figure)
        return DailyFigure(
            amount=item.amount, counts=item.counts, claimant=item.claimant, where=item.where, when=item.when, series=item.series,
            reports=self._reports(ordered), lineages=self._lineage_count(facts),
        )  # fmt: skip

    def _statement(self, facts: Sequence[Fact]) -> DailyStatement:
        ordered = self._leading(facts, [fact.item.content if isinstance(fact.item, Statement) else "" for fact in facts])
        item = ordered[0].item
        assert isinstance(item, Statement)
        return DailyStatement(
            speaker=item.speaker, cue=item.cue, content=item.content, form=item.form,
            reports=self._reports(ordered), lineages=self._lineage_count(facts),
        )  # fmt: skip

    def _actor(self, facts: Sequence[Fact], cast: Cast) -> DailyActor:
        items = [fact.item for fact in facts if isinstance(fact.item, Actor)]
        counts = Counter(item.name for item in items)
        name = min(counts, key=lambda text: (-len(text.split()), -counts[text], text))
        ordered = self._leading(facts, [item.name for item in items], first=name)
        kinds = Counter(item.kind for item in items)
        reasons = [
            explain(found[0], fact.item.name, found[1], self._language)
            for fact in facts
            if isinstance(fact.item, Actor) and (found := cast.reason(fact.source, fact.item.name))
        ]
        return DailyActor(
            name=name,
            kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
            role=next((item.role for item in items if item.role and item.name == name), None)
            or next((item.role for item in items if item.role), None),
            names=tuple(sorted(counts, key=lambda text: (text != name, text))),
            joined=tuple(dict.fromkeys(reasons)),
            reports=self._reports(ordered),
            lineages=self._lineage_count(facts),
        )

    def _leading(self, facts: Sequence[Fact], values: Sequence[str], first: str | None = None) -> list[Fact]:
        """Return facts with the one in front that stands for them; the rest in the order of the sources.

        That is one with the value that most lineages give, in the language of the page, told early and shortly.
        """
        lineages: dict[str, set[int]] = defaultdict(set)
        for fact, value in zip(facts, values, strict=True):
            lineages[value].add(self._lineages[fact.source])

        def rank(place: int) -> tuple[object, ...]:
            fact, value = facts[place], values[place]
            vague = isinstance(fact.item, Figure) and fact.item.amount.bound == "vague"
            return (
                value != (first or value),
                vague,
                -len(lineages[value]),
                fact.language != self._language,
                _is_poor(fact),
                fact.index,
                len(value),
                place,
            )

        lead = min(range(len(facts)), key=rank)
        return [facts[lead], *facts[:lead], *facts[lead + 1 :]]


def _is_poor(fact: Fact) -> bool:
    """Say whether an event's title says too little to stand alone: "Die Zahl der Toten ist gestiegen"."""
    return isinstance(fact.item, Event) and len(fact.own) < _ENOUGH_OF_TITLE


_ENOUGH_OF_TITLE = 4


def _subject(facts: Sequence[Fact]) -> str:
    """Return the words of an item that say what some facts are about: of figures, what the most telling one counts."""
    first = facts[0]
    match first.item:
        case Event():
            return first.item.title
        case Figure():
            counts = [(fact.item.counts, fact) for fact in facts if isinstance(fact.item, Figure)]
            return max(counts, key=lambda one: _tells(*one))[0]
        case Statement():
            return first.item.content
        case Actor():
            return first.item.name


def _tells(counts: str, fact: Fact) -> tuple[bool, int]:
    """Return how much the words for what is counted tell: what became of it, then how many features; a bare "people" nothing."""
    found = features(counts, fact.language) - ANYBODY
    return bool(found & STATES), min(len(found), _ENOUGH)


_ENOUGH = 2
