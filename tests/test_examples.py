"""Every example of README and docs runs, and the outputs that pages show are what comes out."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import CommandLine
from tests.example_files import make_files
from tests.examples import NOT_RUN, PAGES, Reader, read_blocks, read_steps, reader

ALLOWED_TO_FAIL = ("4 summarize verify ", "4 summarize explain ")
"""An example of these may show that something is not borne out."""
WITH_EXAMPLES = [path for path in PAGES if any(block.runs for block in read_blocks(path))]


@pytest.fixture(scope="session")
def files(command_line: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the files once for a worker."""
    return make_files(tmp_path_factory.mktemp("examples") / "files", command_line)


@pytest.fixture
def opened(files: Path, tmp_path: Path, command_line: CommandLine) -> Iterator[Reader]:
    """Return a reader in a folder of its own."""
    folder = tmp_path / "page"
    shutil.copytree(files, folder, symlinks=True)
    with reader(folder, command_line) as found:
        yield found


@pytest.mark.parametrize(
    "path", [path for path in PAGES if any(block.runs for block in read_blocks(path))], ids=lambda path: path.name
)
def test_the_examples_of_a_page_run(path: Path, opened: Reader) -> None:
    """Shell blocks end well, `console` blocks write what the page shows, Python blocks raise nothing."""
    for block in read_blocks(path):
        if not block.runs:
            continue
        if block.kind == "python":
            opened.python(block)
        elif block.kind == "sh":
            output, failures = opened.shell(block.text)
            assert [one for one in failures if not one.startswith(ALLOWED_TO_FAIL)] == [], f"{block.place}\n{output[-2000:]}"
        else:
            steps = read_steps(block.text)
            shown = [step.output for step in steps]
            assert opened.console(steps) == shown, f"{block.place}: python -m tests.examples writes the outputs anew"


def test_what_does_not_run_is_listed_with_a_reason() -> None:
    """No example is hidden: the list names blocks that are there, and each that its fence marks `no-run`."""
    blocks = [block for path in PAGES for block in read_blocks(path)]
    assert set(NOT_RUN) <= {block.name for block in blocks}
    assert {block.name for block in blocks if "no-run" in block.info.split()} <= set(NOT_RUN)


def test_data_in_pages_can_be_read() -> None:
    """Blocks of TOML and YAML parse."""
    for path in PAGES:
        for block in read_blocks(path):
            if block.kind == "toml":
                tomllib.loads(block.text)
            elif block.kind == "yaml":
                yaml.safe_load(block.text)
