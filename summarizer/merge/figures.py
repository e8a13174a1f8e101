"""Which figures count the same thing: what, whose, where, when, fact or demand; the number alone decides nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.grouping import Groups
from summarizer.merge.measures import Relation, ratio, relate, telling
from summarizer.merge.quantities import Quantity, same_states
from summarizer.merge.similarity import Weights

LEAST_EQUAL = 0.8
LEAST_DIFFERENT = 1.0
_MOST_CLASHES = 12


class Likeness(NamedTuple):
    """How alike two figures are, the numbers aside, and how their numbers stand to one another."""

    score: float
    relation: Relation


def liken(one: Quantity, other: Quantity, weights: Weights) -> Likeness | None:
    """Return how alike two figures are, None where they can't count the same thing."""
    if one.measure.unit != other.measure.unit:
        return None
    relation = relate(one.measure, other.measure)
    if _clash(one, other, relation):
        return None
    mine, theirs = one.fact, other.fact
    score = 0.5 * weights.overlap(mine.own, theirs.own) + 0.5 * weights.dice(mine.near | mine.own, theirs.near | theirs.own)
    score += 0.4 * weights.overlap(mine.said | mine.before, theirs.said | theirs.before)
    if one.states & other.states:
        score += 0.3
    if relation == "equal":
        score += 0.7 * telling(one.measure)
    elif relation != "precision":
        score += 0.2 if ratio(one.measure, other.measure) < _CLOSE else -0.2 if ratio(one.measure, other.measure) > _FAR else 0
    return Likeness(score, relation)


_CLOSE, _FAR = 1.6, 8


def _clash(one: Quantity, other: Quantity, relation: Relation) -> bool:
    """Say whether two figures are surely of different things."""
    if not same_states(one, other) or (one.years != other.years and (one.years or other.years)):
        return True
    if one.owners and other.owners and not one.owners & other.owners:
        return True
    if relation == "equal":
        return False
    return one.mode != other.mode or one.is_part != other.is_part or one.is_former != other.is_former


def group_figures(quantities: Sequence[Quantity], weights: Weights) -> list[list[int]]:
    """Return which figures, by place, count the same thing."""
    keys = [_keys(quantity) for quantity in quantities]
    scored = []
    for one, other in candidate_pairs(keys):
        left, right = quantities[one], quantities[other]
        like = liken(left, right, weights)
        if like is None:
            continue
        same_article = left.fact.source == right.fact.source
        least = LEAST_EQUAL if like.relation == "equal" else LEAST_DIFFERENT
        if like.score >= least + (0.3 if same_article else 0):
            scored.append((like.relation != "equal", -like.score, one, other))
    return _joined(quantities, sorted(scored))


def _keys(quantity: Quantity) -> frozenset[object]:
    unit = quantity.measure.unit
    names = {(unit, feature) for feature in quantity.fact.near | quantity.fact.own}
    return frozenset(names | {(unit, value) for value in quantity.measure.stated})


def _joined(quantities: Sequence[Quantity], scored: Sequence[tuple[bool, float, int, int]]) -> list[list[int]]:
    """Join the pairs, the most alike first; a figure has one partner with another number in each article."""
    groups = Groups(len(quantities))
    partners: dict[tuple[int, int], int] = {}
    for differs, _, one, other in scored:
        if differs:
            taken = [
                partners.get((groups.find(place), quantities[mate].fact.source)) for place, mate in ((one, other), (other, one))
            ]
            if any(value is not None for value in taken):
                continue
        if groups.join_unless(one, other, lambda mine, theirs: _apart(quantities[mine], quantities[theirs]), most=_MOST_CLASHES):
            for place in groups.members(one):
                partners[groups.find(one), quantities[place].fact.source] = place
    return groups.groups()


def _apart(one: Quantity, other: Quantity) -> bool:
    return _clash(one, other, relate(one.measure, other.measure))
