"""Where the processor time of an article in a batch goes: python -m benchmarks.batch_parts. Warm medians, one process.

The article is the first sample, the reply the hand-written one, handed to the client by a transport in memory.
"""

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

from benchmarks.batch import SAMPLE, hand_written
from summarizer.articles import load_article
from summarizer.batch.journal import Journal
from summarizer.checking import conclude
from summarizer.desk import Desk
from summarizer.grounding import Source, ground
from summarizer.keys import briefing_key
from summarizer.llm import Case, Model, Tally
from summarizer.pipeline import brief
from summarizer.prompting import Prompts
from summarizer.render.markdown import render_briefing
from summarizer.schemas import Briefing, BriefingDraft
from summarizer.sentences import split_passages, split_sentences
from summarizer.settings import Settings
from summarizer.store import Store

RUNS = 40
PROMPTS = Prompts()


class Canned(httpx2.AsyncBaseTransport):
    """Answers every request with one reply."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer."""
        await request.aread()
        return httpx2.Response(200, headers={"content-type": "application/json"}, content=hand_written(), request=request)


class Stopwatch:
    """Processor time of stages by name, run after run."""

    def __init__(self) -> None:
        """Start with no times."""
        self.seconds: dict[str, list[float]] = {}

    @contextlib.contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Keep what the block takes."""
        began = time.process_time()
        yield
        self.seconds.setdefault(stage, []).append(time.process_time() - began)


async def run(folder: Path, watch: Stopwatch) -> None:
    """Do what a batch does with an article, so many times."""
    settings = Settings(base_url="http://127.0.0.1:9/v1", api_key="none", model="m")
    async with Desk(settings, transport=Canned()) as desk:
        whole = await brief(load_article(SAMPLE, language="de"), desk)
    async with Model(settings, transport=Canned()) as model:
        with Store(folder / "store") as store, Journal(folder / "out.jsonl") as journal:
            for _ in range(RUNS):
                source = await _check(settings, model, watch)
                _keep(whole, briefing_key(source.article, "endpoint", "m", settings), store, journal, watch)


async def _check(settings: Settings, model: Model, watch: Stopwatch) -> Source:
    """Read an article, ask, check."""
    with watch.time("read, split, key"):
        article = load_article(SAMPLE, language="de")
        briefing_key(article, "endpoint", "m", settings)
        source = Source(article, split_sentences(article.text, "de"))
    with watch.time("prompt"):
        messages = PROMPTS.brief(article, split_passages(source.sentences, 6000)[0])
    with watch.time("client, instructor"):
        draft = await model.ask(messages, BriefingDraft, tally=Tally(), case=Case(article.id, "brief", 1))
    with watch.time("grounding"):
        outcomes = ground(draft, source)
    with watch.time("join, coverage"):
        conclude(outcomes, source)
    return source


def _keep(whole: Briefing, key: str, store: Store, journal: Journal, watch: Stopwatch) -> None:
    """Keep a reply and a briefing, write the line; a page is what `summarize` makes besides."""
    article = whole.article.id
    with watch.time("store"):
        store.keep_reply(key, hand_written(), article=article, step="brief", host="h", model="m")
        body = whole.model_dump_json().encode()
        store.keep_briefing(key, body, article=article, name="", engine="endpoint", model="m")
    with watch.time("journal"):
        journal.write("a", briefing=whole)
    with watch.time("a page, which a batch does not make"):
        render_briefing(whole)


def main() -> None:
    """Print the table."""
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), watch))
    print("| stage | ms of an article |\n|---|---:|")
    for stage, seconds in watch.seconds.items():
        print(f"| {stage} | {statistics.median(seconds) * 1000:.1f} |")


if __name__ == "__main__":
    main()
