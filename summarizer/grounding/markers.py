"""Negations and hedges of a free text: none dropped, no negation added."""

import re
from collections.abc import Sequence

from summarizer.grounding.denials import is_denial, is_refusal
from summarizer.grounding.modality import is_alleged
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Word, line_words, support_of
from summarizer.grounding.thesaurus import keys
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import HEARSAY, Scope, Token, clause, is_hedge, is_negation, scoped


def _is_bound(marker: Token, text: str) -> bool:
    """Say whether a negation is part of a bound, which is checked as one: "nicht einmal 20 Minuten"."""
    return bool(re.match(r"\s+(?:einmal|mehr\s+als|weniger\s+als|even|more\s+than|less\s+than|fewer\s+than)\b", text[marker.end :]))


def check_markers(words: list[Token], text: str, citation: Citation) -> None:
    """Check that no negation or hedge of a word is dropped, and no negation added; raises Unsupported."""
    language = citation.language
    used = {token.stem for token in words}
    negated = any(_negates(token, citation) for token in words)
    hedged = any(is_hedge(token, language) or token.text.lower() in HEARSAY | DOUBTS for token in words) or is_alleged(
        words, language
    )
    opposite = {token.text.lower() for token in words}
    scopes = [one for sentence in citation.sentences for one in citation.source.scopes(sentence.number)]
    for marker, word, kind in scopes:
        if (kind == "negation" and _is_contrast(marker, citation)) or marker.stem in used:
            continue
        if word.stem not in used or f"un{word.text.lower()}" in opposite or _is_said_elsewhere(word, scopes, citation):
            continue
        if not (negated or _says_opposite(text, marker, citation) if kind == "negation" else hedged):
            piece = citation.source.text[min(marker.start, word.start) : max(marker.end, word.end)]
            raise Unsupported(kind, "dropped", at=citation.sentences, text=piece, word=marker.text)
    for marker, word, kind in scoped(words, language):
        if _is_bound(marker, text):
            continue
        if kind == "negation" and not (_is_negated(citation, used) and _denies(word, citation)):
            raise Unsupported("negation", "added_negation", at=citation.sentences, word=marker.text)


def _negates(token: Token, citation: Citation) -> bool:
    """Say whether a word of a line negates it: "not", "refuses", or a denial that the text does not have: "fehlt", "winless"."""
    language = citation.language
    denial = is_denial(token, language) and token.stem not in citation.stems
    return is_negation(token, language) or is_refusal(token, language) or denial


def _is_said_elsewhere(word: Token, scopes: Sequence[Scope], citation: Citation) -> bool:
    """Say whether a negated noun has another word of its meaning that nothing negates: "a win that ended a run without victory"."""
    language = citation.language
    if word.text.endswith(("ed", "ing")) if language == "en" else word.text[:1].islower():
        return False
    left = {other.start for _, other, _ in scopes}
    found = support_of(citation, citation.sentences).of(Word(word, keys(word.text, language)))
    like = support_of(citation, citation.sentences).like(keys(word.text, language))
    return any(token.start not in left and token.stem != word.stem for token in (*found, *like))


def _says_opposite(text: str, marker: Token, citation: Citation) -> bool:
    """Say whether a line has the opposite of a word in the clause of a negation: "bleibt" for "zieht sich nicht zurück"."""
    sentence = citation.sentence_at(marker.start)
    start, end = clause(citation.source.text, marker.start, sentence.start, sentence.end)
    support = support_of(citation, [sentence])
    return any(start <= token.start < end for word in line_words(text, citation.language) for token in support.turned(word))


DOUBTS = frozenset("dürfte dürften könnte könnten expected could may might".split())
"""Verbs that leave open what a hedge leaves open."""


def _is_contrast(marker: Token, citation: Citation) -> bool:
    """Say whether a "nicht" only says whom else something does not hold of: "folgte dem Ausschuss und nicht dem Bundesrat"."""
    if marker.text.lower() not in {"nicht", "not"}:
        return False
    return bool(re.search(r"\b(?:und|and)\s+$", citation.source.text[max(0, marker.start - 8) : marker.start]))


def _is_negated(citation: Citation, own: set[str]) -> bool:
    """Say whether a cited sentence negates, or denies by a word that a line with the stems in `own` lacks."""
    language = citation.language
    return any(is_negation(token, language) or (is_denial(token, language) and token.stem not in own) for token in citation.words)


def _denies(word: Token, citation: Citation) -> bool:
    """Say whether the cited sentences negate a word, in its clause or by a verb of denial; a word they lack, anywhere."""
    text = citation.source.text
    for sentence in citation.sentences:
        words = citation.source.tokens[sentence.number - 1]
        places = [token for token in words if token.stem == word.stem]
        denied = any(is_denial(token, citation.language) for token in words)
        if denied or (not places and any(is_negation(token, citation.language) for token in words)):
            return True
        for place in places:
            start, end = clause(text, place.start, sentence.start, sentence.end)
            if any(is_negation(token, citation.language) and start <= token.start < end for token in words):
                return True
    return False
