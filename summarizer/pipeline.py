"""The order of things, and nothing else: article, sentences, passages, call, draft, grounding, repair, briefing."""

import asyncio
import concurrent.futures
import contextlib
import dataclasses
import time
from collections.abc import Callable, Coroutine, Generator, Sequence
from typing import Any, TypeVar, Unpack

import httpx2

from summarizer.articles import read_article
from summarizer.errors import ModelError, ReplayMiss, SummarizerError
from summarizer.grounding import Outcome, Source, ground, ground_item, measure_coverage, split_draft
from summarizer.joining import join_items
from summarizer.llm import Case, Model, Tally
from summarizer.prompting import Failure, Prompts, schema_hash
from summarizer.recording import Player, Recorder, replay_settings
from summarizer.schemas import (
    Article,
    ArticleInfo,
    Briefing,
    BriefingDraft,
    DraftActor,
    Passage,
    RepairDraft,
    Run,
    Usage,
)
from summarizer.sentences import split_passages, split_sentences
from summarizer.settings import RunnableEngine, Settings, SettingsFields

Clock = Callable[[], float]
R = TypeVar("R")


@dataclasses.dataclass(frozen=True)
class Desk:
    """What one run shares between its articles: engine, model, prompts."""

    engine: RunnableEngine
    model: Model
    prompts: Prompts
    passage_tokens: int
    clock: Clock = time.monotonic


def open_desk(settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None, clock: Clock = time.monotonic) -> Desk:
    """Return what a run needs; raises ConfigError where a setting is missing or wrong. `transport` stands in for the network."""
    engine = settings.choose_engine()
    prompts = Prompts(settings.prompts)
    if engine == "replay":
        settings = replay_settings(settings)
        assert settings.replay
        transport = transport or Player(settings.replay)
    elif settings.record:
        transport = Recorder(settings.record, settings, inner=transport)
    return Desk(engine, Model(settings, transport=transport), prompts, settings.passage_tokens, clock)


async def brief(article: Article, desk: Desk) -> Briefing:
    """Return the checked briefing of one article; raises ModelError where the model gives no usable draft."""
    started = desk.clock()
    tally = Tally()
    sentences = split_sentences(article.text, article.language)
    source = Source(article, sentences)
    outcomes: list[Outcome] = []
    notes: list[str] = []
    repairs = 0
    for passage in split_passages(sentences, desk.passage_tokens):
        titled = any(outcome.section == "headline" and outcome.item for outcome in outcomes)
        drafted = await _draft(article, passage, source, desk, tally, titled=titled)
        if any(outcome.rejected for outcome in drafted):
            repairs += 1
            drafted = await _repair(drafted, article, passage, source, desk, tally, notes)
        outcomes += drafted
    sections = join_items((outcome.section, outcome.item) for outcome in outcomes if outcome.item)
    spans = [span for outcome in outcomes if outcome.item for span in outcome.covers]
    return Briefing(
        article=_info(article, len(sentences)),
        **sections,
        rejected=tuple(outcome.rejected for outcome in outcomes if outcome.rejected),
        coverage=measure_coverage(source, [outcome.item for outcome in outcomes if outcome.item], spans),
        run=Run(
            engine=desk.engine,
            model=await desk.model.name(),
            prompt_hash=desk.prompts.hash,
            schema_hash=schema_hash(),
            requests=tally.requests,
            retries=tally.retries,
            reasks=tally.reasks,
            repairs=repairs,
            usage=Usage(input_tokens=tally.input_tokens, output_tokens=tally.output_tokens),
            seconds=None if desk.engine == "replay" else round(desk.clock() - started, 3),
            notes=tuple(notes),
        ),
    )


async def _draft(article: Article, passage: Passage, source: Source, desk: Desk, tally: Tally, *, titled: bool) -> list[Outcome]:
    """Ask for a draft of one passage and check it; `titled` articles have their headline from an earlier passage."""
    case = Case(article.id, "brief", passage.number)
    draft = await desk.model.ask(desk.prompts.brief(article, passage), BriefingDraft, tally=tally, case=case)
    return ground(draft.model_copy(update={"headline": None}) if titled else draft, source)


async def _repair(
    outcomes: list[Outcome], article: Article, passage: Passage, source: Source, desk: Desk, tally: Tally, notes: list[str]
) -> list[Outcome]:
    """Ask once more for the items that failed; what fails again, or is withdrawn, stays rejected.

    A repair that can't be had costs the failed items, not the draft that was paid for; `notes` says so.
    """
    failed = [index for index, outcome in enumerate(outcomes) if outcome.rejected]
    messages = desk.prompts.repair(article, passage, _failures([outcomes[index] for index in failed]))
    try:
        mended = await desk.model.ask(messages, RepairDraft, tally=tally, case=Case(article.id, "repair", passage.number))
    except ReplayMiss:
        raise
    except ModelError as error:
        notes.append(f"repair: {error}")
        return outcomes
    persons = [one.draft.name for one in outcomes if isinstance(one.draft, DraftActor) and one.draft.kind == "person"]
    result = list(outcomes)
    queues: dict[str, list[Any]] = {}
    for section, item in split_draft(mended):
        queues.setdefault(section, []).append(item)
    for index in failed:
        queue = queues.get(outcomes[index].section)
        again = queue.pop(0) if queue else None
        if again is not None:
            result[index] = ground_item(outcomes[index].section, again, source, by="model", persons=persons)
    return result


def _failures(outcomes: Sequence[Outcome]) -> list[Failure]:
    """Return the failed items, numbered within their sections as the repair prompt lists them."""
    failures: list[Failure] = []
    for outcome in outcomes:
        assert outcome.rejected
        number = 1 + sum(failure.section == outcome.section for failure in failures)
        rejected = outcome.rejected
        failures.append(Failure(rejected.section, number, rejected.item, rejected.code, rejected.reason))
    return failures


def _info(article: Article, sentences: int) -> ArticleInfo:
    """Return what a briefing says of its article."""
    known = article.model_dump(exclude={"text"})
    return ArticleInfo(**known, characters=len(article.text), sentences=sentences)


async def summarize_async(article: Article | str, settings: Settings | None = None, **changes: Unpack[SettingsFields]) -> Briefing:
    """Return the checked briefing of an article, or of its text.

    `changes` are settings by name (`model="…"`, `replay=Path("…")`); key and base URL not given come from the environment.
    Raises InputError, ConfigError, ModelError, all of them SummarizerError.
    """
    settings = dataclasses.replace(settings or Settings(), **changes).from_environment()
    if isinstance(article, str):
        article = read_article(article)
    desk = open_desk(settings)
    async with desk.model:
        return await brief(article, desk)


def summarize(article: Article | str, settings: Settings | None = None, **changes: Unpack[SettingsFields]) -> Briefing:
    """Do what `summarize_async` does, and wait for it; inside a running event loop on a thread of its own."""

    async def run() -> Briefing:
        return await summarize_async(article, settings, **changes)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(run())
    return _run_beside(run)


def _run_beside(work: Callable[[], Coroutine[Any, Any, Briefing]]) -> Briefing:
    """Run `work` on a thread with a loop of its own; where the wait is broken off, the work is too."""
    stop: concurrent.futures.Future[Callable[[], object]] = concurrent.futures.Future()

    async def stoppable() -> Briefing:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task
        stop.set_result(lambda: loop.call_soon_threadsafe(task.cancel))
        return await work()

    with concurrent.futures.ThreadPoolExecutor(1, "summarize") as threads:
        future = threads.submit(lambda: asyncio.run(stoppable()))
        try:
            return future.result()
        except BaseException:
            if not future.done():
                # The loop may have closed since.
                with contextlib.suppress(RuntimeError):
                    stop.result()()
            raise


def brief_each(articles: Sequence[Article], settings: Settings) -> Generator[Briefing | SummarizerError]:
    """Yield a briefing, or what went wrong, for each article in order; up to `settings.concurrency` are under way at once.

    Raises ConfigError before the first where a setting is missing or wrong. Leaving early cancels what is under way.
    """
    desk = open_desk(settings)
    limit = asyncio.Semaphore(max(1, settings.concurrency))

    async def one(article: Article) -> Briefing | SummarizerError:
        async with limit:
            try:
                return await brief(article, desk)
            except SummarizerError as error:
                return error

    with asyncio.Runner() as runner:
        tasks = [runner.get_loop().create_task(one(article)) for article in articles]
        try:
            for task in tasks:
                yield runner.run(_wait(task))
        finally:
            for task in tasks:
                task.cancel()
            with contextlib.suppress(KeyboardInterrupt):
                runner.run(desk.model.__aexit__(None, None, None))


async def _wait(task: "asyncio.Task[R]") -> R:
    """Wait for a task of a loop that is not running yet."""
    return await task
