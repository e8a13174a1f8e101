"""Figures: the amount with the noun it stands with, what it counts, who asserts it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.assembly.acceptance import holds
from summarizer.assembly.counted import counted_things
from summarizer.assembly.omissions import tells_no_figure
from summarizer.numerals import Amount, find_amounts
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftFigure, Sentence

MOST_CANDIDATES = 6
MOST_IN_SENTENCE = 60
"""More numbers in one sentence are a table's; each is compared with all others, 450 of them took 6 s."""


class Claim(NamedTuple):
    """What somebody says, as far as a figure in it needs it: the span, who, and the sentences that name them."""

    start: int
    end: int
    speaker: str | None
    sentences: tuple[int, ...]


class Earlier(NamedTuple):
    """What the figure before counts, and its sentence: "im Vorjahr waren es 31" counts the same."""

    counts: str
    sentence: int


def draft_figures(prose: Prose, claims: Sequence[Claim]) -> tuple[DraftFigure, ...]:
    """Return every figure of an article; who makes the claim in which it stands asserts it."""
    return tuple(_figures(prose, claims))


def _figures(prose: Prose, claims: Sequence[Claim]) -> Iterator[DraftFigure]:
    earlier: Earlier | None = None
    for sentence in prose.sentences:
        amounts = find_amounts(sentence.text, prose.language)[:MOST_IN_SENTENCE]
        beside: str | None = None
        for index, amount in enumerate(amounts):
            if tells_no_figure(sentence.text, amounts, index):
                continue
            near = earlier if earlier and sentence.number - earlier.sentence <= 1 else None
            figure = next(
                (one for one in _candidates(prose, sentence, amounts, index, claims, near, beside) if holds(one, prose)), None
            )
            beside = figure.counts if figure else None
            if figure:
                yield figure
                if amount.unit is None:
                    earlier = Earlier(figure.counts, sentence.number)


def _candidates(
    prose: Prose,
    sentence: Sentence,
    amounts: Sequence[Amount],
    index: int,
    claims: Iterable[Claim],
    earlier: Earlier | None,
    beside: str | None,
) -> Iterator[DraftFigure]:
    """Yield a figure in the forms that it may have, likeliest first."""
    amount = amounts[index]
    start = sentence.start + amount.start
    counted = counted_things(prose, sentence, amounts, index, earlier.counts if earlier else None, beside)
    claim = next((one for one in claims if one.start <= start < one.end and one.speaker), None)
    said = set((claim.speaker or "").lower().split()) if claim else set()
    bare = sentence.start + amount.end
    borrowed = {earlier.sentence, sentence.number} if earlier else {sentence.number}
    for thing in dict.fromkeys((*counted.things[:MOST_CANDIDATES], *counted.things[-1:], *([earlier.counts] if earlier else []))):
        # Who says that it will rain is not what falls.
        if set(thing.lower().split()) <= said:
            continue
        own = borrowed if earlier and thing == earlier.counts and thing not in sentence.text else {sentence.number}
        for end in dict.fromkeys((counted.amount_end, bare)):
            words = prose.text[start:end]
            if claim:
                cited = tuple(sorted(own | set(claim.sentences)))
                yield DraftFigure(amount=words, counts=thing, claimant=claim.speaker, sentences=cited)
            yield DraftFigure(amount=words, counts=thing, claimant=None, sentences=tuple(sorted(own)))
