"""Which events are the same happening: shared words, places, names and numbers; never two of different times of the day."""

import functools
from collections.abc import Sequence

from summarizer.merge import times
from summarizer.merge.candidates import candidate_pairs, distinct
from summarizer.merge.facts import Fact, word_features
from summarizer.merge.grouping import Groups
from summarizer.merge.polarity import polarity
from summarizer.merge.quantities import BECAME, WANTED
from summarizer.merge.scenes import Scenes
from summarizer.merge.similarity import Weights
from summarizer.schemas import Event, Language

# Fitted by logistic regression on the event pairs of the development clusters and the samples: F1 .68 on a cluster left out.
_OF_SENTENCES, _OF_NUMBERS, _OF_LEAD, _OF_WORDS, _OF_STATE = 6.2, 1.6, 1.5, 1.7, 2.0
_OF_STATE_ALONE, _OF_SCENE, _OF_NEGATION, _OF_YEARS, _OF_COUNTS = 1.0, 1.5, 2.0, 2.0, 2.0
LEAST_ALIKE = 3.3
LEAST_ALIKE_WITHIN = 5.5
"""Within one article two events are rarely one: they stand there because they are two."""
LEAST_OF_WORDS_WITHIN = 0.4
_MOST_CLASHES = 12


class Happening:
    """An event with what decides whether two are one."""

    def __init__(
        self, fact: Fact, numbers: frozenset[object], opening: str, scenes: Scenes, day: int, counts: frozenset[int]
    ) -> None:
        """Take the fact, its numbers, the opening of its article, the places of the story, the year of the day, its counts."""
        assert isinstance(fact.item, Event)
        self.fact, self.event, self.numbers = fact, fact.item, numbers
        self.counts = counts
        words = f"{self.event.title} {self.event.when.text if self.event.when else ''}"
        self.minutes = times.day_minutes(times.without_state(words)) or times.scene_minutes(fact.sentences, "", "", fact.language)
        self.scene = self.minutes or times.scene_minutes(fact.sentences, fact.context, opening, fact.language)
        self.states = fact.own & BECAME
        self.wanted = fact.own & WANTED.keys()
        self.own, self.said = fact.own - _matterless(fact.language), fact.said - _matterless(fact.language)
        self.days = {self.event.when.date} if self.event.when and self.event.when.date else set()
        self.years = frozenset(year for year in times.years(fact.sentences) if year < day)
        self.negates = polarity("", self.event.title, fact.language).negates
        self.scenes = scenes
        self.site = scenes.scene(fact, f"{self.event.title}. In {self.event.where or ''}", None, "")


def liken(one: Happening, other: Happening, weights: Weights) -> float:
    """Return how alike two events are, 0 where they can't be one happening."""
    if clash(one, other):
        return 0.0
    mine, theirs = one.fact, other.fact
    lead = mine.index == 0 and theirs.index == 0 and not one.scenes.are_strangers(mine, theirs)
    shared = weights.shared(one.own, other.own)
    score = (
        _OF_SENTENCES * weights.dice(one.said, other.said)
        + _OF_NUMBERS * min(2, len(one.numbers & other.numbers))
        + _OF_LEAD * lead
        + _OF_WORDS * min(1.5, shared / 4)
        + _OF_STATE * bool(one.states & other.states)
        - _OF_STATE_ALONE * (bool(one.states) != bool(other.states))
        - _OF_SCENE * times.apart(one.scene, other.scene)
        - _OF_NEGATION * (one.negates != other.negates)
        - _OF_COUNTS * bool(one.counts and other.counts and not one.counts & other.counts)
        - _OF_YEARS * (one.years != other.years)
    )
    if score >= LEAST_ALIKE or score < _IN_REACH:
        return score
    return score + _OF_MEANING * max(0.0, (weights.alike(one.event.title, other.event.title) or 0.0) - LEAST_MEANT)


_REPORTING: dict[Language, str] = {
    "de": "Bericht Angabe Meldung Mitteilung Information Quelle besagen berichten melden mitteilen erklären sagen bestätigen",
    "en": "report statement information source according say tell report announce confirm",
}


@functools.cache
def _matterless(language: Language) -> frozenset[str]:
    """Return the features that two events share without being one: that something is reported, planned, demanded or offered."""
    return frozenset(WANTED) | {feature for word in _REPORTING[language].split() for feature in word_features(word, language)}


_IN_REACH = 0.5
_OF_MEANING, LEAST_MEANT = 7.0, 0.5


def clash(one: Happening, other: Happening, *, whenever: bool = False) -> bool:
    """Say whether two events are surely two: another time of the day, another date (but `whenever`), done and only planned."""
    if one.states and other.states and not one.states & other.states:
        return True
    wanted = one.wanted, other.wanted
    if all(wanted) and not wanted[0] & wanted[1]:
        return True
    if times.other_season(one.fact.sentences, other.fact.sentences):
        return True
    if one.scenes.apart(one.fact, one.site, other.fact, other.site):
        return True
    if not whenever and (times.apart(one.minutes, other.minutes) or (one.days and other.days and not one.days & other.days)):
        return True
    coming = {"planned", "announced"}
    return (one.event.status in coming) != (other.event.status in coming) and "claimed" not in (
        one.event.status,
        other.event.status,
    )


def group_events(events: Sequence[Happening], weights: Weights) -> list[list[int]]:
    """Return which events, by place, are one happening."""
    copies = distinct([(one.event.title, one.event.status, one.fact.sentences) for one in events])
    several = [events[places[0]] for places in copies]
    return [sorted(place for one in group for place in copies[one]) for group in _grouped(several, weights)]


def _grouped(events: Sequence[Happening], weights: Weights) -> list[list[int]]:
    scored: dict[tuple[int, int], float] = {}
    for one, other in candidate_pairs([event.fact.said | event.numbers for event in events]):
        left, right = events[one].fact, events[other].fact
        if left.source == right.source and weights.dice(left.own, right.own) < LEAST_OF_WORDS_WITHIN:
            continue
        score = liken(events[one], events[other], weights)
        if score >= (LEAST_ALIKE_WITHIN if events[one].fact.source == events[other].fact.source else LEAST_ALIKE):
            scored[one, other] = score

    def apart(one: int, other: int) -> bool:
        """Say whether two events may not stand in one entry: they clash, or are two of one article."""
        within = events[one].fact.source == events[other].fact.source
        return clash(events[one], events[other]) or (within and (min(one, other), max(one, other)) not in scored)

    groups = Groups(len(events))
    for one, other in sorted(scored, key=lambda pair: (-scored[pair], pair)):
        groups.join_unless(one, other, apart, most=_MOST_CLASHES)
    return groups.groups()
