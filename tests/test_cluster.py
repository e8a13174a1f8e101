"""A batch on a real dask scheduler and real workers on loopback: nothing is lost, nothing is asked twice, whoever is killed."""

import asyncio
import contextlib
import json
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer import Settings
from summarizer.articles import read_article
from summarizer.cluster.running import Cluster
from summarizer.cluster.working import for_workers
from summarizer.errors import ClusterLost
from tests.conftest import ROOT, Result, clean_environment, write_bridges
from tests.faults import FaultServer, Reply, chat, fault

pytestmark = pytest.mark.xdist_group("cluster")

EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
GOOD = chat(EMPTY, usage=(1000, 100))
SLOW = Reply(GOOD.json, delay_s=0.05)
KEY = "sk-test-0123456789abcdef"
LUCK = random.Random()  # noqa: S311  (no secret)


class Dask:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Start the scheduler alone."""
        self.folder = folder
        self.scheduler, self.address = self._start("dask_scheduler", "--port", "0")
        self.workers: list[subprocess.Popen[bytes]] = []

    def work(self, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker, which nobody starts anew."""
        worker, _ = self._start("dask_worker", self.address, "--no-nanny", "--nthreads", "1", **environment)
        self.workers.append(worker)
        return worker

    def dismiss(self) -> None:
        """End the last worker, and wait until the scheduler knows."""
        worker = self.workers.pop()
        worker.terminate()
        worker.wait()

    def logs(self) -> str:
        """Return what all of them wrote."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("*.log"))

    def close(self) -> None:
        """End all."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(self, name: str, *more: str, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
        """Start a process and wait for the address that it serves at."""
        log = self.folder / f"{name}-{len(list(self.folder.iterdir()))}.log"
        command = [sys.executable, "-m", f"distributed.cli.{name}", *more, "--host", "127.0.0.1", "--no-dashboard"]
        with log.open("wb") as file:
            variables = {**clean_environment(self.folder), **environment}
            process = subprocess.Popen(command, cwd=self.folder, env=variables, stdout=file, stderr=file)
        pattern = r"Scheduler at:\s+(tcp://\S+)" if name == "dask_scheduler" else r"Registered to:\s+(tcp://\S+)"
        deadline = time.monotonic() + 60
        while not (found := re.search(pattern, log.read_text("utf-8"))):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.02)
        return process, found[1]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Callable[[], Dask]]:
    """Return what starts a scheduler; it ends with the test."""
    with contextlib.ExitStack() as stack:

        def start() -> Dask:
            place = tmp_path / "dask"
            place.mkdir()
            started = Dask(place)
            stack.callback(started.close)
            return started

        yield start


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Keep a scheduler and a worker for the tests that kill neither."""
    dask = Dask(tmp_path_factory.mktemp("dask"))
    dask.work()
    yield dask
    dask.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of sixteen short articles."""
    return write_bridges(tmp_path / "articles", 16)


@pytest.fixture
def batch(summarize: Callable[..., Result], folder: Path) -> Callable[..., Result]:
    """Return what runs a batch over the folder into `out.jsonl`, against a server."""

    def run(server: FaultServer, *more: str, **extra: Any) -> Result:
        call = ("batch", folder, "-o", "out.jsonl", "--base-url", server.url, "--model", "m", "--language", "de")
        return summarize(*call, *more, **extra)

    return run


def briefed(tmp_path: Path, name: str = "out.jsonl") -> dict[str, dict[str, Any]]:
    """Return the briefings by the names of their articles, without the time they took; each stands there once."""
    lines = [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]
    found = {Path(line["path"]).name: line["briefing"] for line in lines if line["briefing"]}
    assert len(found) == sum(bool(line["briefing"]) for line in lines)
    for briefing in found.values():
        briefing["run"]["seconds"] = None
    return found


@contextlib.contextmanager
def under_way(run: Callable[[], Result], server: FaultServer, requests: int) -> Iterator[list[Result]]:
    """Run beside, wait until so many requests have arrived, and give the place for the result."""
    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(run()))
    thread.start()
    deadline = time.monotonic() + 120
    while len(server.requests) < requests and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.005)
    yield results
    thread.join()


def test_workers_make_the_briefings_of_a_batch_and_never_see_the_key(
    batch: Callable[..., Result], summarize: Callable[..., Result], shared: Dask, tmp_path: Path, folder: Path
) -> None:
    """Line by line the same as without a cluster, one request each; the key is in no log, and in nothing that is sent to them."""
    with FaultServer(fault(429), GOOD) as server:
        done = batch(server, "--cluster", shared.address, environment={"SUMMARIZE_API_KEY": KEY})
        assert done.returncode == 0, done.stderr
        assert len(server.requests) == 17
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    with FaultServer(fault(429), GOOD) as server:
        call = ("batch", folder, "-o", "alone.jsonl", "--base-url", server.url, "--model", "m", "--language", "de", "--no-store")
        summarize(*call)
    together, alone = briefed(tmp_path), briefed(tmp_path, "alone.jsonl")
    retried = [sum(briefing["run"].pop("retries") for briefing in briefings.values()) for briefings in (together, alone)]
    assert retried == [1, 1]
    for briefings in (together, alone):
        assert sum(briefing["run"].pop("requests") for briefing in briefings.values()) == 17
    assert together == alone
    assert KEY not in shared.logs()
    assert KEY.encode() not in pickle.dumps(for_workers(Settings(api_key=KEY, base_url="http://127.0.0.1/v1")))


def test_limits_hold_as_in_a_batch(batch: Callable[..., Result], shared: Dask, tmp_path: Path) -> None:
    """Requests leave where the batch was begun, so its limits are exact, and the next run does the rest."""
    with FaultServer(GOOD) as server:
        ended = batch(server, "--cluster", shared.address, "--max-requests", "4")
        assert (ended.returncode, len(server.requests), len(briefed(tmp_path))) == (3, 4, 4)
        assert batch(server, "--cluster", shared.address).returncode == 0
        assert len(server.requests) == 16
    assert len(briefed(tmp_path)) == 16


def test_repairs_and_refusals_pass_through_the_workers(batch: Callable[..., Result], shared: Dask, tmp_path: Path) -> None:
    """What fails a check is repaired in a second round, and what the endpoint refuses is the article's failure."""
    wrong = EMPTY | {"headline": {"text": "Der Umbau kostete 99 Millionen Euro", "sentences": [2]}}
    with FaultServer(fault(400), chat("", finish_reason="content_filter"), chat(wrong)) as server:
        assert batch(server, "--cluster", shared.address).returncode == 3
        assert len(server.requests) == 2 + 2 * 14
    assert {briefing["run"]["repairs"] for briefing in briefed(tmp_path).values()} == {1}


def test_whoever_is_killed_no_reply_is_paid_for_twice(
    batch: Callable[..., Result], dask: Callable[[], Dask], tmp_path: Path
) -> None:
    """A worker killed at a random moment: all articles are there, each asked for once. The scheduler: so after a second run."""
    cluster = dask()
    cluster.work()
    with FaultServer(SLOW) as server:
        with under_way(lambda: batch(server, "--cluster", cluster.address), server, LUCK.randint(1, 10)) as results:
            time.sleep(LUCK.uniform(0, 0.2))
            cluster.workers[0].kill()
            cluster.work()
        assert results[0].returncode == 0, results[0].stderr
        assert len(server.requests) == 16
        assert len(briefed(tmp_path)) == 16
    (tmp_path / "out.jsonl").unlink()
    # A port is part of the key, so nothing of this server's is in the store.
    with FaultServer(SLOW) as server:
        with under_way(lambda: batch(server, "--cluster", cluster.address), server, 10) as results:
            cluster.scheduler.kill()
        assert results[0].returncode == 3, results[0].stderr
        assert f"the scheduler {cluster.address} is gone".encode() in results[0].stderr
        assert b"Traceback" not in results[0].stderr
        assert 0 < len(briefed(tmp_path)) < 16
        assert batch(server).returncode == 0
        assert len(server.requests) == 16
    assert len(briefed(tmp_path)) == 16


def test_a_scheduler_that_is_not_there_is_said(batch: Callable[..., Result], tmp_path: Path) -> None:
    """Nobody at the address: one line, what to do, and nothing is sent."""
    with FaultServer(GOOD) as server:
        refused = batch(server, "--cluster", "tcp://127.0.0.1:9")
        assert (refused.returncode, server.requests) == (1, [])
    assert b"error: no scheduler answers at tcp://127.0.0.1:9\nhint: " in refused.stderr
    assert b"Traceback" not in refused.stderr
    assert briefed(tmp_path) == {}


def test_a_scheduler_that_falls_silent_is_not_waited_for(shared: Dask) -> None:
    """One that is there, but does not answer any more, ends the run with a line that says so."""
    settings = Settings(engine="rules")

    async def run() -> None:
        async with Cluster(shared.address, settings, transport=None, patience_s=0.5) as cluster:
            shared.scheduler.send_signal(signal.SIGSTOP)
            await cluster.make(read_article("Die Brücke ist seit Montag wieder offen.", language="de"))

    try:
        with pytest.raises(ClusterLost, match="does not answer any more"):
            asyncio.run(run())
    finally:
        shared.scheduler.send_signal(signal.SIGCONT)


def test_a_worker_that_does_not_fit_is_named(batch: Callable[..., Result], shared: Dask, tmp_path: Path) -> None:
    """Another version on a worker, or none: named with the worker's address, before anything is sent."""
    none, newer = tmp_path / "none", tmp_path / "newer"
    (none / "summarizer").mkdir(parents=True)
    (none / "summarizer" / "__init__.py").write_text('__version__ = "0.0.1"\n')
    for name in ("summarizer", "schemas", "prompts"):
        shutil.copytree(ROOT / name, newer / name)
    start = newer / "summarizer" / "__init__.py"
    start.write_text(re.sub(r'__version__ = "[^"]+"', '__version__ = "9.9"', start.read_text("utf-8")), encoding="utf-8")
    with FaultServer(GOOD) as server:
        for place, message in ((none, b"has no summarizer, or another version"), (newer, b"it has summarizer 9.9")):
            shared.work(PYTHONPATH=str(place))
            refused = batch(server, "--cluster", shared.address)
            shared.dismiss()
            assert (refused.returncode, message in refused.stderr) == (2, True), refused.stderr
        assert server.requests == []


def test_processes_of_this_machine_end_with_the_batch(tmp_path: Path, folder: Path) -> None:
    """local:1 starts by itself; Ctrl-C, which a terminal sends to all, finishes what is under way, and no process stays."""
    command = [sys.executable, "-m", "summarizer", "batch", str(folder), "-o", "out.jsonl", "--model", "m", "--language", "de"]
    with FaultServer(Reply(GOOD.json, delay_s=1.0)) as server:
        command += ["--cluster", "local:1", "--base-url", server.url]
        process = subprocess.Popen(
            command, cwd=tmp_path, env=clean_environment(tmp_path), stderr=subprocess.PIPE, start_new_session=True
        )
        assert server.arrived.wait(60)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert b"under way are finished" in errors
    assert len(briefed(tmp_path)) == len(server.requests) == 4
    deadline = time.monotonic() + 10
    while is_there(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(process.pid)


def is_there(group: int) -> bool:
    """Say whether a group of processes has one left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("address", ["here", "local:0", "http://127.0.0.1:8786", "tcp://127.0.0.1", "local:2;ls"])
def test_what_is_no_address_is_said(batch: Callable[..., Result], address: str) -> None:
    """A wrong --cluster is a wrong option."""
    with FaultServer(GOOD) as server:
        refused = batch(server, "--cluster", address)
    assert (refused.returncode, b"is no address such as" in refused.stderr) == (2, True)
