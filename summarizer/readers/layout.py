"""Lines on a page become paragraphs: by gaps, sizes, indents and full lines; headers and footers are left out. Pure."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_MARGIN_ROWS = 2
"""How many rows of lines at the top and at the bottom of a page may be its header or footer."""

_APART = 1.8
"""So many heights of a letter lie at least between header or footer and the rest; lines of a text are 1.2 to 1.5 apart."""

_PAGE_NUMBER = re.compile(r"(?i)^[-–—|\s]*(?:seite|page|s\.|p\.)?\s*(\d{1,4})\s*(?:(?:/|von|of)\s*\d{1,4})?[-–—|\s]*$")
# What browsers print around a page.
_PRINTED = re.compile(r"^(?:\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d(?: [AP]M)?\b.*|(?:https?|file)://\S+(?: \d+/\d+)?)$")
_BULLET = re.compile(r"^(?:[•‣▪●◦·*]|[-–—](?= )|\(?\d{1,2}[.)](?= \S))\s*")
_ENDED = re.compile(r"[.!?:…][\"'“”«»)\]]*$")
_BROKEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
# First parts of words that English writes with a hyphen.
_HYPHENATED = frozenset(
    "anti cross far first full half high left long low mid non part right second self short third vice well".split()
)
_HANGING = re.compile(r"(?:und|oder|bis|bzw\.|sowie|and|or|to)\b")


class Line(NamedTuple):
    """A line of text, where on the page it begins (from the lower left), and how high its letters are."""

    text: str
    x: float
    y: float
    size: float


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without page numbers, and without what stands at the same edge of several pages."""
    edges = [{id(one): _pattern(one) for one in _edges(lines)} for lines in pages]
    counts = Counter(pattern for edge in edges for pattern in set(edge.values()))
    least = max(2, len(pages) // 3)

    def is_margin(pattern: str | None, one: Line, page: int) -> bool:
        if pattern is None:
            return False
        number = _PAGE_NUMBER.match(one.text)
        # A lone number may also be the last cell of a table.
        return counts[pattern] >= least or (number is not None and int(number[1]) == page) or bool(_PRINTED.match(one.text))

    return [
        [one for one in lines if not is_margin(edge.get(id(one)), one, page)]
        for page, (lines, edge) in enumerate(zip(pages, edges, strict=True), 1)
    ]


def _edges(lines: Sequence[Line]) -> list[Line]:
    """Return what may be the header and the footer of a page: up to two rows of lines, apart from the rest."""
    rows: list[list[Line]] = []
    for one in sorted(lines, key=lambda line: -line.y):
        if rows and rows[-1][0].y - one.y < 2:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for ordered in (rows, rows[::-1]) for one in _edge(ordered)]


def _edge(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines of the first rows, up to the last wide gap near the edge."""
    for count in range(_MARGIN_ROWS, 0, -1):
        if len(rows) > count and abs(rows[count - 1][0].y - rows[count][0].y) > _APART * rows[count - 1][0].size:
            return [one for row in rows[:count] for one in row]
    return []


def _pattern(one: Line) -> str:
    """Return what a header or footer has in common on all pages: its words without numbers, and its height on the page."""
    return f"{re.sub('[0-9]+', '#', one.text)} {round(one.y / 4)}"


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs that the lines of a page make."""
    pitch = _pitch(lines)
    widths: dict[int, int] = {}
    for one in lines:
        widths[round(one.size)] = max(widths.get(round(one.size), 0), len(one.text))
    paragraphs: list[str] = []
    for index, one in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is None or _begins(one, before, pitch, widths[round(before.size)]):
            paragraphs.append(_BULLET.sub("", one.text) if _BULLET.match(one.text) and not one.text[0].isdigit() else one.text)
        else:
            paragraphs[-1] = _join(paragraphs[-1], one.text)
    return [paragraph for paragraph in paragraphs if paragraph]


def _pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance between two lines, in heights of a letter."""
    gaps = Counter(
        round((before.y - one.y) / one.size, 1)
        for before, one in itertools.pairwise(lines)
        if one.size and abs(before.size - one.size) < 0.1 * one.size and 0.8 < (before.y - one.y) / one.size < 3
    )
    return gaps.most_common(1)[0][0] if gaps else 1.3


def _begins(one: Line, before: Line, pitch: float, width: int) -> bool:
    """Say whether a line begins a paragraph."""
    if abs(one.size - before.size) > 0.1 * before.size or _BULLET.match(one.text):
        return True
    gap = (before.y - one.y) / (one.size or 1)
    if gap > pitch + 0.35:
        return True
    first = one.text.split(maxsplit=1)[0]
    if len(before.text) + 1 + len(first) < 0.72 * width:
        # The line was left short on purpose: this word would have fitted.
        return True
    if gap < -0.5:
        # Up to the next column: a sentence runs on there, a finished one does not.
        return bool(_ENDED.search(before.text))
    return one.x > before.x + 0.8 * one.size and bool(_ENDED.search(before.text))


def _join(text: str, following: str) -> str:
    """Return two lines as one: a word that was broken at the line's end is whole again.

    A hyphen stays before a capital, behind a number and in what English writes with one.

    >>> _join("das Bundes-", "gericht"), _join("der Ukraine-", "Krieg"), _join("a 12-", "year deal"), _join("Ost-", "und West")
    ('das Bundesgericht', 'der Ukraine-Krieg', 'a 12-year deal', 'Ost- und West')
    """
    broken = _BROKEN.search(text)
    if not broken or not following[:1].isalpha() or _HANGING.match(following):
        return f"{text} {following}"
    if following[0].isupper() or broken[1][-1].isdigit() or broken[1] in _HYPHENATED:
        return text + following
    return text[:-1] + following
