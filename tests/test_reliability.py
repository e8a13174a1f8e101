"""The table in docs/reliability.md, row by row, against a real endpoint on loopback that fails in just that way."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Result
from tests.fault_rows import GOOD, ROWS, Row
from tests.faults import FaultServer


def kept(path: Path) -> tuple[int, int]:
    """Count the replies and briefings in a store."""
    connection = sqlite3.connect(path)
    counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("replies", "briefings")]  # noqa: S608 - our own two names
    connection.close()
    return counts[0], counts[1]


@pytest.fixture
def nobody() -> Iterator[int]:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_fault(row: Row, summarize: Callable[..., Result], article: Path, tmp_path: Path, nobody: int) -> None:
    """Requests made, exit code, message and store are as the table says; standard output has a briefing or nothing."""
    with FaultServer(*row.replies()) as server:
        url = row.url.format(port=server.port, closed=nobody)
        done = summarize(article, "--base-url", url, "--model", "m", "--store", tmp_path / "s", "--quiet", *row.options)
        made = len(server.requests)
    errors = done.stderr.decode()
    assert (made, done.returncode) == (row.requests, row.exit_code), errors
    assert row.message in errors
    assert (errors == "") == (row.exit_code == 0)
    assert bool(done.stdout) == (row.exit_code == 0)
    assert kept(tmp_path / "s") == row.kept


@pytest.mark.parametrize("row", [row for row in ROWS if row.exit_code], ids=lambda row: row.fault)
def test_after_the_fault(row: Row, summarize: Callable[..., Result], article: Path, tmp_path: Path, nobody: int) -> None:
    """When the endpoint is well again, the next run gives the briefing: nothing that failed sticks."""
    with FaultServer(*row.replies()) as server:
        call = (article, "--model", "m", "--store", tmp_path / "s", "--quiet")
        url = row.url.format(port=server.port, closed=nobody)
        assert summarize(*call, "--base-url", url, *row.options).returncode == row.exit_code
        server.script[:] = [GOOD]
        assert summarize(*call, "--base-url", server.url).returncode == 0
