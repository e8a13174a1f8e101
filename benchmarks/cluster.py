"""A batch alone, in several processes of its own, and on dask's workers: the same articles, the same loopback endpoint, one run.

    python -m benchmarks.cluster [--articles 300] [--latency 0.1 1.0] [--workers 2] [--concurrency 64]

Articles and reply are those of benchmarks/batch.py, every item checked in earnest. A run over one article, which is little more
than the start of programs and workers, is subtracted in the column `work s`. Also printed: what each route costs an article, in
processor milliseconds of all its processes and in bytes.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.batch import ALONE, ROOT, stub, write_articles


class Cost(NamedTuple):
    """What a command took: seconds on the wall, and of processors."""

    wall_s: float
    cpu_s: float


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--latency", type=float, nargs="*", default=[0.1, 1.0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=64)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles", chosen.articles)
        write_articles(folder / "one", 1)
        for latency_s in chosen.latency:
            with stub(folder, latency_s) as url:
                _compare(folder, url, latency_s, chosen)
        with stub(folder, 0.0) as url:
            _files(folder, url, chosen.articles)


def _compare(folder: Path, url: str, latency_s: float, chosen: argparse.Namespace) -> None:
    """Print the routes that send at once, each as wall seconds, without its start, as a ratio, and per article."""
    local = f"local:{chosen.workers}"
    routes = {"one process": [], "processes of its own": [], f"--cluster {local}": ["--cluster", local]}
    print(f"{chosen.articles} articles, {latency_s * 1000:g} ms, {chosen.concurrency} at once")
    print(f"{'route':<20} {'seconds':>8} {'work s':>8} {'of alone':>9} {'CPU ms an article':>18}")
    one_s = 0.0
    for number, (route, options) in enumerate(routes.items()):
        command = ["--base-url", url, "--model", "m", "--language", "de", "--concurrency", str(chosen.concurrency), *options]
        program = ["-c", ALONE] if number == 0 else ["-m", "summarizer"]
        start = _run(folder, ["batch", "one", "-o", f"one-{latency_s}-{number}.jsonl", *command], program)
        cost = _run(folder, ["batch", "articles", "-o", f"{latency_s}-{number}.jsonl", *command], program)
        work_s = cost.wall_s - start.wall_s
        one_s = one_s or work_s
        each_ms = (cost.cpu_s - start.cpu_s) / chosen.articles * 1000
        # Processes that the batch ends by force are not in its times.
        told = f"{each_ms:>18.1f}" if number != 1 else f"{'':>18}"
        print(f"{route:<20} {cost.wall_s:>8.1f} {work_s:>8.1f} {work_s / one_s:>9.2f} {told}", flush=True)


def _files(folder: Path, url: str, count: int) -> None:
    """Print what the route through files costs."""
    command = ["--base-url", url, "--model", "m", "--language", "de"]
    exported = _run(folder, ["requests", "export", "articles", "-o", "requests.jsonl", *command])
    request_bytes = (folder / "requests.jsonl").stat().st_size / count
    body = (folder / "reply.json").read_text("utf-8").replace("\n", " ")
    with (folder / "replies.jsonl").open("w", encoding="utf-8") as replies:
        for line in (folder / "requests.jsonl").open(encoding="utf-8"):
            key = line[len('{"custom_id":"') :].partition('"')[0]
            replies.write(f'{{"custom_id":"{key}","response":{{"status_code":200,"body":{body}}},"error":null}}\n')
    imported = _run(folder, ["requests", "import", "replies.jsonl", "-o", "imported.jsonl", "--any-model"])
    export_ms, import_ms = exported.cpu_s / count * 1000, imported.cpu_s / count * 1000
    print(f"through files: export {export_ms:.1f}, import {import_ms:.1f} CPU ms an article, with the start of the program")
    for name, size in (("request", request_bytes), ("reply", len(body)), ("briefing", _size(folder / "imported.jsonl") / count)):
        print(f"{name:<10} {size:>8.0f} bytes an article")
    print(f"{'plan':<10} {_size(folder / 'requests.jsonl.plan') / count:>8.0f} bytes an article")
    print(f"{'store':<10} {_size(folder / 'store.sqlite') / count:>8.0f} bytes an article")


def _size(path: Path) -> int:
    return path.stat().st_size


def _run(folder: Path, arguments: list[str], program: Sequence[str] = ("-m", "summarizer")) -> Cost:
    """Run the command line with a fresh store, unless it goes on from an export."""
    store = folder / "store.sqlite"
    if arguments[:2] != ["requests", "import"]:
        for path in folder.glob("store.sqlite*"):
            path.unlink()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, *program, *arguments, "--quiet", "--store", str(store)]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "SUMMARIZE_API_KEY": "none"}, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}")
    wall_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall_s, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
