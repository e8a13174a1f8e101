"""Two names as written: whether they are one name, and by which rule."""

import functools
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from summarizer.grounding.words import stem
from summarizer.merge.concepts import compound_concepts, concept
from summarizer.merge.places import place_code
from summarizer.merge.sounds import sound
from summarizer.schemas import Language

Rule = Literal["alias", "same", "spelling", "translation", "last_name", "first_name", "abbreviation", "legal_form"]
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("der die das des dem den und für von vom of the and for".split())
_GENERIC = frozenset(
    "gmbh ag se kg ohg mbh ev inc ltd plc llc corp co group gruppe holding firma unternehmen konzern gewerkschaft partei verein "
    "stiftung company union party foundation agentur agency".split()
)
_LEAST_CLOSE_NAME, _LEAST_CLOSE_PLACE, _LONG_NAME = 85, 0.93, 6


class Spelling(NamedTuple):
    """A name in one language; `person` is None where nothing says whether it is a person's."""

    text: str
    person: bool | None
    language: Language


@functools.lru_cache(maxsize=100_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, parts of hyphen compounds apart, without articles.

    >>> words_of("Geomar-Helmholtz-Zentrum für Ozeanforschung")
    ('geomar', 'helmholtz', 'zentrum', 'ozeanforschung')
    """
    words = tuple(word.casefold() for word in _WORD.findall(text))
    return tuple(word for word in words if word not in _SMALL) or words


def key_of(spelling: Spelling) -> tuple[str, ...]:
    """Return what spellings of one name share whatever the article: the code of a place, else sounds, without inflection."""
    if not spelling.person:
        code = place_code(spelling.text)
        if code:
            return (code,)
        return tuple(sound(stem(word, spelling.language), spelling.language) for word in words_of(spelling.text))
    return tuple(sound(_base(word), spelling.language) for word in words_of(spelling.text))


def _base(word: str) -> str:
    """Return a word of a person's name; only the genitive of a long one is taken off."""
    return word.removesuffix("'s").removesuffix("’s")


@functools.lru_cache(maxsize=100_000)
def meaning_of(spelling: Spelling) -> frozenset[str] | None:
    """Return the concepts and places that a body's name is made of, None where a word of it is neither."""
    if spelling.person:
        return None
    found: set[str] = set()
    for word in _WORD.findall(spelling.text):
        if word.casefold() in _SMALL:
            continue
        code = place_code(word)
        meaning = concept(stem(word, spelling.language), spelling.language)
        parts = (code,) if code else (meaning,) if meaning else compound_concepts(word, spelling.language)
        if not parts:
            return None
        found.update(parts)
    return frozenset(found) if len(found) > 1 else None


def rule_for(one: Spelling, other: Spelling) -> Rule | None:
    """Return by which rule two different names are one within a story, None where they are not."""
    if None not in (one.person, other.person) and one.person != other.person:
        return None
    if one.person or other.person:
        return _persons(one, other)
    if one.language != other.language:
        return _translated(one, other)
    short, long = sorted((words_of(one.text), words_of(other.text)), key=len)
    if len(short) < len(long) and place_code(" ".join(short)) is None and _is_named(short):
        extra = [word for word in long if word not in short]
        if set(short) <= set(long) and all(word in _GENERIC for word in extra):
            return "legal_form"
    return None


def _is_named(words: Sequence[str]) -> bool:
    return any(word not in _GENERIC for word in words)


def _persons(one: Spelling, other: Spelling) -> Rule | None:
    """Return the rule by which two names are one person's."""
    short, long = sorted((key_of(_as_person(one)), key_of(_as_person(other))), key=len)
    if not short or not _same_last(short[-1], long[-1]):
        return None
    if len(short) == 1:
        return None if len(long) > 1 else "spelling"
    first, full = short[0], long[0]
    if first == full or (len(first) == 1 and full.startswith(first)) or (len(full) == 1 and first.startswith(full)):
        return "spelling" if len(short) == len(long) else "first_name"
    close = min(len(first), len(full)) >= _LONG_NAME and fuzz.ratio(first, full) >= _LEAST_CLOSE_NAME
    return "spelling" if close else None


def _as_person(spelling: Spelling) -> Spelling:
    return spelling._replace(person=True)


def _same_last(one: str, other: str) -> bool:
    """Say whether two last names sound alike, a genitive included."""
    return one == other or (min(len(one), len(other)) > 3 and (one + "s" == other or other + "s" == one))


def _translated(one: Spelling, other: Spelling) -> Rule | None:
    """Return the rule by which a German and an English name are of one place or body."""
    meaning = meaning_of(one)
    if meaning is not None and meaning == meaning_of(other):
        return "translation"
    left, right = words_of(one.text), words_of(other.text)
    if len(left) == len(right) == 1 and left[0][:4] == right[0][:4]:
        close = JaroWinkler.similarity(left[0], right[0]) >= _LEAST_CLOSE_PLACE
        return "translation" if close and min(len(left[0]), len(right[0])) >= _LONG_NAME else None
    return None
