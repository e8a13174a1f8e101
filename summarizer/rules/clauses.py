"""A sentence as frames read it: its words, the marks between them, which of them are quoted."""

import re
from collections.abc import Iterator

from summarizer.local.spans import TaggedSpan
from summarizer.rules.prose import Prose, Word
from summarizer.schemas import Form, Sentence

LEAST_QUOTED_WORDS = 3
_OUTER = " \n\t\u00a0,;:–—-"


class Clause:
    """A sentence with its words; spans made from it are trimmed of marks."""

    def __init__(self, prose: Prose, sentence: Sentence) -> None:
        """Read the words of a sentence."""
        self.prose, self.sentence, self.text = prose, sentence, prose.text
        self.words = prose.words_of(sentence)
        self.quotes = [
            (start, end)
            for start, end in prose.quotations
            if start < sentence.end and sentence.start < end and len(prose.text[start:end].split()) >= LEAST_QUOTED_WORDS
        ]

    def quoted(self, word: Word) -> bool:
        """Say whether a word stands in a quotation of some length."""
        return any(start <= word.start < end for start, end in self.quotes)

    def mark_before(self, index: int) -> str:
        """Return the marks between a word and the one before it."""
        left = self.words[index - 1].end if index else self.sentence.start
        return self.text[left : self.words[index].start].strip(" \u00a0")

    def mark_after(self, index: int) -> str:
        """Return the marks between a word and the next."""
        right = self.words[index + 1].start if index + 1 < len(self.words) else self.sentence.end
        return self.text[self.words[index].end : right].strip(" \u00a0")

    def lower(self, index: int) -> str:
        """Return a word in lower case, "" behind the last."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def cue(self, first: int, last: int) -> TaggedSpan:
        """Return the words from one index to another, both included, as a cue."""
        return TaggedSpan(self.words[first].start, self.words[last].end, "cue")

    def speaker(self, first: int, stop: int) -> TaggedSpan:
        """Return the words from one index up to another as a speaker, with the closing mark of a name in quotation marks."""
        start, end = self.words[first].start, self.words[stop - 1].end
        if re.search('[„»«“"][^”“»«"]*$', self.text[start:end]):
            end = next((quote[1] + 1 for quote in self.prose.quotations if quote[0] > start and quote[0] < end <= quote[1]), end)
        return TaggedSpan(start, end, "speaker")

    def contents(self, start: int, end: int) -> Iterator[TaggedSpan]:
        """Yield a span as what is said, trimmed of marks; nothing where no word is left."""
        while start < end and self.text[start] in _OUTER:
            start += 1
        while end > start and (self.text[end - 1] in _OUTER or self.text[end - 1] == "."):
            end -= 1
        if start < end and re.search(r"\w", self.text[start:end]):
            yield TaggedSpan(start, end, "content", form=self.form(start, end))

    def form(self, start: int, end: int) -> Form:
        """Return direct where a span stands in one quotation."""
        inner = re.sub(r"^[„“»«\"]|[“”»«\",.]+$", "", self.text[start:end])
        return (
            "direct" if inner and self.prose.quotation_at(start + (self.text[start] in '„“»«"'), start + len(inner)) else "indirect"
        )
