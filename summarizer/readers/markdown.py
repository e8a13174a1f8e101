"""Markdown: the words without the marks, so that no asterisk or address stands in a sentence (markdown-it-py)."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from summarizer.readers.reading import raised

if TYPE_CHECKING:
    from markdown_it.token import Token

_TEXT = ("text", "code_inline", "text_special")
_SCRIPT = re.compile(r"(?is)<(script|style)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"<[^>]*>")
_SUPERSCRIPT = re.compile(r"(?i)<sup\b")
_NOTE = re.compile(r"\[\^([0-9]{1,3})\]")


class Unmarked(NamedTuple):
    """The text of a Markdown document, and its first heading of level 1."""

    text: str
    title: str | None


def unmark(text: str) -> Unmarked:
    """Return the words of Markdown, a paragraph on a line; pictures and code blocks are left out.

    >>> unmark("# Brücke *offen*\\n\\nSie ist [wieder](https://x.example) **offen**,\\nsagt sie.\\n")
    Unmarked(text='Brücke offen\\n\\nSie ist wieder offen, sagt sie.\\n', title='Brücke offen')
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).parse(text)
    paragraphs: list[str] = []
    title = None
    cells: list[str] | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            paragraphs.append(" | ".join(cells))
            cells = None
        elif token.type == "html_block":
            paragraphs.append(" ".join(html.unescape(_TAG.sub(" ", _SCRIPT.sub("", token.content))).split()))
        elif token.type == "inline":
            words = " ".join("".join(_words(token.children or [])).split())
            if cells is not None:
                cells.append(words)
                continue
            paragraphs.append(words)
            if title is None and before and before.type == "heading_open" and before.tag == "h1":
                title = words or None
    return Unmarked("\n\n".join(filter(None, paragraphs)) + "\n", title)


def _words(tokens: "Iterable[Token]") -> Iterator[str]:
    """Yield the words of a paragraph; what is struck through is not said."""
    struck = 0
    is_raised = False
    for token in tokens:
        struck += (token.type == "s_open") - (token.type == "s_close")
        if struck:
            continue
        if token.type in _TEXT:
            yield raised(token.content) if is_raised else _NOTE.sub(lambda mark: raised(mark[1]), token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "html_inline":
            is_raised = bool(_SUPERSCRIPT.match(token.content))
            yield _TAG.sub("", token.content)
