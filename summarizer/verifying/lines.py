"""A Markdown page as lines: everything that a reader of the page would see, each with where it stands."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from summarizer.errors import InputError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAXIMUM_NESTING = 60
"""Deeper than any page; the parser leaves out what is deeper than its own limit, so that must never be reached."""
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_MARK = re.compile(r"\[\^([^\s\]]{1,60})\]")
_INLINE_NOTE = re.compile(r"(?<!\\)(?:\\\\)*\^\[")

PartKind = Literal["text", "strong", "em", "code", "note", "markup"]


class Part(NamedTuple):
    """A run of one line: `note` is a footnote's label, `markup` what no line of a page has (HTML, link, picture …)."""

    kind: PartKind
    text: str


Parts = tuple[Part, ...]


class Line(NamedTuple):
    """One line: `kind` is h1 to h6, p, li, th, tr, note (a footnote's body, of `label`) or block (code, HTML).

    `number` is its line in the file, from 1; `depth` counts the lists around it; a table row has several cells.
    """

    kind: str
    number: int
    cells: tuple[Parts, ...]
    depth: int = 0
    label: str = ""

    @property
    def text(self) -> str:
        """What a reader sees, marks left out."""
        return " | ".join("".join(part.text for part in cell if part.kind != "note") for cell in self.cells).strip()

    @property
    def is_turned(self) -> bool:
        """Say whether characters that can't be seen may turn the direction of reading."""
        return bool(_TURNING.search(self.text))

    def has(self, *kinds: PartKind) -> bool:
        """Say whether a part of these kinds is in the line."""
        return any(part.kind in kinds for cell in self.cells for part in cell)


class Parsed(NamedTuple):
    """The lines of a file, and the link definitions in it, which no reader of the page sees."""

    lines: tuple[Line, ...]
    definitions: tuple[str, ...]


def read_lines(text: str) -> Parsed:
    """Return all lines of a page; raises InputError where it is nested too deeply to be read.

    >>> read_lines("- **Rutte**: Ja [^097b11-1]").lines[0].cells[0][0]
    Part(kind='strong', text='Rutte')
    """
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text, environment)
    if any(token.level >= MAXIMUM_NESTING - 1 for token in tokens):
        raise InputError("nested too deeply to be read")
    return Parsed(tuple(_Walk().lines(tokens)), _definitions(environment))


@functools.cache
def _parser() -> "MarkdownIt":
    """Return a parser of what GitHub shows; footnotes stay where they are defined, marks count also without a body."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": MAXIMUM_NESTING}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    # The plugin's own rule looks for the end of a mark through the whole line, once for each beginning: 13 kB took 4 s.
    parser.inline.ruler.at("footnote_ref", _take_mark)
    return parser


def _take_mark(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls it so
    """Read a footnote's mark, whether or not it has a body."""
    match = _MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _definitions(environment: dict[str, Any]) -> tuple[str, ...]:
    """Return the labels of link definitions."""
    doubles = [double["label"] for double in environment.get("duplicate_refs", ())]
    return (*environment.get("references", {}), *doubles)


class _Walk:
    """Goes through block tokens and remembers where it is."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._labels: list[tuple[str, int]] = []
        self._bodies: list[int] = []
        self._cells: list[Parts] = []
        self._number = 1

    def lines(self, tokens: "Sequence[Token]") -> Iterator[Line]:
        """Yield every line."""
        for token in tokens:
            if token.map:
                self._number = token.map[0] + 1
            if token.nesting == 1:
                self._enter(token)
            elif token.nesting == -1:
                yield from self._leave(token)
            elif token.type == "inline":
                yield from self._inline(token)
            elif token.type != "hr":
                yield self._line("block", (Part("markup", token.content),))

    def _enter(self, token: "Token") -> None:
        self._open.append(token.tag if token.type == "heading_open" else token.type.removesuffix("_open"))
        if token.type == "footnote_reference_open":
            self._labels.append((token.meta["label"], self._number))
            self._bodies.append(0)
        elif token.type == "tr_open":
            self._cells = []

    def _leave(self, token: "Token") -> Iterator[Line]:
        self._open.pop()
        if token.type == "tr_close" and not self._labels:
            kind = "th" if "thead" in self._open else "tr"
            yield Line(kind, self._number, tuple(self._cells), self._depth)
        elif token.type == "footnote_reference_close":
            label, number = self._labels.pop()
            if not self._bodies.pop():
                yield Line("note", number, ((),), label=label)

    def _inline(self, token: "Token") -> Iterator[Line]:
        parts = parts_of(token.children or ())
        if _INLINE_NOTE.search(token.content):
            # Some programs make a footnote of it, whose text stands elsewhere then.
            parts = (*parts, Part("markup", ""))
        container = self._open[-1] if self._open else "paragraph"
        if self._labels:
            # A footnote's body is one paragraph; whatever else stands in it belongs to no section.
            is_body = self._open == ["footnote_reference", "paragraph"]
            self._bodies[-1] += is_body
            yield self._line("note" if is_body else "block", parts)._replace(label=self._labels[-1][0])
        elif "tr" in self._open:
            self._cells.append(parts)
        elif re.fullmatch("h[1-6]", container):
            # A heading inside a list or a quotation begins no section, though it looks as if it did.
            yield self._line(container if len(self._open) == 1 else "block", parts)
        else:
            yield self._line("li" if "list_item" in self._open else "p", parts)

    def _line(self, kind: str, parts: Parts) -> Line:
        return Line(kind, self._number, (parts,), self._depth)

    @property
    def _depth(self) -> int:
        return self._open.count("list_item")


def parts_of(tokens: "Sequence[Token]") -> Parts:
    """Return the runs of a line; bold and italics inside one another, and all that a page never has, are markup."""
    parts: list[Part] = []
    kinds: list[PartKind] = []
    for token in tokens:
        kind: PartKind = kinds[-1] if kinds else "text"
        if token.nesting == 1:
            named: dict[str, PartKind] = {"strong_open": "strong", "em_open": "em"}
            kinds.append(named.get(token.type, "markup") if not kinds else "markup")
            parts.append(Part(kinds[-1], ""))
        elif token.nesting == -1:
            kinds.pop()
        elif token.type == "footnote_ref":
            parts.append(Part("markup", "") if kinds else Part("note", token.meta["label"]))
        elif token.type in ("text", "softbreak", "hardbreak"):
            parts.append(Part(kind, token.content if token.type == "text" else " "))
        else:
            parts.append(Part("code" if token.type == "code_inline" and not kinds else "markup", token.content))
    return _merged(parts)


def _merged(parts: Sequence[Part]) -> Parts:
    """Return parts with neighbours of one kind joined, marks apart, and without empty text."""
    runs = itertools.groupby(enumerate(parts), key=lambda pair: (pair[1].kind, pair[0] if pair[1].kind == "note" else None))
    merged = (Part(kind, "".join(part.text for _, part in run)) for (kind, _), run in runs)
    return tuple(part for part in merged if part.kind != "text" or part.text)
