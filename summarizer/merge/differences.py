"""What the figures of one count say differently, and which equal numbers count other things."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from summarizer.grounding.names import is_common_noun
from summarizer.merge.actors import Cast
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.facts import Fact
from summarizer.merge.measures import relate, telling
from summarizer.merge.quantities import BECAME, Quantity, same_states
from summarizer.merge.similarity import Weights
from summarizer.merge.times import NEAR_MINUTES
from summarizer.schemas import DisagreementClass

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
        found: dict[DisagreementClass, list[Pair]] = {}
        for one, other in combinations(members, 2):
            class_ = _class(one, other, cast)
            if class_:
                found.setdefault(class_, []).append((one, other))
        for class_, pairs in _chosen(found).items():
            own = {quantity.fact.place: quantity for pair in pairs for quantity in pair}
            extent = _with_equals([own[place] for place in sorted(own)], [quantities[place] for place in group])
            # What two parties assert stands against each other in one article too.
            if class_ == "claimant" or len({quantity.fact.source for quantity in extent}) > 1:
                yield Difference(class_, tuple(quantity.fact for quantity in extent))


Pair = tuple[Quantity, Quantity]


def _distinct(members: Sequence[Quantity]) -> list[Quantity]:
    """Return one figure for each way in which it is told."""
    return list({(one.measure, one.figure.claimant, one.minute, one.is_running): one for one in reversed(members)}.values())[::-1]


def _chosen(found: Mapping[DisagreementClass, list[Pair]]) -> dict[DisagreementClass, list[Pair]]:
    """Return the classes to show with their pairs, the gravest only: where values exclude each other, bounds go without saying.

    What two parties assert is no conflict and no later state besides, and what a later state explains is no conflict, unless
    both values stand at one known time.
    """
    asserted = _values(found.get("claimant", ()))
    updates = [pair for pair in found.get("update", ()) if not _values([pair]) <= asserted]
    states = {frozenset(_values([pair])) for pair in updates}
    conflicts = [
        pair
        for pair in found.get("conflict", ())
        if not _values([pair]) <= asserted and not (frozenset(_values([pair])) in states and None in _minutes(pair))
    ]
    claims = found.get("claimant", [])
    grave: dict[DisagreementClass, list[Pair]] = (
        {"conflict": [*conflicts, *claims], "update": updates} if conflicts else {"claimant": claims, "update": updates}
    )
    light: dict[DisagreementClass, list[Pair]] = {name: found[name] for name in _LIGHT if name in found}
    return {name: pairs for name, pairs in grave.items() if pairs} or dict(list(light.items())[:1])


_LIGHT: tuple[DisagreementClass, ...] = ("spread", "precision")


def _minutes(pair: Pair) -> tuple[int | None, int | None]:
    return pair[0].minute, pair[1].minute


def _values(pairs: Iterable[Pair]) -> set[tuple[object, ...]]:
    """Return the amounts of pairs."""
    return {_ends(quantity) for pair in pairs for quantity in pair}


def _ends(quantity: Quantity) -> tuple[object, ...]:
    """Return the numbers that an amount states: "nine" and "mindestens neun" are one value; of a vague word its ends."""
    return quantity.measure.stated or (quantity.measure.low, quantity.measure.high)


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
    known = one.minute is not None and other.minute is not None
    grows = one.is_running != other.is_running or one.is_latest != other.is_latest
    if known and (grows or _runs(one, other)) and abs((one.minute or 0) - (other.minute or 0)) >= NEAR_MINUTES:
        return "update"
    if relation == "spread":
        later = max(one, other, key=lambda quantity: quantity.measure.size or 0)
        return "update" if later.has_grown and not known else "spread"
    if other_claimants(one, other, cast):
        return "claimant"
    return "update" if not known and grows else "conflict"


def _runs(one: Quantity, other: Quantity) -> bool:
    """Say whether a count is of what goes on: what becomes of people, what is said to grow, what is provisional."""
    # "Stand: 19.30 Uhr", "Stand: 22.45 Uhr": both articles say that theirs is a state.
    if one.article_minute is not None and other.article_minute is not None:
        return True
    return bool(one.states & other.states & BECAME) or one.is_running or other.is_running or one.is_early or other.is_early


def other_claimants(one: Quantity, other: Quantity, cast: Cast) -> bool:
    """Say whether two figures are asserted by two parties."""
    mine, theirs = one.figure.claimant, other.figure.claimant
    if not mine or not theirs or one.measure == other.measure:
        return False
    # "Küstenwache" and "the coast guard" may be one; names in two languages are told apart by who is who.
    if one.fact.language != other.fact.language and not (_is_name(mine, one) and _is_name(theirs, other)):
        return False
    left, right = cast.who(one.fact.source, mine), cast.who(other.fact.source, theirs)
    return left is not None and right is not None and left != right and not cast.belong(left, right)


def _is_name(claimant: str, quantity: Quantity) -> bool:
    """Say whether a claimant is named, not just called by what it is: more than one capital, or no noun of the dictionary."""
    words = [word for word in claimant.split() if word[:1].isupper() and word.lower() not in _ARTICLES]
    if quantity.fact.language == "en":
        return bool(words) and len(words) == len([word for word in claimant.split() if word.lower() not in _ARTICLES])
    return len(words) > 1 or (len(words) == 1 and not is_common_noun(words[0]))


_ARTICLES = frozenset("der die das den dem the a an of".split())


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


def _other_thing(one: Quantity, other: Quantity, weights: Weights) -> bool:
    """Say whether two equal numbers may be one count told of two things: of one matter, and hardly equal by chance."""
    if one.measure.stated != other.measure.stated or one.years or other.years or one.is_part or other.is_part:
        return False
    if one.is_score or other.is_score:
        return False
    if one.owners and other.owners and not one.owners & other.owners:
        return False
    same_noun = bool(one.noun & other.noun)
    other_noun = bool(one.noun and other.noun and not same_noun) and one.fact.language == other.fact.language
    if not other_noun and not (same_noun and not same_states(one, other)):
        return False
    mine, theirs = one.fact, other.fact
    near = weights.overlap((mine.near | mine.own) - one.noun, (theirs.near | theirs.own) - other.noun)
    return telling(one.measure) >= _TELLING or same_noun or near >= _LEAST_NEAR


_TELLING, _LEAST_NEAR = 0.4, 0.2


def loss_differences(quantities: Sequence[Quantity], groups: Sequence[Sequence[int]]) -> Iterator[Difference]:
    """Yield counts that one report gives of the dead and another of losses, which may be wounded too."""
    for group in groups:
        dead = [quantities[place] for place in group if quantities[place].states == {"TOT"}]
        lost = [quantities[place] for place in group if quantities[place].states == {"VERLUST"}]
        facts = {
            one.fact.place: one.fact
            for mine in dead
            for theirs in lost
            if mine.fact.source != theirs.fact.source and mine.measure.stated == theirs.measure.stated
            for one in (mine, theirs)
        }
        if facts:
            yield Difference("scope", tuple(facts[place] for place in sorted(facts)))
