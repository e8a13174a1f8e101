"""Whether two renderings of one utterance say opposite things: one negates, or their words exclude each other."""

import functools
import re
from collections import defaultdict
from typing import Literal, NamedTuple

from summarizer.grounding.words import NEGATIONS, PRONOUNS, stem
from summarizer.merge.data import read_lines
from summarizer.schemas import Language

_DENIALS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:bestritt|bestreitet|bestritten|dementiert\w*|verneint\w*|schl(?:oss|ossen|ieße|ießen|ießt)\b.{0,60}\baus|ausgeschlossen|"
        r"ausschließ\w*|lehn(?:e|en|t|te|ten)\b.{0,60}\bab|abgelehnt|ablehn\w+|w[ie]+s[ent]*\b.{0,60}\bzurück|zurückgewiesen)\b",
        re.DOTALL,
    ),
    "en": re.compile(r"\b(?:den(?:y|ies|ied)|rul(?:es|ed?) out|ruling out|reject(?:s|ed)?|refus(?:es|ed?)|dismiss(?:es|ed)?)\b"),
}


class _Word(NamedTuple):
    """A word of a row of opposites, as its stems: the row, the side, and whether the row leaves no doubt or holds of events too."""

    stems: frozenset[str]
    row: int
    side: int
    alone: bool
    of_events: bool


@functools.cache
def _opposites(language: Language) -> dict[str, tuple[_Word, ...]]:
    """Return the words that exclude others, by each of their stems."""
    found: dict[str, list[_Word]] = defaultdict(list)
    for number, line in enumerate(read_lines("opposites.txt")):
        words = line.lstrip("!+")
        marks = line.removesuffix(words)
        german, _, english = words.partition("|")
        for side, words in zip((1, -1), (german if language == "de" else english).split("/"), strict=True):
            for word in words.split():
                stems = frozenset(stem(part, language) for part in word.split("+"))
                for own in stems:
                    found[own].append(_Word(stems, number, side, "!" in marks, "+" in marks))
    return {own: tuple(words) for own, words in found.items()}


class Side(NamedTuple):
    """On which side of a row of opposites a rendering is."""

    row: int
    side: int
    alone: bool
    of_events: bool


class Polarity(NamedTuple):
    """What a rendering affirms: whether it has a word of negation, a verb that denies, its side in each row of opposites."""

    negated: bool
    denied: bool
    sides: tuple[Side, ...]
    stems: frozenset[str]

    @property
    def negates(self) -> bool:
        """Whether it negates what it is about: what is denied in the words is negated too, and "nicht ausschließen" affirms."""
        return self.negated != self.denied


@functools.lru_cache(maxsize=50_000)
def polarity(cue: str, content: str, language: Language) -> Polarity:
    """Return what a rendering affirms or denies.

    >>> polarity("sagte", "Die Warnung kam nicht", "de").negates, polarity("schloss … aus", "ein Angebot", "de").negates
    (True, True)
    >>> polarity("sagte", "Einen Defekt schließen wir aus", "de").negates, polarity("", "nicht ausschließen", "de").negates
    (True, False)
    """
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", f"{cue} {content}")]
    # "sich" has the stem of "sicher".
    stems = frozenset(stem(word, language) for word in words if word not in PRONOUNS[language] and word != "sich")
    negated = any(word in NEGATIONS[language] for word in words) or bool(stems & _lacks(language))
    denied = bool(_DENIALS[language].search(cue)) != bool(_DENIALS[language].search(content))
    return Polarity(negated, denied, _sides(stems, language), stems)


def _sides(stems: frozenset[str], language: Language) -> tuple[Side, ...]:
    """Return the rows of opposites of which the stems have words of one side only."""
    known = _opposites(language)
    words = [word for own in stems if own in known for word in known[own] if word.stems <= stems]
    found: dict[int, set[Side]] = defaultdict(set)
    for word in words:
        found[word.row].add(Side(word.row, word.side, word.alone, word.of_events))
    return tuple(sorted(side for sides in found.values() if len(sides) == 1 for side in sides))


_LACKS: dict[Language, str] = {
    "de": "mangel mangels fehlen fehlt ausbleiben unklar unbekannt ungeklärt ungewiss",
    "en": "lack lacking absence unclear unknown uncertain",
}


@functools.cache
def _lacks(language: Language) -> frozenset[str]:
    """Return the stems of words that negate: "der Mangel an Maßnahmen" as "ohne Maßnahmen", "unklar" as "not known"."""
    return frozenset(stem(word, language) for word in _LACKS[language].split())


Opposed = Literal["no", "yes", "surely"]


def opposite(one: Polarity, other: Polarity) -> Opposed:
    """Say whether two renderings of one matter exclude each other; surely where their words leave no doubt what they are about."""
    turned = turned_rows(one, other)
    if turned:
        # "Nicht geöffnet" is closed.
        sure: Opposed = "surely" if any(side.alone for side in turned) else "yes"
        return sure if one.negated == other.negated else "no"
    if _unmade(one.stems, other.stems):
        return "yes" if one.negates == other.negates else "no"
    return "yes" if one.negates != other.negates else "no"


def turned_rows(one: Polarity, other: Polarity) -> list[Side]:
    """Return the rows of opposites of which two renderings are on different sides."""
    mine = {side.row: side.side for side in one.sides}
    return [side for side in other.sides if mine.get(side.row, side.side) != side.side]


def _unmade(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether a word of the one is a word of the other with "un-" before it: "undicht", "dicht"."""
    return any(
        word.startswith("un") and len(word) >= _SHORTEST_DENIAL and word[2:] in theirs and word not in theirs
        for mine, theirs in ((one, other), (other, one))
        for word in mine
    )


_SHORTEST_DENIAL = 7
