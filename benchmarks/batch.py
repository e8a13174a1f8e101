"""A batch against a bare client loop, threads over instructor and langextract: the same texts to one loopback endpoint, one run.

    python -m benchmarks.batch [--articles 1000] [--latency 0.1] [--concurrency 16 64 256] [--langextract PYTHON]

Each article is the first sample with a line of its own; the reply is the hand-written one, so every item is checked as in
earnest. Printed: seconds, and the ratio to the bare loop; the floor is articles × latency / concurrency. PYTHON is the interpreter
of an environment with langextract, whose replies hold the same figures, names and statements in its own form.
"""

import argparse
import asyncio
import concurrent.futures
import contextlib
import json
import os
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
COLUMNS = ("bare loop", "batch", "batch, one process", "again, batch", "threads, instructor", "langextract")
SAMPLE = ROOT / "fixtures" / "articles" / "000_06a67fbbd5e2eef7.txt"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--concurrency", type=int, nargs="*", default=[16, 64, 256])
    parser.add_argument("--langextract", type=Path, metavar="PYTHON")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = write_articles(folder / "articles", chosen.articles)
        print(
            f"{chosen.articles} articles, {chosen.latency * 1000:g} ms, {os.cpu_count()} cores; seconds (ratio to the bare loop)\n"
        )
        print(f"| at once | floor | {' | '.join(COLUMNS)} |\n|{'---:|' * (len(COLUMNS) + 2)}")
        for concurrency in chosen.concurrency:
            floor_s = chosen.articles * chosen.latency / concurrency
            row = _row(folder, articles, chosen.latency, concurrency, chosen.langextract)
            bare_s = row[COLUMNS[0]]
            cells = [f"{row[name]:.2f} ({row[name] / bare_s:.1f})" if name in row else "–" for name in COLUMNS]
            print(f"| {concurrency} | {floor_s:.2f} | {' | '.join(cells)} |", flush=True)


def _row(folder: Path, articles: list[Path], latency_s: float, concurrency: int, langextract: Path | None) -> dict[str, float]:
    """Return the seconds of each way, by column."""
    bare, batch, alone, again, threads, peer = COLUMNS
    bodies = [_request(path) for path in articles]
    output = folder / f"{concurrency}.jsonl"
    with stub(folder, latency_s) as url:
        row = {
            bare: _timed(_bare, url, bodies, concurrency),
            batch: _timed(run_batch, folder / "articles", output, url, concurrency),
            again: _timed(run_batch, folder / "articles", output, url, concurrency),
            alone: _timed(run_batch, folder / "articles", folder / f"{concurrency}-alone.jsonl", url, concurrency, alone=True),
            threads: _timed(_threads, url, bodies, concurrency),
        }
    if langextract:
        with stub(folder, latency_s, _in_their_form()) as url:
            row[peer] = _langextract(langextract, url, articles, concurrency)
    return row


def write_articles(place: Path, count: int) -> list[Path]:
    """Write so many articles, each with a line of its own."""
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


def hand_written() -> bytes:
    """Return the hand-written completion for the sample article."""
    recording = read_recording(next((ROOT / "fixtures" / "recordings").glob("097b111f*.json")))
    return recording.interactions[0].response.content()


def completed(reply: bytes) -> str:
    """Return the content of a completion."""
    content: str = json.loads(reply)["choices"][0]["message"]["content"]
    return content


@contextlib.contextmanager
def stub(folder: Path, delay_s: float, content: str | None = None) -> Iterator[str]:
    """Serve the hand-written reply, or `content`, from a process of its own."""
    if content is None:
        reply = hand_written()
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


def run_batch(articles: Path, output: Path, url: str, concurrency: int, *, alone: bool = False) -> None:
    """Run our batch as a program of its own, `alone` without processes that check."""
    command = [sys.executable, "-c", ALONE] if alone else [sys.executable, "-m", "summarizer"]
    command += ["batch", str(articles), "-o", str(output), "--model", "m", "--base-url", url, "--language", "de"]
    command += ["--concurrency", str(concurrency), "--quiet", "--store", f"{output}.store"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "SUMMARIZE_API_KEY": "none"}, check=False)
    if done.returncode:
        sys.exit(f"the batch ended with {done.returncode}")


ALONE = "import sys; from summarizer import cli, processes; processes.LEAST_ARTICLES = sys.maxsize; sys.exit(cli.main())"


def _langextract(python: Path, url: str, articles: list[Path], concurrency: int) -> float:
    """Return the seconds that langextract takes, its start left out."""
    task = {"url": url, "workers": concurrency, "texts": [path.read_text("utf-8") for path in articles]}
    script = Path(__file__).with_name("langextract_batch.py")
    done = subprocess.run([python, script], input=json.dumps(task), stdout=subprocess.PIPE, text=True, check=True)
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["articles"] == len(articles)
    assert answer["items"], "langextract could not read its replies"
    return float(answer["seconds"])


def _in_their_form() -> str:
    """Return what the hand-written reply says as langextract writes it."""
    draft = BriefingDraft.model_validate_json(completed(hand_written()))
    found = [{"figure": figure.amount} for figure in draft.figures]
    found += [{"actor": actor.name} for actor in draft.actors]
    found += [{"statement": statement.content} for statement in draft.statements]
    return json.dumps({"extractions": found}, ensure_ascii=False)


def _timed(work: Callable[..., object], *arguments: object, **options: object) -> float:
    began = time.perf_counter()
    work(*arguments, **options)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
