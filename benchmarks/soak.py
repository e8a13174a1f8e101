"""A long batch against an endpoint that fails at random: memory stays flat, nothing is lost, nothing is paid for twice.

    python -m benchmarks.soak [--seconds 3600] [--seed 1] [--articles-per-second 3]

One `summarize batch` process works through short articles for about the given time, paced, while the endpoint on loopback
answers every third request with a fault drawn from `FAULTS`. Runs without pacing then do what is left, still against faults,
until nothing is. Printed: memory over time and what was counted; exit 1 where something does not hold.
"""

import argparse
import dataclasses
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.store import Store
from tests.fault_rows import EMPTY
from tests.faults import FaultServer, Reply, Request, chat, fault

ROOT = Path(__file__).parent.parent
TIMEOUT_S = 20
RETRIES, REASKS, MENDS = 4, 2, 1
MOST_REQUESTS = (1 + RETRIES + REASKS) * (1 + MENDS)
"""Requests of one run for one article, at most."""
FAULT_SHARE = 1 / 3
ROUNDS = 12
SAMPLES = 12
GROWTH, GROWTH_MB = 1.15, 15
"""How much more memory than after a fifth of the time counts as flat."""

FAULTS: tuple[tuple[int, Reply], ...] = (
    (20, fault(429, headers={"retry-after-ms": "50"})),
    (5, fault(429, headers={"retry-after": "1"})),
    (20, fault(500)),
    (10, fault(502)),
    (20, fault(503)),
    (10, fault(529)),
    (10, Reply({}, cut="before")),
    (10, Reply({"choices": []}, cut="half")),
    (10, Reply({"choices": []}, cut="reset")),
    (2, fault(400)),
    (3, chat("", finish_reason="content_filter")),
    (3, chat(None)),
    (6, chat("Here is your briefing!")),
    (6, chat({**EMPTY, "figures": 7})),
    (3, chat(EMPTY, finish_reason="length")),
    (3, Reply(raw=b'{"choices": [{"mess')),
    (3, Reply(raw=b'{"choices": "\xff\xfe"}')),
    (2, Reply(raw=b"<html>Welcome", content_type="text/html")),
    (1, Reply({}, delay_s=TIMEOUT_S * 1.5)),
    (1, Reply(raw=b" " * 20_000_000)),
)
"""What goes wrong, and how often beside the others; none of it is a whole briefing."""


def figure(number: int) -> dict[str, object]:
    """Return the draft figure of one article, found in no other."""
    return {"amount": f"{number} Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [2]}


class RandomServer(FaultServer):
    """Answers with the figure of the article that asks, or with a fault; counts instead of keeping requests."""

    def __init__(self, seed: int) -> None:
        """Take the seed of the faults."""
        super().__init__(Reply())
        self._random = random.Random(seed)  # noqa: S311 - faults, no secrets
        self.asked: Counter[int] = Counter()
        self.paid: Counter[int] = Counter()
        self.fault_share = FAULT_SHARE

    def _next(self, request: Request) -> Reply:
        number = int(re.findall(r"kostete (\d+) Millionen", request.raw.decode())[-1])
        with self._lock:
            self.arrived.set()
            self.asked[number] += 1
            if self._random.random() < self.fault_share:
                weights, replies = zip(*FAULTS, strict=True)
                fault: Reply = self._random.choices(replies, weights)[0]
                return fault
            self.paid[number] += 1
            delay_s = self._random.uniform(0, 0.3)
        return dataclasses.replace(chat({**EMPTY, "figures": [figure(number)]}), delay_s=delay_s)


def memory_mb(root: int) -> float:
    """Return the resident memory of a process and all below it."""
    parents = {}
    pages = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)], pages[int(path.parent.name)] = int(fields[1]), int(fields[21])
    family = {root}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(pages.get(one, 0) for one in family) * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def run_batch(folder: Path, output: Path, url: str, *more: str) -> Iterator[float]:
    """Run a batch to its end, and yield its memory every second."""
    command = [sys.executable, "-m", "summarizer", "batch", str(folder / "articles"), "-o", str(output), "--model", "m", "--quiet"]
    command += ["--base-url", url, "--language", "de", "--concurrency", "8", "--timeout", str(TIMEOUT_S), "--retries", str(RETRIES)]
    command += ["--store", str(folder / "store.sqlite"), *more]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "SUMMARIZE_API_KEY": "none"}, stderr=subprocess.PIPE) as process:
        assert process.stderr
        said: list[bytes] = []
        reader = threading.Thread(target=lambda: said.extend(process.stderr or ()))
        reader.start()
        while process.poll() is None:
            time.sleep(1)
            yield memory_mb(process.pid)
        reader.join()
    if process.returncode not in (0, 3) or b"internal" in b"".join(said):
        print(f"FAILED: a run ended with {process.returncode}: {b''.join(said[-3:]).decode()}")


def write_articles(folder: Path, count: int) -> None:
    """Write short articles, each with a number of its own."""
    folder.mkdir()
    for number in range(1, count + 1):
        text = f"Die Brücke Nummer {number} ist seit Montag wieder offen. Der Umbau kostete {number} Millionen Euro.\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines of an output."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def faults_found(folder: Path, output: Path, again: Path, server: RandomServer, count: int, rounds: int) -> Iterator[str]:
    """Yield what does not hold at the end, a line for each kind."""
    found = lines(output)
    names = Counter(Path(line["path"]).stem for line in found if line["briefing"])
    if names != Counter(f"{number:06}" for number in range(1, count + 1)):
        yield f"not every article has exactly one line with a briefing: {len(names)} of {count}, {len(found)} lines"
    for line in found:
        number = int(Path(line["path"]).stem)
        told = [one["amount"]["text"] for one in line["briefing"]["figures"]] if line["briefing"] else None
        if told != [f"{number} Millionen Euro"]:
            yield f"article {number} says {told}"
    with Store(folder / "store.sqlite") as store:
        kept = Counter(row.article for row in store.rows())
    if kept != Counter(line["briefing"]["article"]["id"] for line in found if line["briefing"]):
        yield f"the store has {len(kept)} articles, {kept.total()} briefings"
    if sorted(map(json.dumps, lines(again))) != sorted(map(json.dumps, found)):
        yield "from the store come other briefings"
    if twice := {number: paid for number, paid in server.paid.items() if paid != 1}:
        yield f"whole briefings that were paid for more than once: {len(twice)}, such as {next(iter(twice.items()))}"
    if max(server.asked.values()) > MOST_REQUESTS * rounds:
        yield f"an article took {max(server.asked.values())} requests"


def main() -> None:
    """Run, print, check."""
    parser = argparse.ArgumentParser(description="A long batch against random faults.")
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles-per-second", type=float, default=3.0)
    chosen = parser.parse_args()
    count = max(10, int(chosen.seconds * chosen.articles_per_second))
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        write_articles(folder / "articles", count)
        output, again = folder / "out.jsonl", folder / "again.jsonl"
        pace = f"{count * 60 / chosen.seconds / (1 - FAULT_SHARE):.0f}"
        with RandomServer(chosen.seed) as server:
            print(f"{count} articles, about {chosen.seconds} s, seed {chosen.seed}", flush=True)
            problems = list(_paced(folder, output, server, chosen.seconds, pace))
            rounds = 1
            while len([line for line in lines(output) if line["briefing"]]) < count and rounds < ROUNDS:
                rounds += 1
                sum(1 for _ in run_batch(folder, output, server.url))
            asked = server.asked.total()
            sum(1 for _ in run_batch(folder, again, server.url))
            if server.asked.total() != asked:
                problems.append(f"{server.asked.total() - asked} requests for what was in the store")
            problems += faults_found(folder, output, again, server, count, rounds)
            print(f"{asked} requests, {asked - server.paid.total()} faults, {rounds} runs, {len(server.paid)} articles")
    for problem in problems[:20]:
        print(f"FAILED: {problem}")
    print("nothing lost, nothing doubled, memory flat" if not problems else f"{len(problems)} checks failed")
    sys.exit(bool(problems))


def _paced(folder: Path, output: Path, server: RandomServer, seconds: int, pace: str) -> Iterator[str]:
    """Make the long run, print its memory, and yield a line where it grows."""
    began = time.monotonic()
    samples: list[tuple[float, float]] = []
    print(f"{'seconds':>8} {'MB':>6} {'lines':>7}", flush=True)
    more = ("--requests-per-minute", pace, "--deadline", f"{seconds * 2}s")
    for mb in run_batch(folder, output, server.url, *more):
        elapsed_s = time.monotonic() - began
        samples.append((elapsed_s, mb))
        if len(samples) % max(1, seconds // SAMPLES) == 0:
            print(f"{elapsed_s:>8.0f} {mb:>6.0f} {len(server.paid):>7}", flush=True)
    end_s = samples[-1][0]
    early = max(mb for elapsed_s, mb in samples if end_s * 0.1 <= elapsed_s <= end_s * 0.3)
    late = max(mb for elapsed_s, mb in samples if elapsed_s >= end_s * 0.7)
    print(f"memory: {early:.0f} MB at most between a tenth and three tenths of the time, {late:.0f} MB in the last three tenths")
    if late > early * GROWTH + GROWTH_MB:
        yield f"memory grew from {early:.0f} to {late:.0f} MB"


if __name__ == "__main__":
    main()
