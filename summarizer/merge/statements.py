"""Which statements are one utterance, in whatever words; who says it may be told differently."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.facts import Fact
from summarizer.merge.grouping import Groups
from summarizer.merge.similarity import Weights
from summarizer.schemas import Statement

LEAST_ALIKE = 0.55
LEAST_ALIKE_OF_OTHERS = 0.9
_FEWEST_WORDS = 4


class Utterance:
    """A statement with who says it."""

    def __init__(self, fact: Fact, speaker: int | None) -> None:
        """Take the fact, and the number of the actor who speaks, None where nobody is named."""
        assert isinstance(fact.item, Statement)
        self.fact, self.statement, self.speaker = fact, fact.item, speaker


def liken(one: Utterance, other: Utterance, weights: Weights) -> float:
    """Return how alike two statements are in what they say."""
    mine, theirs = one.fact, other.fact
    score = 0.5 * weights.dice(mine.own, theirs.own) + 0.5 * weights.overlap(mine.own, theirs.own)
    if mine.language == theirs.language:
        score = 0.8 * score + 0.2 * fuzz.token_set_ratio(one.statement.content, other.statement.content) / 100
    return score


def group_statements(statements: Sequence[Utterance], weights: Weights) -> list[list[int]]:
    """Return which statements, by place, are one utterance."""
    scored = []
    for one, other in candidate_pairs([statement.fact.own for statement in statements]):
        left, right = statements[one], statements[other]
        same = left.speaker == right.speaker and left.speaker is not None
        score = liken(left, right, weights)
        if score >= (LEAST_ALIKE if same else LEAST_ALIKE_OF_OTHERS) and min(len(left.fact.own), len(right.fact.own)) >= (
            1 if same else _FEWEST_WORDS
        ):
            scored.append((-score, one, other))
    groups = Groups(len(statements))
    for _, one, other in sorted(scored):
        groups.join(one, other)
    return groups.groups()
