"""The code blocks of README and docs: which there are, what runs them, and which are not run, with the reason."""

import re
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from tests.conftest import ROOT

PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
DATA = ("toml", "json", "yaml", "ini")
_SHELL = re.compile(r"(summarize|make|export|curl|cat|python3?|pip|\.venv/bin/\S+) ")

_SYNOPSIS = (
    "a synopsis: GOLD, CLUSTER… and DIR stand for the reader's own; tests/test_eval.py and tests/test_lies_report.py run these"
)
_FILES = "tests/test_requests.py runs it against /files and /batches on loopback, and through the file format"
_SERVES = "serves until it is ended, or asks who does; tests/test_serve_process.py and tests/test_serve.py do both"
_SETUP = "sets the project up, which .ci/run does on a clean checkout"
NOT_RUN = {
    ("README.md", "make run"): _SETUP,
    ("README.md", "python3 -m venv .venv"): _SETUP,
    ("docs/tutorial.md", "python3 -m venv .venv"): _SETUP,
    ("docs/schedule.md", "systemctl enable --now desk-daily.timer"): "installs a timer on the machine",
    ("docs/testing.md", "export SUMMARIZE_BASE_URL=http://localhost:8080/v1"): "tests/test_testing.py runs this very project",
    ("CONTRIBUTING.md", "make test lint types contracts docs-check"): _SETUP,
    ("docs/serve.md", "summarize serve"): _SERVES,
    ("docs/serve.md", "curl -F file=@article.txt http://127.0.0.1:8765/briefings"): _SERVES,
    ("docs/serve.md", "export SUMMARIZE_TOKEN=…"): _SERVES,
    ("docs/evaluation.md", "summarize eval fixtures/gold/development --replay DIR"): _SYNOPSIS,
    ("docs/evaluation.md", "summarize eval --lies GOLD"): _SYNOPSIS,
    ("docs/requests.md", "summarize requests export articles/ -o requests.jsonl --model gpt-5-mini"): _FILES,
    ("docs/requests.md", "summarize requests export articles/ -o requests.jsonl --base-url http://vllm/v1 --model qwen3"): _FILES,
}
"""Blocks that no test runs, by page and first line up to two blanks, each with the reason."""


class Block(NamedTuple):
    """A code block: its page, the line it begins on (from 1), what its fence says, and its text."""

    page: str
    line: int
    info: str
    text: str

    @property
    def kind(self) -> str:
        """What runs it: sh, console or python; other words are data, an empty one is plain text."""
        if self.info:
            return {"bash": "sh", "shell": "sh", "py": "python"}.get(word := self.info.split()[0], word)
        first = self.text.lstrip().partition("\n")[0]
        if first.startswith(("from ", "import ")) and " import " in f" {first}":
            return "python"
        return "console" if first.startswith("$ ") else "sh" if _SHELL.match(first) else ""

    @property
    def name(self) -> tuple[str, str]:
        """Its page and first line, by which `NOT_RUN` lists it."""
        return self.page, self.text.partition("\n")[0].partition("  ")[0]

    @property
    def file(self) -> str | None:
        """The file that it is, where its fence says so."""
        return next((word.removeprefix("file=") for word in self.info.split() if word.startswith("file=")), None)

    @property
    def runs(self) -> bool:
        """Whether it is to be run."""
        return not self.file and self.kind in ("sh", "console", "python") and self.name not in NOT_RUN

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.page}:{self.line}"


class Step(NamedTuple):
    """A command of a `console` block and the output that the page shows."""

    command: str
    output: str


def read_blocks(path: Path) -> list[Block]:
    """Return the code blocks of a page, fenced and indented; comments, and with them generators, are none."""
    page = str(path.relative_to(ROOT))
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    return [
        Block(page, (token.map or [0])[0] + 1, token.info.strip(), token.content)
        for token in tokens
        if token.type in ("fence", "code_block")
    ]


def read_steps(text: str) -> list[Step]:
    """Return the commands of a `console` block; a line that ends in a backslash goes on in the next."""
    steps: list[Step] = []
    is_open = False
    for line in text.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append(Step(line[2:], ""))
        elif is_open:
            steps[-1] = Step(steps[-1].command + line, "")
        else:
            steps[-1] = Step(steps[-1].command, steps[-1].output + line)
        is_open = line.rstrip("\n").endswith("\\") and not steps[-1].output
    return steps
