"""Whether two renderings of one utterance say opposite things: one negates, or their words exclude each other."""

import functools
import re
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


class _Row(NamedTuple):
    """Two groups of words that exclude one another; each word is a set of stems."""

    alone: bool
    left: tuple[frozenset[str], ...]
    right: tuple[frozenset[str], ...]


@functools.cache
def _rows(language: Language) -> tuple[_Row, ...]:
    rows = []
    for line in read_lines("opposites.txt"):
        german, _, english = line.removeprefix("!").partition("|")
        left, _, right = (german if language == "de" else english).partition("/")
        sides = [
            tuple(frozenset(stem(part, language) for part in word.split("+")) for word in side.split()) for side in (left, right)
        ]
        rows.append(_Row(line.startswith("!"), sides[0], sides[1]))
    return tuple(rows)


class Polarity(NamedTuple):
    """What a rendering affirms: whether it negates what it is about, and its side in each pair of opposites."""

    negates: bool
    sides: tuple[tuple[int, int, bool], ...]


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
    stems = {stem(word, language) for word in words if word not in PRONOUNS[language] and word != "sich"}
    negates = any(word in NEGATIONS[language] for word in words) or bool(stems & _lacks(language))
    sides = []
    for number, row in enumerate(_rows(language)):
        left = any(word <= stems for word in row.left)
        right = any(word <= stems for word in row.right)
        if left != right:
            sides.append((number, 1 if left else -1, row.alone))
    # What is denied in the words themselves is negated too, and "nicht ausschließen" affirms.
    denied = [bool(_DENIALS[language].search(part)) for part in (cue, content)]
    return Polarity((negates + sum(denied)) % 2 == 1, tuple(sides))


_LACKS: dict[Language, str] = {
    "de": "mangel mangels fehlen fehlt ausbleiben unklar unbekannt ungeklärt ungewiss",
    "en": "lack lacking absence unclear unknown uncertain",
}


@functools.cache
def _lacks(language: Language) -> frozenset[str]:
    """Return the stems of words that negate: "der Mangel an Maßnahmen" as "ohne Maßnahmen", "unklar" as "not known"."""
    return frozenset(stem(word, language) for word in _LACKS[language].split())


def opposite(one: Polarity, other: Polarity) -> Literal["no", "yes", "surely"]:
    """Say whether two renderings of one matter exclude each other; surely where their words leave no doubt what they are about."""
    mine = {number: side for number, side, _ in one.sides}
    turned = [alone for number, side, alone in other.sides if mine.get(number, side) != side]
    if turned:
        return "surely" if any(turned) and one.negates == other.negates else "yes"
    return "yes" if one.negates != other.negates else "no"
