"""How far an engine is: lines off a terminal, a bar on one, nothing where all should be quiet, and nothing left of it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.articles import read_article
from summarizer.cli.progress import FIRST_LINE_AFTER_S, LINE_EVERY_S, Progress
from summarizer.schemas import Article
from tests.conftest import clean_environment

BAR = """
import itertools
from summarizer.articles import read_article
from summarizer.cli.progress import Progress
article = read_article("Ein Satz.", language="de").model_copy(update={"path": "[red]\\x1b[2J.txt"})
with Progress(quiet=False, clock=itertools.count(step=%s).__next__) as progress:
    for done in range(4):
        progress.read(article, done, 9)
    %s
"""


def article(name: str) -> Article:
    """Return an article in a file of that name."""
    return read_article(f"Das ist {name}.", language="de").model_copy(update={"path": f"folder/{name}"})


class Told:
    """A progress off a terminal, with the lines it wrote and the seconds it takes from here."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Start at second 0."""
        self.now_s = 0.0
        self.lines: list[str] = []
        self.progress = Progress(quiet=quiet, terminal=False, clock=lambda: self.now_s, line=self.lines.append)

    def read(self, source: Article, done: int, total: int, *, at_s: float) -> None:
        """Tell the progress at a second."""
        self.now_s = at_s
        self.progress.read(source, done, total)


def drawn(tmp_path: Path, *, step_s: float, last: str = "pass", **environment: str) -> str:
    """Return what a process of its own writes on a terminal as its standard error."""
    terminal, stderr = pty.openpty()
    variables = clean_environment(tmp_path) | {"TERM": "xterm", "COLUMNS": "100"} | environment
    script = BAR % (step_s, last)
    done = subprocess.run([sys.executable, "-c", script], env=variables, stderr=stderr, timeout=60, check=True)
    os.close(stderr)
    written = b""
    while not written.endswith(b"\0"):
        try:
            written += os.read(terminal, 65536)
        except OSError:
            break
    os.close(terminal)
    assert done.returncode == 0
    return written.decode()


def test_a_short_run_says_nothing() -> None:
    """What is done within ten seconds leaves no line in a log."""
    told = Told()
    for second in range(9):
        told.read(article("a.txt"), second, 8, at_s=second)
    assert told.lines == []


def test_a_long_run_says_a_line_from_time_to_time() -> None:
    """Off a terminal the first line comes after ten seconds, the next ones every thirty, with the file's name."""
    told = Told()
    for second in range(100):
        told.read(article("a.txt"), second, 200, at_s=second)
    expected = [int(FIRST_LINE_AFTER_S + number * LINE_EVERY_S) for number in range(3)]
    assert told.lines == [f"a.txt: {second} of 200 sentences read" for second in expected]


def test_each_article_waits_anew() -> None:
    """The next article, or the same again, starts its own ten seconds."""
    told = Told()
    for begin, name in ((0, "a.txt"), (9, "b.txt"), (18, "b.txt")):
        for second in range(10):
            told.read(article(name), second, 9, at_s=begin + second)
    assert told.lines == []
    told.read(article("c.txt"), 0, 9, at_s=30)
    told.read(article("c.txt"), 1, 9, at_s=40)
    assert told.lines == ["c.txt: 1 of 9 sentences read"]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """With --quiet neither progress nor notes are written."""
    told = Told(quiet=True)
    told.read(article("a.txt"), 0, 9, at_s=0)
    told.read(article("a.txt"), 1, 9, at_s=1000)
    told.progress.note("preparing")
    assert told.lines == []
    assert capsys.readouterr().err == ""


def test_nothing_is_shown_after_the_end() -> None:
    """A thread that still works when the command has ended writes nothing into the next prompt."""
    told = Told()
    with told.progress:
        told.read(article("a.txt"), 0, 9, at_s=0)
    told.read(article("a.txt"), 1, 9, at_s=1000)
    assert told.lines == []


def test_a_long_or_hostile_name_is_short_and_harmless() -> None:
    """A name keeps to forty characters, and what a terminal would obey is shown as an escape."""
    told = Told()
    for name in ("\x1b[2J.txt", "x" * 300):
        told.read(article(name), 0, 9, at_s=0)
        told.read(article(name), 1, 9, at_s=1000)
    assert told.lines == ["\\x1b[2J.txt: 1 of 9 sentences read", "x" * 39 + "…: 1 of 9 sentences read"]


def test_a_bar_is_drawn_and_taken_away(tmp_path: Path) -> None:
    """On a terminal a bar shows the name as it is, and its line is erased at the end."""
    written = drawn(tmp_path, step_s=2)
    assert "[red]\\x1b[2J.txt" in written
    assert "3/9" in written
    assert written.endswith("\x1b[1A\x1b[2K")


def test_a_bar_makes_room(tmp_path: Path) -> None:
    """What is written meanwhile stands on a line of its own, with no bar on it."""
    written = drawn(tmp_path, step_s=2, last="with progress.away(): progress.note('written')")
    assert written.endswith("\x1b[1A\x1b[2Knote: written\r\n")


@pytest.mark.parametrize(("step_s", "environment"), [(0.1, {}), (2, {"TERM": "dumb"})])
def test_no_bar_flickers(tmp_path: Path, step_s: float, environment: dict[str, str]) -> None:
    """What is done in a second, and a terminal that can't draw, get no bar."""
    assert drawn(tmp_path, step_s=step_s, **environment) == ""
