"""A pytest fixture for programs that use this package: briefings from recordings, without key and network.

    def test_the_page_names_the_bridge(replay):
        briefing = summarize(load_article("bridge.txt"), replay)

pytest finds it by itself where the package is installed. `pytest --summarize-record` asks the endpoint and keeps what it says.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from summarizer.settings import Settings

FOLDER = "recordings"
_MARKER = "recordings(folder): where the fixture replay finds its recordings, from the folder of the test's file"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that records."""
    group = parser.getgroup("summarize")
    group.addoption(
        "--summarize-record", action="store_true", help="Ask the endpoint, and keep its replies for the fixture replay."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", _MARKER)


@pytest.fixture
def replay(request: pytest.FixtureRequest) -> "Settings":
    """Return settings that answer from the folder `recordings` beside the test's file.

    The marker `recordings("folder")` names another one. With `--summarize-record` the settings ask the endpoint of the environment
    (SUMMARIZE_API_KEY, SUMMARIZE_BASE_URL, …) and record into that folder.
    """
    from summarizer.settings import Settings

    marker = request.node.get_closest_marker("recordings")
    folder = request.path.parent / str(marker.args[0] if marker and marker.args else FOLDER)
    if request.config.getoption("--summarize-record"):
        return Settings(engine="endpoint", record=folder).from_environment()
    if not folder.is_dir():
        pytest.fail(f"no recordings in {folder}: pytest --summarize-record makes them", pytrace=False)
    return Settings(engine="replay", replay=folder)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,  # noqa: ARG001  (pytest gives arguments by name)
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what differs from the nearest recording where a request was never recorded."""
    report = yield
    # By name: the class is imported only where something was replayed.
    if call.excinfo and call.excinfo.type.__name__ == "ReplayMiss":
        difference = getattr(call.excinfo.value, "difference", "")
        report.sections.append(("not recorded", f"pytest --summarize-record records anew\n{difference}".rstrip()))
    return report
