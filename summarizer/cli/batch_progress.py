"""How far a batch is, on standard error: a bar on a terminal, elsewhere a line from time to time, nothing with --quiet."""

import contextlib
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from summarizer.batch.limits import Meter
from summarizer.cli.messages import say
from summarizer.cli.progress import LINE_EVERY_S, is_terminal

if TYPE_CHECKING:
    import rich.progress

    from summarizer.batch.running import Done

_DRAW_EVERY_S = 0.1


class BatchProgress:
    """Told of each article that is done."""

    def __init__(
        self,
        total: int,
        meter: Meter,
        *,
        quiet: bool,
        terminal: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
        line: Callable[[str], None] = say,
    ) -> None:
        """Choose the form: none where `quiet`, a bar on a terminal (None: whether standard error is one), else lines."""
        self._total = total
        self._meter = meter
        self._quiet = quiet
        self._terminal = is_terminal() if terminal is None else terminal
        self._clock = clock
        self._line = line
        self._began_s = self._told_s = clock()
        self._done = self._worked = self._failed = 0
        self._bar: rich.progress.Progress | None = None

    def __enter__(self) -> Self:
        """Show the bar."""
        if not self._quiet and self._terminal:
            self._bar = _make_bar()
            self._bar.add_task("", total=self._total, told=self._told())
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None

    def report(self, done: "Done") -> None:
        """Count one article, and say what failed."""
        from summarizer.batch.running import Outcome

        self._done += 1
        self._worked += done.outcome in (Outcome.BRIEFED, Outcome.FAILED)
        if done.outcome is Outcome.FAILED:
            self._failed += 1
            if not self._quiet:
                text = str(done.result)
                self.say(f"error: {text if done.path in text else f'{done.path}: {text}'}")
        elif done.outcome is Outcome.PASSED_OVER and not self._quiet:
            self.say(f"note: {done.result}: passed over")
        self._show()

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        with contextlib.ExitStack() as stack:
            if self._bar:
                self._bar.stop()
                stack.callback(self._bar.start)
            self._line(text)

    def _show(self) -> None:
        if self._quiet:
            return
        now = self._clock()
        if self._bar:
            if now - self._told_s >= _DRAW_EVERY_S or self._done == self._total:
                self._told_s = now
                self._bar.update(self._bar.task_ids[0], completed=self._done, told=self._told(), refresh=True)
        elif now - self._told_s >= LINE_EVERY_S and self._done < self._total:
            self._told_s = now
            self._line(f"{self._done} of {self._total} articles, {self._told()}")

    def _told(self) -> str:
        """Say rate, failures, tokens, cost and time left."""
        elapsed_s = max(self._clock() - self._began_s, 1e-9)
        parts = [f"{self._worked / elapsed_s:.1f}/s"]
        if self._failed:
            parts.append(f"{self._failed} failed")
        parts += told_usage(self._meter)
        if self._worked and self._done < self._total:
            parts.append(f"{told_seconds((self._total - self._done) * elapsed_s / self._worked)} left")
        return ", ".join(parts)


def told_usage(meter: Meter) -> list[str]:
    """Say tokens and cost, as far as there are any."""
    tokens = meter.input_tokens + meter.output_tokens
    told = [f"{tokens:,} tokens"] if tokens else []
    if meter.cost is not None:
        told.append(f"{meter.cost:.2f} {meter.currency}".rstrip())
    return told


def told_seconds(seconds: float) -> str:
    """Write a time as 2:05 or 1:02:05."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _make_bar() -> "rich.progress.Progress":
    """Return a bar that is drawn only when told, and vanishes when stopped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
