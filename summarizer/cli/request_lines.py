"""`--verbose`: a line on standard error for each request, while the command runs."""

import contextlib
import logging
from collections.abc import Iterator

from summarizer.cli.messages import say
from summarizer.request_log import LOG


class _Lines(logging.Handler):
    """Writes each record as one line, with all that a terminal would obey written as escapes."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        say(record.getMessage())


@contextlib.contextmanager
def request_lines() -> Iterator[None]:
    """Show what `summarizer.requests` is told."""
    lines, level = _Lines(), LOG.level
    LOG.addHandler(lines)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.removeHandler(lines)
        LOG.setLevel(level)
