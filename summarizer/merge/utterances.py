"""What statements of one speaker, or of one wording, say differently."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.merge.actors import Cast
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.differences import Difference
from summarizer.merge.facts import Place
from summarizer.merge.grouping import Groups
from summarizer.merge.polarity import opposite, polarity
from summarizer.merge.similarity import Weights
from summarizer.merge.statements import Utterance, speakers
from summarizer.numerals import find_amounts

LEAST_TOPIC = 0.4
LEAST_TOPIC_NEGATED = 0.5
LEAST_TOPIC_SHORT = 0.25
LEAST_MEANT, LEAST_MEANT_NEGATED = 0.35, 0.4
"""Likeness in meaning from which on two statements of one speaker are of one matter, whatever their words."""
_MORE_WITHIN = 0.15
_SHORT = 3
_MOST_COMPARED = 12


def contradictions(utterances: Sequence[Utterance], weights: Weights, counted: frozenset[Place]) -> Iterator[Difference]:
    """Yield statements of one speaker that exclude each other, with all that say the same; each matter once.

    Of several statements of another article, the one most alike is answered. What the figures of the sentences `counted` say
    differently is shown already.
    """
    by_speaker = [frozenset() if one.speaker is None else frozenset({one.speaker}) for one in utterances]
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for one, other in candidate_pairs(by_speaker):
        left, right = utterances[one], utterances[other]
        if left.fact.source == right.fact.source:
            continue
        shown = {left.fact.cited, right.fact.cited} <= counted
        if _excludes(left, right, weights) or (not shown and _other_number(left, right, weights)):
            found = (weights.dice(left.fact.own, right.fact.own), one, other)
            for key in ((one, right.fact.source), (other, left.fact.source)):
                best[key] = max(best.get(key, found), found)
    groups = Groups(len(utterances))
    for _, one, other in best.values():
        mutual = best[one, utterances[other].fact.source], best[other, utterances[one].fact.source]
        if mutual[0] == mutual[1]:
            groups.join(one, other)
    for group in groups.groups():
        if len(group) > 1:
            yield Difference("contradiction", tuple(utterances[place].fact for place in group))


def _excludes(one: Utterance, other: Utterance, weights: Weights) -> bool:
    """Say whether two statements of one speaker are of one matter and of opposite sense."""
    mine = polarity(one.statement.cue or "", one.statement.content, one.fact.language)
    theirs = polarity(other.statement.cue or "", other.statement.content, other.fact.language)
    opposed = opposite(mine, theirs)
    if opposed != "yes":
        return opposed == "surely"
    if mine.negates != theirs.negates and not (_affirms(one) and _affirms(other)):
        return False
    topic = weights.overlap(one.fact.own, other.fact.own)
    shared = one.fact.own & other.fact.own
    least = LEAST_TOPIC if mine.negates == theirs.negates else LEAST_TOPIC_NEGATED
    if min(len(one.fact.own), len(other.fact.own)) <= _SHORT:
        least = LEAST_TOPIC_SHORT
    if topic >= least and shared:
        return True
    meant = weights.alike(one.statement.content, other.statement.content)
    least = LEAST_MEANT if mine.negates == theirs.negates else LEAST_MEANT_NEGATED
    # Within a language what is of one matter mostly shares its words.
    more = _MORE_WITHIN if one.fact.language == other.fact.language else 0.0
    return meant is not None and meant >= least + more


def _other_number(one: Utterance, other: Utterance, weights: Weights) -> bool:
    """Say whether two statements are one but for a number: "Warnstufe vier", "Warnstufe drei"."""
    language = one.fact.language
    if language != other.fact.language or len(one.fact.own & other.fact.own) <= 1:
        return False
    if weights.dice(one.fact.own, other.fact.own) < LEAST_BUT_FOR_NUMBER:
        return False
    mine, theirs = (find_amounts(said.statement.content, language) for said in (one, other))
    if len(mine) != 1 or len(theirs) != 1 or mine[0].unit != theirs[0].unit:
        return False
    left, right = mine[0], theirs[0]
    ends = ((left.high, right.low), (right.high, left.low))
    return any(high is not None and low is not None and high < low for high, low in ends)


LEAST_BUT_FOR_NUMBER = 0.75


def _affirms(utterance: Utterance) -> bool:
    """Say whether a content is a clause, or its cue promises or denies it: "die leeren Kassen" alone affirms nothing."""
    statement, language = utterance.statement, utterance.fact.language
    cue = polarity(statement.cue or "", "", language)
    if cue.negates or cue.sides:
        return True
    words = statement.content.split()
    if language == "en":
        return len(words) >= _CLAUSE_WORDS
    return any(
        word[:1].islower() and word not in _ARTICLES and _VERB.search(word) and not (behind and behind[:1].isupper())
        for word, behind in zip(words, [*words[1:], ""], strict=True)
    )


_ARTICLES = frozenset("die eine seine ihre keine diese jene alle mit seit nicht den".split())
_CLAUSE_WORDS = 4
_VERB = re.compile(r"(?:t|te|ten|en|e|sei|ist|war|wird|hat|sind)[,.!?“\"]?$")


def attributions(utterances: Sequence[Utterance], groups: Sequence[Sequence[int]], cast: Cast) -> Iterator[Difference]:
    """Yield what is said in the same words by two speakers."""
    for group in groups:
        members = [utterances[place] for place in group][:_MOST_COMPARED]
        odd = [
            (one, other)
            for one, other in combinations(members, 2)
            if one.fact.source != other.fact.source and speakers(one, other, cast) == "other"
        ]
        if odd:
            facts = {one.fact.place: one.fact for pair in odd for one in pair}
            yield Difference("attribution", tuple(facts[place] for place in sorted(facts)))
