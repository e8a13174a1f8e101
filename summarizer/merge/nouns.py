"""The noun that a number counts: "sieben ballistische Raketen", "70 Prozent der Fahrten", "four damaged tanks"."""

import re

from summarizer.grounding.listed import count_names
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS
from summarizer.merge.facts import word_features
from summarizer.schemas import Figure, Language

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHARE_OF = re.compile(r"\s+(?:der|des|aller|von|of(?: the| all)?)\s+(?:\w+\s+)??(?P<noun>[^\W\d_]{3,})")
_COUNTING = frozenset("zahl anzahl summe höhe total number count figure".split())
_REACH = 4
"""Words behind a bare number among which its noun is looked for."""


def head_noun(figure: Figure, sentences: str, language: Language) -> frozenset[str]:
    """Return the features of the noun that a figure counts; of measures other than shares nothing is counted."""
    amount = figure.amount
    if amount.unit in ("%", "share"):
        behind = _SHARE_OF.match(sentences, sentences.find(amount.text) + len(amount.text))
        return frozenset(word_features(behind["noun"], language)) if behind else frozenset()
    if amount.unit:
        return frozenset()
    if count_names(amount.text):
        return _head(figure.counts, language)
    own = _head(amount.text, language)
    if own:
        return own
    at = sentences.find(amount.text)
    behind_number = " ".join(sentences[at + len(amount.text) :].split()[:_REACH]) if at >= 0 else ""
    return _head(re.split(r"[,;:.!?]", behind_number)[0], language, first=True) or _head(figure.counts, language, first=True)


def _head(words: str, language: Language, *, first: bool = False) -> frozenset[str]:
    """Return the features of a noun phrase's head."""
    found = head_word(words, language, first=first)
    return frozenset(word_features(found, language)) if found else frozenset()


def head_word(words: str, language: Language, *, first: bool = False) -> str | None:
    """Return a noun phrase's head: in German its last capital, or the `first`; in English the word before "of".

    >>> head_word("patient data had been stolen", "en"), head_word("neuen Daten der Kliniken", "de", first=True)
    ('data', 'Daten')
    """
    found: list[str] = []
    for match in _WORD.finditer(words):
        word = match.group()
        if language == "en" and word.lower() in (FUNCTION_WORDS["en"] | PREPOSITIONS["en"]):
            if found:
                break
            continue
        if (language == "en" or word[:1].isupper()) and word_features(word, language) and word.lower() not in _COUNTING:
            found.append(word)
            if first and language == "de":
                break
    return found[-1] if found else None
