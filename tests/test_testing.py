"""The fixture `replay` that ships with the package, in a real pytest of a project that uses it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, ROOT, clean_environment
from tests.example_blocks import read_blocks
from tests.example_server import ExampleServer

PAGE = ROOT / "docs" / "testing.md"
MORE = """
import pytest
from pathlib import Path
from summarizer import summarize

def test_a_changed_article(replay):
    summarize(Path("article.txt").read_text("utf-8").replace("1150", "1250"), replay)

@pytest.mark.recordings("other/folder")
def test_another_folder(replay):
    raise AssertionError("there is none")
"""


class Project:
    """A project in a folder of its own, with the test that the documentation shows."""

    def __init__(self, folder: Path) -> None:
        """Write its test and its article."""
        self.folder = folder
        (shown,) = (block for block in read_blocks(PAGE) if block.file)
        (folder / str(shown.file)).write_text(shown.text, encoding="utf-8")
        shutil.copy(ARTICLES[0], folder / "article.txt")

    def run(self, *arguments: str, url: str = "http://127.0.0.1:9/v1") -> subprocess.CompletedProcess[str]:
        """Run its tests."""
        # Plugins of ours that it would not have take a second to import.
        without = ("schemathesis", "hypothesispytest", "asyncio", "anyio", "playwright", "randomly", "xdist", "cacheprovider")
        command = [sys.executable, "-m", "pytest", "--strict-markers", "-q", *(f"-pno:{name}" for name in without), *arguments]
        environment = clean_environment(self.folder / "home", {"SUMMARIZE_BASE_URL": url, "PYTHONWARNINGS": "error"})
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Record once against an endpoint on loopback, and return what pytest writes when nothing listens there any more."""
    project = Project(tmp_path_factory.mktemp("project"))
    with ExampleServer(project.folder) as server:
        recorded = project.run("test_desk.py", "--summarize-record", url=f"{server.url}/v1")
        assert recorded.returncode == 0, recorded.stdout
    (project.folder / "test_more.py").write_text(MORE, encoding="utf-8")
    return project.run().stdout


def test_recorded_replies_answer_without_a_network(output: str) -> None:
    """What was recorded into the folder beside the test answers; only the article that was never recorded fails."""
    assert output.splitlines()[-1].split(" in ")[0] == "1 failed, 1 passed, 1 error", output
    assert "FAILED test_more.py::test_a_changed_article" in output
    assert re.search("other/folder: pytest --summarize-record makes them", output)


def test_a_request_that_was_never_recorded_fails_with_the_difference(output: str) -> None:
    """The report of a changed article shows the line that changed and what to do."""
    assert "pytest --summarize-record records anew" in output
    assert re.search(r"^\+.*\[2\] Laut .* mindestens 1250 gefallenen", output, re.MULTILINE)


def test_nothing_heavy_is_imported_when_pytest_starts() -> None:
    """The plugin alone brings in neither schemas nor a client: pytest starts as fast as without it."""
    heavy = ("pydantic", "openai", "instructor", "click", "summarizer.settings")
    code = f"import summarizer.testing, sys; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
