"""Text becomes numbered sentences, and sentences become passages that fit one call.

Every character of the text is in exactly one sentence, or is white space between two.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

import sentencex

from summarizer.schemas import Language, Passage, Sentence

MAXIMUM_CHARACTERS = 2_000
"""A longer run without a sentence end (a table, a list, a text without full stops) is cut at white space."""

_WINDOW = 2 * MAXIMUM_CHARACTERS
"""What sentencex sees at once: it takes 106 s for a line of 1 MB of unclosed quotation marks, 0.8 s in windows."""

WRAP_WIDTHS = range(40, 101)
WRAP_BREAKS = 3
WRAP_SHARE = 0.8
"""A text counts as wrapped where at least this share of its line breaks, and this many, come where a line was full."""

CHARACTERS_PER_TOKEN = 3
"""An upper estimate of tokens needs no tokenizer; German news has 3.5 to 4.5 characters to a token."""

# sentencex knows "3. Mai" and "Nr. 5", but ends a German sentence at the ordinal in "den 5. Platz".
_GERMAN_ORDINAL = re.compile(
    r"\b(?:de[rnms]|die|das|[ia]m|[vz]om|zu[mr]|beim|ins|jede[rnms]?|(?:[msdk]?ein|ihr|unser|eur)(?:e[nmrs]?)?)\s\d{1,3}\.$", re.I
)

# It pairs straight marks with one another, though one closes „…" and the next opens nothing.
_CLOSED_STRAIGHT = re.compile(r"„([^„“”\"\n]*)\"")

# It takes a full stop before a number for that of an ordinal or an abbreviation, "May." for one, and stops at two closing marks.
_FURTHER = re.compile(
    r"(?<![\w.])(?:[A-ZÄÖÜ]?[a-zäöüß]{4,}|[A-ZÄÖÜ][\w-]{5,}|war|ist|hat|sei|gab|kam|lag)[.!?][“”\"'’»«)]{0,2}\s+(?=\d)"
    r"|\bMay\.\s+(?=[A-Z])|[.!?]['’‘][\"”“]\s+(?=[A-ZÄÖÜ])"
)
_ABBREVIATED = re.compile(
    r"\b(?:inkl|exkl|incl|excl|mind|bspw|insg|evtl|ungef|jährl|monatl|zuzügl|abzügl|abschn|ziff|tsd|febr?|sept|approx|vers|figs?|"
    r"strasse|nrn|artt)\.",
    re.I,
)


def split_sentences(text: str, language: Language) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, numbered from 1, as half-open spans that slice to their text.

    >>> [(s.number, s.text) for s in split_sentences("Am 3. Mai. Wer?\\nNiemand", "de")]
    [(1, 'Am 3. Mai.'), (2, 'Wer?'), (3, 'Niemand')]
    """
    spans = (piece for line in _lines(text) for span in _sentence_spans(text, line, language) for piece in _cut(text, *span))
    return tuple(
        Sentence(number=number, start=start, end=end, text=text[start:end]) for number, (start, end) in enumerate(spans, 1)
    )


def split_passages(sentences: Sequence[Sentence], budget_tokens: int) -> tuple[Passage, ...]:
    """Return runs of `sentences` of at most `budget_tokens`, counted as characters / 3; a longer sentence stands alone."""
    runs: list[list[Sentence]] = []
    left = 0
    for sentence in sentences:
        cost = estimate_tokens([sentence])
        if not runs or cost > left:
            runs.append([])
            left = budget_tokens
        runs[-1].append(sentence)
        left -= cost
    return tuple(Passage(number=number, total=len(runs), sentences=tuple(run)) for number, run in enumerate(runs, 1))


def estimate_tokens(sentences: Sequence[Sentence]) -> int:
    """Return how many of a passage's tokens sentences take, numbers included: an estimate from above."""
    return sum((len(sentence.text) + len(f"[{sentence.number}] \n")) // CHARACTERS_PER_TOKEN + 1 for sentence in sentences)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines, by every line end that Unicode knows; a paragraph wrapped at a width is one line."""
    lines = text.splitlines(keepends=True)
    wrapped = _wrapped_at(lines)
    start = end = 0
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        end += len(line)
        if wrapped and _is_full(line, following, wrapped):
            continue
        yield start, end
        start = end


def _wrapped_at(lines: Sequence[str]) -> int | None:
    """Return the width that a text was wrapped at, as agency copy is; None where its lines end for another reason."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    breaks = [(one, other) for one, other in itertools.pairwise(lines) if one.strip() and other.strip()]
    full = sum(_is_full(one, other, width) for one, other in breaks)
    return width if width in WRAP_WIDTHS and full >= WRAP_BREAKS and full >= WRAP_SHARE * len(breaks) else None


def _is_full(line: str, following: str, width: int) -> bool:
    """Say whether the first word of the next line would not have fitted into this one."""
    words = following.split(maxsplit=1)
    return bool(line.strip() and words) and len(line.rstrip()) + 1 + len(words[0]) > width


def _sentence_spans(text: str, line: tuple[int, int], language: Language) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one line, without outer white space."""
    start, end = _strip(text, *line)
    if start == end:
        return
    for boundary in _boundaries(text, start, end, language):
        span = _strip(text, start, boundary)
        tail = text[max(span[0], span[1] - 16) : span[1]]
        if language == "de" and span[1] < end and _GERMAN_ORDINAL.search(tail):
            continue
        start = boundary
        if span[0] < span[1]:
            yield from _parted(text, *span)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a span that sentencex took for one."""
    for found in _FURTHER.finditer(text, start, end):
        if not _ABBREVIATED.search(found.group()):
            yield _strip(text, start, found.end())
            start = found.end()
    yield start, end


def _boundaries(text: str, start: int, end: int, language: Language) -> Iterator[int]:
    """Yield where sentences end, the last at `end`, looking at one window after the other."""
    while start < end:
        window = _CLOSED_STRAIGHT.sub(r"„\1“", text[start : min(end, start + _WINDOW)])
        ends = [start + found["end_index"] for found in sentencex.get_sentence_boundaries(language, window)]
        if start + _WINDOW < end:
            # The last one is cut off by the window: it is looked at again, whole.
            ends = ends[:-1] or [_cut_place(text, start)]
        yield from ends
        start = ends[-1]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without outer white space."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), max(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield pieces of a span of at most MAXIMUM_CHARACTERS, cut at white space where there is some."""
    while end - start > MAXIMUM_CHARACTERS:
        place = _cut_place(text, start)
        yield _strip(text, start, place)
        start = _strip(text, place, end)[0]
    if start < end:
        yield start, end


def _cut_place(text: str, start: int) -> int:
    """Return where a run from `start` is cut: at the last white space in reach, or where there is none at its full length."""
    limit = start + MAXIMUM_CHARACTERS
    return next((at for at in range(limit, start + MAXIMUM_CHARACTERS // 2, -1) if text[at].isspace()), limit)
