"""What stands on standard error: one line for an error, one for its hint, one for a note."""

import sys
from collections.abc import Callable

from summarizer.errors import ConfigError, ReplayMiss, SummarizerError

MAXIMUM_DIFFERENCE_LINES = 40

DONE = 0
NOTHING_PRODUCED = 1
USAGE = 2
PARTLY_FAILED = 3
INTERRUPTED = 130
TERMINATED = 143


def printable(text: str) -> str:
    """Return `text` with all that a terminal would obey instead of show written as an escape, line ends too.

    >>> print(printable("a\\x1b[2Jb\\nc"))
    a\\x1b[2Jb\\nc
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode() for character in text
    )


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts.

    >>> counted(1, "article"), counted(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{number:,} {noun}{'s' * (number != 1)}"


def say(line: str) -> None:
    """Write one line on standard error; where that is closed, nobody is listening."""
    # Python leaves None there where the process was started with standard error closed.
    if sys.stderr is not None:
        try:
            sys.stderr.write(printable(line) + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            sys.stderr = None


def noted(*, quiet: bool) -> Callable[[str], None]:
    """Return what takes the notes of a load: a line each, or nothing where all should be quiet."""

    def note(text: str) -> None:
        if not quiet:
            say(f"note: {text}")

    return note


def say_error(message: str, hint: str | None = None) -> None:
    """Write an error line, and a hint line where there is a hint."""
    say(f"error: {' '.join(message.split())}")
    if hint:
        say(f"hint: {' '.join(hint.split())}")


def report(error: SummarizerError, *, source: str | None = None) -> int:
    """Write what went wrong (with `source`, where the message does not name it) and return the exit code it stands for."""
    message = str(error)
    say_error(message if source is None or source in message else f"{source}: {message}", error.hint)
    if isinstance(error, ReplayMiss):
        lines = error.difference.splitlines()
        for line in lines[:MAXIMUM_DIFFERENCE_LINES]:
            say(f"  {line}")
        if len(lines) > MAXIMUM_DIFFERENCE_LINES:
            say(f"  ({len(lines) - MAXIMUM_DIFFERENCE_LINES} more lines differ)")
    return USAGE if isinstance(error, ConfigError) else NOTHING_PRODUCED
