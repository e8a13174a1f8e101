"""Text cut into numbers, words, signs and line ends, in one linear pass."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from summarizer.numerals.digits import DIGITS, INVISIBLE, SUPERSCRIPTS, read_digits

if TYPE_CHECKING:
    from summarizer.schemas import Language

Shape = Literal["number", "word", "sign", "line"]

_LETTERS = rf"[^\W\d_{SUPERSCRIPTS}]+"
_TOKEN = re.compile(
    rf"(?P<number>{DIGITS})|(?P<word>[kcdm]?m[²³](?!\w)|{_LETTERS}(?:['’]{_LETTERS})?)|(?P<mark>[{SUPERSCRIPTS}]+)|(?P<line>\n)"
    rf"|(?P<sign>[^\s{INVISIBLE}])"
)
_PIECE = re.compile(r"(?P<number>\d+)|(?P<sign>\D)")
_SHAPES: dict[str, Shape] = {"number": "number", "word": "word", "mark": "word", "sign": "sign", "line": "line"}


class Token(NamedTuple):
    """A piece of text with its place; `value` for a number in digits; `glued` where no space stands before it."""

    shape: Shape
    start: int
    end: int
    text: str
    lower: str
    value: Decimal | None
    glued: bool

    @property
    def is_plain(self) -> bool:
        """Whether this is a number of digits only."""
        return self.shape == "number" and self.text.isdecimal()

    @property
    def is_capitalised(self) -> bool:
        """Whether this is a word with a capital first letter."""
        return self.shape == "word" and self.text[0].isupper()


END = Token("line", -1, -1, "", "", None, glued=False)


def read_tokens(text: str, language: Language) -> list[Token]:
    """Cut a text into tokens; digits whose separators make no number (12.02.2025) come apart."""
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(text):
        shape = _SHAPES[found.lastgroup or "sign"]
        start, end = found.span()
        written = found[0]
        if found["mark"] and not (tokens and tokens[-1].text == "10"):
            # The mark of a footnote; behind 10 it may be a power, and that number is left unread.
            continue
        if shape != "number":
            tokens.append(Token(shape, start, end, written, written.lower(), None, start == last))
            last = end
            continue
        value = read_digits(written, language)
        if value is not None:
            tokens.append(Token(shape, start, end, written, written, value, start == last))
            last = end
            continue
        for piece in _PIECE.finditer(written):
            digits = piece["number"]
            part = Decimal(digits) if digits else None
            at = start + piece.start()
            tokens.append(
                Token(
                    "number" if digits else "sign",
                    at,
                    start + piece.end(),
                    piece[0],
                    piece[0],
                    part,
                    at == last,
                )
            )
            last = start + piece.end()
    return tokens
