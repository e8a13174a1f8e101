"""What the machine has to spare: threads beside other work, memory within every limit."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.articles import read_article
from summarizer.local.machine import choose_threads, cores_of_group, free_bytes, free_in_group, threads_now
from summarizer.pipeline import brief_each
from summarizer.schemas import Briefing
from summarizer.settings import Settings

CORES = os.cpu_count() or 1
FIRST = {"memory.max": "1000", "memory.current": "700", "memory.stat": "anon 500\ninactive_file 200\n", "cpu.max": "150000 100000"}
UNLIMITED = {**FIRST, "memory.max": "max", "cpu.max": "max 100000"}
OLD = {
    "memory/memory.limit_in_bytes": "1000",
    "memory/memory.usage_in_bytes": "900",
    "memory/memory.stat": "total_inactive_file 50",
    "cpu/cpu.cfs_quota_us": "400000",
    "cpu/cpu.cfs_period_us": "100000",
}


@contextlib.contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep as many processes computing."""
    script = "print(flush=True)\nwhile True: pass"
    processes = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) for _ in range(count)]
    try:
        for process in processes:
            assert process.stdout
            process.stdout.readline()
        yield
    finally:
        for process in processes:
            process.kill()
            process.communicate()


@pytest.mark.parametrize("cores", [1, 2, 4, 64])
@pytest.mark.parametrize("load", [0.0, 0.9, 3.0, 500.0])
def test_threads_fit_the_machine(cores: int, load: float) -> None:
    """There is always one thread, never more than cores, and a busy machine gets fewer."""
    assert 1 <= choose_threads(cores, load) <= min(cores, 8)
    assert choose_threads(cores, load + 1) <= choose_threads(cores, load)


def test_processes_just_begun_are_seen() -> None:
    """Where every core has been taken since a moment ago, one thread is left, though the average of a minute knows nothing yet."""
    with busy(CORES):
        # Elsewhere than on Linux only the average is known.
        assert threads_now() == 1 or not Path("/proc/loadavg").exists()


@pytest.mark.parametrize(
    ("files", "memory", "cores"), [(FIRST, 500, 1), (UNLIMITED, None, None), (OLD, 150, 4), ({"memory.max": "?"}, None, None)]
)
def test_a_container_has_limits_of_its_own(tmp_path: Path, files: dict[str, str], memory: int | None, cores: int | None) -> None:
    """Control groups of both versions are read; without them, and without a limit, nothing is known."""
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert free_in_group(tmp_path) == memory
    assert cores_of_group(tmp_path) == cores


def test_free_memory_is_known_on_linux() -> None:
    """On Linux the free memory is a number of bytes; elsewhere it may be unknown."""
    free = free_bytes()
    assert free is None or 2**20 < free < 2**50


@pytest.mark.model
@pytest.mark.slow
def test_a_busy_machine_is_no_disaster() -> None:
    """Beside a process on every core an article is briefed to its end, with the threads that are left."""
    article = read_article(
        "Die Bürgermeisterin von Lübeck, Karla Wehrmann, sagte am Montag, der Hafen werde ausgebaut.", language="de"
    )
    with busy(CORES):
        (briefing,) = brief_each([article], Settings(engine="local"))
    assert isinstance(briefing, Briefing)
    assert "Karla Wehrmann" in [actor.name for actor in briefing.actors]
