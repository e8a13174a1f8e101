"""How far the embedded model is with an article, on standard error: a bar on a terminal, elsewhere a line from time to time."""

import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Self

from summarizer.cli.messages import noted, printable, say
from summarizer.request_log import LOG

if TYPE_CHECKING:
    import rich.progress

    from summarizer.schemas import Article

BAR_AFTER_S = 1.0
"""A bar that is gone at once only flickers; and rich takes a tenth of a second to load."""

FIRST_LINE_AFTER_S = 10.0
LINE_EVERY_S = 30.0
_NAME_CHARACTERS = 40


class Progress:
    """Told how far an engine is, from whatever thread it works on; nothing of it stays on a terminal."""

    def __init__(
        self,
        *,
        quiet: bool,
        terminal: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
        line: Callable[[str], None] = say,
    ) -> None:
        """Choose the form: none where `quiet`, a bar on a terminal (None: whether standard error is one), else lines."""
        self._noted = noted(quiet=quiet)
        self._quiet = quiet
        self._terminal = is_terminal() if terminal is None else terminal
        self._clock = clock
        self._line = line
        self._turn = threading.Lock()
        self._article = ""
        self._began_s = self._next_line_s = 0.0
        self._bar: rich.progress.Progress | None = None
        self._closed = False

    def __enter__(self) -> Self:
        """Return the progress itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away; what is told later is not shown."""
        with self.away():
            self._closed = True

    def note(self, text: str) -> None:
        """Write a note."""
        self._noted(text)

    def read(self, article: "Article", done: int, total: int) -> None:
        """Show that `done` of `total` sentences were read."""
        if self._quiet:
            return
        with self._turn:
            if self._closed:
                return
            now = self._clock()
            if article.id != self._article:
                self._remove_bar()
                self._article, self._began_s, self._next_line_s = article.id, now, now + FIRST_LINE_AFTER_S
            if done >= total:
                self._remove_bar()
                # The same text may come again.
                self._article = ""
            elif self._terminal:
                self._show_bar(_name(article), done, total, waited_s=now - self._began_s)
            elif now >= self._next_line_s:
                self._next_line_s = now + LINE_EVERY_S
                self._line(f"{_name(article)}: {done} of {total} sentences read")

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Keep the terminal free of the bar, for what else is written."""
        with self._turn:
            self._remove_bar()
            yield

    def _show_bar(self, name: str, done: int, total: int, *, waited_s: float) -> None:
        if self._bar is None:
            if waited_s < BAR_AFTER_S:
                return
            self._bar = _make_bar()
            self._bar.add_task(name, total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)

    def _remove_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def is_terminal() -> bool:
    """Say whether standard error is a terminal that can draw, and nothing else is written there line by line."""
    if LOG.isEnabledFor(logging.INFO):
        return False
    with contextlib.suppress(OSError, ValueError):
        return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    return False


def _name(article: "Article") -> str:
    """Return a short name of the article."""
    name = printable(PurePath(article.path).name if article.path else article.title or "standard input")
    return name if len(name) <= _NAME_CHARACTERS else name[: _NAME_CHARACTERS - 1] + "…"


def _make_bar() -> "rich.progress.Progress":
    """Return a bar that is drawn only when told, so that no thread of its own is left behind, and that vanishes when stopped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        # A file may be called [red].
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("sentences"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
