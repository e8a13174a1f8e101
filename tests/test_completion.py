"""Completion by the tab key: what shells are told, and bash, zsh and fish themselves, as far as the machine has them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result, clean_environment

Run = Callable[..., Result]
HEAVY = ("openai", "instructor", "pydantic", "jinja2", "httpx2", "trafilatura", "platformdirs", "rich", "summarizer.schemas")
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(summarize completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(summarize completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "summarize completion fish | source"),
}
"""How each is started without the user's own settings, and what loads the completion."""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("da", ["file,da", "plain,daily"]),
        ("--pag", ["plain,--page-language"]),
        ("--engine r", ["plain,rules", "plain,replay"]),
        ("-f h", ["plain,html"]),
        ("article.txt --pla", ["plain,--plain"]),
        ("store e", ["plain,export"]),
        ("schema d", ["plain,daily", "plain,draft"]),
        ("daily day/ --si", ["plain,--since"]),
        ("daily --since ", ["file,"]),
        ("daily --templates ", ["dir,"]),
        ("verify ./p", ["file,./p"]),
        ("verify page.md --against ", ["file,"]),
        ("batch ", ["file,"]),
        ("completion z", ["plain,zsh"]),
        ("nothing --x", []),
    ],
)
def test_words_are_completed(summarize: Run, typed: str, offered: list[str]) -> None:
    """Commands, options, their values and file names are offered where they can stand."""
    words = ["summarize", *typed.split(" ")]
    asked = {"_SUMMARIZE_COMPLETE": "bash_complete", "COMP_WORDS": f"summarize {typed}", "COMP_CWORD": str(len(words) - 1)}
    result = summarize(environment=asked)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().split() == offered


def test_completion_loads_nothing_heavy(tmp_path: Path) -> None:
    """A key press waits for click alone."""
    asked = {"_SUMMARIZE_COMPLETE": "fish_complete", "COMP_WORDS": "summarize daily --", "COMP_CWORD": "--"}
    code = f"""
import sys
from summarizer.cli import main
try:
    main([])
except SystemExit:
    print(*set({HEAVY}) & set(sys.modules), file=sys.stderr, end='')
"""
    environment = clean_environment(tmp_path, asked)
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"plain,--date\t" in result.stdout


@pytest.mark.parametrize("shell", [name for name in SHELLS if shutil.which(name)])
def test_the_tab_key_completes_in_the_shell_itself(tmp_path: Path, article: Path, shell: str) -> None:
    """On a terminal the tab key completes command, file name, option and value, and the line that results runs."""
    program = tmp_path / "bin" / "summarize"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m summarizer "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = clean_environment(tmp_path, {"PATH": path, "TERM": "xterm"})
    command, load = SHELLS[shell]
    typed = f"{load}\rsummarize prom\tart\t--lang\td\t-f\tte\t\rexit\r"
    on_terminal = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])", *command]
    result = subprocess.run(
        on_terminal, cwd=article.parent, env=environment, input=typed.encode(), capture_output=True, timeout=60, check=False
    )
    shown = result.stdout.decode(errors="replace")
    assert "===== call 1 of 1" in shown, shown[-3000:]
    assert "[2] Der Umbau kostete 12 Millionen Euro." in shown
