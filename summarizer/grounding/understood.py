"""Nouns that a figure shares, takes over or leaves to be understood: "35 zu 22 Stimmen", "von 14 Geräten fielen fünf durch"."""

import re

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.nouns import counted_by, is_span_of_time
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token
from summarizer.numerals import Amount as Number
from summarizer.schemas import Sentence

UNDERSTOOD_REACH = 3
"""Sentences back in which the noun of a bare number ("98 stimmten dafür") may stand."""


def taken_nouns(found: Found, citation: Citation) -> set[int]:
    """Return where the nouns and units of the other figures stand in the cited sentences and those just before."""
    taken: set[int] = set()
    first = min(one.number for one in citation.sentences)
    for sentence in citation.source.sentences[max(0, first - 1 - UNDERSTOOD_REACH) : max(one.number for one in citation.sentences)]:
        for amount in amounts_in(sentence.text, citation.language):
            start, end = sentence.start + amount.start, sentence.start + amount.end
            if not (found.start < end and start < found.end):
                nouns = counted_by(amount, sentence, citation)
                taken |= {token.start for token in (nouns if amount.unit or citation.language == "en" else nouns[:1])}
    return taken


def understood_nouns(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the noun or unit that a bare number shares with the figure behind it, or takes over from one before."""
    scaled = bool(_SCALED.search(citation.source.text, found.start, found.end))
    amounts = amounts_in(sentence.text, citation.language)
    after = next((amount for amount in amounts if sentence.start + amount.start >= found.end), None)
    if after and _is_joined(found, sentence, citation):
        return counted_by(after, sentence, citation)
    for back in reversed(citation.source.sentences[max(0, sentence.number - 1 - UNDERSTOOD_REACH) : sentence.number]):
        for amount in reversed(amounts_in(back.text, citation.language)):
            nouns = counted_by(amount, back, citation)
            span_of_time = is_span_of_time(amount, back.start + amount.start, citation.source.text)
            if back.start + amount.end > found.start or not nouns or span_of_time:
                continue
            if not amount.unit or scaled or (back is sentence and _takes_over(nouns[-1].end, found.start, sentence, citation)):
                return nouns
    return []


_SCALED = re.compile(r"(?:Mi(?:lli|o)|Mrd|Billion|million|billion|trillion|bn\b|\dm\b)", re.I)


def _takes_over(start: int, end: int, sentence: Sentence, citation: Citation) -> bool:
    """Say whether no noun stands between one figure and a bare one but names and what is behind a preposition."""
    language = citation.language
    before = ""
    for token in (token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end):
        noun = token.text[:1].isupper() if language == "de" else token.text.lower() not in FUNCTION_WORDS["en"]
        named = language == "en" and token.text[:1].isupper()
        if noun and not named and before not in PREPOSITIONS[language]:
            return False
        if not (language == "de" and re.search(r"e[nmrs]?$", token.text) and before in PREPOSITIONS[language]):
            before = token.text.lower()
    return True


def _is_joined(found: Found, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a number shares its unit with the next: "von 3,1 auf 4,2 Prozent"."""
    following = next(
        (amount for amount in amounts_in(sentence.text, citation.language) if sentence.start + amount.start >= found.end), None
    )
    return bool(following and _JOINT.fullmatch(citation.source.text, found.end, sentence.start + following.start))


_JOINT = re.compile(
    r"\s*(?:zu|gegen|von|auf|bis|und|oder|statt|mal|x|×|beziehungsweise|bzw\.|to|of|and|or|by|against|from|instead of|[–:/-])?"
    r"(?:\s+(?:den|der|the|its|his|her|their|rund|etwa|about|insgesamt|\w+[’']s)){0,2}\s*"
    # "850 der weltweit 14.600 Stellen", "half of the island nation's 1.4 million people"
    r"|\s+(?:der|von|aller)(?:\s+(?:den|rund|etwa|knapp|noch|derzeit|insgesamt|\w+weit)){0,3}\s*|\s+of(?:\s+[\w-]+){0,2}\s+[\w-]+[’']s\s+"
)


def is_alone(found: Found, number: Number, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a number has no noun of its own, in it or behind it."""
    text = citation.source.text
    if number.unit is not None or text[sentence.start + number.number_end : found.end].strip():
        return False
    following = next((token for token in citation.source.tokens[sentence.number - 1] if token.start >= found.end), None)
    return (
        following is None
        or bool(text[found.end : following.start].strip())
        or following.text[:1].islower()
        or following.text.isdigit()
    )


def words_before(sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of a sentence and of those just before it."""
    words = citation.source.tokens
    return [
        token for number in range(max(1, sentence.number - UNDERSTOOD_REACH), sentence.number + 1) for token in words[number - 1]
    ]


def words_around(sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of the cited sentences that may say what a number of `sentence` counts.

    None that are far away, and none behind it with a number of their own.
    """
    return [
        token
        for other in citation.sentences
        if sentence.number - UNDERSTOOD_REACH <= other.number <= sentence.number + 1
        and (other.number <= sentence.number or not amounts_in(other.text, citation.language))
        for token in citation.source.tokens[other.number - 1]
    ]
