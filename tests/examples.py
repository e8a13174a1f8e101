"""The examples of README and docs, run as a reader would: shell blocks in a real bash, Python blocks as they stand.

A page has one folder with the files that its examples name, and its blocks run there in order. Commands go to the warm process
(tests/forked.py), endpoints and addresses to a server on loopback. `python -m tests.examples` writes the outputs anew that
`console` blocks show, `python -m tests.examples docs/tutorial.md` those of a page.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, CommandLine, clean_environment
from tests.example_blocks import PAGES, Block, Step, read_blocks, read_steps
from tests.example_server import ExampleServer

SUBSTITUTIONS = (
    # The model itself runs in the tests marked so, and takes seconds for an article.
    (r"--engine local\b", "--engine rules"),
    (r"--engines rules,local\b", "--engines rules"),
    (r"--model-file \S+", ""),
    (r"\bmodels check\b", "models list"),
    # What stands for a key in a page is none.
    (r"(_KEY=)…", r"\1sk-example"),
)
_BASE_URL = re.compile(r"((?:--base-url|base_url|BASE_URL)[\s\"']*[ =:][\s\"']*)https?://[^\s\"')]+")
_ADDRESS = re.compile(r"(?:https?://(?:[a-z]+\.)*example\.org|http://intranet)(/[^\s\"')]*)?")

# Standard error comes first, as on a terminal, where the line about the engine stands above the page.
_COMMAND = """#!/bin/bash
call=$(mktemp -d "$EXAMPLE_CALLS/XXXXXX")
cat >"$call/stdin"
printf '%s\\0' "$@" >"$call/arguments"
env -0 >"$call/environment"
pwd >"$call/folder"
mkfifo "$call/answer"
echo "$call" >"$EXAMPLE_CALLS/asked"
read -r code <"$call/answer"
cat "$call/stderr" >&2
cat "$call/stdout"
exit "$code"
"""
_MAKE = '#!/bin/bash\nexec /usr/bin/make --no-print-directory -f "$EXAMPLE_ROOT/Makefile" -o .venv/.set-up BIN="${0%/*}" "$@"\n'
_TRACED = "trap 'echo \"$? $BASH_COMMAND\" >&9' ERR\nset -o pipefail\n"


class Reader:
    """Runs the blocks of one page in its folder; `namespace` is what its Python blocks have defined so far."""

    def __init__(self, folder: Path, command_line: CommandLine, server: ExampleServer) -> None:
        """Make the commands that the shell finds, and begin to answer them."""
        self.folder = folder
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        self._server = server
        self._command_line = command_line
        self._state = Path(tempfile.mkdtemp(prefix="examples."))
        self._calls = self._state / "calls"
        programs = self._state / "bin"
        for made in (self._calls, programs):
            made.mkdir()
        for name, text in (("summarize", _COMMAND), ("make", _MAKE)):
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
        os.mkfifo(self._calls / "asked")
        self.environment = clean_environment(
            self._state / "home",
            {
                "PATH": f"{programs}:{Path(sys.executable).parent}:{os.environ['PATH']}",
                "SUMMARIZE_BASE_URL": f"{server.url}/v1",
                "EXAMPLE_CALLS": str(self._calls),
                "EXAMPLE_ROOT": str(ROOT),
                "COLUMNS": "80",
            },
        )
        # Both ends stay open, or the thread would see the end of the file after each call.
        self._asked = os.open(self._calls / "asked", os.O_RDWR)
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread, and remove what it kept."""
        os.write(self._asked, b"\n")
        self._thread.join()
        os.close(self._asked)
        shutil.rmtree(self._state)

    def _answer(self) -> None:
        """Run each call in the warm process until an empty line comes."""
        with os.fdopen(os.dup(self._asked), encoding="utf-8") as asked:
            while line := asked.readline().strip():
                call = Path(line)
                arguments = (call / "arguments").read_text("utf-8").split("\0")[:-1]
                variables = (call / "environment").read_text("utf-8").split("\0")[:-1]
                for name in ("stdout", "stderr"):
                    (call / name).touch()
                folder = Path((call / "folder").read_text("utf-8").rstrip("\n"))
                environment = dict(variable.split("=", 1) for variable in variables)
                code = self._command_line.run(arguments, folder=folder, streams=call, environment=environment)
                (call / "answer").write_text(f"{code}\n", encoding="utf-8")

    def write(self, block: Block) -> None:
        """Write a block that is a file to its place in the folder; what lies elsewhere on a machine is left alone."""
        path = Path(self.substituted(block.file or ""))
        if not path.is_absolute() or path.is_relative_to(self.folder):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(self.substituted(block.text, addresses=False), encoding="utf-8")

    def substituted(self, text: str, *, python: bool = False, addresses: bool = True) -> str:
        """Return an example with folders, and addresses, of this machine in place of those it shows."""
        text = text.replace("/srv/desk", str(self.folder / "desk"))
        if not addresses:
            return text
        for pattern, replacement in SUBSTITUTIONS:
            text = re.sub(pattern, replacement, text)
        text = _BASE_URL.sub(rf"\g<1>{self._server.url}/v1", text)
        address = rf"{self._server.url}\1"
        if not python:
            return _ADDRESS.sub(rf"{address} --allow-private", text)
        # What is only reached with leave keeps its own way there.
        text = re.sub(rf"(['\"]){_ADDRESS.pattern}\1\)", rf'"{self._server.url}\2", fetch=Web(allow_private=True).get)', text)
        return _ADDRESS.sub(address, text)

    def shell(self, text: str) -> tuple[str, list[str]]:
        """Run a block; return what it writes, and each command that failed with its exit code."""
        failures = self._state / "failures"
        # For an example that reads standard input; to all others it is empty.
        with failures.open("wb") as kept, (self.folder / "article.txt").open("rb") as given:
            result = subprocess.run(
                ["/bin/bash", "-c", f"exec 9>&{kept.fileno()}\n{_TRACED}{self.substituted(text)}"],
                cwd=self.folder,
                env=self.environment,
                pass_fds=[kept.fileno()],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=240,
            )
        return result.stdout.decode("utf-8"), failures.read_text("utf-8").splitlines()

    def console(self, steps: list[Step]) -> list[str]:
        """Run the commands of a `console` block in one shell; return what each of them writes."""
        mark = "\x1e"
        text = "".join(f"{step.command}printf '{mark}'\n" for step in steps)
        return self.shell(text)[0].split(mark)[:-1]

    def python(self, block: Block) -> str:
        """Run a Python block in this process, in the folder and environment of the page; return what it prints."""
        code = compile(self.substituted(block.text, python=True), block.place, "exec")
        printed = io.StringIO()
        before = dict(os.environ)
        os.environ.clear()
        os.environ.update(self.environment)
        try:
            with contextlib.chdir(self.folder), contextlib.redirect_stdout(printed):
                exec(code, self.namespace)  # noqa: S102  (running examples is the point)
        finally:
            os.environ.clear()
            os.environ.update(before)
        return printed.getvalue()


@contextlib.contextmanager
def reader(folder: Path, command_line: CommandLine) -> Iterator[Reader]:
    """Open a page's folder for its examples."""
    with ExampleServer(folder) as server:
        opened = Reader(folder, command_line, server)
        try:
            yield opened
        finally:
            opened.close()


def rewritten(path: Path, opened: Reader) -> str:
    """Run a page and return its text with the outputs that its `console` blocks have now."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    moved = 0
    for block in read_blocks(path):
        if block.file:
            opened.write(block)
        elif block.runs and block.kind == "python":
            opened.python(block)
        elif block.runs and block.kind == "sh":
            opened.shell(block.text)
        elif block.runs:
            steps = read_steps(block.text)
            written = zip(steps, opened.console(steps), strict=True)
            new = [line for step, output in written for line in (f"$ {step.command}{output}").splitlines(keepends=True)]
            start = block.line + moved
            lines[start : start + block.text.count("\n")] = new
            moved += len(new) - block.text.count("\n")
    return "".join(lines)


def main() -> None:
    """Write the outputs of all pages anew, or of those that are named."""
    from tests.example_files import make_files

    named = [Path(word).resolve() for word in sys.argv[1:]] or PAGES
    with tempfile.TemporaryDirectory() as name:
        command_line = CommandLine(Path(name) / "home")
        for path in named:
            if any(block.kind == "console" and block.runs for block in read_blocks(path)):
                with reader(make_files(Path(name) / path.stem, command_line), command_line) as opened:
                    path.write_text(rewritten(path, opened), encoding="utf-8")
        command_line.close()


if __name__ == "__main__":
    main()
