"""A batch over a real endpoint on loopback: each article once, one line each, within limits, and again only what is missing."""

import dataclasses
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Result, clean_environment
from tests.faults import FaultServer, Reply, chat, fault

EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
GOOD = chat(EMPTY, usage=(1000, 100))
FILTERED = chat("", finish_reason="content_filter")
PRICES = '["m"]\ninput = 1\noutput = 10.0\ncurrency = "USD"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of ten short articles."""
    place = tmp_path / "articles"
    place.mkdir()
    for number in range(10):
        text = f"Die Brücke Nummer {number} ist seit Montag wieder offen. Der Umbau kostete {number + 2} Millionen Euro.\n"
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def batch(summarize: Callable[..., Result], folder: Path) -> Callable[..., Result]:
    """Return what runs a batch over the folder into `out.jsonl`, against a server."""

    def run(server: FaultServer, *more: str, **extra: Any) -> Result:
        call = ("batch", folder, "-o", "out.jsonl", "--base-url", server.url, "--model", "m", "--language", "de", "--retries", "0")
        return summarize(*call, *more, **extra)

    return run


def lines(tmp_path: Path, name: str = "out.jsonl") -> list[dict[str, Any]]:
    """Read the output; every line is whole."""
    text = (tmp_path / name).read_text("utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def numbers(tmp_path: Path) -> list[int]:
    """Return the numbers of the articles that have a briefing, in the order of the file."""
    return [int(Path(line["path"]).stem) for line in lines(tmp_path) if line["briefing"]]


def test_each_article_becomes_one_line_and_the_second_run_asks_nothing(
    batch: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    """Ten articles, ten requests, ten lines; then none; then only what is new or has changed."""
    with FaultServer(GOOD) as server:
        assert batch(server).returncode == 0
        assert sorted(numbers(tmp_path)) == list(range(10))
        assert all(set(line) == {"path", "briefing", "error"} for line in lines(tmp_path))
        before = (tmp_path / "out.jsonl").read_bytes()
        again = batch(server)
        assert (again.returncode, len(server.requests)) == (0, 10)
        assert (tmp_path / "out.jsonl").read_bytes() == before
        assert b"10 done before" in again.stderr
        (folder / "3.txt").write_text("Ein anderer Text steht jetzt hier.", encoding="utf-8")
        (folder / "new.txt").write_text("Noch ein Artikel über eine Brücke.", encoding="utf-8")
        assert batch(server).returncode == 0
        assert len(server.requests) == 12


def test_a_lost_output_costs_nothing(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What the file no longer has comes from the store, word for word."""
    with FaultServer(GOOD) as server:
        batch(server, "--ordered")
        first = (tmp_path / "out.jsonl").read_bytes()
        (tmp_path / "out.jsonl").unlink()
        batch(server, "--ordered")
        assert len(server.requests) == 10
    assert (tmp_path / "out.jsonl").read_bytes() == first


def test_refresh_makes_all_anew(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --refresh every article is asked for again, and stands in the file once."""
    with FaultServer(GOOD) as server:
        batch(server)
        batch(server, "--refresh")
        assert len(server.requests) == 20
    assert sorted(numbers(tmp_path)) == list(range(10))


def test_failures_are_lines_and_are_tried_again(batch: Callable[..., Result], tmp_path: Path, folder: Path) -> None:
    """A reply that is none and a file that can't be read cost one line each, exit 3; the next run mends them."""
    (folder / "empty.txt").write_text("")
    with FaultServer(GOOD, FILTERED, GOOD) as server:
        first = batch(server, "--concurrency", "1")
        assert first.returncode == 3
        errors = [line for line in lines(tmp_path) if line["error"]]
        assert (len(errors), all(line["briefing"] is None for line in errors)) == (2, True)
        assert b"2 failed" in first.stderr
        (folder / "empty.txt").write_text("Jetzt steht hier etwas.")
        assert batch(server).returncode == 0
    assert [line["error"] for line in lines(tmp_path)] == [None] * 11


def test_fail_fast_begins_nothing_after_the_first_failure(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --fail-fast the first failure ends the run."""
    with FaultServer(GOOD, FILTERED, GOOD) as server:
        assert batch(server, "--concurrency", "1", "--fail-fast").returncode == 3
        assert len(server.requests) == 2
    assert len(lines(tmp_path)) == 2


def test_ordered_lines_come_in_the_order_of_the_articles(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --ordered a slow first article holds the others back, and none is lost."""
    slow = Reply(GOOD.json, delay_s=0.5)
    with FaultServer(slow, GOOD) as server:
        assert batch(server, "--ordered", "--concurrency", "4").returncode == 0
    assert numbers(tmp_path) == list(range(10))


def test_an_ordered_run_that_ends_begins_nothing_more(batch: Callable[..., Result], tmp_path: Path) -> None:
    """Articles that waited for the slow first one are not begun once a failure ended the run."""
    slow = dataclasses.replace(FILTERED, delay_s=0.5)
    with FaultServer(slow, GOOD) as server:
        assert batch(server, "--ordered", "--concurrency", "2", "--fail-fast").returncode == 3
        assert len(server.requests) == 8
    assert numbers(tmp_path) == list(range(1, 8))


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
    with FaultServer(Reply(GOOD.json, delay_s=0.3)) as server:
        ended = batch(server, "--deadline", "0.5s", "--concurrency", "1")
        assert ended.returncode == 3
        assert 1 <= len(server.requests) <= 3
        assert len(numbers(tmp_path)) == len(server.requests)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--max-cost", "1"), b"--prices"),
        (("--max-cost", "1", "--prices", "prices.toml", "--model", "other"), b"no price of model other"),
        (("--max-cost", "1", "--prices", "broken.toml"), b"needs input and output"),
        (("--max-cost", "-1"), b"no amount"),
        (("--deadline", "soon"), b"no time"),
    ],
)
def test_wrong_limits_are_said_before_anything_is_sent(
    batch: Callable[..., Result], tmp_path: Path, arguments: tuple[str, ...], message: bytes
) -> None:
    """A limit that can't be kept is an error, exit 2, and nothing is sent."""
    (tmp_path / "prices.toml").write_text(PRICES)
    (tmp_path / "broken.toml").write_text('["m"]\ninput = "much"\n')
    with FaultServer(GOOD) as server:
        refused = batch(server, *arguments)
        assert (refused.returncode, len(server.requests)) == (2, 0)
    assert message in refused.stderr


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


def test_dry_run_sends_nothing_and_writes_nothing(batch: Callable[..., Result], tmp_path: Path) -> None:
    """It says how much would be sent, before and after a run."""
    (tmp_path / "prices.toml").write_text(PRICES)
    with FaultServer(GOOD) as server:
        told = batch(server, "--dry-run", "--prices", "prices.toml")
        assert (told.returncode, len(server.requests)) == (0, 0)
        assert not (tmp_path / "out.jsonl").exists()
        assert b"requests           10" in told.stdout
        assert b"USD" in told.stdout
        batch(server, "--max-requests", "4")
        told = batch(server, "--dry-run")
    assert b"done before        4" in told.stdout
    assert b"articles to brief  6" in told.stdout


def test_a_folder_without_articles_is_an_error(summarize: Callable[..., Result], tmp_path: Path) -> None:
    """Nothing to do is said, and no file is made."""
    (tmp_path / "none").mkdir()
    refused = summarize("batch", "none", "-o", "out.jsonl", "--engine", "rules")
    assert refused.returncode == 1
    assert b"no article" in refused.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_half_line_and_a_double_are_taken_out(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What a crash left of the last line goes, its article is made again; other lines stay as they are."""
    with FaultServer(GOOD) as server:
        batch(server)
        whole = (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)
        (tmp_path / "out.jsonl").write_bytes(b"".join([*whole[:9], whole[0], whole[9][:50]]))
        assert batch(server).returncode == 0
    assert sorted(numbers(tmp_path)) == list(range(10))
    assert (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)[:9] == whole[:9]


def test_a_file_of_something_else_is_not_touched(batch: Callable[..., Result], tmp_path: Path) -> None:
    """An output that no batch wrote is refused."""
    (tmp_path / "out.jsonl").write_text("My notes.\n")
    with FaultServer(GOOD) as server:
        refused = batch(server)
        assert (refused.returncode, len(server.requests)) == (1, 0)
    assert b"line 1: not written by a batch" in refused.stderr
    assert (tmp_path / "out.jsonl").read_text() == "My notes.\n"


def start(tmp_path: Path, folder: Path, server: FaultServer, *more: str) -> subprocess.Popen[bytes]:
    """Start a batch as a process of its own."""
    command = [sys.executable, "-m", "summarizer", "batch", str(folder), "-o", "out.jsonl", "--base-url", server.url]
    command += ["--model", "m", "--language", "de", *more]
    environment = clean_environment(tmp_path)
    return subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_finishes_what_is_under_way(tmp_path: Path, folder: Path, number: signal.Signals, code: int) -> None:
    """Articles that were asked for are written; no further one is begun."""
    with FaultServer(Reply(GOOD.json, delay_s=1.0)) as server, start(tmp_path, folder, server, "--concurrency", "3") as process:
        assert server.arrived.wait(30)
        time.sleep(0.3)
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
        assert process.returncode == code
        assert b"under way are finished" in errors
        assert len(numbers(tmp_path)) == len(server.requests) == 3


def test_a_second_signal_stops_at_once(tmp_path: Path, folder: Path) -> None:
    """Who presses Ctrl-C twice does not wait for the endpoint."""
    with FaultServer(Reply(GOOD.json, delay_s=60)) as server, start(tmp_path, folder, server) as process:
        assert server.arrived.wait(30)
        began = time.monotonic()
        for _ in range(2):
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
        process.communicate(timeout=30)
        assert process.returncode == 130
        assert time.monotonic() - began < 20
    assert lines(tmp_path) == []


def test_two_batches_on_one_output_exclude_each_other_and_share_a_store(tmp_path: Path, folder: Path) -> None:
    """The second is refused the file; with a file of its own it takes from the store what the first has paid for."""
    with FaultServer(Reply(GOOD.json, delay_s=0.2)) as server:
        with start(tmp_path, folder, server, "--concurrency", "2") as first:
            assert server.arrived.wait(30)
            with start(tmp_path, folder, server) as second:
                _, errors = second.communicate(timeout=30)
            assert second.returncode == 1
            assert b"another batch" in errors
            first.communicate(timeout=60)
        with start(tmp_path, folder, server, "-o", "other.jsonl") as third:
            third.communicate(timeout=60)
        assert len(server.requests) == 10
    assert len(lines(tmp_path, "other.jsonl")) == 10


def test_an_output_folder_that_vanishes_ends_the_run(tmp_path: Path, folder: Path) -> None:
    """Nothing more is paid for where it can't be written; what came is in the store."""
    (tmp_path / "out").mkdir()
    with FaultServer(Reply(GOOD.json, delay_s=0.5)) as server:
        with start(tmp_path, folder, server, "-o", "out/b.jsonl", "--concurrency", "1") as process:
            assert server.arrived.wait(30)
            (tmp_path / "out" / "b.jsonl").unlink()
            (tmp_path / "out").rmdir()
            _, errors = process.communicate(timeout=30)
        assert process.returncode == 1
        assert b"can't be written" in errors
        paid = len(server.requests)
        assert paid <= 2
        with start(tmp_path, folder, server) as process:
            process.communicate(timeout=60)
        assert len(server.requests) <= 10 + (paid - 1)


@pytest.mark.slow
def test_kill_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Killed 20 times during 500 articles: every finished one survives, at most those in flight are paid for again."""
    place = tmp_path / "articles"
    place.mkdir()
    for number in range(500):
        (place / f"{number}.txt").write_text(f"Artikel {number} über eine Brücke, die wieder offen ist.", encoding="utf-8")
    flight = 8
    with FaultServer(Reply(GOOD.json, delay_s=0.02)) as server:
        for moment in range(20):
            with start(tmp_path, place, server, "--concurrency", str(flight), "--quiet") as process:
                before = len(server.requests)
                deadline = time.monotonic() + 20
                while (
                    len(server.requests) < before + 1 + (moment * 7) % 23 and process.poll() is None and time.monotonic() < deadline
                ):
                    time.sleep(0.005)
                process.kill()
                process.communicate()
            text = (tmp_path / "out.jsonl").read_bytes() if (tmp_path / "out.jsonl").exists() else b""
            for line in text.splitlines(keepends=True)[: text.count(b"\n")]:
                assert json.loads(line)["briefing"]
        with start(tmp_path, place, server, "--concurrency", str(flight), "--quiet") as process:
            process.communicate(timeout=120)
        assert process.returncode == 0
        assert len(server.requests) <= 500 + 20 * flight
    assert sorted(numbers(tmp_path)) == list(range(500))


def test_more_connections_than_file_descriptors_fail_cleanly(tmp_path: Path, folder: Path) -> None:
    """Under a tight limit of open files the run still ends with a line for each article or a clear error."""
    command = [sys.executable, "-c", _FEW_FILES, "batch", str(folder), "-o", "out.jsonl", "--model", "m", "--language", "de"]
    with FaultServer(Reply(GOOD.json, delay_s=0.1)) as server:
        command += ["--concurrency", "32", "--base-url", server.url]
        done = subprocess.run(command, cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert b"internal" not in done.stderr
    assert len(lines(tmp_path)) == 10


_FEW_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
from summarizer.cli import main
sys.exit(main())
"""
