"""Whose: the country or people that a counted thing belongs to, as its adjective, its genitive or behind "of"."""

import functools
import re

from summarizer.grounding.names import derived
from summarizer.schemas import Language

_LOCALES: dict[Language, str] = {"de": "de", "en": "en"}
# Peoples and parts without a territory in CLDR, and names that the press uses.
_MORE: dict[Language, str] = {
    "de": ("Palästina Kurdistan Europa Amerika Afrika Asien Bayern Tschetschenien Tibet Schottland Nordkorea USA Türkei England"),
    "en": "Palestine Kurdistan Europe America Africa Asia Chechnya Tibet Scotland England Britain Turkey Korea USA",
}
_ADJECTIVE = re.compile(r"(?:isch|sch)e?[nmrs]?$|deutsche?[nmrs]?$", re.I)
_ENGLISH_ADJECTIVE = re.compile(r"(?:an|ian|ish|ese|i|ch|ic|US|UK)$")


@functools.cache
def _countries(language: Language) -> tuple[str, ...]:
    """Return the names of countries that are one word (CLDR)."""
    from babel import Locale

    names = {name for name in Locale(_LOCALES[language]).territories.values() if re.fullmatch(r"[^\W\d_]{4,}", name)}
    return tuple(sorted(names | set(_MORE[language].split())))


@functools.lru_cache(maxsize=10_000)
def country_of(word: str, language: Language) -> str | None:
    """Return the country that a word names or comes from, None for any other word.

    >>> country_of("russischen", "de"), country_of("Ukrainian", "en"), country_of("städtische", "de")
    ('Russland', 'Ukraine', None)
    """
    if len(word) < 4 and word not in ("US", "USA", "UK"):
        return None
    adjective = bool(_ADJECTIVE.search(word)) if language == "de" else bool(_ENGLISH_ADJECTIVE.search(word)) and word[:1].isupper()
    if not (adjective or word[:1].isupper()):
        return None
    countries = _countries(language)
    return next((name for name in countries if name in (word, word.removesuffix("s"))), None) or next(
        (name for name in countries if adjective and derived(name, word)), None
    )
