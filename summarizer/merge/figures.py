"""Which figures count the same thing: what, whose, where, when, fact or demand; the number alone decides nothing."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.merge import times
from summarizer.merge.candidates import candidate_pairs, distinct
from summarizer.merge.grouping import Groups
from summarizer.merge.measures import Relation, ratio, relate, telling
from summarizer.merge.quantities import BECAME, STATES, Quantity, same_states
from summarizer.merge.similarity import Weights

LEAST_ALIKE = 0.0
_WITHIN = 2.5
"""Within one article two figures are rarely one."""
_MOST_CLASHES = 12


class Likeness(NamedTuple):
    """How alike two figures are, the numbers aside, and how their numbers stand to one another."""

    score: float
    relation: Relation


def liken(one: Quantity, other: Quantity, weights: Weights) -> Likeness | None:
    """Return how alike two figures are, above 0 where they are taken for one count; None where they can't count the same thing."""
    if one.measure.unit != other.measure.unit:
        return None
    relation = relate(one.measure, other.measure)
    if clash(one, other, relation):
        return None
    score = _equal(one, other, weights) if relation == "equal" else _different(one, other, relation, weights)
    return Likeness(score, relation)


def _equal(one: Quantity, other: Quantity, weights: Weights) -> float:
    """Return how sure it is that equal numbers count one thing."""
    mine, theirs = one.fact, other.fact
    shared = one.companions & other.companions
    return (
        -1.6
        + 5.7 * telling(one.measure)
        + 4.0 * weights.dice(mine.near | mine.own, theirs.near | theirs.own)
        + 1.6 * bool(one.measure.unit)
        + 3.0 * bool(one.states & other.states)
        + 1.5 * min(2, len(shared) - 1)
        + _nouns(one, other)
        - 2.0 * times.apart(one.scene, other.scene)
    )


def _different(one: Quantity, other: Quantity, relation: Relation, weights: Weights) -> float:
    """Return how sure it is that different numbers are told of one thing."""
    mine, theirs = one.fact, other.fact
    times_larger = ratio(one.measure, other.measure)
    became = bool(one.states & other.states & BECAME)
    score = (
        -4.4
        + 1.5 * weights.overlap(mine.own, theirs.own)
        + 6.0 * weights.dice(one.told, other.told)
        + (4.0 if became else 1.0 * bool(one.states & other.states))
        + 1.5 * bool(one.measure.unit)
        + 1.5 * (times_larger < _CLOSE and relation != "precision")
        + 1.2 * (relation == "precision" and bool(one.noun & other.noun))
        - (0.5 if became else 2.0) * (times_larger > _FAR)
        + _nouns(one, other)
        + 1.0 * other_party(one, other)
        + _adjacent(one, other)
        + 2.0 * bool(one.heads & other.heads)
        - 1.0 * (bool(one.site.named) != bool(other.site.named))
        + 1.0 * bool((one.site.named | one.site.states) & (other.site.named | other.site.states))
    )
    near = _IN_REACH <= score <= LEAST_ALIKE and times_larger <= _RIVAL
    return score + _meant(one, other, weights) if near else score


_IN_REACH = -3.5
_FATES = BECAME - {"ENTLASSEN", "INFIZIERT", "OBDACHLOS"}
"""What becomes of some of the people only: 43 of 140 passengers are injured."""
_OF_MEANING, _LEAST_MEANT = 8.0, 0.45


def _meant(one: Quantity, other: Quantity, weights: Weights) -> float:
    """Return what it tells that the clauses of two figures are alike in meaning, their numbers aside; 0 where nothing can tell."""
    mine, theirs = (_CIPHERS.sub("", figure.fact.clause.replace(figure.figure.amount.text, "")) for figure in (one, other))
    return _OF_MEANING * max(0.0, (weights.alike(mine, theirs) or 0.0) - _LEAST_MEANT)


_CIPHERS = re.compile(r"\d[\d.,]*")


def _adjacent(one: Quantity, other: Quantity) -> float:
    """Return what it tells that two figures of one article stand side by side: there two parties are set against each other."""
    mine, theirs = one.fact, other.fact
    steps = abs(mine.item.evidence[0].sentence - theirs.item.evidence[0].sentence)
    if mine.source != theirs.source or steps > _NEAR_SENTENCES:
        return 0.0
    if other_party(one, other) and (one.noun & other.noun or (one.measure.unit and steps <= 1)):
        return 5.0
    if steps > 1:
        return 0.0
    if ratio(one.measure, other.measure) > _RIVAL:
        return 0.0
    if other_party(one, other):
        return 5.0
    asserted = bool(one.figure.claimant) != bool(other.figure.claimant)
    return 3.0 if one.noun & other.noun and (asserted or one.owners & other.owners) else 0.0


_RIVAL = 5


_CLOSE, _FAR = 1.6, 8


def _nouns(one: Quantity, other: Quantity) -> float:
    """Return what the nouns that two figures count tell: other ones speak against one count, in another language less."""
    if not one.noun or not other.noun:
        return 0.0
    if one.noun & other.noun:
        return 1.5
    if one.states & other.states:
        return 0.0
    return -3.0 if one.fact.language == other.fact.language else -1.0


def other_party(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures name who asserts them, in other words."""
    return bool(one.figure.claimant and other.figure.claimant and one.figure.claimant != other.figure.claimant)


def clash(one: Quantity, other: Quantity, relation: Relation) -> bool:
    """Say whether two figures are surely of different things."""
    if not same_states(one, other) or one.is_broken != other.is_broken:
        return True
    if one.owners and other.owners and not one.owners & other.owners:
        return True
    vague = "vague" in (one.measure.bound, other.measure.bound) and relation == "exclusive"
    if vague and bool(one.site.named) != bool(other.site.named):
        return True
    return relation != "equal" and (_other_scene(one, other) or _other_count(one, other))


def _other_scene(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are of two places or times."""
    if times.other_season(one.fact.sentences, other.fact.sentences):
        return True
    if _other_years(one, other) or one.scenes.apart(one.fact, one.site, other.fact, other.site):
        return True
    if one.scenes.differ(one.site.own, other.site.own):
        return True
    # Where both articles say as of when they stand, the times in them are those of the count.
    stated = one.article_minute is not None and other.article_minute is not None
    return not stated and one.fact.source != other.fact.source and times.apart(one.scene, other.scene)


def _other_years(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are of different years; a year to come, a target, may go unsaid."""
    if one.years and other.years:
        return one.years != other.years
    return any(year < one.day for year in one.years | other.years)


def _other_count(one: Quantity, other: Quantity) -> bool:
    """Say whether one figure is the whole and the other a part, one a fact and the other a wish, one of today and the other not."""
    if (one.is_total != other.is_total and one.measure.unit) or one.is_sum != other.is_sum or one.is_score or other.is_score:
        return True
    modes = {one.mode, other.mode}
    # Jobs that go are yet to go, whatever the tense.
    if len(modes) > 1 and not (modes == {"plan", "fact"} and (one.measure.unit or _COMING & one.noun & other.noun)):
        return True
    # "darunter sechs Hubschrauber" is a part of the crews, and all of the helicopters.
    part = one.is_part != other.is_part and not one.noun & other.noun
    # 43 of 140 passengers are injured; losses may be of any fate.
    lost = "VERLUST" in one.states | other.states
    fate = not lost and bool(one.noun & other.noun) and bool(one.states & _FATES) != bool(other.states & _FATES)
    return part or fate or one.is_former != other.is_former or _is_nationality(one) != _is_nationality(other)


_COMING = frozenset({"STELLE"})


def _is_nationality(quantity: Quantity) -> bool:
    """Say whether people are counted by their state: two Germans are a part of the dead."""
    return any(name.startswith("=") for name in quantity.noun)


def group_figures(quantities: Sequence[Quantity], weights: Weights) -> list[list[int]]:
    """Return which figures, by place, count the same thing."""
    copies = distinct([(one.measure, one.figure.counts, one.figure.claimant, one.fact.sentences) for one in quantities])
    several = [quantities[places[0]] for places in copies]
    scored = []
    counted = _counted(several)
    for one, other in candidate_pairs([_keys(quantity) for quantity in several]):
        left, right = several[one], several[other]
        if _told_apart(left, right, counted):
            continue
        like = liken(left, right, weights)
        if like is not None and like.score > _least(left, right, like.relation):
            scored.append((like.relation != "equal", -like.score, one, other))
    return [sorted(place for one in group for place in copies[one]) for group in _joined(several, sorted(scored), counted)]


def _least(one: Quantity, other: Quantity, relation: Relation) -> float:
    """Return the likeness from which on two figures are one count; within an article only those set against each other are."""
    if one.fact.source != other.fact.source:
        return LEAST_ALIKE
    if relation == "equal":
        return LEAST_ALIKE if one.states & other.states else _WITHIN
    return LEAST_ALIKE if _adjacent(one, other) else _NEVER


_NEVER = 100.0


def _keys(quantity: Quantity) -> frozenset[object]:
    unit = quantity.measure.unit
    # What is merely counted is compared by what is counted; a measure has no noun of its own.
    words = quantity.told | quantity.heads if unit else quantity.noun | quantity.states | quantity.fact.own - quantity.fact.near
    # Of people in general only the clause tells which.
    if not unit and not quantity.noun:
        words |= quantity.fact.near
    names = {(unit, feature) for feature in words}
    # What two parties assert side by side is compared whatever it is called: 8.000 Menschen, 3.000 Demonstranten.
    at = quantity.figure.evidence[0].sentence
    sides = {(unit, quantity.fact.source, "party", at + step) for step in (0, 1)} if quantity.figure.claimant else set()
    return frozenset(names | {(unit, value) for value in quantity.measure.stated} | sides)


def _two_of_one_article(one: Quantity, other: Quantity, relation: Relation) -> bool:
    """Say whether two values that one article gives far from one another are two counts; two parties may speak far apart."""
    steps = abs(one.figure.evidence[0].sentence - other.figure.evidence[0].sentence)
    if one.fact.source != other.fact.source or steps <= 1 or relation not in ("exclusive", "spread"):
        return False
    near = bool(one.noun & other.noun) and steps <= _NEAR_SENTENCES
    return not (other_party(one, other) and (one.measure.unit or near))


_NEAR_SENTENCES = 3
_TELLING = 0.4


Counted = Mapping[int, frozenset[str]]


def _counted(quantities: Sequence[Quantity]) -> Counted:
    """Return the nouns that each article counts; what became of people is none."""
    nouns: dict[int, set[str]] = defaultdict(set)
    for quantity in quantities:
        nouns[quantity.fact.source] |= quantity.noun - STATES
    return {source: frozenset(found) for source, found in nouns.items()}


def _told_apart(one: Quantity, other: Quantity, counted: Counted) -> bool:
    """Say whether two figures count what one of their articles tells apart: officers killed, and attackers."""
    mine, theirs = one.noun - STATES, other.noun - STATES
    if not mine or not theirs or mine & theirs or one.measure.unit:
        return False
    if one.measure.stated == other.measure.stated and telling(one.measure) >= _TELLING:
        return False
    return bool(theirs & counted[one.fact.source] or mine & counted[other.fact.source])


def _joined(quantities: Sequence[Quantity], scored: Sequence[tuple[bool, float, int, int]], counted: Counted) -> list[list[int]]:
    """Join the pairs, the most alike first; a figure has one partner with another number in each article."""

    def apart(one: int, other: int) -> bool:
        """Say whether two figures are surely of different things."""
        left, right = quantities[one], quantities[other]
        relation = relate(left.measure, right.measure)
        return clash(left, right, relation) or _told_apart(left, right, counted) or _two_of_one_article(left, right, relation)

    groups = Groups(len(quantities))
    partners: set[tuple[int, int]] = set()
    for differs, _, one, other in scored:
        if differs:
            left, right = quantities[one].fact.source, quantities[other].fact.source
            if left != right and ((groups.find(one), right) in partners or (groups.find(other), left) in partners):
                continue
        if groups.join_unless(one, other, apart, most=_MOST_CLASHES):
            for place in groups.members(one):
                partners.add((groups.find(one), quantities[place].fact.source))
    return groups.groups()
