"""Lists of words that the merge knows by heart; a line that begins with # is a comment."""

import functools
from importlib.resources import files


@functools.cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list."""
    text = files("summarizer.merge.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
