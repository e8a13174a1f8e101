"""The one place where text becomes harmless Markdown: it reads the same and can't be markup, a link or HTML."""

import re
import unicodedata

# What CommonMark, GitHub's tables and strikethrough, footnotes, mathematics and mentions give a meaning to anywhere in a line;
# what makes a bare address a link; a closing run of # in a heading. Nothing else, so that the source stays readable.
_MARKUP = re.compile(
    r"""[\\`*<\[|~^$@]
      | (?<![^\W_])_ | _(?![^\W_])     # inside a word an underscore is only itself
      | &(?=\#?\w+;)                   # an entity
      | /(?=/)                         # http://, //host
      | (?<=\S)\.(?=[^\W\d_]{2})       # welt.de; not 1.150, z.B., the end of a sentence
      | (?<=www)\.
      | (?<!\S)\#(?=\#*$)""",
    re.VERBOSE | re.IGNORECASE,
)
# What begins a block at the start of a line: numbered and other lists, headings, quotes, rules and underlines of headings.
_BLOCK = re.compile(r"(?P<number>[0-9]{1,9}(?=[.)](?:\s|$)))|(?=(?:[+-]|\#{1,6})(?:\s|$)|>|(?:-+|=+)$)")
# Letters by their category, yet drawn as nothing.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u3164\uffa0")


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def drawn_text(text: str) -> str:
    """Return `text` without what is not drawn: controls, bidirectional marks, zero width; white space stays."""
    return "".join(
        character
        for character in text
        if character.isspace() or (unicodedata.category(character) not in ("Cc", "Cf", "Cs") and character not in _BLANK_LETTERS)
    )


def visible_text(text: str) -> str:
    """Return `text` as a page shows it: white space folded, controls, bidirectional marks and zero width left out.

    >>> visible_text(" a\u200b\\n  b\u202e")
    'a b'
    """
    return " ".join(drawn_text(text).split())


def escape_inside(text: str) -> Markdown:
    """Return `text` as Markdown that shows it and nothing else, for a place where the line has begun.

    >>> print(escape_inside("[x](http://welt.de) am 12. Februar: *1.150* (rund)"))
    \\[x](http:\\//welt\\.de) am 12. Februar: \\*1.150\\* (rund)
    """
    return Markdown(_MARKUP.sub(lambda match: "\\" + match.group(), visible_text(text)))


def escape_markdown(text: str) -> Markdown:
    """Return `text` as Markdown that shows it and nothing else, also at the start of a line.

    >>> print(escape_markdown("12. Februar"))
    12\\. Februar
    """
    line = escape_inside(text)
    return Markdown(_BLOCK.sub(r"\g<number>\\", line, count=1)) if _BLOCK.match(line) else line
