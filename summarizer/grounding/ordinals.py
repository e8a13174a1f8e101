"""Days and ordinals of free text: a day belongs to its month and an ordinal to its noun, wherever else the number stands."""

import functools
import re

from summarizer.grounding.amounts import amounts_in, numbers_in
from summarizer.grounding.names import stands
from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, tokens
from summarizer.numerals import Amount, same_value
from summarizer.numerals.dates import MONTHS
from summarizer.schemas import Language

_NOUN_WORDS = 3
"""Words behind an ordinal among which its noun stands: "9. Große Strafkammer"."""

Tie = int | tuple[Token, ...] | None
"""What a number goes with: the month of a day, the words of an ordinal, zero where it counts something, None where nothing says."""


def check_ordinals(text: str, citation: Citation) -> None:
    """Check that each day has its month and each ordinal its noun in the cited sentences; raises Unsupported."""
    language = citation.language
    for number in numbers_in(text, language):
        claimed = _tie(number, text, language)
        if not claimed:
            continue
        same = [
            (other, sentence)
            for sentence in citation.sentences
            for other in numbers_in(sentence.text, language)
            if same_value(number, other)
        ]
        if same and not any(_agree(claimed, _tie(other, sentence.text, language)) for other, sentence in same):
            said = ", ".join(_words(other, sentence.text) for other, sentence in same[:3])
            raise Unsupported("number", "other_number", at=citation.sentences, claimed=_words(number, text), text=said)


def _words(number: Amount, text: str) -> str:
    """Return a number with the word behind it."""
    return " ".join(text[number.number_start :].split()[:2])


def _agree(claimed: Tie, other: Tie) -> bool:
    """Say whether two numbers may go with the same thing."""
    if claimed is None or other is None:
        return True
    if isinstance(claimed, int) or isinstance(other, int):
        return claimed == other
    return any(stands(word, other) for word in claimed)


def _tie(number: Amount, text: str, language: Language) -> Tie:
    """Return what a number in digits goes with."""
    if not text[number.number_start : number.number_end].strip(".").isdigit():
        return None
    before, after = text[max(0, number.number_start - 40) : number.number_start], text[number.number_end : number.number_end + 80]
    behind, front = _patterns(language)
    if match := behind.match(after):
        named, month = match.group("name"), match.group("month")
        return MONTHS[language][named.lower()] if named else int(month)
    if language == "en" and (match := front.search(before)):
        return MONTHS[language][match.group("name").lower()]
    if match := re.match(r"\.\s+(?=[^\W\d_])", after):
        words = tokens(after[match.end() :], language)[:_NOUN_WORDS]
        return tuple(words) if text[number.number_end :].strip(". ") else None
    counted = any(amount.number_start == number.number_start for amount in amounts_in(text, language))
    return 0 if counted else None


@functools.cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what ties a day to its month behind it ("5. bis 7. Mai", "7.5.") and before it ("May 5 and 7")."""
    name = "(?P<name>" + "|".join(sorted(map(re.escape, MONTHS[language]), key=len, reverse=True)) + r")\b"
    join = r"(?:\s*(?:/|,|–|-|bis|und|oder|sowie|to|and|or)\s*(?:zum\s+)?\d{1,2}(?:\.|st|nd|rd|th)?)*"
    behind = rf"(?:\.|st|nd|rd|th)?{join}\s*(?:of\s+)?(?:{name}|(?<=\.)(?P<month>1[0-2]|0?[1-9])\.(?!\d\d?\d?\b(?!\.)))"
    return re.compile(behind, re.I), re.compile(rf"\b{name}\.?\s+(?:\d{{1,2}}\s*(?:,|–|-|to|and|or)\s*)*$", re.I)
