"""Content in pieces: what is said, broken by a cue put in: „Wir“, sagte er, „gehen“."""

import itertools
import re
from collections.abc import Iterator

from summarizer.grounding.cues import attributions, says
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.words import Token, is_hedge, is_negation, tokens

LONGEST_GAP = 160
"""Characters of a cue put in, with its speaker and their office."""
_ELLIPSIS = re.compile(r"\s*(?:\[…\]|\[\.\.\.\]|…|\.\.\.)\s*")
_MOST_PIECES = 4


def find_pieces(content: str, cue: str | None, citation: Citation) -> Found | None:
    """Return the span from the first piece to the last with the gaps between, None where pieces or gaps are not what they must be.

    Every piece stands letter for letter or folded, in order; each gap holds the cue and denies or hedges nothing beside it.
    """
    if citation.find(content.split(None, 1)[0] if content.split() else "") is None:
        return None
    for pieces in (_told_apart(content), _cut(content, citation)):
        if 2 <= len(pieces) <= _MOST_PIECES:
            spans = _in_order(pieces, citation)
            gaps = tuple((one[1], other[0]) for one, other in itertools.pairwise(spans))
            if len(spans) == len(pieces) and all(_is_put_in(gap, cue, citation) for gap in gaps):
                return Found(spans[0][0], spans[-1][1], "normalised", gaps)
    return None


def _told_apart(content: str) -> list[str]:
    """Return the pieces that the draft itself marks with '…'."""
    return [piece for piece in _ELLIPSIS.split(content) if piece]


def _cut(content: str, citation: Citation) -> list[str]:
    """Return the longest beginnings that the cited sentences have, one after the other; none where words are left over."""
    pieces: list[str] = []
    rest = content
    while rest and len(pieces) < _MOST_PIECES:
        ends = [match.end() for match in re.finditer(r"\S+", rest)]
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _stands(rest[: ends[middle - 1]], citation) else (low, middle - 1)
        if low == 0:
            return []
        pieces.append(rest[: ends[low - 1]])
        rest = rest[ends[low - 1] :].strip()
    return [] if rest else pieces


def _stands(words: str, citation: Citation) -> bool:
    """Say whether a piece stands in the cited sentences, without the comma at its end if need be."""
    return citation.find(words) is not None or citation.find(words.rstrip(",;:")) is not None


def _in_order(pieces: list[str], citation: Citation) -> list[tuple[int, int]]:
    """Return where the pieces stand, each as near as can be behind the one before; fewer where one does not."""
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        last = spans[-1][1] if spans else -1
        found = [one for one in (*citation.find_all(piece), *citation.find_all(piece.rstrip(",;:"))) if one.start > last]
        if not found:
            break
        nearest = min(found, key=lambda one: (one.start, -one.end))
        spans.append((nearest.start, nearest.end))
    return spans


def _is_put_in(gap: tuple[int, int], cue: str | None, citation: Citation) -> bool:
    """Say whether a gap is a cue put in: short, with a verb of saying or the cue's words, nothing in it that denies or hedges."""
    text, language = citation.source.text, citation.language
    between = text[gap[0] : gap[1]]
    if len(between) > LONGEST_GAP or _leaves_out_quoted(gap, citation):
        return False
    own = {token.stem for token in tokens(cue or "", language)}
    words = tokens(between, language)
    if not words or any((is_negation(token, language) or is_hedge(token, language)) and token.stem not in own for token in words):
        return False
    return any(token.stem in own for token in words) or any(_cues(words, between, citation))


def _leaves_out_quoted(gap: tuple[int, int], citation: Citation) -> bool:
    """Say whether a gap holds words in quotation marks between quoted pieces: leaving them out makes one quote of two."""
    first, last = gap
    quoted = [(start, end) for start, end in citation.source.quotations if start < last and end > first]
    return any(start > first and end < last for start, end in quoted)


def _cues(words: list[Token], between: str, citation: Citation) -> Iterator[bool]:
    """Yield whether words hold a verb of saying or an attribution."""
    yield any(says(token, citation.language) for token in words)
    yield bool(attributions(between, citation.language))
