"""What the figures of one count say differently, and which equal numbers count other things."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.merge.actors import Cast
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.facts import Fact
from summarizer.merge.measures import relate, telling
from summarizer.merge.quantities import Quantity, same_states
from summarizer.merge.similarity import Weights
from summarizer.merge.times import NEAR_MINUTES
from summarizer.schemas import DisagreementClass

_CLASSES: tuple[DisagreementClass, ...] = ("conflict", "claimant", "update", "spread", "precision")
_MOST_COMPARED = 40


class Difference(NamedTuple):
    """What some facts say differently: the first of them names what it is about."""

    class_: DisagreementClass
    facts: tuple[Fact, ...]


def count_differences(quantities: Sequence[Quantity], groups: Sequence[Sequence[int]], cast: Cast) -> Iterator[Difference]:
    """Yield what the figures of each count say differently, each class once a count, the gravest ones only."""
    for group in groups:
        members = [quantities[place] for place in group if not quantities[place].is_former]
        members = _distinct(members)[:_MOST_COMPARED]
        found: dict[DisagreementClass, list[Quantity]] = {}
        for one, other in combinations(members, 2):
            class_ = _class(one, other, cast)
            if class_:
                found.setdefault(class_, []).extend((one, other))
        for class_ in _chosen(found):
            own = {quantity.fact.place: quantity for quantity in found[class_]}
            extent = _with_equals([own[place] for place in sorted(own)], [quantities[place] for place in group])
            if len({quantity.fact.source for quantity in extent}) > 1:
                yield Difference(class_, tuple(quantity.fact for quantity in extent))


def _distinct(members: Sequence[Quantity]) -> list[Quantity]:
    """Return one figure for each way in which it is told."""
    return list({(one.measure, one.figure.claimant, one.minute, one.is_running): one for one in reversed(members)}.values())[::-1]


def _chosen(found: dict[DisagreementClass, list[Quantity]]) -> list[DisagreementClass]:
    """Return the classes to show: where values exclude each other, bounds that merely differ go without saying."""
    grave = [name for name in _CLASSES[:3] if name in found]
    return grave or [name for name in _CLASSES[3:] if name in found]


def _with_equals(chosen: Sequence[Quantity], group: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of a difference together with those of the group that give one of the same amounts."""
    amounts = {(one.measure.low, one.measure.high) for one in chosen}
    places = {one.fact.place: one for one in group if not one.is_former and (one.measure.low, one.measure.high) in amounts}
    places |= {one.fact.place: one for one in chosen}
    return [places[place] for place in sorted(places)]


def _class(one: Quantity, other: Quantity, cast: Cast) -> DisagreementClass | None:
    """Return how two figures of one count differ, None where they don't."""
    relation = relate(one.measure, other.measure)
    if relation in ("equal", "rounded"):
        return None
    if relation == "precision":
        return "precision"
    if other_claimants(one, other, cast):
        return "claimant" if relation == "exclusive" else "spread"
    if one.minute is not None and other.minute is not None:
        if abs(one.minute - other.minute) >= NEAR_MINUTES:
            return "update"
        return "conflict" if relation == "exclusive" else "spread"
    if relation == "spread":
        return "spread"
    if one.is_running != other.is_running:
        return "update"
    return "conflict"


def other_claimants(one: Quantity, other: Quantity, cast: Cast) -> bool:
    """Say whether two figures are asserted by two parties."""
    mine, theirs = one.figure.claimant, other.figure.claimant
    if not mine or not theirs or one.measure == other.measure:
        return False
    return cast.who(one.fact.source, mine) != cast.who(other.fact.source, theirs)


def scope_differences(quantities: Sequence[Quantity], groups: Sequence[Sequence[int]], weights: Weights) -> Iterator[Difference]:
    """Yield figures of two articles that give one number for two things: neither thing is counted by both."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    sources = [{quantities[place].fact.source for place in group} for group in groups]
    keys = [frozenset((quantity.measure.unit, value) for value in quantity.measure.stated) for quantity in quantities]
    found: dict[tuple[int, int], list[int]] = {}
    for one, other in candidate_pairs(keys):
        left, right = quantities[one], quantities[other]
        if home[one] == home[other] or left.fact.source == right.fact.source:
            continue
        if right.fact.source in sources[home[one]] or left.fact.source in sources[home[other]]:
            continue
        if _other_thing(left, right, weights):
            first, second = sorted((home[one], home[other]))
            found.setdefault((first, second), []).extend((one, other))
    for places in found.values():
        yield Difference("scope", tuple(quantities[place].fact for place in sorted(set(places))))


LEAST_TELLING, LEAST_CONTEXT = 0.3, 0.25


def _other_thing(one: Quantity, other: Quantity, weights: Weights) -> bool:
    """Say whether two equal numbers may be one count told of two things: of one matter, and hardly equal by chance."""
    if one.measure.stated != other.measure.stated or one.years or other.years or one.is_part or other.is_part:
        return False
    mine, theirs = one.fact, other.fact
    near = weights.overlap(mine.near | mine.own, theirs.near | theirs.own)
    around = weights.overlap(mine.said | mine.before, theirs.said | theirs.before)
    return 0.6 * near + 0.5 * around + 0.6 * telling(one.measure) >= _LEAST_SCOPE and near > 0 and same_matter(one, other)


_LEAST_SCOPE = 0.55


def same_matter(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures are both facts, or both demands, offers or plans."""
    return one.mode == other.mode or same_states(one, other)
