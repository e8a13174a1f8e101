"""An article's text as an HTML page shows it: its sentences in paragraphs, cut where what is marked begins and ends."""

import bisect
import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.schemas import ArticleInfo, Evidence, Item, Sentence
from summarizer.sentences import split_sentences


class Highlight(NamedTuple):
    """Characters that are an item's own words; with `card` None, a number or quotation that no item has."""

    start: int
    end: int
    card: str | None


class Piece(NamedTuple):
    """A run of characters that is marked alike throughout."""

    text: str
    cards: tuple[str, ...] = ()
    is_gap: bool = False


class MarkedSentence(NamedTuple):
    """A sentence with what is marked in it, and the items that rest on it; `page` is None where its source has no pages."""

    number: int
    pieces: tuple[Piece, ...]
    cards: tuple[str, ...]
    page: int | None


class Text:
    """The sentences of one article that can be shown: all where its text is at hand and fits, else those that items cite."""

    def __init__(self, info: ArticleInfo, text: str | None, items: Iterable[Item]) -> None:
        """Find the sentences."""
        cited = {evidence.sentence: evidence for item in items for evidence in item.evidence}
        sentences = split_sentences(text, info.language) if text else ()
        self.is_whole = bool(sentences) and all(_stands(evidence, sentences) for evidence in cited.values())
        self.sentences: Sequence[Sentence] = sentences if self.is_whole else [_sentence(cited[number]) for number in sorted(cited)]
        self._gaps = _breaks(text, self.sentences) if text and self.is_whole else None
        self._starts = [sentence.start for sentence in self.sentences]
        self._pages = {number: evidence.page for number, evidence in cited.items()}

    def at(self, position: int) -> int | None:
        """Return the number of the sentence that a character stands in."""
        index = bisect.bisect_right(self._starts, position) - 1
        return self.sentences[index].number if index >= 0 and position < self.sentences[index].end else None

    def has(self, number: int) -> bool:
        """Say whether a sentence is shown."""
        return bool(self.sentences) and (self.is_whole or any(one.number == number for one in self.sentences))

    def paragraphs(self, resting: dict[int, list[str]], highlights: Iterable[Highlight]) -> list[list[MarkedSentence]]:
        """Return the sentences by paragraph; `resting` are the items by the sentence that they rest on."""
        by_sentence: dict[int, list[Highlight]] = {}
        for highlight in highlights:
            if number := self.at(highlight.start):
                by_sentence.setdefault(number, []).append(highlight)
        paragraphs: list[list[MarkedSentence]] = []
        for index, one in enumerate(self.sentences):
            if not index or self._begins_paragraph(index):
                paragraphs.append([])
            pieces = cut(one.text, one.start, by_sentence.get(one.number, ()))
            paragraphs[-1].append(
                MarkedSentence(one.number, pieces, tuple(resting.get(one.number, ())), self._pages.get(one.number))
            )
        return paragraphs

    def _begins_paragraph(self, index: int) -> bool:
        """Say whether a sentence begins a paragraph; without the text, wherever sentences between are missing."""
        if self._gaps is None:
            return self.sentences[index].number > self.sentences[index - 1].number + 1
        return self._gaps[index]


def cut(text: str, start: int, highlights: Iterable[Highlight]) -> tuple[Piece, ...]:
    """Return the pieces of a sentence that begins at `start`; together they are its text.

    >>> [(piece.text, piece.cards) for piece in cut("Es kamen 7.", 0, [Highlight(9, 10, "c1")])]
    [('Es kamen ', ()), ('7', ('c1',)), ('.', ())]
    """
    inside = [(max(0, one.start - start), min(len(text), one.end - start), one.card) for one in highlights]
    edges = sorted({0, len(text), *(edge for first, last, _ in inside if first < last for edge in (first, last))})
    return tuple(
        Piece(
            text[left:right],
            tuple(dict.fromkeys(card for first, last, card in inside if card and first <= left and right <= last)),
            any(card is None and first <= left and right <= last for first, last, card in inside),
        )
        for left, right in itertools.pairwise(edges)
    )


def _breaks(text: str, sentences: Sequence[Sentence]) -> list[bool]:
    """Say for each sentence whether it begins a paragraph: after an empty line, where lines are wrapped; else on every new line."""
    between = ["", *(text[one.end : other.start] for one, other in itertools.pairwise(sentences))]
    lines = 2 if any("\n" in sentence.text for sentence in sentences) else 1
    return [gap.count("\n") >= lines for gap in between]


def _sentence(evidence: Evidence) -> Sentence:
    """Return the sentence that evidence is."""
    return Sentence(number=evidence.sentence, start=evidence.start, end=max(1, evidence.end), text=evidence.text or "–")


def _stands(evidence: Evidence, sentences: Sequence[Sentence]) -> bool:
    """Say whether a sentence stands where evidence says."""
    if evidence.sentence > len(sentences):
        return False
    there = sentences[evidence.sentence - 1]
    return (there.start, there.text) == (evidence.start, evidence.text)
