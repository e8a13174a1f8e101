"""What the model reads at once: sentences of one paragraph, cut so that llama.cpp's memory stays small."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.local.words import Features, Span, ends_paragraph, is_wrapped, word_features, word_spans
from summarizer.schemas import Sentence

MAXIMUM_CHARACTERS = 80_000
"""How much of an article is read: about 20,000 tokens, two minutes on 2 cores."""

Tokenize = Callable[[str], Sequence[tuple[int, int]]]
"""Text to (number, size in bytes of UTF-8) of each token."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One request: the words to tag, the tokens to send (without one for the beginning), and each word's last token."""

    words: tuple[Span, ...]
    tokens: tuple[int, ...]
    last: tuple[int, ...]


def within_reach(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences that are read: all, or those of the first MAXIMUM_CHARACTERS."""
    return [sentence for sentence in sentences if sentence.end <= MAXIMUM_CHARACTERS]


def read_units(text: str, sentences: Sequence[Sentence], tokenize: Tokenize, *, limit: int) -> Iterator[Unit]:
    """Yield units of at most `limit` tokens: whole sentences of one paragraph where they fit, else pieces of one sentence.

    Every word of the sentences is in exactly one unit, in order of the text.
    """
    gathered: list[Unit] = []
    before: int | None = None
    wrapped = is_wrapped(sentences)
    for sentence in sentences:
        joined = before is not None and not ends_paragraph(text[before : sentence.start], wrapped=wrapped)
        start = before if joined and gathered and before is not None else sentence.start
        pieces = list(_pieces(_read(text, start, sentence, tokenize), limit))
        if gathered and (not joined or sum(len(unit.tokens) for unit in (*gathered, *pieces)) > limit):
            yield _join(gathered)
            gathered = []
        *whole, rest = pieces or [Unit((), (), ())]
        yield from whole
        gathered.append(rest)
        before = sentence.end
    if gathered:
        yield _join(gathered)


def unit_features(text: str, units: Sequence[Unit], sentences: Sequence[Sentence]) -> list[Features]:
    """Return the features of the words of each unit; what a unit can't see, as a quotation begun before it, counts too."""
    features = word_features(text, [word for unit in units for word in unit.words], sentences)
    ends = list(itertools.accumulate((len(unit.words) for unit in units), initial=0))
    return [features[start:end] for start, end in itertools.pairwise(ends)]


def _read(text: str, start: int, sentence: Sentence, tokenize: Tokenize) -> Unit:
    """Return one sentence, with the white space before it where it follows another, as a unit of any length."""
    piece = text[start : sentence.end]
    sizes = np.fromiter((len(character.encode(errors="replace")) for character in piece), dtype=np.int64, count=len(piece))
    byte_of = np.concatenate([[0], np.cumsum(sizes)])
    # The head learned from paragraphs of one line.
    tokens = tokenize(piece.replace("\n", " "))
    ends = np.cumsum([size for _, size in tokens])
    words = word_spans(text, sentence.start, sentence.end)
    last = [_last_token(ends, int(byte_of[end - start])) for _, end in words]
    return Unit(tuple(words), tuple(number for number, _ in tokens), tuple(last))


def _last_token(ends: NDArray[np.int64], byte: int) -> int:
    """Return the index of the token that holds the last byte of a word."""
    return min(int(np.searchsorted(ends, byte)), len(ends) - 1)


def _pieces(unit: Unit, limit: int) -> Iterator[Unit]:
    """Yield a unit in pieces of at most `limit` tokens, cut after words; of a longer word only the end is read."""
    first = begun = 0
    for index in range(len(unit.words) + 1):
        if index < len(unit.words) and unit.last[index] - begun < limit:
            continue
        if index > first:
            stop = len(unit.tokens) if index == len(unit.words) else unit.last[index - 1] + 1
            yield _slice(unit, first, index, max(begun, stop - limit), stop)
            first, begun = index, stop
        if index < len(unit.words) and unit.last[index] - begun >= limit:
            begun = unit.last[index] + 1 - limit


def _slice(unit: Unit, first: int, stop: int, begun: int, ended: int) -> Unit:
    """Return the words `first` to `stop` with the tokens `begun` to `ended`."""
    last = tuple(max(token - begun, 0) for token in unit.last[first:stop])
    return Unit(unit.words[first:stop], unit.tokens[begun:ended], last)


def _join(units: Sequence[Unit]) -> Unit:
    """Return several units as one."""
    offsets = itertools.accumulate((len(unit.tokens) for unit in units), initial=0)
    return Unit(
        tuple(word for unit in units for word in unit.words),
        tuple(token for unit in units for token in unit.tokens),
        tuple(offset + token for unit, offset in zip(units, offsets, strict=False) for token in unit.last),
    )
