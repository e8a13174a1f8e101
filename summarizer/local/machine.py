"""What this machine has to spare right now: threads for llama.cpp, and memory."""

import contextlib
import os
import time
from pathlib import Path

MAXIMUM_THREADS = 8

_GROUP = Path("/sys/fs/cgroup")
_SAMPLES = 5
_SAMPLE_S = 0.01


def choose_threads(cores: int, load: float) -> int:
    """Return how many threads to use beside what already runs.

    On 2 cores beside a busy process, 2 threads of llama.cpp had not finished after 170 s, 1 thread took 24 s.

    >>> choose_threads(2, 0.1), choose_threads(2, 1.0), choose_threads(8, 1.2), choose_threads(1, 3.0)
    (2, 1, 7, 1)
    """
    return max(1, min(MAXIMUM_THREADS, int(cores - load + 0.3)))


def threads_now() -> int:
    """Return how many threads to use on this machine now."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    cores = min(cores, cores_of_group() or cores)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else cores / 2
    return choose_threads(cores, max(load, _others_running()))


def cores_of_group(folder: Path = _GROUP) -> int | None:
    """Return how many cores a container's limit allows, None where there is none."""
    with contextlib.suppress(OSError, ValueError):
        quota, period = (folder / "cpu.max").read_text(encoding="ascii").split()
        return max(1, int(quota) // int(period))
    with contextlib.suppress(OSError, ValueError):
        quota, period = ((folder / "cpu" / f"cpu.cfs_{name}_us").read_text(encoding="ascii") for name in ("quota", "period"))
        # Without a limit the quota is -1.
        return max(1, int(quota) // int(period)) if int(quota) > 0 else None
    return None


def _others_running() -> int:
    """Return how many other tasks want a core all the time; the average of a minute does not know those just begun."""
    fewest: list[int] = []
    with contextlib.suppress(OSError, ValueError, IndexError):
        for _ in range(_SAMPLES):
            # "0.20 0.18 0.12 1/80 11206": the fourth field begins with the tasks that run or wait for a core, this one too.
            fewest.append(int(Path("/proc/loadavg").read_text(encoding="ascii").split()[3].partition("/")[0]) - 1)
            time.sleep(_SAMPLE_S)
    return min(fewest, default=0)


def free_bytes() -> int | None:
    """Return how much memory this process may still take, None where the system does not say."""
    found = [free for free in (_free_in_machine(), free_in_group(), _free_in_process()) if free is not None]
    return min(found, default=None)


def _free_in_machine() -> int | None:
    with contextlib.suppress(OSError, ValueError, KeyError):
        return 1024 * _numbers(Path("/proc/meminfo"))["MemAvailable:"]
    return None


def free_in_group(folder: Path = _GROUP) -> int | None:
    """Return how many bytes a container's limit leaves, None where there is none; file contents that can be dropped are free."""
    for limit, taken, stat, cache in (
        ("memory.max", "memory.current", "memory.stat", "inactive_file"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat", "total_inactive_file"),
    ):
        # Without a limit the first file says "max".
        with contextlib.suppress(OSError, ValueError, KeyError):
            bound, used = (int((folder / name).read_text(encoding="ascii")) for name in (limit, taken))
            return bound - used + _numbers(folder / stat)[cache]
    return None


def _free_in_process() -> int | None:
    """Return what `ulimit -v` leaves."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        if limit != resource.RLIM_INFINITY:
            return limit - int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return None


def _numbers(path: Path) -> dict[str, int]:
    """Return a file of names and numbers, one pair a line."""
    rows = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) > 1}
