"""The table in docs/reliability.md, row by row, against a real endpoint on loopback that fails in just that way."""

import socket
import sqlite3
from collections.abc import Callable
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


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
def test_fault(row: Row, summarize: Callable[..., Result], article: Path, tmp_path: Path) -> None:
    """Requests made, exit code, message and store are as the table says; standard output has a briefing or nothing."""
    with FaultServer(*row.replies()) as server:
        done = summarize(article, "--base-url", server.url, "--model", "m", "--store", tmp_path / "s", "--quiet", *row.options)
        made = len(server.requests)
    errors = done.stderr.decode()
    assert (made, done.returncode) == (row.requests, row.exit_code), errors
    assert row.message in errors
    assert (errors == "") == (row.exit_code == 0)
    assert bool(done.stdout) == (row.exit_code == 0)
    assert kept(tmp_path / "s") == row.kept


@pytest.mark.parametrize("row", [row for row in ROWS if row.exit_code], ids=lambda row: row.fault)
def test_after_the_fault(row: Row, summarize: Callable[..., Result], article: Path, tmp_path: Path) -> None:
    """When the endpoint is well again, the next run gives the briefing: nothing that failed sticks."""
    with FaultServer(*row.replies()) as server:
        call = (article, "--base-url", server.url, "--model", "m", "--store", tmp_path / "s", "--quiet")
        assert summarize(*call, *row.options).returncode == row.exit_code
        server.script[:] = [GOOD]
        assert summarize(*call).returncode == 0


def test_nobody_listens(summarize: Callable[..., Result], article: Path) -> None:
    """A refused connection is tried again, then named with what to check."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = summarize(article, "--base-url", f"http://127.0.0.1:{port}/v1", "--model", "m", "--retries", "1", "--quiet")
    assert done.returncode == 1
    assert b"can't be reached" in done.stderr


def test_unknown_host(summarize: Callable[..., Result], article: Path) -> None:
    """A name that nobody has is named like a host that is down."""
    done = summarize(article, "--base-url", "http://nobody.invalid/v1", "--model", "m", "--retries", "0", "--quiet")
    assert done.returncode == 1
    assert b"nobody.invalid" in done.stderr


def test_tls_failure(summarize: Callable[..., Result], article: Path) -> None:
    """A host that speaks no TLS where https was asked for is named; no text leaves."""
    with FaultServer(GOOD) as server:
        url = server.url.replace("http://", "https://")
        done = summarize(article, "--base-url", url, "--model", "m", "--retries", "0", "--quiet")
        assert not server.requests
    assert done.returncode == 1
    assert b"can't be reached" in done.stderr
