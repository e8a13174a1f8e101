"""What one article tells and another denies, whoever says it: an agreement and none, a door open and shut."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.words import stem
from summarizer.merge import times
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.concepts import pair_concepts
from summarizer.merge.differences import Difference
from summarizer.merge.events import Happening
from summarizer.merge.facts import Fact, Place, word_features
from summarizer.merge.grouping import Groups
from summarizer.merge.nouns import head_word
from summarizer.merge.polarity import Polarity, polarity, turned_rows
from summarizer.merge.similarity import Weights
from summarizer.merge.statements import Utterance
from summarizer.merge.story import Story
from summarizer.schemas import Actor, Language

LEAST_DENIED, LEAST_ABOUT, LEAST_TURNED = 0.5, 0.34, 0.5
"""Shares of weight: of what is denied, of the rest, and of all beside two words that exclude each other."""
_CLAUSE = re.compile(r"[,;:–—]|\b(?:und|aber|sondern|doch|and|but)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NONE_OF: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:kein(?:e[nmrs]?|erlei)?|ohne)$", re.IGNORECASE),
    "en": re.compile(r"(?:no|without)$", re.IGNORECASE),
}
_NOT: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:nicht|nie|niemals|niemand(?:en|em)?|nichts)$", re.IGNORECASE),
    "en": re.compile(r"(?:not|never|nobody|none|nothing|cannot)$", re.IGNORECASE),
}
# "Nicht nur", "keine weiteren Verletzten" deny nothing that another article tells.
_PARTLY = re.compile(
    r"(?:nur|zuletzt|alle[mnrs]?|immer|mehr|weniger|ander\w+|weiter\w*|einzig\w*|größer\w*|only|all|least|always|other|further|more|"
    r"every\w*|immediate\w*)$",
    re.IGNORECASE,
)
# What is supposed, asked for or feared is told of nothing that happened.
_SUPPOSED = re.compile(
    r"\b(?:wenn|falls|sofern|ob|sollte[nst]*|würden?|könnten?|dürften?|müss\w+|soll(?:en)?|will|wollen|"
    r"if|unless|whether|would|could|may|might|should|must|until|bis)\b",
    re.IGNORECASE,
)
_NOUN_BEHIND = 4


class Assertion(NamedTuple):
    """What one article tells, as an event or in somebody's words: its polarity and the features of what it denies."""

    fact: Fact
    text: str
    speaker: int | None
    happening: Happening | None
    polarity: Polarity
    denied: frozenset[str]
    told: frozenset[str]


def denials(story: Story, facts: Sequence[Fact], contradicted: frozenset[Place]) -> Iterator[Difference]:
    """Yield what one article tells and another denies, without the sentences that are `contradicted` already."""
    told = list(_assertions(story, contradicted))
    names = frozenset(name for fact in facts if isinstance(fact.item, Actor) for name in fact.own if not name.isupper())
    groups = Groups(len(told))
    all_denied = frozenset(feature for assertion in told for feature in assertion.denied)
    for one, other in candidate_pairs([_keys(assertion, all_denied) for assertion in told]):
        left, right = told[one], told[other]
        if (
            left.fact.source != right.fact.source
            and not _is_later(left, right, story)
            and _exclude(left, right, story.weights, names)
        ):
            groups.join(one, other)
    for group in groups.groups():
        if len(group) > 1:
            yield Difference("contradiction", tuple(told[place].fact for place in group))


def _is_later(one: Assertion, other: Assertion, story: Story) -> bool:
    """Say whether two articles stand at two times of the day: what was so may be so no more."""
    mine, theirs = story.stands[one.fact.source], story.stands[other.fact.source]
    return mine is not None and theirs is not None and times.apart((mine,), (theirs,))


def _assertions(story: Story, contradicted: frozenset[Place]) -> Iterator[Assertion]:
    """Yield what the statements and events of a story tell, each sentence once, nothing that is only supposed."""
    seen = set(contradicted)
    members: list[Utterance | Happening] = [*story.utterances, *story.happenings]
    for one in members:
        fact = one.fact
        text = one.statement.content if isinstance(one, Utterance) else one.event.title
        planned = isinstance(one, Happening) and one.event.status in ("planned", "announced")
        if fact.cited in seen or planned or _SUPPOSED.search(text):
            continue
        seen.add(fact.cited)
        cue = one.statement.cue or "" if isinstance(one, Utterance) else ""
        yield Assertion(
            fact, text, one.speaker if isinstance(one, Utterance) else None, one if isinstance(one, Happening) else None,
            polarity(cue, text, fact.language), denied(text, fact.language), _told(text, fact.language),
        )  # fmt: skip


def _keys(assertion: Assertion, all_denied: frozenset[str]) -> frozenset[object]:
    """Return what two assertions must share: what one denies, or a row of opposites."""
    rows = {side.row for side in assertion.polarity.sides if side.of_events}
    return frozenset(assertion.denied | rows | (frozenset() if assertion.polarity.negated else assertion.told & all_denied))


def denied(text: str, language: Language) -> frozenset[str]:
    """Return the features of what a text says is not so: the noun behind "kein", the words behind "nicht".

    >>> denied("Die Gespräche gingen ohne Einigung zu Ende", "de") == denied("no deal was reached", "en")
    True
    >>> denied("Keine weiteren Verletzten", "de")
    frozenset()
    """
    found: set[str] = set()
    for part in _CLAUSE.split(text):
        words = _WORD.findall(part)
        for at, word in enumerate(words):
            behind = words[at + 1 :]
            if behind and _PARTLY.match(behind[0]):
                continue
            if _NONE_OF[language].match(word):
                noun = head_word(" ".join(behind[:_NOUN_BEHIND]), language, first=True)
                found.update(_whole([noun] if noun else [], language))
            elif _NOT[language].match(word):
                found.update(_whole(behind or words[:at], language))
    return frozenset(found)


def _whole(words: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the feature of each word as a whole: a power cut ("Stromausfall") is no power."""
    yield from (features[-1] for word in words if (features := word_features(word, language)))


def _told(text: str, language: Language) -> frozenset[str]:
    """Return what a text tells, whole words only and with what words mean together."""
    words = _WORD.findall(text)
    return frozenset(_whole(words, language)) | pair_concepts(frozenset(stem(word, language) for word in words), language).keys()


def _exclude(one: Assertion, other: Assertion, weights: Weights, names: frozenset[str]) -> bool:
    """Say whether two articles tell opposite things of one matter, of which both may speak."""
    if one.speaker is not None and one.speaker == other.speaker:
        return False
    mine, theirs = one.fact, other.fact
    # "Die SPD stimmt zu" and "die CDU lehnt ab" are two parties.
    if (mine.own & names) - theirs.said and (theirs.own & names) - mine.said:
        return False
    if one.happening and other.happening and _elsewhere(one.happening, other.happening):
        return False
    if one.polarity.negated != other.polarity.negated:
        denial, told = (one, other) if one.polarity.negated else (other, one)
        return denial.polarity.negates and not told.polarity.negates and _denies(denial, told, weights)
    rows = [side for side in turned_rows(one.polarity, other.polarity) if side.of_events]
    return bool(rows) and _shares(mine.own, theirs.own, LEAST_TURNED, weights)


def _denies(denial: Assertion, told: Assertion, weights: Weights) -> bool:
    """Say whether what is denied is told, of the same matter."""
    all_denied = weights.shared(denial.denied, denial.denied)
    if not all_denied or weights.shared(denial.denied, told.told) < LEAST_DENIED * all_denied:
        return False
    return _shares(denial.fact.own - denial.denied, told.fact.own - denial.denied, LEAST_ABOUT, weights)


def _shares(one: frozenset[str], other: frozenset[str], least: float, weights: Weights) -> bool:
    return bool(one & other) and weights.overlap(one, other) >= least


def _elsewhere(one: Happening, other: Happening) -> bool:
    """Say whether two events are of two places, times of the day or years."""
    if one.scenes.apart(one.fact, one.site, other.fact, other.site) or one.years != other.years:
        return True
    return times.apart(one.minutes, other.minutes) or bool(one.days and other.days and not one.days & other.days)
