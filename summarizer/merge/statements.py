"""Which statements are one utterance, in whatever words; who says it may be told differently."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from rapidfuzz import fuzz

from summarizer.merge.actors import Cast
from summarizer.merge.candidates import candidate_pairs, distinct
from summarizer.merge.facts import Fact
from summarizer.merge.grouping import Groups
from summarizer.merge.polarity import opposite, polarity
from summarizer.merge.similarity import Weights
from summarizer.schemas import Statement

LEAST_ALIKE = 0.5
LEAST_ALIKE_OF_UNCLEAR = 0.6
LEAST_ALIKE_OF_UNLIKELY = 0.8
LEAST_ALIKE_OF_OTHERS = 0.9
_ARTICLES = frozenset("der die das ein eine einer the a an sein seine ihr ihre his her their er sie es he she it they".split())
_FEWEST_WORDS = 4
_NAME = re.compile(r"^(?:[A-ZÄÖÜ][\w.’'&-]*+\s?)++$")


class Utterance:
    """A statement with who says it, and the numbers in it."""

    def __init__(self, fact: Fact, cast: Cast, numbers: frozenset[tuple[str, Decimal]]) -> None:
        """Take the fact, who is who, and the numbers in what is said."""
        assert isinstance(fact.item, Statement)
        self.fact, self.statement, self.numbers = fact, fact.item, numbers
        office = cast.who_holds(fact.source, fact.item.speaker)
        self.speaker = cast.who(fact.source, fact.item.speaker) if office is None else office
        self.is_named = office is not None or bool(_NAME.match(fact.item.speaker or ""))


def liken(one: Utterance, other: Utterance, weights: Weights, *, of_numbers: float = 0.4) -> float:
    """Return how alike two statements are in what they say."""
    mine, theirs = one.fact, other.fact
    score = 0.5 * weights.dice(mine.own, theirs.own) + 0.5 * weights.overlap(mine.own, theirs.own)
    if score < _WORTH and not one.numbers & other.numbers:
        return score
    if mine.language == theirs.language:
        score = 0.8 * score + 0.2 * fuzz.token_set_ratio(one.statement.content, other.statement.content) / 100
    shared = sum(_tells(unit, value) for unit, value in one.numbers & other.numbers)
    return score + min(0.6, of_numbers * shared)


def _tells(unit: str, value: Decimal) -> bool:
    return bool(unit) or value >= _LARGE


_LARGE = 20
_WORTH = 0.25
"""Below this no likeness of letters makes two statements one."""


def speakers(one: Utterance, other: Utterance, cast: Cast) -> Literal["same", "unclear", "unlikely", "other"]:
    """Return whether two statements have one speaker: unclear where one of them names nobody, or may speak for the other."""
    if None not in (one.speaker, other.speaker) and (
        one.speaker == other.speaker or cast.belong(one.speaker or 0, other.speaker or 0)
    ):
        return "same"
    left, right = one.statement.speaker or "", other.statement.speaker or ""
    given = all(said.is_named or _stands_for_nobody(said.statement.speaker or "") for said in (one, other))
    if given and not (one.is_named and other.is_named):
        return "unlikely"
    if one.speaker is None or other.speaker is None or not (one.is_named and other.is_named):
        return "unclear"
    if _stands_in(right, one.fact.sentences) or _stands_in(left, other.fact.sentences):
        return "unclear"
    return "other"


def _stands_in(name: str, sentences: str) -> bool:
    """Say whether a name stands in sentences as one who may speak: in "Ortega's lawyer" somebody else does."""
    return bool(re.search(rf"\b{re.escape(name)}\b(?!['’]s?\b)", sentences))


def _stands_for_nobody(speaker: str) -> bool:
    """Say whether a speaker is a body by its common name, which stands for no named person: "police", "hospital officials"."""
    return bool(speaker) and speaker.split(maxsplit=1)[0].lower() not in _ARTICLES


# Two speakers may well give one number in two statements.
_OF_NUMBERS: dict[str, float] = {"same": 0.4, "unclear": 0.15, "unlikely": 0.0, "other": 0.0}
_LEAST: dict[str, float] = {
    "same": LEAST_ALIKE,
    "unclear": LEAST_ALIKE_OF_UNCLEAR,
    "unlikely": LEAST_ALIKE_OF_UNLIKELY,
    "other": LEAST_ALIKE_OF_OTHERS,
}


def group_statements(statements: Sequence[Utterance], weights: Weights, cast: Cast) -> list[list[int]]:
    """Return which statements, by place, are one utterance."""
    copies = distinct([(one.statement.content, one.statement.speaker, one.speaker, one.statement.cue) for one in statements])
    several = [statements[places[0]] for places in copies]
    return [sorted(place for one in group for place in copies[one]) for group in _grouped(several, weights, cast)]


def _keys(statement: Utterance) -> frozenset[object]:
    """Return what two statements must share to be compared: a feature, a number, or who says it."""
    return statement.fact.own | statement.numbers | ({("speaker", statement.speaker)} if statement.speaker is not None else set())


def _translated(one: Utterance, other: Utterance, weights: Weights) -> float:
    """Return how alike two statements in two languages are in meaning, 0 where nothing can tell or only one of them negates."""
    sides = [polarity(said.statement.cue or "", said.statement.content, said.fact.language) for said in (one, other)]
    if opposite(*sides) != "no":
        return 0.0
    meant = weights.alike(one.statement.content, other.statement.content)
    return 0.0 if meant is None or meant < LEAST_MEANT else meant


LEAST_MEANT = 0.6


def _grouped(statements: Sequence[Utterance], weights: Weights, cast: Cast) -> list[list[int]]:
    scored = []
    for one, other in candidate_pairs([_keys(statement) for statement in statements]):
        left, right = statements[one], statements[other]
        who = speakers(left, right, cast)
        score = liken(left, right, weights, of_numbers=_OF_NUMBERS[who])
        if who == "same" and left.fact.language != right.fact.language:
            score = max(score, _translated(left, right, weights))
        if score < LEAST_ALIKE:
            continue
        short = min(len(left.statement.content.split()), len(right.statement.content.split())) < _FEWEST_WORDS
        within = left.fact.source == right.fact.source
        if score >= (LEAST_ALIKE_OF_OTHERS if within else _LEAST[who]) and not (short and who != "same"):
            scored.append((-score, one, other))

    def apart(one: int, other: int) -> bool:
        """Say whether two statements may not stand in one entry: two of one article stand there because they are two."""
        left, right = statements[one], statements[other]
        return left.fact.source == right.fact.source and liken(left, right, weights) < LEAST_ALIKE_OF_OTHERS

    groups = Groups(len(statements))
    for _, one, other in sorted(scored):
        groups.join_unless(one, other, apart, most=_MOST_CLASHES)
    return groups.groups()


_MOST_CLASHES = 12
