"""Figures: the amount with the noun it stands with, what it counts, who asserts it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.assembly.acceptance import holds
from summarizer.assembly.counted import counted_things
from summarizer.assembly.prose import Prose
from summarizer.numerals import Amount, find_amounts
from summarizer.schemas import DraftFigure, Sentence

MOST_CANDIDATES = 6


class Claim(NamedTuple):
    """What somebody says, as far as a figure in it needs it: the span, who, and the sentences that name them."""

    start: int
    end: int
    speaker: str | None
    sentences: tuple[int, ...]


def draft_figures(prose: Prose, claims: Sequence[Claim]) -> tuple[DraftFigure, ...]:
    """Return every figure of an article; who makes the claim in which it stands asserts it."""
    return tuple(_figures(prose, claims))


def _figures(prose: Prose, claims: Sequence[Claim]) -> Iterator[DraftFigure]:
    for sentence in prose.sentences:
        amounts = find_amounts(sentence.text, prose.language)
        for index in range(len(amounts)):
            figure = next((one for one in _candidates(prose, sentence, amounts, index, claims) if holds(one, prose)), None)
            if figure:
                yield figure


def _candidates(
    prose: Prose, sentence: Sentence, amounts: Sequence[Amount], index: int, claims: Iterable[Claim]
) -> Iterator[DraftFigure]:
    """Yield a figure in the forms that it may have, likeliest first."""
    amount = amounts[index]
    start = sentence.start + amount.start
    counted = counted_things(prose, sentence, amounts, index)
    claim = next((one for one in claims if one.start <= start < one.end and one.speaker), None)
    bare = sentence.start + amount.end
    for things in (counted.things[:MOST_CANDIDATES], counted.things[-1:]):
        for thing in things:
            for end in dict.fromkeys((counted.amount_end, bare)):
                words = prose.text[start:end]
                if claim:
                    cited = tuple(sorted({sentence.number, *claim.sentences}))
                    yield DraftFigure(amount=words, counts=thing, claimant=claim.speaker, sentences=cited)
                yield DraftFigure(amount=words, counts=thing, claimant=None, sentences=(sentence.number,))
