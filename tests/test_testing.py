"""The fixture `replay` that ships with the package, in a real pytest of a project that uses it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import clean_environment
from tests.faults import FaultServer, chat

DRAFT = {
    "headline": None,
    "summary": [],
    "key_events": [],
    "figures": [{"amount": "12 Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [2]}],
    "actors": [],
    "statements": [],
}
PROJECT = '''
import pytest
from summarizer import summarize

TEXT = "Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro."

def test_figures(replay):
    """The page of this project rests on this figure."""
    assert [figure.amount.text for figure in summarize(TEXT, replay).figures] == ["12 Millionen Euro"]

@pytest.mark.recordings("other/folder")
def test_another_folder(replay):
    assert replay.record or replay.replay.parts[-2:] == ("other", "folder")
'''
CHANGED = PROJECT.replace("seit Montag", "seit Dienstag")


class Project:
    """A project with tests of its own, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Write its tests."""
        self.folder = folder
        (folder / "test_project.py").write_text(PROJECT, encoding="utf-8")

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
    with FaultServer(chat(DRAFT)) as server:
        recorded = project.run("--summarize-record", url=server.url)
        assert recorded.returncode == 0, recorded.stdout
        assert len(server.requests) == 1
    (project.folder / "test_changed.py").write_text(CHANGED, encoding="utf-8")
    return project.run().stdout


def test_recorded_replies_answer_without_a_network(output: str) -> None:
    """What was recorded into the folder beside the test answers; only the article that was never recorded fails."""
    assert output.splitlines()[-1].split(" in ")[0] == "1 failed, 3 passed", output
    assert "FAILED test_changed.py::test_figures" in output


def test_a_request_that_was_never_recorded_fails_with_the_difference(output: str) -> None:
    """The report of a changed article shows the line that changed and what to do."""
    assert "pytest --summarize-record records anew" in output
    assert re.search(r"^\+.*\[1\] Die Brücke ist seit Dienstag wieder offen\.", output, re.MULTILINE)


def test_nothing_heavy_is_imported_when_pytest_starts() -> None:
    """The plugin alone brings in neither schemas nor a client: pytest starts as fast as without it."""
    heavy = ("pydantic", "openai", "instructor", "click", "summarizer.settings")
    code = f"import summarizer.testing, sys; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
