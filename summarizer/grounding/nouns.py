"""What stands with a figure: its noun, its noun phrase, the stretch of the sentence that is its own."""

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token
from summarizer.numerals import Amount as Number
from summarizer.numerals.units import DURATIONS
from summarizer.schemas import Language, Sentence

OWN_REACH = 3
"""Words right behind a number that are its noun: English ones are not told from adjectives by a capital."""

FOREIGN_REACH = 5
"""Words after an amount that are taken to belong to it and not to another one of the sentence."""

_PHRASE = 5
"""Words of a noun phrase behind a number in which its owner may stand."""

_BREAK = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|\s[–—-]\s|\b(?:und|sowie|oder|and|or)\b")


def own_noun(number: Number, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the noun right behind a number without a unit, with what stands right behind that ("sieben Kisten Munition")."""
    if number.unit is not None:
        return []
    text, position, nouns = citation.source.text, sentence.start + number.number_end, list[Token]()
    for token in citation.source.tokens[sentence.number - 1]:
        if token.start < position:
            continue
        lower = token.text.lower()
        if text[position : token.start].strip() or lower in FUNCTION_WORDS[citation.language]:
            break
        if citation.language == "en" or token.text[:1].isupper():
            nouns.append(token)
        elif nouns or not re.search(r"e[nmrs]?$", lower):
            break
        position = token.end
    return nouns[:OWN_REACH]


def noun_phrase(number: Number, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the adjectives and the noun behind a number, with a genitive or an "of" behind them."""
    text, position, phrase = citation.source.text, sentence.start + number.number_end, list[Token]()
    nouns = 0
    for token in citation.source.tokens[sentence.number - 1]:
        if token.start < position:
            continue
        lower = token.text.lower()
        link = lower in {"der", "des", "von", "of", "the", "aus", "from"} and nouns == 1
        noun = token.text[:1].isupper() if citation.language == "de" else lower not in FUNCTION_WORDS["en"]
        if text[position : token.start].strip() or not (link or noun or re.search(r"e[nmrs]?$", lower)) or len(phrase) > _PHRASE:
            break
        if not noun and not link and nouns:
            break
        nouns += noun and citation.language == "de"
        phrase.append(token)
        position = token.end
    return phrase


def counted_by(amount: Number, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of a figure's unit, or its noun, told once for each figure of an article."""
    key = ("counted", sentence.number, amount.start, amount.end)
    return citation.source.recall(key, lambda: _read_counted(amount, sentence, citation))


def _read_counted(amount: Number, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of a figure's unit, or its noun."""
    start, end = sentence.start + amount.start, sentence.start + amount.end
    unit = [
        token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end and token.text[:1].isalpha()
    ]
    return unit if amount.unit else own_noun(amount, sentence, citation)


def _segments(found: Found, sentence: Sentence, citation: Citation) -> list[tuple[int, int, int]]:
    """Return (amount, start, end) of the stretch that belongs to each figure of a sentence, told once for each find."""
    key = ("segments", sentence.number, found.start, found.end)
    return citation.source.recall(key, lambda: _read_segments(found, sentence, citation))


def _read_segments(found: Found, sentence: Sentence, citation: Citation) -> list[tuple[int, int, int]]:
    """Return the stretches of the figures of a sentence.

    Between two figures the last comma, "und" or "sowie" divides; where there is none, the second amount itself.
    """
    amounts = [sentence.start + amount.start for amount in amounts_in(sentence.text, citation.language)]
    amounts = sorted({start for start in amounts if not found.start < start < found.end} | {found.start})
    text = citation.source.text
    starts = amounts[:1]
    for one, other in itertools.pairwise(amounts):
        breaks = list(_BREAK.finditer(text, one, other))
        starts.append(breaks[-1].start() if breaks else other)
    return list(zip(amounts, starts, [*starts[1:], sentence.end], strict=True))


def clause_words(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words that may belong to a figure: those up to the next figure, and those before the first."""
    segments = _segments(found, sentence, citation)
    _, start, end = next(segment for segment in segments if segment[0] == found.start)
    # What stands before the first figure may belong to every one.
    return [
        token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end or token.start < segments[0][1]
    ]


def segment_words(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words that stand with a figure alone."""
    _, start, end = next(segment for segment in _segments(found, sentence, citation) if segment[0] == found.start)
    return [token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end]


def other_words(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the nouns and participles that stand directly with another figure of the sentence, and nowhere near this one."""
    near = {token.stem for token in clause_words(found, sentence, citation)}
    words = citation.source.tokens[sentence.number - 1]
    others = [segment for segment in _segments(found, sentence, citation) if segment[0] != found.start]
    return [
        token
        for amount, _, end in others
        for token in _belonging([token for token in words if amount <= token.start < end], citation.language)
        if token.stem not in near
    ]


def _belonging(words: Sequence[Token], language: Language) -> Iterator[Token]:
    """Yield the words that belong to the amount that they follow, and to no other.

    Nouns behind a preposition may be shared ("ein Toter und fünf Verletzte durch die Angriffe"); a participle is not.
    """
    shared = False
    for token, following in itertools.islice(itertools.zip_longest(words, words[1:]), FOREIGN_REACH):
        shared = shared or token.text.lower() in PREPOSITIONS[language]
        predicate = token.text.islower() and (
            token.text.endswith("ed") if language == "en" else not (following and following.text.istitle())
        )
        if not shared or predicate:
            yield token


def is_span_of_time(number: Number, start: int, text: str) -> bool:
    """Say whether an amount at `start` is the time in which something happened: "binnen zehn Tagen" counts days alone."""
    return number.unit in DURATIONS and bool(_WITHIN.search(text, max(0, start - 20), start))


_WITHIN = re.compile(r"\b(?:binnen|innerhalb(?: von)?|seit|vor|nach|within|in|over|after|for)\s+$", re.I)
