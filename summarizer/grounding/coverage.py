"""Coverage: what of the article the items rest on, and which numbers and quotations none of them has."""

import bisect
from collections.abc import Iterable, Sequence

from summarizer.grounding.source import Source
from summarizer.numerals import find_amounts
from summarizer.schemas import Coverage, Item, Uncovered

MINIMUM_QUOTE_WORDS = 2
"""A single word in quotation marks is more often a name or irony than something said."""


def measure_coverage(source: Source, items: Sequence[Item], spans: Iterable[tuple[int, int]]) -> Coverage:
    """Return what `items` cite, and the numbers and quotations outside `spans` (their amounts and contents)."""
    covered = _merged(spans)
    cited = {evidence.sentence for item in items for evidence in item.evidence}
    numbers, quotes = [], []
    for sentence in source.sentences:
        for amount in find_amounts(sentence.text, source.language):
            start, end = sentence.start + amount.start, sentence.start + amount.end
            if not _overlaps(start, end, covered):
                numbers.append(Uncovered(sentence=sentence.number, start=start, end=end, text=source.text[start:end]))
    for start, end in source.quotations:
        words = source.text[start:end]
        sentence = source.sentences[source.index_at(start)]
        if len(words.split()) >= MINIMUM_QUOTE_WORDS and not _overlaps(start, end, covered):
            quotes.append(Uncovered(sentence=sentence.number, start=start, end=end, text=words))
    return Coverage(
        sentences_cited=len(cited),
        sentences_total=len(source.sentences),
        numbers_uncovered=tuple(numbers),
        quotes_uncovered=tuple(quotes),
    )


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a span shares a character with one of `spans`, which are in order and apart."""
    at = bisect.bisect_left(spans, (end, -1)) - 1
    return at >= 0 and start < spans[at][1]
