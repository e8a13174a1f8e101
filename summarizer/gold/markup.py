"""Annotated XML and what it holds: a text, and marks with offsets into it.

`h` and `p` become one line each, with a blank line between; white space inside stays, but a line break with the white space
around it becomes one space. The text ends with a line end.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from summarizer.errors import InputError

BLOCKS = ("h", "p")
# From the outside in, where two marks cover the same words.
ATTRIBUTES = {
    "event": ("rank", "status", "optional"),
    "content": ("of", "form", "speaker", "optional"),
    "speaker": ("of", "ref"),
    "cue": ("of",),
    "figure": ("value", "bound", "unit", "optional"),
    "actor": ("ref", "kind", "role", "optional"),
}
_NESTING = list(ATTRIBUTES)
_BREAK = re.compile(r"\s*\n\s*|^\s+|\s+$")


class Mark(NamedTuple):
    """A tag around `text[start:end]`."""

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Markup:
    """An annotated article: its attributes, its text, which lines (from 1, empty ones not counted) are headings, its marks."""

    attributes: Mapping[str, str]
    text: str
    headings: tuple[int, ...]
    marks: tuple[Mark, ...]

    def of(self, tag: str) -> list[Mark]:
        """Return the marks of one tag, in order of the text."""
        return [mark for mark in self.marks if mark.tag == tag]

    def words(self, mark: Mark) -> str:
        """Return the words under a mark."""
        return self.text[mark.start : mark.end]


def read_markup(source: str, name: str) -> Markup:
    """Read annotated XML; raises InputError where it is broken or holds what GUIDE.md does not know."""
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise InputError(f"{name}: broken markup: document types and entities are not read")
    try:
        root = ET.fromstring(source)  # noqa: S314 - entities, which could blow up, are refused above
    except ET.ParseError as error:
        raise InputError(f"{name}: broken markup: {error}") from None
    if root.tag != "article" or not len(root):
        raise InputError(f"{name}: broken markup: no <article> with h and p in it")
    lines: list[str] = []
    marks: list[Mark] = []
    offset = 0
    for block in root:
        if block.tag not in BLOCKS or (block.tail or "").strip() or (root.text or "").strip():
            raise InputError(f"{name}: broken markup: only h and p stand in <article>, found {block.tag!r} or text outside")
        line, found = _read_block(block, name)
        marks += [mark._replace(start=mark.start + offset, end=mark.end + offset) for mark in found]
        lines.append(line)
        offset += len(line) + 2
    headings = tuple(number for number, block in enumerate(root, 1) if block.tag == "h")
    return Markup(dict(root.attrib), "\n\n".join(lines) + "\n", headings, tuple(sorted(marks, key=_position)))


def _read_block(block: ET.Element, name: str) -> tuple[str, list[Mark]]:
    """Return the line that an h or p is, and its marks."""
    raw: list[str] = []
    marks: list[Mark] = []
    _collect(block, raw, marks, name)
    text = "".join(raw)
    place: list[int] = []
    folded: list[str] = []
    position = 0
    for gap in _BREAK.finditer(text):
        _keep(text[position : gap.start()], folded, place)
        place += [len(folded)] * len(gap.group())
        if gap.start() > 0 and gap.end() < len(text):
            folded.append(" ")
        position = gap.end()
    _keep(text[position:], folded, place)
    place.append(len(folded))
    line = "".join(folded)
    if not line:
        raise InputError(f"{name}: broken markup: an empty {block.tag}")
    moved = [mark._replace(start=place[mark.start], end=place[mark.end]) for mark in marks]
    empty = next(
        (mark for mark in moved if mark.start >= mark.end or line[mark.start : mark.end].strip() != line[mark.start : mark.end]),
        None,
    )
    if empty:
        raise InputError(f"{name}: broken markup: {empty.tag} empty or with outer white space: {line[empty.start : empty.end]!r}")
    return line, moved


def _keep(piece: str, folded: list[str], place: list[int]) -> None:
    """Append characters that stay, each with its new place."""
    place.extend(range(len(folded), len(folded) + len(piece)))
    folded.extend(piece)


def _collect(element: ET.Element, raw: list[str], marks: list[Mark], name: str) -> None:
    """Gather the characters of an element, and its marks with offsets into them."""
    raw.extend(element.text or "")
    for child in element:
        if child.tag not in ATTRIBUTES:
            raise InputError(f"{name}: broken markup: unknown tag {child.tag!r}")
        unknown = set(child.attrib) - set(ATTRIBUTES[child.tag])
        if unknown:
            raise InputError(f"{name}: broken markup: {child.tag} has no attribute {min(unknown)!r}")
        start = len(raw)
        _collect(child, raw, marks, name)
        marks.append(Mark(child.tag, start, len(raw), dict(child.attrib)))
        raw.extend(child.tail or "")


def _position(mark: Mark) -> tuple[int, int, int]:
    """Sort marks so that each comes after what holds it."""
    return mark.start, -mark.end, _NESTING.index(mark.tag)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines that are not empty, without outer white space."""
    return [match.span() for match in re.finditer(r"[^\s](?:.*[^\s])?", text)]


def write_markup(markup: Markup, name: str = "markup") -> str:
    """Write annotated XML; raises InputError where marks cross or run over the end of a line."""
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in markup.attributes.items())
    blocks = []
    marks = sorted(markup.marks, key=_position)
    for number, (start, end) in enumerate(line_spans(markup.text), 1):
        tag = "h" if number in markup.headings else "p"
        inside = [mark for mark in marks if start <= mark.start < end]
        blocks.append(f"<{tag}>{''.join(_write_line(markup.text, inside, start, end, name))}</{tag}>")
    return f"<article{attributes}>\n" + "\n".join(blocks) + "\n</article>\n"


def _write_line(text: str, marks: Sequence[Mark], start: int, end: int, name: str) -> Iterator[str]:
    """Yield text and tags of one line."""
    opened: list[Mark] = [Mark("line", start, end, {})]
    position = start
    for mark in marks:
        while opened[-1].end <= mark.start:
            inner = opened.pop()
            yield f"{escape(text[position : inner.end])}</{inner.tag}>"
            position = inner.end
        if mark.end > opened[-1].end:
            raise InputError(f"{name}: {mark.tag} {text[mark.start : mark.end][:40]!r} crosses the end of {opened[-1].tag}")
        written = "".join(f" {key}={quoteattr(mark.attributes[key])}" for key in ATTRIBUTES[mark.tag] if key in mark.attributes)
        yield f"{escape(text[position : mark.start])}<{mark.tag}{written}>"
        position = mark.start
        opened.append(mark)
    for inner in reversed(opened):
        closing = f"</{inner.tag}>" if inner.tag != "line" else ""
        yield escape(text[position : inner.end]) + closing
        position = inner.end
