"""Work in processes of their own: the same briefings, and nothing lost where processes are lost or can't be had."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.desk import Desk
from summarizer.pipeline import brief
from summarizer.processes import LEAST_ARTICLES, Processes, processes_worth
from summarizer.settings import Settings
from summarizer.threads import Thread
from summarizer.work import at_once

ROOT = Path(__file__).parent.parent
ARTICLES = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
REPLAYED = Settings(replay=ROOT / "fixtures" / "recordings")


@pytest.fixture
def notes() -> list[str]:
    """Return what was noted."""
    return []


@pytest.fixture
def processes(notes: list[str]) -> Iterator[Processes]:
    """Return one process to work in."""
    made = Processes(1, notes=notes.append)
    yield made
    made.close()


def test_processes_and_threads_make_the_same_briefings(processes: Processes) -> None:
    """Byte for byte, by replies and by rules."""

    async def briefings() -> list[list[str]]:
        made = []
        for work in (at_once, Thread(), processes):
            for settings in (REPLAYED, Settings(engine="rules")):
                async with Desk(settings, work=work, clock=lambda: 0.0) as desk:
                    made.append([(await brief(load_article(path), desk)).model_dump_json() for path in ARTICLES])
        return made

    replayed, ruled, *others = asyncio.run(briefings())
    assert others == [replayed, ruled] * 2


def test_errors_come_back_and_the_process_stays(processes: Processes) -> None:
    """What the work raises is raised where it is waited for; the next work is done by the same process."""

    async def work() -> None:
        first = await processes(os.getpid)
        assert first != os.getpid()
        with pytest.raises(ValueError, match="invalid literal"):
            await processes(int, "no number")
        assert await processes(os.getpid) == first

    asyncio.run(work())


def test_a_lost_process_costs_no_work(processes: Processes, notes: list[str]) -> None:
    """Killed over a work, as a machine without memory does, it leaves that and what follows to a thread, and that is said once."""

    async def work() -> None:
        child = await processes(os.getpid)
        slow = asyncio.create_task(processes(_wait_unless_here, os.getpid()))
        await asyncio.sleep(0.3)
        os.kill(child, signal.SIGKILL)
        assert await slow == os.getpid()
        assert await processes(os.getpid) == os.getpid()

    asyncio.run(work())
    assert len(notes) == 1


def _wait_unless_here(here: int) -> int:
    """Return this process's id, at once where it is `here`."""
    if os.getpid() != here:
        time.sleep(60)
    return os.getpid()


_SCRIPT = """
import asyncio, os, resource, sys
from summarizer.processes import Processes
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]),) * 2)
async def work():
    print(await Processes(1)(os.getpid) == os.getpid(), await Processes(1)(os.getpid), flush=True)
    sys.stdin.read()
if __name__ == "__main__":
    asyncio.run(work())
"""


@pytest.fixture
def script(tmp_path: Path) -> Callable[[int], subprocess.Popen[str]]:
    """Return what starts a program that prints whether it works in itself, and the id of the process that works."""
    file = tmp_path / "script.py"
    file.write_text(_SCRIPT)

    def start(descriptors: int) -> subprocess.Popen[str]:
        command = [sys.executable, str(file), str(descriptors)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    return start


def test_without_processes_a_thread_does_it(script: Callable[[int], subprocess.Popen[str]]) -> None:
    """A machine that gives no pipes for a process gets its work done all the same."""
    with script(10) as program:
        assert program.stdout
        assert program.stdout.readline().split()[0] == "True"
        program.communicate()


def test_a_killed_run_leaves_no_process_behind(script: Callable[[int], subprocess.Popen[str]]) -> None:
    """Processes end when the one that began them is killed."""
    with script(256) as program:
        assert program.stdout
        here, child = program.stdout.readline().split()
        assert here == "False"
        program.kill()
        program.communicate()
    until = time.monotonic() + 20
    while _runs(int(child)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(int(child))


def _runs(process: int) -> bool:
    """Say whether a process runs; one that nobody has waited for has ended all the same."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_few_articles_start_no_process() -> None:
    """Below a number of articles, processes cost more than they save."""
    assert processes_worth(LEAST_ARTICLES - 1) == 0
    assert processes_worth(LEAST_ARTICLES) != 1
