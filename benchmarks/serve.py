"""Serve under load: fifty users at once, and one user beside another who sent many, against a loopback endpoint.

    python -m benchmarks.serve [--users 50] [--latency 1.0] [--concurrency 4 16]

Each article is the first sample with a line of its own; the reply is the hand-written one, so every item is checked as in
earnest. Printed are ratios to what the endpoint's latency and the limit alone would take: 1.00 is nothing on top.
"""

import argparse
import asyncio
import contextlib
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

from benchmarks.batch import ROOT, SAMPLE, stub

_STARTED = re.compile(rb"serving on (http://[^/]+)/")
_POLL_S = 0.5
_TOKEN = "for-the-length-of-a-benchmark"  # noqa: S105 - opens nothing else


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--latency", type=float, default=1.0)
    parser.add_argument("--concurrency", type=int, nargs="*", default=[4, 16])
    chosen = parser.parse_args()
    print(f"{chosen.users} users at once, {chosen.latency:g} s a call; ratios to rounds × latency")
    print(f"{'at once':>8} {'last user':>10} {'median':>8} {'page, 95 %':>11} {'beside many':>12} {'alone':>8} {'in line':>8}")
    for concurrency in chosen.concurrency:
        with (
            tempfile.TemporaryDirectory() as name,
            stub(Path(name), chosen.latency) as endpoint,
            serving(Path(name), endpoint, concurrency) as url,
        ):
            print(f"{concurrency:>8} {asyncio.run(measure(url, chosen.users, chosen.latency, concurrency))}", flush=True)


async def measure(url: str, users: int, latency_s: float, concurrency: int) -> str:
    """Return a row: the users at once, then one user alone, and one behind another's articles."""
    text = SAMPLE.read_text("utf-8").rstrip()
    headers = {"authorization": f"Bearer {_TOKEN}"}
    async with httpx2.AsyncClient(
        base_url=url, headers=headers, timeout=120, limits=httpx2.Limits(max_connections=users + 10)
    ) as client:

        async def brief(user: str, number: str) -> float:
            """Hand in an article of its own, wait until it is done, and return the seconds that it took."""
            began = time.perf_counter()
            # As a proxy on this machine says it.
            headers = {"x-forwarded-for": user}
            body = {"text": f"{text}\nFassung {number} dieses Artikels.", "language": "de"}
            key = (await client.post("/briefings", json=body, headers=headers)).raise_for_status().json()["id"]
            while (await client.get(f"/briefings/{key}", headers=headers)).json()["state"] != "done":  # noqa: ASYNC110 - as a browser does
                await asyncio.sleep(_POLL_S)
            return time.perf_counter() - began

        pages: list[float] = []

        async def look() -> None:
            """Ask for the start page again and again."""
            while True:
                began = time.perf_counter()
                await client.get("/")
                pages.append(time.perf_counter() - began)
                await asyncio.sleep(_POLL_S)

        await brief("10.1.0.1", "warm")
        watching = asyncio.create_task(look())
        took = sorted(await asyncio.gather(*(brief(f"10.0.0.{number}", f"a{number}") for number in range(users))))
        watching.cancel()
        alone = await brief("10.1.0.1", "alone")
        many = [asyncio.create_task(brief("10.2.0.1", f"b{number}")) for number in range(users)]
        await asyncio.sleep(latency_s / 2)
        beside = await brief("10.1.0.1", "beside")
        await asyncio.gather(*many)
    rounds_s = math.ceil(users / concurrency) * latency_s
    middle_s = math.ceil(users / 2 / concurrency) * latency_s
    page_s = statistics.quantiles(pages, n=20)[-1]
    return (
        f"{took[-1] / rounds_s:>10.2f} {statistics.median(took) / middle_s:>8.2f} {page_s * 1000:>8.0f} ms"
        f" {beside / latency_s:>12.2f} {alone / latency_s:>8.2f} {rounds_s / latency_s:>8.2f}"
    )


@contextlib.contextmanager
def serving(folder: Path, endpoint: str, concurrency: int) -> Iterator[str]:
    """Run the server as a process of its own, and return its address."""
    command = [sys.executable, "-m", "summarizer", "serve", "--port", "0", "--base-url", endpoint, "--model", "m"]
    command += ["--concurrency", str(concurrency), "--store", str(folder / "store.sqlite"), "--queue", "1000"]
    environment = {**os.environ, "SUMMARIZE_API_KEY": "none", "SUMMARIZE_TOKEN": _TOKEN}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr
        found = next(match for line in iter(process.stderr.readline, b"") if (match := _STARTED.match(line)))
        yield found[1].decode()
        process.terminate()


if __name__ == "__main__":
    main()
