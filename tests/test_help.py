"""Every command's help: an example each, and every example is one that the command line takes."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from summarizer.cli.examples import EXAMPLES, walk
from summarizer.cli.main import summarize as root
from tests.conftest import Result

Run = Callable[..., Result]
COMMANDS = dict(walk(root))
LINES = [line for lines in EXAMPLES.values() for line in lines]


def words_of(line: str) -> list[str]:
    """Return the words behind `summarize`, without what is the shell's."""
    found = re.search(r"summarize\b(?P<words>[^#>|)]*)", line)
    assert found, line
    return shlex.split(found["words"])


@pytest.mark.parametrize("path", list(COMMANDS))
def test_every_command_has_an_example_in_its_help(path: str) -> None:
    """The example stands at the end of the help, is of that very command, and fits the width that help has."""
    command = COMMANDS[path]
    lines = EXAMPLES.get(path, ())
    assert lines
    with click.Context(command, info_name=path, max_content_width=100, terminal_width=100) as context:
        text = command.get_help(context)
    for line in lines:
        assert f"    {line}\n" in text + "\n"
        assert words_of(line)[: len(path.split())] == path.split()
        assert len(line) <= 94


def test_no_example_is_of_a_command_that_is_gone() -> None:
    """Examples are those of the commands there are."""
    assert [path for path in EXAMPLES if path not in COMMANDS] == []


@pytest.mark.parametrize("line", LINES)
def test_examples_are_read_by_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """No option is misspelt, no value refused, no argument missing: each is parsed as it would be before the command runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    words = words_of(line)
    for word in words:
        if word.endswith("/"):
            Path(word).mkdir(exist_ok=True)
        elif re.search(r"\.[a-z]+$", word) and "://" not in word:
            Path(word).touch()
    context = root.make_context("summarize", list(words))
    while isinstance(context.command, click.Group):
        name, command, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
        assert command, line
        context = command.make_context(name, rest, parent=context)
    assert context.args == []


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("summarize prompt article.txt", "Der Umbau kostete 12 Millionen Euro."),
        ("summarize schema briefing", '"$schema"'),
        ("summarize completion fish | source         # in ~/.config/fish/config.fish", "complete --no-files --command summarize"),
        ("summarize store list", ""),
        ("summarize doctor --engine local -f json", '"usable": '),
    ],
)
def test_cheap_examples_run(summarize: Run, article: Path, line: str, shown: str) -> None:
    """What needs no network and no second is done as it stands in the help."""
    assert line in LINES
    result = summarize(*words_of(line))
    assert article.exists()
    assert (result.returncode in (0, 3), shown in result.stdout.decode()) == (True, True)
