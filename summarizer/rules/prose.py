"""An article as rules read it: words with offsets, quotations, headings, the sentence around a place."""

import bisect
import dataclasses
import functools
import re
from typing import NamedTuple

from summarizer.grounding import Source
from summarizer.schemas import Article, Language, Sentence

_WORD = re.compile(r"[^\W_]+(?:[-‑'’.&/][^\W_]+)*")
_ENDS = re.compile(r"[.!?…:;,][\"“”»«’)\]]*$")
LONGEST_HEADING_WORDS = 16


class Word(NamedTuple):
    """A word of the article, hyphen compounds whole: `text == article.text[start:end]`."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Say whether the word begins with a capital letter."""
        return self.text[0].isupper()


def words_of(text: str, offset: int = 0) -> list[Word]:
    """Return the words of a text, offsets moved by `offset`.

    >>> [word.text for word in words_of("Der UN-Chef sagt's am 3.4.")]
    ['Der', 'UN-Chef', "sagt's", 'am', '3.4']
    """
    return [Word(match.group(), offset + match.start(), offset + match.end()) for match in _WORD.finditer(text)]


@dataclasses.dataclass(frozen=True)
class Prose:
    """An article with its sentences; everything derived from them is computed once."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def language(self) -> Language:
        """The article's language."""
        return self.article.language

    @functools.cached_property
    def source(self) -> Source:
        """The article as grounding sees it."""
        return Source(self.article, self.sentences)

    @functools.cached_property
    def words(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        return tuple(tuple(words_of(sentence.text, sentence.start)) for sentence in self.sentences)

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence around a place of the text."""
        return self.sentences[max(0, bisect.bisect_right(self._starts, position) - 1)]

    def words_of(self, sentence: Sentence) -> tuple[Word, ...]:
        """Return the words of a sentence."""
        return self.words[sentence.number - 1]

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words between two places of one sentence."""
        return [word for word in self.words_of(self.sentence_at(start)) if start <= word.start and word.end <= end]

    @functools.cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """The spans between quotation marks, marks excluded."""
        return self.source.quotations

    def quotation_at(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the quotation that holds a span, None where none does."""
        index = bisect.bisect_right(self.quotations, (start, len(self.text))) - 1
        if index < 0:
            return None
        first, last = self.quotations[index]
        return (first, last) if first <= start and end <= last else None

    @functools.cached_property
    def headings(self) -> frozenset[int]:
        """The numbers of sentences that are headings: short, alone on their line, without a full stop."""
        return frozenset(
            sentence.number
            for sentence in self.sentences
            if self._alone(sentence) and not _ENDS.search(sentence.text) and len(self.words_of(sentence)) <= LONGEST_HEADING_WORDS
        )

    def _alone(self, sentence: Sentence) -> bool:
        """Say whether a sentence fills its line."""
        before = self.text[max(0, sentence.start - 1) : sentence.start]
        after = self.text[sentence.end : sentence.end + 1]
        return before in ("", "\n") and after in ("", "\n")

    def starts_paragraph(self, sentence: Sentence) -> bool:
        """Say whether a sentence begins its line."""
        return self.text[max(0, sentence.start - 1) : sentence.start] in ("", "\n")
