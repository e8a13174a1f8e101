"""Which words news uses for one another: inflections, derivations, compounds, and listed words of like or opposite meaning."""

import functools
import itertools
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from summarizer.grounding.words import LONGEST_WORD, stem
from summarizer.schemas import Language

LEAST_ROOT = 4
"""Letters that a root must have before it stands for a word: shorter ones belong to too many."""

_ROOT_ENDINGS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:erinnen|erin|ungen|ieren|lich|isch|heit|keit|bar|ung|ion|ier|nis|ern|er|en|in|ig|e|n|s)$"),
    "en": re.compile(r"(?:ations?|itions?|ions?|ments?|ures?|ances?|ences?|ness|ings?|als?|ers?|ors?|ists?|ity|ed|ly|es|e|s|y)$"),
}
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
# What joins the parts of a German compound.
_JOINTS = ("", "s", "es", "n", "en", "e", "er")


class Groups(NamedTuple):
    """The listed words of a language: the groups of each, those that it is a case of, and what is opposite to a group."""

    of: dict[str, frozenset[int]]
    above: dict[str, frozenset[int]]
    opposite: dict[int, int]


@functools.cache
def listed(language: Language) -> Groups:
    """Return the listed groups of words."""
    of: dict[str, set[int]] = {}
    above: dict[str, set[int]] = {}
    opposite: dict[int, int] = {}
    numbers = itertools.count()
    text = files("summarizer.grounding").joinpath(f"data/words_{language}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        sides = [(next(numbers), side) for side in line.split("|")]
        for number, side in sides:
            cases, _, words = side.rpartition(">")
            for word in words.split():
                of.setdefault(fold(word), set()).add(number)
            for word in cases.split():
                above.setdefault(fold(word), set()).add(number)
        if len(sides) == 2:
            opposite |= {sides[0][0]: sides[1][0], sides[1][0]: sides[0][0]}
    return Groups(_frozen(of), _frozen(above), opposite)


def _frozen(groups: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def fold(word: str) -> str:
    """Return a word in lower case without umlauts, as groups and roots are compared.

    >>> fold("Beschluß"), fold("Häuser")
    ('beschluss', 'hauser')
    """
    return word.lower().translate(_FOLDED)


@functools.lru_cache(maxsize=50_000)
def bases(word: str, language: Language) -> tuple[str, ...]:
    """Return the base forms that a word may have, folded; that of the word in lower case too, where it may begin a sentence.

    >>> bases("gestiegen", "de"), bases("struck", "en")
    (('steigen',), ('strike',))
    """
    from simplemma import is_known, lemmatize

    forms = [lemmatize(word, language)]
    if word[:1].isupper() and (language == "en" or not is_known(word, language)):
        forms.append(lemmatize(word.lower(), language))
    if language == "de" and forms[-1] == word.lower():
        forms.extend(_infinitives(word.lower()))
    elif language == "en" and word.lower().endswith("ed") and forms[-1] == word.lower():
        forms += [word.lower()[:-1], word.lower()[:-2]]
    return tuple(dict.fromkeys(fold(form) for form in forms))


def _infinitives(word: str) -> Iterator[str]:
    """Yield the verb that a participle may come from which the dictionary lacks: "aufgebrochen", "verschätzt"."""
    from simplemma import lemmatize

    parted = _PARTICIPLE.match(word)
    if parted:
        inner = parted["inner"]
        lemma = lemmatize(inner, "de")
        yield parted["particle"] + (
            lemma if lemma != inner else inner.removeprefix("ge").removesuffix("t").removesuffix("en") + "en"
        )
        return
    prefixed = _PREFIXED.match(word)
    if prefixed:
        for inner in (f"ge{prefixed['inner']}", prefixed["inner"]):
            lemma = lemmatize(inner, "de")
            if lemma != inner and lemma.endswith("n"):
                yield prefixed["prefix"] + lemma
                return
    if re.search(r"\w{4}t$", word):
        yield word[:-1] + "en"


# "beschossen", "zerbrach": the dictionary has "geschossen" and "brach".
_PREFIXED = re.compile(r"(?P<prefix>be|ver|ent|er|zer|miss|über|unter|um|durch|wider|hinter)(?P<inner>\w{4,})$")
_PARTICIPLE = re.compile(
    r"(?P<particle>(?:ab|an|auf|aus|bei|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|statt|teil|um|vor|weg|weiter|zu|zurück|zusammen)?)"
    r"(?P<inner>ge\w{2,}(?:t|en))$"
)


@functools.lru_cache(maxsize=50_000)
def keys(word: str, language: Language, particle: str = "") -> frozenset[str]:
    """Return what a word is compared by: stem, base forms, roots, groups; with the particle that was parted from a verb.

    A group that it is only a case of ("Orkan" of what is told as "Sturm") is a key that no other word has: see `told_as`.

    >>> "ablehnen" in keys("lehnt", "de", "ab"), "ausbrechen" in keys("brach", "de", "aus")
    (True, True)
    >>> bool(keys("Sperrung", "de") & keys("gesperrt", "de"))
    True
    """
    forms = [fold(particle) + base for base in bases(word, language)]
    # "brach" alone is a fallow to the dictionary, "ausbrach" is a form of "ausbrechen".
    forms += bases(particle + word.lower(), language) if particle else [fold(stem(word, language))]
    return frozenset(itertools.chain.from_iterable(_keys_of(form, language) for form in forms))


@functools.lru_cache(maxsize=50_000)
def _keys_of(form: str, language: Language) -> frozenset[str]:
    """Return the keys of one base form."""
    root = _ROOT_ENDINGS[language].sub("", form)
    if language == "de" and form.endswith("in") and form not in listed("de").of:
        return frozenset({form, f"~{root}", *_groups_of(form.removesuffix("in"), language)})
    found = {form, *_groups_of(form, language)}
    if len(root) >= LEAST_ROOT:
        found.add(f"~{root}")
    return frozenset(found)


def _groups_of(form: str, language: Language) -> Iterator[str]:
    """Yield the keys of the groups of a base form, and of those that it is a case of."""
    groups = listed(language)
    yield from (f"#{group}" for group in groups.of.get(form, ()))
    yield from (f"<{group}<{form}" for group in groups.above.get(form, ()))


def told_as(key: str) -> str:
    """Return the key by which a line may tell a word of the text: of a case, that of its group."""
    return f"#{key[1:].partition('<')[0]}" if key.startswith("<") else key


def opposites(found: frozenset[str], language: Language) -> frozenset[str]:
    """Return the keys of the groups that are opposite to those in `found`."""
    opposite = listed(language).opposite
    return frozenset(f"#{opposite[int(key[1:])]}" for key in found if key.startswith("#") and int(key[1:]) in opposite)


@functools.lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to part a German word in two that may be words, without what joins them.

    >>> ("umsatz", "rückgang") in parts("Umsatzrückgang"), ("werk", "schließung") in parts("Werksschließung")
    (True, True)
    """
    return tuple(dict.fromkeys(_parted(word.lower()))) if len(word) <= LONGEST_WORD else ()


def _parted(word: str) -> Iterator[tuple[str, str]]:
    """Yield first and second part of a word."""
    for cut in range(3, len(word) - 2):
        first, second = word[:cut], word[cut:]
        for joint in _JOINTS:
            if first.endswith(joint) and len(first) - len(joint) >= 3:
                yield first.removesuffix(joint), second
