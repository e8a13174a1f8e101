"""What several tests share: the command line as a real process in an environment of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.faults import FaultServer

# A shell that runs this in the background makes it deaf to Ctrl-C, and with it every process that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
ARTICLES = tuple(sorted((ROOT / "fixtures" / "articles").glob("*.txt")))
RECORDINGS = ROOT / "fixtures" / "recordings"


# Before pytest-xdist reads the marks, which it does in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests of the embedded model, and those in the browser, on one worker each: two at once would starve each other."""
    for item in items:
        for marker in ("model", "browser"):
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.xdist_group(marker))


Result = subprocess.CompletedProcess[bytes]


def clean_environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without our settings and keys, with `home` as the user's folder."""
    ours = ("SUMMARIZE_", "OPENAI_", "XDG_", "PYTHON", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": f"{home}-data",
        "PYTHONPATH": str(ROOT),
        **(extra or {}),
    }


class CommandLine:
    """Runs `summarize` in forks of one warm process (tests/forked.py)."""

    def __init__(self, home: Path) -> None:
        """Start the warm process."""
        command = [sys.executable, "-W", "error", "-m", "tests.forked"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=clean_environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, arguments: Sequence[str | bytes | Path], *, folder: Path, streams: Path, environment: dict[str, str]) -> int:
        """Run one call in `folder` with the files stdin, stdout and stderr in `streams`; return the exit code."""
        words = [os.fsdecode(argument) for argument in arguments]
        call = {"arguments": words, "folder": str(folder), "streams": str(streams), "environment": environment}
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(call).encode() + b"\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())
        except (BrokenPipeError, ValueError):
            pytest.fail("the warm process has ended: python -m tests.forked </dev/null shows why")

    def kill(self) -> None:
        """Kill the call that runs, as `kill -9` does; it answers with -9."""
        process = self._process.pid
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)

    def close(self) -> None:
        """End the warm process."""
        self._process.communicate(timeout=30)


@pytest.fixture(scope="session")
def command_line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """Keep one warm process for the whole session."""
    warm = CommandLine(tmp_path_factory.mktemp("home"))
    yield warm
    warm.close()


@pytest.fixture
def summarize(command_line: CommandLine, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Result]:
    """Return what runs `summarize` with arguments in `tmp_path` and gives its exit code and both streams."""

    def run(*arguments: str | bytes | Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Result:
        streams = tmp_path_factory.mktemp("streams")
        for name, content in (("stdin", stdin), ("stdout", b""), ("stderr", b"")):
            (streams / name).write_bytes(content)
        variables = clean_environment(tmp_path, environment)
        code = command_line.run(arguments, folder=tmp_path, streams=streams, environment=variables)
        return Result(arguments, code, (streams / "stdout").read_bytes(), (streams / "stderr").read_bytes())

    return run


def write_bridges(folder: Path, count: int) -> Path:
    """Make a folder of so many short articles, each with a number of its own, in order by name."""
    folder.mkdir()
    for number in range(count):
        text = f"Die Brücke Nummer {number} ist seit Montag wieder offen. Der Umbau kostete {number + 2} Millionen Euro.\n"
        (folder / f"{number:0{len(str(count - 1))}}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return a short German article in a file."""
    path = tmp_path / "article.txt"
    path.write_text("Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro.\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of ten short articles."""
    return write_bridges(tmp_path / "articles", 10)


@pytest.fixture
def batch(summarize: Callable[..., Result], folder: Path) -> Callable[..., Result]:
    """Return what runs a batch over the folder into `out.jsonl`, against a server."""

    def run(server: FaultServer, *more: str, **extra: Any) -> Result:
        call = ("batch", folder, "-o", "out.jsonl", "--base-url", server.url, "--model", "m", "--language", "de", "--retries", "0")
        return summarize(*call, *more, **extra)

    return run


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    """Return a folder of three short articles, each with a number of its own."""
    return write_bridges(tmp_path / "articles", 3)


@pytest.fixture
def export(summarize: Callable[..., Result], bridges: Path) -> Callable[..., Result]:
    """Return what exports the folder into `requests.jsonl`."""

    def run(*more: str, url: str = "http://gpu.invalid/v1") -> Result:
        return summarize("requests", "export", bridges, "-o", "requests.jsonl", "--base-url", url, "--model", "m", *more)

    return run


@pytest.fixture
def take(summarize: Callable[..., Result], tmp_path: Path) -> Callable[..., Result]:
    """Return what imports replies into `out.jsonl`."""

    def run(replies: bytes, *more: str) -> Result:
        (tmp_path / "replies.jsonl").write_bytes(replies)
        return summarize("requests", "import", "replies.jsonl", "-o", "out.jsonl", *more)

    return run
