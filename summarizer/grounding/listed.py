"""A number told by names: "die Bundesstaaten Ohio, Utah, Texas und Maine" are four states."""

import re
from decimal import Decimal

from summarizer.grounding.source import Citation, Found
from summarizer.numerals import Amount as Number
from summarizer.schemas import Sentence

_NAME = r"(?:[^\W\d_a-zäöüß][^\W\d_]*(?:[-'’][^\W\d_]+)*)(?: [^\W\d_a-zäöüß][^\W\d_]*(?:[-'’][^\W\d_]+)*){0,3}"
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*,? (?:und|sowie|and) {_NAME}")
_BETWEEN = re.compile(r",? (?:und|sowie|and) |, ")
_EXAMPLES = re.compile(r"\b(?:darunter|beispielsweise|unter anderem|including|such as|e\.g\.|z\. ?B\.)[^,;]*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:,\s*(?:und\b|and\b|sowie\b|etc|usw)?\s*[^\W\d_a-zäöüß]|(?:und|and|sowie|oder|or)\b|etc\b|usw\b|u\. ?a\.)"
)


def count_names(words: str) -> int | None:
    """Return how many names a list has, None where the words are no list of names.

    >>> count_names("Ohio, Utah, Texas und Maine"), count_names("New York and Maine"), count_names("drei Tote und Verletzte")
    (4, 2, None)
    """
    return len(_BETWEEN.split(words)) if _LIST.fullmatch(words) else None


def find_listed(words: str, counts: str, citation: Citation) -> tuple[Found, Number, Sentence] | None:
    """Return a list of names, whole and right behind what it counts, as a number; None where the text has no such list."""
    number = count_names(words)
    things = counts.split()[:1] if " of " in f" {counts} " else counts.split()[-1:]
    if number is None or not things:
        return None
    for found in citation.find_all(words):
        sentence = citation.sentence_at(found.start)
        before, behind = citation.source.text[sentence.start : found.start], citation.source.text[found.end : sentence.end]
        named = re.search(rf"\b{re.escape(things[0])}(?: of)? $", before)
        if named and not _EXAMPLES.search(before) and not _GOES_ON.match(behind):
            return found, _number(number, found, sentence, words), sentence
    return None


def _number(value: int, found: Found, sentence: Sentence, words: str) -> Number:
    start, end = found.start - sentence.start, found.end - sentence.start
    exact = Decimal(value)
    return Number(
        start=start, end=end, number_start=start, number_end=end, text=words, low=exact, high=exact, bound="exact"
    )  # fmt: skip
