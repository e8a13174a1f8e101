"""A batch that is ended, killed or loses its disk: what was finished is there, and is not paid for again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batches import GOOD, lines, numbers, start
from tests.conftest import CommandLine, Result, clean_environment
from tests.faults import FaultServer, Reply


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


def test_two_batches_on_one_output_exclude_each_other_and_share_a_store(
    tmp_path: Path, folder: Path, batch: Callable[..., Result]
) -> None:
    """The second is refused the file; with a file of its own it takes from the store what the first has paid for."""
    with FaultServer(Reply(GOOD.json, delay_s=0.2)) as server:
        with start(tmp_path, folder, server, "--concurrency", "2") as first:
            assert server.arrived.wait(30)
            # However long the second takes to start, the first is not done before.
            first.send_signal(signal.SIGSTOP)
            second = batch(server)
            first.send_signal(signal.SIGCONT)
            assert second.returncode == 1
            assert b"another batch" in second.stderr
            first.communicate(timeout=60)
        batch(server, "-o", "other.jsonl")
        assert len(server.requests) == 10
    assert len(lines(tmp_path, "other.jsonl")) == 10


def test_an_output_folder_that_vanishes_ends_the_run(tmp_path: Path, folder: Path, batch: Callable[..., Result]) -> None:
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
        batch(server)
        assert len(server.requests) <= 10 + (paid - 1)


LONG = bool(os.environ.get("SUMMARIZE_LONG_TESTS"))
"""Whether 500 articles are killed, which are checked in processes: 60 s where 99 take 10."""


@pytest.mark.slow
def test_kill_at_random_moments_loses_and_doubles_nothing(
    tmp_path: Path, batch: Callable[..., Result], folder: Path, command_line: CommandLine
) -> None:
    """Killed 20 times on its way: every finished article survives, at most those in flight are paid for again."""
    total, flight = 500 if LONG else 99, 4
    chance = random.Random()  # noqa: S311 - moments, no secrets
    for number in range(10, total):
        (folder / f"{number}.txt").write_text(f"Artikel {number} über eine Brücke, die wieder offen ist.", encoding="utf-8")
    killed = 0
    with FaultServer(Reply(GOOD.json, delay_s=0.01)) as server:
        for _ in range(20):
            enough = len(server.requests) + chance.randint(1, total // 25)
            killing = threading.Thread(target=_kill_after, args=(server, enough, command_line, chance.uniform(0, 0.02)))
            killing.start()
            killed += batch(server, "--concurrency", str(flight), "--quiet").returncode == -signal.SIGKILL
            killing.join()
            text = (tmp_path / "out.jsonl").read_bytes() if (tmp_path / "out.jsonl").exists() else b""
            for line in text.splitlines(keepends=True)[: text.count(b"\n")]:
                assert json.loads(line)["briefing"]
        assert batch(server, "--concurrency", str(flight), "--quiet").returncode == 0
        assert len(server.requests) <= total + killed * flight
    assert killed > 10
    assert sorted(numbers(tmp_path)) == list(range(total))


def _kill_after(server: FaultServer, requests: int, command_line: CommandLine, delay_s: float) -> None:
    """Kill the batch some time after so many requests; one that ends before is left alone."""
    until = time.monotonic() + 20
    while len(server.requests) < requests and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(delay_s)
    command_line.kill()


def test_more_connections_than_file_descriptors_fail_cleanly(tmp_path: Path, folder: Path) -> None:
    """Under a tight limit of open files the run still ends with a line for each article or a clear error."""
    with FaultServer(Reply(GOOD.json, delay_s=0.1)) as server:
        done = _limited("NOFILE", 24, tmp_path, folder, server, "--concurrency", "32")
    assert done.returncode in (0, 3), done.stderr
    assert b"internal" not in done.stderr
    assert len(lines(tmp_path)) == 10


def test_a_full_disk_ends_the_run_and_leaves_whole_lines(tmp_path: Path, folder: Path, batch: Callable[..., Result]) -> None:
    """The line that does not fit is taken back and said; with room again the next run does the rest."""
    with FaultServer(GOOD) as server:
        ended = _limited("FSIZE", 4000, tmp_path, folder, server, "--concurrency", "1", "--no-store")
        assert ended.returncode == 1
        assert b"can't be written" in ended.stderr
        done, paid = len(lines(tmp_path)), len(server.requests)
        assert 0 < done == paid - 1 < 9
        assert batch(server).returncode == 0
        assert len(server.requests) == 11
    assert sorted(numbers(tmp_path)) == list(range(10))


def _limited(kind: str, limit: int, tmp_path: Path, folder: Path, server: FaultServer, *more: str) -> Result:
    """Run a batch that has so much of a resource."""
    command = [sys.executable, "-c", _LIMITED, kind, str(limit), "batch", str(folder), "-o", "out.jsonl", "--model", "m"]
    command += ["--language", "de", "--base-url", server.url, *more]
    return subprocess.run(command, cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, timeout=60, check=False)


_LIMITED = """
import resource, sys
limit = int(sys.argv.pop(2))
resource.setrlimit(getattr(resource, f"RLIMIT_{sys.argv.pop(1)}"), (limit, limit))
from summarizer.cli import main
sys.exit(main())
"""
