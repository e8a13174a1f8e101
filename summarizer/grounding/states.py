"""States of those counted: dead, injured, missing, held. One may be told for no other, in whatever words."""

import functools
import re
from collections.abc import Iterable

from summarizer.grounding.words import Token
from summarizer.schemas import Language

_STATES: dict[Language, dict[str, str]] = {
    "de": {
        "dead": (
            r"tote[nrms]?|tot|getötet\w*|töte\w*|tötung\w*|todesopfer\w*|todesfäll\w*|gestorben\w*|starb\w*|sterben|(?-i:Leben)|gefallen\w*|"
            r"erschossen\w*|ertrunken\w*|ertrank\w*|ermordet\w*|umgekommen\w*|verstorben\w*|erlag\w*|todes|opferzahl|leichen?|tödlich\w*"
        ),
        "hurt": r"(?:schwer|leicht)?verletz\w*|verwunde\w*|(?:schwer|leicht)?blessiert\w*|verwundung\w*",
        "missing": r"vermisst\w*|verschollen\w*|verschwunden\w*",
        "held": r"festgenommen\w*|verhaftet\w*|gefangen(?:e[nrms]?)?|festnahmen?|verhaftung\w*|inhaftiert\w*|geiseln?",
        "rescued": r"gerettet\w*|geborgen\w*|befreit\w*|freigelassen\w*",
    },
    "en": {
        "dead": r"dead|died|die|dies|dying|deaths?|kill\w*|fatalit\w*|fatally|drown\w*|slain|bodies|lives|perished|murdered",
        "hurt": r"injur\w*|wound\w*|hurt",
        "missing": r"missing|unaccounted|disappeared",
        "held": r"arrest\w*|detain\w*|captured|hostages?|jailed|imprisoned|abducted",
        "rescued": r"rescued|freed|released|recovered|saved",
    },
}


@functools.cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """Return the pattern of each state."""
    return {state: re.compile(rf"(?:{words})$", re.I) for state, words in _STATES[language].items()}


@functools.lru_cache(maxsize=20_000)
def _state_of(word: str, language: Language) -> str | None:
    """Return the state that a word names."""
    return next((state for state, pattern in _patterns(language).items() if pattern.match(word)), None)


def states_in(words: Iterable[Token], language: Language) -> set[str]:
    """Return the states that words name.

    >>> from summarizer.grounding.words import tokens
    >>> sorted(states_in(tokens("12 Tote und 3 Schwerverletzte", "de"), "de"))
    ['dead', 'hurt']
    """
    return {state for word in words if (state := _state_of(word.text, language))}
