"""The one place where text becomes harmless Markdown: it reads the same and can't be markup, a link or HTML."""

import re
import unicodedata

# Everything that CommonMark, GitHub's tables, footnotes, mathematics, mentions and bare addresses give a meaning to.
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&^$@]|(?<=:)//|(?<=www)\.", re.I)
# What begins a block at the start of a line: headings, quotes, lists, rules, fences, numbered lists.
_BLOCK = re.compile(r"(?P<number>\d{1,9})(?P<mark>[.)])(?=\s|$)|(?P<sign>[#>+=~-])")


class Markdown(str):
    """Text that is Markdown already and must not be escaped again."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    r"""Return `text` on one line as Markdown that shows it and nothing else.

    Characters that can't be seen (controls, bidirectional overrides, zero width) are left out.

    >>> print(escape_markdown("1. [x](http://y) *a*"))
    1\. \[x\](http:\//y) \*a\*
    """
    shown = "".join(character for character in text if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
    line = _MARKUP.sub(lambda match: "\\" + match.group(), " ".join(shown.split()))
    return Markdown(_BLOCK.sub(_escape_block, line, count=1) if _BLOCK.match(line) else line)


def _escape_block(match: re.Match[str]) -> str:
    """Escape the mark that would begin a block."""
    if match["sign"]:
        return "\\" + match["sign"]
    return f"{match['number']}\\{match['mark']}"
