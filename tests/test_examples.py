"""Every example of README and docs runs, and the outputs that pages show are what comes out."""

import configparser
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, CommandLine
from tests.example_blocks import NOT_RUN, PAGES, read_blocks, read_steps
from tests.example_files import make_files
from tests.examples import Reader, reader

ALLOWED_TO_FAIL = ("4 summarize verify ", "4 summarize explain ", "3 summarize doctor")
"""Examples of these may show that something is not borne out, or that the machine lacks something."""
SCHEDULE = ROOT / "docs" / "schedule.md"
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
        if block.file:
            opened.write(block)
        elif not block.runs:
            continue
        elif block.kind == "python":
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


def test_links_lead_somewhere() -> None:
    """Each relative link of a page names a file that is there, and where it names a heading, that one."""
    for path in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            file, _, anchor = target.partition("#")
            if "://" in target:
                continue
            found = path.parent / file if file else path
            assert found.exists(), f"{path.name}: {target}"
            assert not anchor or anchor in anchors(found), f"{path.name}: {target}"


def anchors(path: Path) -> set[str]:
    """Return the names by which GitHub links to the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_lists_every_page() -> None:
    """A page that nobody is led to is not read."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in PAGES if path.parent.name == "docs" and f"(docs/{path.name})" not in readme] == []


def test_pictures_are_small() -> None:
    """What the README shows loads quickly."""
    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert [path.name for path in pictures] == ["report.png", "terminal.png"]
    assert all(path.stat().st_size < 200_000 for path in pictures)


def test_the_units_of_a_timer_are_valid(tmp_path: Path) -> None:
    """Each unit has its sections; where the machine has systemd, it finds nothing to object to."""
    units = [block for block in read_blocks(SCHEDULE) if (block.file or "").endswith((".service", ".timer"))]
    assert len(units) == 2
    for block in units:
        parser = configparser.ConfigParser(interpolation=None, strict=True)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(block.text)
        assert {"Unit", "Service"} <= set(parser) or {"Unit", "Timer", "Install"} <= set(parser)
        # The program is not on this machine.
        text = block.text.replace("/srv/desk/daily.sh", "/bin/true").replace("User=desk", "User=root")
        (tmp_path / Path(str(block.file)).name).write_text(text, encoding="utf-8")
    if shutil.which("systemd-analyze"):
        command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_the_line_of_cron_has_five_times_and_a_command() -> None:
    """The table starts the script that the page shows."""
    (table,) = (block for block in read_blocks(SCHEDULE) if block.kind == "crontab")
    (line,) = (line for line in table.text.splitlines() if not line.startswith("#"))
    *times, command, _ = line.split()
    assert len(times) == 5
    assert all(re.fullmatch(r"\*|[0-9]+(-[0-9]+)?", time) for time in times)
    assert command in {block.file for block in read_blocks(SCHEDULE)}


def test_the_workflow_makes_a_page(opened: Reader) -> None:
    """The step of the workflow that makes the page does so, and fails where there is none."""
    (workflow,) = (yaml.safe_load(block.text) for block in read_blocks(SCHEDULE) if block.kind == "yaml")
    # To YAML 1.1 the word `on` is true.
    assert {"schedule", "workflow_dispatch"} == set(workflow[True])
    (step,) = (step["run"] for step in workflow["jobs"]["page"]["steps"] if step.get("name") == "Make the page")
    shutil.copytree(opened.folder / "articles", opened.folder / "incoming")
    output, failures = opened.shell(f"date() {{ echo 2025-02-12; }}\n{step}")
    assert failures == [], output
    assert "12. Februar 2025 · 2 Artikel" in (opened.folder / "pages" / "2025-02-12.md").read_text(encoding="utf-8")
    output, _ = opened.shell(f"date() {{ echo 2025-02-13; }}\n{step}echo not reached")
    assert "not reached" not in output
