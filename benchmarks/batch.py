"""A batch against a bare client loop and threads over instructor: the same requests to the same loopback endpoint, one run.

    python -m benchmarks.batch [--articles 1000] [--latency 0.1] [--concurrency 16 64 256] [--memory 1000 10000 100000]

Each article is the first sample with a line of its own; the reply is the hand-written one, so every item is checked as in
earnest. Printed: seconds, and the ratio to the bare loop and to articles × latency / concurrency.
"""

import argparse
import asyncio
import concurrent.futures
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import instructor
import openai

from summarizer.articles import load_article
from summarizer.prompting import Prompts
from summarizer.recording_files import read_recording
from summarizer.schemas import BriefingDraft
from summarizer.sentences import split_passages, split_sentences

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "fixtures" / "articles" / "000_06a67fbbd5e2eef7.txt"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--concurrency", type=int, nargs="*", default=[16, 64, 256])
    parser.add_argument("--memory", type=int, nargs="*", default=[])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if chosen.concurrency:
            _compare(folder, chosen.articles, chosen.latency, chosen.concurrency)
        for count in chosen.memory:
            _memory(folder, count)


def _compare(folder: Path, count: int, latency_s: float, concurrencies: list[int]) -> None:
    articles = _write_articles(folder / "articles", count)
    bodies = [_request(path) for path in articles]
    print(f"{count} articles, {latency_s * 1000:g} ms; seconds (ratio to the bare loop, to articles × latency / concurrency)")
    print(f"{'at once':>8} {'bare loop':>18} {'batch':>22} {'threads, instructor':>22} {'again, batch':>14}")
    for concurrency in concurrencies:
        with stub(folder, latency_s) as url:
            floor_s = count * latency_s / concurrency
            bare_s = _timed(_bare, url, bodies, concurrency)
            output = folder / f"{concurrency}.jsonl"
            ours_s = _timed(_batch, folder, output, url, concurrency)
            again_s = _timed(_batch, folder, output, url, concurrency)
            threads_s = _timed(_threads, url, bodies, concurrency)
        print(
            f"{concurrency:>8} {bare_s:>9.2f} ({bare_s / floor_s:5.2f})"
            f"  {ours_s:>8.2f} ({ours_s / bare_s:4.2f}, {ours_s / floor_s:5.2f})"
            f" {threads_s:>13.2f} ({threads_s / bare_s:5.2f})"
            f" {again_s:>8.2f} ({again_s / count * 1000:.2f} ms each)"
        )


def _memory(folder: Path, count: int) -> None:
    """Print the peak memory of a batch of so many short articles."""
    place = folder / f"short-{count}"
    place.mkdir()
    for number in range(count):
        (place / f"{number}.txt").write_text(f"Die Brücke {number} ist wieder offen.", encoding="utf-8")
    empty = json.dumps({name: None if name == "headline" else [] for name in BriefingDraft.model_fields})
    with stub(folder, 0.0, empty) as url:
        began = time.perf_counter()
        peak_mb = _batch(folder, folder / f"short-{count}.jsonl", url, 64, place=place)
        print(f"{count:>8} articles: peak {peak_mb:.0f} MB, {(time.perf_counter() - began) / count * 1000:.1f} ms each")


def _write_articles(place: Path, count: int) -> list[Path]:
    place.mkdir()
    text = SAMPLE.read_text("utf-8").rstrip()
    paths = []
    for number in range(count):
        path = place / f"{number:06}.txt"
        path.write_text(f"{text}\nFassung {number} dieses Artikels.\n", encoding="utf-8")
        paths.append(path)
    return paths


def _request(path: Path) -> dict[str, Any]:
    """Return the body of the request that our client sends for an article."""
    article = load_article(path, language="de")
    (passage,) = split_passages(split_sentences(article.text, "de"), 6000)
    schema = {"name": "BriefingDraft", "schema": BriefingDraft.model_json_schema()}
    return {
        "model": "m",
        "messages": [dict(message) for message in Prompts().brief(article, passage)],
        "response_format": {"type": "json_schema", "json_schema": schema},
    }


@contextlib.contextmanager
def stub(folder: Path, delay_s: float, content: str | None = None) -> Iterator[str]:
    """Serve the hand-written reply, or `content`, from a process of its own."""
    if content is None:
        recording = read_recording(next((ROOT / "fixtures" / "recordings").glob("097b111f*.json")))
        reply = recording.interactions[0].response.content()
    else:
        message = {"role": "assistant", "content": content}
        reply = json.dumps(
            {
                "id": "",
                "object": "chat.completion",
                "created": 0,
                "model": "m",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            }
        ).encode()
    file = folder / "reply.json"
    file.write_bytes(reply)
    command = [sys.executable, "-m", "benchmarks.stub", str(file), str(delay_s)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield process.stdout.readline().strip()
        process.stdin.close()


async def _bare_loop(url: str, bodies: list[dict[str, Any]], concurrency: int) -> None:
    """Send every request with nothing but the client and a semaphore."""
    limit = asyncio.Semaphore(concurrency)
    async with openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0) as client:

        async def one(body: dict[str, Any]) -> None:
            async with limit:
                await client.chat.completions.create(**body)

        await asyncio.gather(*(one(body) for body in bodies))


def _bare(url: str, bodies: list[dict[str, Any]], concurrency: int) -> None:
    """Run the bare loop."""
    asyncio.run(_bare_loop(url, bodies, concurrency))


def _threads(url: str, bodies: list[dict[str, Any]], concurrency: int) -> None:
    """Ask instructor for the draft on a pool of threads; no item is checked."""
    client = instructor.from_openai(openai.OpenAI(base_url=url, api_key="none"), mode=instructor.Mode.JSON_SCHEMA)

    def one(body: dict[str, Any]) -> None:
        client.chat.completions.create(response_model=BriefingDraft, model="m", messages=body["messages"])

    with concurrent.futures.ThreadPoolExecutor(concurrency) as pool:
        list(pool.map(one, bodies))


def _batch(folder: Path, output: Path, url: str, concurrency: int, *, place: Path | None = None) -> float:
    """Run our batch as a process of its own and return its peak memory in MB."""
    command = [sys.executable, "-m", "summarizer", "batch", str(place or folder / "articles"), "-o", str(output), "--model", "m"]
    command += ["--base-url", url, "--language", "de", "--concurrency", str(concurrency), "--quiet", "--store", f"{output}.store"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "SUMMARIZE_API_KEY": "none"}, check=False)
    if done.returncode:
        sys.exit(f"the batch ended with {done.returncode}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def _timed(work: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
