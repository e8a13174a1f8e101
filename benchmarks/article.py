"""Our own time for one article, the client left out: read, split, prompt, check, join, render. Warm medians, by stage.

The reply is the hand-written one of the recordings, read from memory; what loads once (dictionaries, patterns) is shown apart.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from summarizer.articles import load_article
from summarizer.desk import Desk
from summarizer.grounding import Source, ground, measure_coverage
from summarizer.joining import join_items
from summarizer.prompting import Prompts
from summarizer.recording_files import read_recording
from summarizer.render.markdown import render_briefing
from summarizer.schemas import Briefing, BriefingDraft
from summarizer.sentences import split_passages, split_sentences

FIXTURES = Path(__file__).parent.parent / "fixtures"
RUNS = 30
T = TypeVar("T")


class Stopwatch:
    """Times stages by name, run after run."""

    def __init__(self) -> None:
        """Start with no times."""
        self.seconds: dict[str, list[float]] = {}

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Do `work` and keep how long it took."""
        began = time.perf_counter()
        result = work()
        self.seconds.setdefault(stage, []).append(time.perf_counter() - began)
        return result


def run_once(path: Path, content: str, finished: Briefing, prompts: Prompts, watch: Stopwatch) -> None:
    """Do everything that one article takes, except the call."""
    article = watch.time("read", lambda: load_article(path))
    sentences = watch.time("split", lambda: split_sentences(article.text, article.language))
    passage = split_passages(sentences, 6000)[0]
    watch.time("prompt", lambda: prompts.brief(article, passage))
    draft = watch.time("parse reply", lambda: BriefingDraft.model_validate_json(content))
    source = Source(article, sentences)
    outcomes = watch.time("ground", lambda: ground(draft, source))
    items = [(outcome.section, outcome.item) for outcome in outcomes if outcome.item]
    spans = [span for outcome in outcomes for span in outcome.covers]
    watch.time("join", lambda: join_items(items))
    watch.time("coverage", lambda: measure_coverage(source, [item for _, item in items], spans))
    watch.time("render", lambda: render_briefing(finished))


def main() -> None:
    """Print the first run's and the median time of each stage for one sample article."""
    import asyncio

    from summarizer.pipeline import brief
    from summarizer.settings import Settings

    path = min((FIXTURES / "articles").glob("*.txt"))
    article = load_article(path, language="de")
    recording = read_recording(FIXTURES / "recordings" / f"{article.id}.endpoint.json")
    content = json.loads(recording.interactions[0].response.content())["choices"][0]["message"]["content"]
    prompts, watch = Prompts(), Stopwatch()
    finished = asyncio.run(brief(article, Desk(Settings(replay=FIXTURES / "recordings"))))
    for _ in range(RUNS):
        run_once(path, content, finished, prompts, watch)
    print(f"{len(article.text)} characters, {len(list(finished.items()))} items, median of {RUNS} runs")
    for stage, seconds in watch.seconds.items():
        print(f"{stage:<12} {statistics.median(seconds) * 1000:7.2f} ms   first {seconds[0] * 1000:8.1f} ms")
    total = sum(statistics.median(seconds) for seconds in watch.seconds.values())
    print(f"{'together':<12} {total * 1000:7.2f} ms   (goal: under 10 ms for 3,300 characters)")


if __name__ == "__main__":
    main()
