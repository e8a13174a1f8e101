"""The article as grounding sees it: where words stand, in which of the cited sentences."""

import bisect
import dataclasses
import functools
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeVar

from summarizer.grounding.folding import Folded, fold
from summarizer.grounding.names import find_name, forms
from summarizer.grounding.orders import Order, find_orders
from summarizer.grounding.quotations import find_quotations
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, scoped, tokens
from summarizer.schemas import Article, Evidence, Language, Sentence, Verdict

T = TypeVar("T")


class Found(NamedTuple):
    """Where words stand in the article, and whether letter for letter."""

    start: int
    end: int
    verdict: Verdict
    gaps: tuple[tuple[int, int], ...] = ()

    def covers(self, position: int) -> bool:
        """Say whether a position lies in the find, and not in a clause put into it."""
        return self.start <= position < self.end and not any(start <= position < end for start, end in self.gaps)


@dataclasses.dataclass(frozen=True)
class Source:
    """An article with its sentences; everything derived from them is computed once."""

    article: Article
    sentences: tuple[Sentence, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel without what was derived: another process derives what it needs."""
        return Source, (self.article, self.sentences)

    @functools.cached_property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @functools.cached_property
    def language(self) -> Language:
        """The article's language."""
        return self.article.language

    @functools.cached_property
    def folded(self) -> tuple[Folded, ...]:
        """Each sentence folded, offsets within the sentence."""
        return tuple(fold(sentence.text) for sentence in self.sentences)

    @functools.cached_property
    def tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The words of each sentence, offsets in the article."""
        return tuple(tuple(tokens(sentence.text, self.language, sentence.start)) for sentence in self.sentences)

    @functools.cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the article."""
        return frozenset(token.stem for sentence in self.tokens for token in sentence)

    @functools.cached_property
    def words(self) -> tuple[Token, ...]:
        """One token for each different word of the article."""
        return tuple({token.text: token for sentence in self.tokens for token in sentence}.values())

    @functools.cached_property
    def forms(self) -> tuple[frozenset[str], ...]:
        """The words of each sentence in every form by which they are found."""
        return tuple(frozenset().union(*(forms(token.text) for token in sentence)) for sentence in self.tokens)

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """The sentences, by index, that have a word in some form."""
        places: dict[str, list[int]] = {}
        for index, found in enumerate(self.forms):
            for key in found:
                places.setdefault(key, []).append(index)
        return places

    def near_words(self, word: str) -> Sequence[int]:
        """Return the sentences, by index and in order, that may hold `word` in some inflection."""
        found = [self._places[form] for form in forms(word) if form in self._places]
        return found[0] if len(found) == 1 else sorted({index for places in found for index in places})

    def places_of(self, name: Sequence[Token]) -> tuple[tuple[int, int], ...]:
        """Return every place in the article that reads as `name`; found once for each name."""
        key = tuple(token.text for token in name)
        if key not in self._found:
            rarest = min((self.near_words(word) for word in key), key=len, default=())
            self._found[key] = tuple(span for index in rarest for span in find_name(name, self.tokens[index], self.text))
        return self._found[key]

    @functools.cached_property
    def _found(self) -> dict[tuple[str, ...], tuple[tuple[int, int], ...]]:
        """The names looked for so far."""
        return {}

    def scopes(self, number: int) -> tuple[tuple[Token, Token, Literal["negation", "hedge"]], ...]:
        """Return what `scoped` reads in a sentence."""
        return self.recall(("scopes", number), lambda: tuple(scoped(self.tokens[number - 1], self.language)))

    def recall(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` returns, which is asked once for each key."""
        if key not in self.read:
            self.read[key] = read()
        found: T = self.read[key]
        return found

    @functools.cached_property
    def read(self) -> dict[Hashable, Any]:
        """What checks have read of sentences so far, by check and number."""
        return {}

    def is_quoted(self, start: int, end: int) -> bool:
        """Say whether a span lies inside one pair of quotation marks, or is one with its marks."""
        at = bisect.bisect_right(self._quote_starts, start + 1) - 1
        for first, last in self.quotations[max(0, at - 1) : at + 1]:
            if first - 1 <= start and end <= last + 1 and not (start < first and last < end and end - start > last - first + 2):
                return True
        return False

    def quotations_in(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the quotations that begin or end between two places."""
        at = max(0, bisect.bisect_left(self._quote_starts, start) - 1)
        until = bisect.bisect_left(self._quote_starts, end)
        return tuple(span for span in self.quotations[at:until] if span[1] > start)

    @functools.cached_property
    def _quote_starts(self) -> list[int]:
        """Where quotations begin."""
        return [start for start, _ in self.quotations]

    def index_at(self, position: int) -> int:
        """Return the index of the last sentence that begins at or before a position."""
        return bisect.bisect_right(self._starts, position) - 1

    @functools.cached_property
    def _starts(self) -> list[int]:
        """Where sentences begin."""
        return [sentence.start for sentence in self.sentences]

    @functools.cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """The spans between quotation marks, in order, marks excluded."""
        return tuple(find_quotations(self.text))

    @functools.cached_property
    def orders(self) -> dict[int, Order]:
        """What speaks to a language model outside quotations: the first order of each sentence that gives one, by number."""
        return {
            sentence.number: order
            for sentence in reversed(self.sentences)
            for order in reversed(find_orders(sentence.text))
            if order.mark or not self.is_quoted(sentence.start + order.start, sentence.start + order.end)
        }

    @functools.cached_property
    def ordered_stems(self) -> frozenset[str]:
        """The stems of words that only such sentences have."""
        if not self.orders:
            return frozenset()
        others = {token.stem for number, words in enumerate(self.tokens, 1) if number not in self.orders for token in words}
        return self.stems - others

    def evidence(self, sentence: Sentence) -> Evidence:
        """Return a sentence as evidence."""
        number, start, end, text = sentence.number, sentence.start, sentence.end, sentence.text
        return self.recall(
            ("evidence", number),
            lambda: Evidence(sentence=number, start=start, end=end, text=text, page=self.article.page_at(start)),
        )

    def cite(self, numbers: Sequence[int]) -> "Citation":
        """Return the cited sentences; raises Unsupported where there are none or a number is out of range."""
        if not numbers:
            raise Unsupported("cites_nothing", "cites_nothing")
        wrong = [number for number in numbers if not 1 <= number <= len(self.sentences)]
        if wrong:
            raise Unsupported("no_such_sentence", "no_such_sentence", number=str(wrong[0]), total=str(len(self.sentences)))
        chosen = sorted(set(numbers))
        return self.recall(("cited", *chosen), lambda: Citation(self, tuple(self.sentences[number - 1] for number in chosen)))


@dataclasses.dataclass(frozen=True)
class Citation:
    """The sentences that one item cites, in order."""

    source: Source
    sentences: tuple[Sentence, ...]

    @functools.cached_property
    def language(self) -> Language:
        """The article's language."""
        return self.source.language

    @functools.cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the cited sentences, offsets in the article."""
        return tuple(token for sentence in self.sentences for token in self.source.tokens[sentence.number - 1])

    @functools.cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words of the cited sentences."""
        return frozenset(token.stem for token in self.tokens)

    @functools.cached_property
    def words(self) -> tuple[Token, ...]:
        """One token for each different word of the cited sentences."""
        return tuple({token.text: token for token in self.tokens}.values())

    def evidence(self, *more: Sentence) -> tuple[Evidence, ...]:
        """Return the cited sentences, and `more`, as evidence."""
        chosen = {sentence.number: sentence for sentence in (*self.sentences, *more)}
        return tuple(self.source.evidence(one) for _, one in sorted(chosen.items()))

    def find(self, words: str) -> Found | None:
        """Return where `words` stand in the cited sentences: letter for letter if anywhere, else folded, else None.

        Words may run over sentences that follow one another. A find never begins or ends inside a word or a number.
        """
        return next(self.find_all(words), None)

    def find_all(self, words: str) -> Iterator[Found]:
        """Yield every place of `words`, exact finds first."""
        words = words.strip()
        if not words:
            return
        text = self.source.text
        seen = set()
        for start, end in self._runs():
            for at in _occurrences(words, text, start, end):
                seen.add((at, at + len(words)))
                yield Found(at, at + len(words), "exact")
        needle = fold(words).text.strip()
        if not needle:
            return
        for start, end in self._runs():
            hay = self._fold(start, end)
            for at in _occurrences(needle, hay.text, 0, len(hay.text)):
                first, last = hay.span(at, at + len(needle))
                if (start + first, start + last) not in seen:
                    yield Found(start + first, start + last, "normalised")

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield the span of each cited sentence, then of each run of sentences that follow one another."""
        yield from ((sentence.start, sentence.end) for sentence in self.sentences)
        run: list[Sentence] = []
        for sentence in self.sentences:
            if run and sentence.number != run[-1].number + 1:
                if len(run) > 1:
                    yield run[0].start, run[-1].end
                run = []
            run.append(sentence)
        if len(run) > 1:
            yield run[0].start, run[-1].end

    def _fold(self, start: int, end: int) -> Folded:
        """Return a run folded; single sentences are folded once for the whole article."""
        for sentence in self.sentences:
            if (sentence.start, sentence.end) == (start, end):
                return self.source.folded[sentence.number - 1]
        return self.source.recall(("folded", start, end), lambda: fold(self.source.text[start:end]))

    def sentence_at(self, position: int) -> Sentence:
        """Return the cited sentence around a position found in it."""
        return next(sentence for sentence in reversed(self.sentences) if sentence.start <= position)


def _occurrences(needle: str, hay: str, start: int, end: int) -> Iterator[int]:
    """Yield where `needle` stands whole in `hay[start:end]`."""
    at = hay.find(needle, start, end)
    while at != -1:
        if is_whole(hay, at, at + len(needle)):
            yield at
        at = hay.find(needle, at + 1, end)


def is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a span cuts no word and no number.

    >>> is_whole("mindestens 853.030 Soldaten", 15, 18)
    False
    """
    if start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        return False
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if text[start].isdigit() and re.search(r"\d[.,'’\u00a0\u202f]$", before):
        return False
    return not (text[end - 1].isdigit() and re.match(r"[.,'’\u00a0\u202f]\d", after))
