"""What one capitalised word may be: by lists, by shape, by the dictionary."""

import functools
import re
from typing import Literal

from summarizer.grounding.names import derived, is_common_noun
from summarizer.numerals.units import UNITS
from summarizer.rules.lexicon import first_names, known_places, organisation_words, places, roles, states
from summarizer.rules.wordclasses import function_words, is_lexical, word_class
from summarizer.schemas import Language

Label = Literal["state", "place", "first", "acronym", "role", "body", "adjective", "common", "unknown"]

_ACRONYM = re.compile(r"^(?:[A-ZÄÖÜ]{2,6}|[A-ZÄÖÜ]+[a-z]?[A-ZÄÖÜ]+\d?|[A-Z]{1,4}\d{0,2}&[A-Z]{1,3})$")
_NO_NAMES = frozenset(
    "TV PC CO2 OK DNA IT KI AI GPS PDF SMS USB EUR USD CHF GBP MW GW KW TWH GWH KWH MWH KM CM MM HIV PCR ICE IC RE PKW LKW "
    "SUV II III IV VI AM PM MR ID CEO CFO "
    "ABS PS UTC MEZ CET GMT BIP GDP LED VIP NGO NGOS AFP DPA".split()
)
_COMMON_FIRST_NAMES = frozenset("Karl Anna Peter Frank Max".split())
_DOMAIN = re.compile(r"^[\w-]+\.(?:de|at|ch|com|org|net|eu|info|co\.uk)$", re.I)


@functools.lru_cache(maxsize=20_000)
def label(word: str, language: Language) -> Label:
    """Return what a capitalised word most likely is, whatever stands around it.

    >>> label("Kiew", "de"), label("Frankreichs", "de"), label("EZB", "de"), label("Ministerin", "de")
    ('place', 'state', 'acronym', 'role')
    """
    if not {word, bare(word, language)}.isdisjoint(states(language)):
        return "state"
    if word.isupper() and len(word) > 3 and word.title() in known_places():
        return "place"
    return _by_shape(word) or _by_list(word, language) or _by_dictionary(word, language)


def _by_shape(word: str) -> Label | None:
    """Return what letters and digits alone say."""
    if _DOMAIN.match(word) or (_ACRONYM.match(word) and word not in _NO_NAMES):
        return "acronym"
    numbered = word in _NO_NAMES or word in UNITS or word in ("Mio", "Mrd") or any(character.isdigit() for character in word)
    return "common" if numbered else None


def _by_list(word: str, language: Language) -> Label | None:
    """Return what the lists say: offices, places, bodies, first names, cities that are no common word."""
    forms = {word, bare(word, language)}
    if is_role(word, language):
        return "role"
    if not forms.isdisjoint(known_places()):
        return "place"
    if is_body(word, language):
        return "body"
    if word in first_names() and not (language == "de" and is_common_noun(word) and word not in _COMMON_FIRST_NAMES):
        return "first"
    return None if forms.isdisjoint(places()) or _is_common(word, language) else "place"


def _by_dictionary(word: str, language: Language) -> Label:
    """Return what the dictionary says."""
    if language == "de" and re.search(r"(?:e[rnsm]?)$", word) and (_is_adjective(word) or _of_place(word)):
        return "adjective"
    if _is_people(word, language):
        return "adjective" if language == "en" else "common"
    return "common" if _is_common(word, language) else "unknown"


def is_word(word: str) -> bool:
    """Say whether a German word is in the dictionary, or put together of words that are: no name then, where nothing else says so.

    >>> is_word("Ärztemangel"), is_word("Velmar")
    (True, False)
    """
    from simplemma import is_known

    if "-" in word:
        word = word.rsplit("-", 1)[-1].capitalize()
    if is_known(word, "de"):
        return True
    lower = word.lower()
    for cut in range(3, len(lower) - 3):
        head, tail = lower[:cut], lower[cut:].capitalize()
        if is_known(tail, "de") and any(
            len(part) > 2 and is_known(part.capitalize(), "de")
            for part in (head, head.removesuffix("s"), head.removesuffix("n"), head.removesuffix("en"), head + "e")
        ):
            return True
    return False


def _of_place(word: str) -> bool:
    """Say whether a word is a place with -er: "Wiener", "Bremer"."""
    base = word.removesuffix("er")
    return base != word and any(form in places() and len(form) > 3 for form in (base, base + "en", base + "e"))


def bare(word: str, language: Language) -> str:
    """Return a name without the s of a genitive.

    >>> bare("Berlins", "de"), bare("Canada's", "en"), bare("Paris", "de")
    ('Berlin', 'Canada', 'Pari')
    """
    word = re.sub(r"['’]s?$", "", word)
    return word[:-1] if language == "de" and word.endswith("s") and len(word) > 4 else word


def is_role(word: str, language: Language) -> bool:
    """Say whether a word is a title or office, in German also as the end of a compound."""
    lower = word.lower().rstrip(".")
    if lower in roles():
        return True
    if language == "en":
        return False
    last = lower.rsplit("-", 1)[-1]
    forms = {last, last.removesuffix("s"), last.removesuffix("n"), last.removesuffix("en"), last.removesuffix("es")}
    return bool(forms & roles()) or any(len(form) > 5 and any(form.endswith(role) for role in _long_roles()) for form in forms)


@functools.cache
def _long_roles() -> tuple[str, ...]:
    return tuple(role for role in roles() if len(role) > 4 and role not in ("könig", "mitglied"))


def is_body(word: str, language: Language) -> bool:
    """Say whether a word heads the name of an organisation."""
    whole, tails = organisation_words()
    lower = word.lower().rstrip(".")
    if lower in whole or word.lower() in whole:
        return True
    if language == "en":
        return False
    base = lower.removesuffix("s") if not lower.endswith("ss") else lower
    return any(len(tail) > 3 and (lower.endswith(tail) or base.endswith(tail)) for tail in tails)


def _is_common(word: str, language: Language) -> bool:
    """Say whether a word is a common noun in German, in English a word of the dictionary in lower case."""
    if word.lower() in function_words(language) or word.lower() in word_class("times", language):
        return True
    if language == "en":
        return (is_lexical(word, "en") and not word[1:].islower()) or _is_english(word)
    if "-" in word:
        last = word.rsplit("-", 1)[-1]
        return last[:1].isupper() and is_common_noun(last)
    return is_common_noun(word) or word.endswith(("ungen", "ung", "heit", "keit", "schaft", "ismus"))


def _is_english(word: str) -> bool:
    from simplemma import is_known, lemmatize

    return bool(is_known(word.lower(), "en")) and bool(lemmatize(word.lower(), "en").islower())


def _is_adjective(word: str) -> bool:
    from simplemma import is_known, lemmatize

    return bool(is_known(word, "de")) and bool(lemmatize(word, "de")[:1].islower()) and not is_common_noun(word)


def _is_people(word: str, language: Language) -> bool:
    """Say whether a word is a people or its adjective: "Ukrainer", "Norwegian"."""
    if not word.endswith(
        ("er", "ern", "in", "ish", "ese", "ian", "ean", "can", "an", "ch", "i", "ns", "isch", "ische", "ischer", "ischen", "isches")
    ):
        return False
    return any(derived(word, state) for state in states(language) if state[:2].lower() == word[:2].lower())
