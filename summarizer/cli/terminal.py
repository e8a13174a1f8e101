"""A Markdown page on a terminal: colour, tables and lines of the window's width; sentences that lines rest on at the end."""

import io
import os
import re
import shutil
import sys

# Text of articles is escaped, so a mark is never theirs.
_MARK = re.compile(r"\[\^([0-9a-f]{6,16})-([0-9]+)\](:?)")
WIDEST = 110
"""Longer lines are hard to read."""


def is_terminal() -> bool:
    """Say whether standard output is a terminal that knows colour and width."""
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "unknown")


def styled(page: str) -> str:
    """Return a Markdown page as a terminal shows it; with NO_COLOR in the environment without colour."""
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.theme import Theme

    stream = io.StringIO()
    width = min(WIDEST, shutil.get_terminal_size().columns)
    theme = Theme({"markdown.code": "cyan", "markdown.em": "italic", "markdown.h1": "bold"})
    console = Console(file=stream, width=width, force_terminal=True, highlight=False, legacy_windows=False, theme=theme)
    console.print(Markdown(_readable(page), hyperlinks=False))
    return stream.getvalue()


def _readable(page: str) -> str:
    """Return a page whose footnotes are numbers, as Rich reads none; with several articles the mark says which."""
    is_single = len({mark[1] for mark in _MARK.finditer(page)}) < 2

    def number(mark: re.Match[str]) -> str:
        name = mark[2] if is_single else f"{mark[1]}-{mark[2]}"
        # In brackets, so that nobody reads it as a figure of the line.
        return f"- `[{name}]`" if mark[3] else f"`[{name}]` "

    lines, found, bodies = page.partition("\n[^")
    return _MARK.sub(number, f"{lines}\n---\n\n[^{bodies}" if found else lines)
