"""Memory of a batch while it grows: short articles, empty replies, a stub on loopback.

    python -m benchmarks.batch_memory [--articles 100000] [--every 10000] [--seconds 3600]

Printed as it goes: articles done, the memory of the batch's own process and of all its processes together, milliseconds an
article; then what a second run over the same folder takes. After `--seconds` the run is ended, with what is done by then.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.batch import ROOT, stub
from summarizer.schemas import BriefingDraft


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=3600)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = folder / "articles"
        place.mkdir()
        for number in range(chosen.articles):
            (place / f"{number}.txt").write_text(f"Die Brücke {number} ist wieder offen.", encoding="utf-8")
        empty = json.dumps({field: None if field == "headline" else [] for field in BriefingDraft.model_fields})
        with stub(folder, 0.0, empty) as url:
            print("| articles done | this process, MB | all its processes, MB | ms an article |\n|---:|---:|---:|---:|")
            done = _watch(_start(place, folder, url), folder / "out.jsonl", chosen.every, chosen.seconds)
            if done == chosen.articles:
                began = time.perf_counter()
                _start(place, folder, url).wait()
                print(f"a second run over the same folder: {(time.perf_counter() - began) / done * 1000:.2f} ms an article")


def _start(place: Path, folder: Path, url: str) -> subprocess.Popen[bytes]:
    """Start a batch."""
    command = [sys.executable, "-m", "summarizer", "batch", str(place), "-o", str(folder / "out.jsonl"), "--model", "m"]
    command += ["--base-url", url, "--language", "de", "--concurrency", "64", "--quiet", "--store", str(folder / "store")]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SUMMARIZE_API_KEY": "none"})


def _watch(process: subprocess.Popen[bytes], output: Path, every: int, seconds: float) -> int:
    """Print memory as lines are added; return how many there are."""
    began, told, done, read = time.perf_counter(), 0, 0, 0
    while process.poll() is None:
        time.sleep(0.25)
        own, together = _resident_mb(process.pid), sum(map(_resident_mb, _below(process.pid)))
        if output.exists():
            with output.open("rb") as file:
                file.seek(read)
                added = file.read()
            read, done = read + len(added), done + added.count(b"\n")
        if done >= told + every:
            told = done
            print(f"| {done} | {own:.0f} | {own + together:.0f} | {(time.perf_counter() - began) / done * 1000:.1f} |", flush=True)
        if time.perf_counter() - began > seconds:
            process.send_signal(signal.SIGTERM)
            seconds = float("inf")
    return output.read_bytes().count(b"\n")


def _below(process: int) -> Iterator[int]:
    """Yield the processes that a process's threads started, and those that they did."""
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                yield child
                yield from _below(child)


def _resident_mb(process: int) -> float:
    """Return the memory that a process holds alone or shares, shared pages in parts; 0 where it has ended."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in text.splitlines() if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
