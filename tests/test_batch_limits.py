"""Limits of a batch end it before they are passed, and an endpoint that is down for all is left alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batches import GOOD, PRICES, lines, numbers
from tests.conftest import Result
from tests.faults import FaultServer, Reply, fault


@pytest.mark.parametrize(
    ("limit", "requests"),
    [
        (("--max-requests", "4"), 4),
        # The endpoint counts 1,000 tokens and 100; the estimate before a reply is higher.
        (("--max-tokens", "9000"), None),
        (("--max-cost", "0.02", "--prices", "prices.toml"), None),
    ],
)
def test_limits_end_the_run_before_they_are_passed(
    batch: Callable[..., Result], tmp_path: Path, limit: tuple[str, ...], requests: int | None
) -> None:
    """No request goes over a limit; what was done is there, exit 3, and the next run does the rest."""
    (tmp_path / "prices.toml").write_text(PRICES)
    with FaultServer(GOOD) as server:
        ended = batch(server, *limit, "--concurrency", "2")
        sent = len(server.requests)
        assert ended.returncode == 3
        assert b"used up" in ended.stderr
        assert b"not begun" in ended.stderr
        assert 0 < sent < 10
        assert requests in (None, sent)
        assert (1000 + 100) * sent <= 9000
        assert len(numbers(tmp_path)) == sent
        assert batch(server).returncode == 0
        assert len(server.requests) == 10
    assert sorted(numbers(tmp_path)) == list(range(10))


def test_a_limit_that_allows_nothing_produces_nothing(batch: Callable[..., Result]) -> None:
    """Where not even one request fits, the exit code is 1."""
    with FaultServer(GOOD) as server:
        assert batch(server, "--max-tokens", "10").returncode == 1
        assert not server.requests


def test_a_deadline_begins_nothing_afterwards(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What is under way when the time is up is finished; the rest is not begun."""
    with FaultServer(Reply(GOOD.json, delay_s=3.0)) as server:
        ended = batch(server, "--deadline", "2s", "--concurrency", "2")
        assert ended.returncode == 3
        assert len(server.requests) == 2
    assert len(numbers(tmp_path)) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--max-cost", "1"), b"--prices"),
        (("--max-cost", "1", "--prices", "prices.toml", "--model", "other"), b"no price of model other"),
        (("--max-cost", "1", "--prices", "broken.toml"), b"needs input and output"),
        (("--max-cost", "1", "--prices", "true.toml"), b"needs input and output"),
        (("--max-cost", "-1"), b"no amount"),
        (("--requests-per-minute", "nan"), b"is no number"),
        (("--deadline", "soon"), b"no time"),
    ],
)
def test_wrong_limits_are_said_before_anything_is_sent(
    batch: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], message: bytes
) -> None:
    """A limit that can't be kept is an error, exit 2, and nothing is sent."""
    (tmp_path / "prices.toml").write_text(PRICES)
    (tmp_path / "broken.toml").write_text('["m"]\ninput = "much"\n')
    (tmp_path / "true.toml").write_text('["m"]\ninput = true\noutput = 1\n')
    with FaultServer(GOOD) as server:
        refused = batch(server, *arguments)
        assert (refused.returncode, len(server.requests)) == (2, 0)
    assert message in refused.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_an_endpoint_that_is_down_for_everyone_is_left_alone(batch: Callable[..., Result], folder: Path, tmp_path: Path) -> None:
    """After eight articles in a row without an answer the circuit opens; the rest is not begun, and not failed."""
    for number in range(100, 140):
        (folder / f"{number}.txt").write_text(f"Text Nummer {number} über eine Brücke.", encoding="utf-8")
    with FaultServer(fault(503)) as server:
        ended = batch(server, "--concurrency", "2")
        assert ended.returncode == 1
        assert len(server.requests) <= 10
    assert b"articles in a row" in ended.stderr
    assert len(lines(tmp_path)) <= 10


def test_a_refused_key_ends_the_run_at_once(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What holds for every article is said once, and no article is marked as failed."""
    with FaultServer(fault(401)) as server:
        ended = batch(server, "--concurrency", "1")
        assert (ended.returncode, len(server.requests)) == (1, 1)
    assert b"refused the key" in ended.stderr
    assert lines(tmp_path) == []
