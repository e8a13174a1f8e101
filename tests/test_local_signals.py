"""Ctrl-C and termination while the embedded model reads, or is being made: soon over, with the right code, nothing left."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer.local import weights
from tests.conftest import clean_environment

pytestmark = [pytest.mark.model, pytest.mark.slow]

ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
TEXT = "".join(
    f"Die Bürgermeisterin von Neustadt sagte am Montag, die Brücke Nummer {number} werde für {number} Millionen Euro erneuert.\n\n"
    for number in range(400)
)


class Briefing:
    """`summarize --engine local` of 40,000 characters in a process group of its own, with a terminal for standard error."""

    def __init__(self, folder: Path, cache: Path) -> None:
        """Start it in `folder`."""
        (folder / "long.txt").write_text(TEXT, encoding="utf-8")
        self._terminal, stderr = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "summarizer", "long.txt", "--engine", "local", "--no-store", "-o", "out.md"],
            cwd=folder,
            env=clean_environment(folder) | {"SUMMARIZE_CACHE": str(cache), "TERM": "xterm"},
            stderr=stderr,
            start_new_session=True,
        )
        os.close(stderr)
        self.written = ""

    def wait_for(self, words: str) -> None:
        """Read the terminal until the words stand there."""
        while words not in self.written:
            self.written += os.read(self._terminal, 65536).decode(errors="replace")

    def end(self, number: signal.Signals) -> float:
        """Send a signal and return the seconds until the process has ended."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=60)
        seconds = time.monotonic() - began
        try:
            while more := os.read(self._terminal, 65536).decode(errors="replace"):
                self.written += more
        except OSError:
            os.close(self._terminal)
        return seconds


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_a_signal_ends_the_reading(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """The request under way is the last; bar and part files are gone, and no process of the group is left."""
    briefing = Briefing(tmp_path, weights.find().parent)
    briefing.wait_for("sentences")
    seconds = briefing.end(number)
    assert briefing.process.returncode == code
    # Reading on would take two minutes here.
    assert seconds < 20
    assert "Traceback" not in briefing.written
    assert briefing.written.rstrip().endswith("interrupted" if number == signal.SIGINT else "\x1b[2K")
    with pytest.raises(ProcessLookupError):
        os.killpg(briefing.process.pid, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_a_signal_while_the_weights_are_made(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """The making of the weights file is given up, and half a gigabyte of parts does not stay in the cache."""
    cache = tmp_path / "cache"
    folder = tmp_path / "folder"
    folder.mkdir()
    briefing = Briefing(folder, cache)
    briefing.wait_for("preparing the embedded model, once")
    briefing.end(number)
    assert briefing.process.returncode == code
    assert "Traceback" not in briefing.written
    assert [path.suffix for path in cache.iterdir()] in ([], [".lock"])
