"""Coverage: what of the article the items rest on, and which numbers, quotations, cues and names none of them has."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.cues import attributions, saying_verbs
from summarizer.grounding.source import Source
from summarizer.grounding.verbs import frames
from summarizer.grounding.words import Token, clause, tokens
from summarizer.schemas import Actor, Coverage, Event, Figure, Item, Language, Line, Sentence, Statement, Uncovered

MINIMUM_QUOTE_WORDS = 2
"""A single word in quotation marks is more often a name or irony than something said."""
WORDS_AROUND_CUE = 5
"""Words of a clause on either side of a cue that say whose it is."""

Spans = Sequence[tuple[int, int]]


def measure_coverage(
    source: Source, items: Sequence[Item], spans: Iterable[tuple[int, int]], *, named: Iterable[Spans] = ()
) -> Coverage:
    """Return what `items` cite, and what none of them has.

    `spans` are those of their amounts and contents: numbers and quotations outside are not covered. A cue is covered where a
    statement, or a figure with a claimant, rests on its sentence, or a title or line has the words around it. `named` are the
    mentions of each actor that the article names: one is covered where an item names it as actor, speaker or claimant.
    """
    covered = _merged(spans)
    return Coverage(
        sentences_cited=len({evidence.sentence for item in items for evidence in item.evidence}),
        sentences_total=len(source.sentences),
        numbers_uncovered=tuple(_numbers(source, covered)),
        quotes_uncovered=tuple(_quotes(source, covered)),
        cues_uncovered=tuple(_cues(source, items)),
        actors_uncovered=tuple(_actors(source, items, named)),
    )


def _numbers(source: Source, covered: Spans) -> Iterator[Uncovered]:
    """Yield the figures that no item has."""
    for sentence in source.sentences:
        for amount in amounts_in(sentence.text, source.language):
            start, end = sentence.start + amount.start, sentence.start + amount.end
            said = sentence.text[amount.number_start : amount.number_end].lower()
            if said not in _ARTICLES and not _overlaps(start, end, covered):
                yield _uncovered(source, sentence, start, end)


_ARTICLES = frozenset("ein eine einen einem einer eines a an one".split())
"""Number words that are an article more often than a count."""


def _quotes(source: Source, covered: Spans) -> Iterator[Uncovered]:
    """Yield the quotations that no item has."""
    for start, end in source.quotations:
        if len(source.text[start:end].split()) >= MINIMUM_QUOTE_WORDS and not _overlaps(start, end, covered):
            yield _uncovered(source, source.sentences[source.index_at(start)], start, end)


def _cues(source: Source, items: Sequence[Item]) -> Iterator[Uncovered]:
    """Yield the first cue of each sentence on which no item with a speaker rests, with the words that say whose it is."""
    said = {
        evidence.sentence
        for item in items
        if isinstance(item, Statement) or (isinstance(item, Figure) and item.claimant)
        for evidence in item.evidence
    }
    for sentence in source.sentences:
        if sentence.number in said:
            continue
        words = [token for token in source.tokens[sentence.number - 1] if not source.is_quoted(token.start, token.end)]
        places = [token.start for token in _speech_verbs(words, source.language)]
        places += [sentence.start + start for start, _ in attributions(sentence.text, source.language)]
        if places:
            start, end = _around(min(places), sentence, source)
            if not any(_tells(item, sentence.number, source.text[start:end], source.language) for item in items):
                yield _uncovered(source, sentence, start, end)


def _tells(item: Item, number: int, words: str, language: Language) -> bool:
    """Say whether a title or line that rests on a sentence has all these words of it: its reader has read them."""
    told = item.title if isinstance(item, Event) else item.text if isinstance(item, Line) else None
    if told is None or all(evidence.sentence != number for evidence in item.evidence):
        return False
    return {token.text.lower() for token in tokens(words, language)} <= {token.text.lower() for token in tokens(told, language)}


def _speech_verbs(words: Sequence[Token], language: Language) -> Iterator[Token]:
    """Yield the verbs that say nothing but that somebody says something, with their particle where they need one.

    A passive names nobody: "Brände wurden gemeldet".
    """
    present = {token.text.lower() for token in words}
    for token in saying_verbs(words, language):
        if _PASSIVE & present and _PARTICIPLE.search(token.text):
            continue
        every = frames(language).get(token.text, ())
        parted = any(frame.particle and present.issuperset(frame.particle.split()) for frame in every)
        alone = any(not frame.particle and not frame.prepositions for frame in every)
        if parted or (alone and token.text not in _MANIFOLD):
            yield token


_PASSIVE = frozenset("wird werden wurde wurden worden was were been being".split())
_PARTICIPLE = re.compile(r"^ge\w+(?:t|en)$|\wge\w+(?:t|en)$|^(?:be|er|ver|zer|ent)\w+t$|ed$")
_MANIFOLD = frozenset(
    "sehen sieht sah sahen gesehen finden findet fand fanden befindet befinden erwarten erwartet erwartete erwarteten nennen nennt "
    "gestanden gestand verteidigt verteidigen rechnen rechnet offer offers offered put puts expect expects expected remember "
    "remembers remembered see sees saw find finds found highlight defend defends defended".split()
)
"""Verbs of saying that more often say something else."""


def _around(cue: int, sentence: Sentence, source: Source) -> tuple[int, int]:
    """Return the span of the words around a cue, within its clause."""
    start, end = clause(source.text, cue + 1, sentence.start, sentence.end)
    words = [token for token in source.tokens[sentence.number - 1] if start <= token.start < end]
    at = next((index for index, token in enumerate(words) if token.end > cue), 0)
    chosen = words[max(0, at - WORDS_AROUND_CUE) : at + WORDS_AROUND_CUE + 1]
    return (chosen[0].start, chosen[-1].end) if chosen else (sentence.start, sentence.end)


def _actors(source: Source, items: Sequence[Item], named: Iterable[Spans]) -> Iterator[Uncovered]:
    """Yield the first mention of each actor whom no item names."""
    names = [item.speaker for item in items if isinstance(item, Statement)]
    names += [item.claimant for item in items if isinstance(item, Figure)]
    spans = {span for name in {name for name in names if name} for span in source.places_of(tokens(name, source.language))}
    spans |= {(mention.start, mention.end) for item in items if isinstance(item, Actor) for mention in item.mentions}
    covered = _merged(spans)
    for mentions in named:
        if mentions and not any(_overlaps(start, end, covered) for start, end in mentions):
            start, end = min(mentions)
            yield _uncovered(source, source.sentences[source.index_at(start)], start, end)


def _uncovered(source: Source, sentence: Sentence, start: int, end: int) -> Uncovered:
    """Return a span of the article as one that no item covers."""
    return Uncovered(sentence=sentence.number, start=start, end=end, text=source.text[start:end])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _overlaps(start: int, end: int, spans: Spans) -> bool:
    """Say whether a span shares a character with one of `spans`, which are in order and apart."""
    at = bisect.bisect_left(spans, (end, -1)) - 1
    return at >= 0 and start < spans[at][1]
