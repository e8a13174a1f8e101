"""The order of things, and nothing else: article, sentences, draft, grounding, joining, briefing."""

import contextlib
import dataclasses
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from summarizer.articles import read_article
from summarizer.desk import Desk
from summarizer.errors import Defect, ModelError, SummarizerError
from summarizer.schemas import Article, ArticleInfo, Briefing, Run
from summarizer.settings import Settings, SettingsFields

# asyncio takes 25 ms to load, a tenth of what a briefing from the store takes; it is loaded where something has to be waited for.
if TYPE_CHECKING:
    import asyncio

    from summarizer.engine import Watch
    from summarizer.store import Store

R = TypeVar("R")
Make = Callable[[Article], Awaitable[Briefing]]


async def brief(article: Article, desk: Desk, *, make: Make | None = None) -> Briefing:
    """Return the checked briefing of one article, kept or made; raises ModelError where the model gives no usable draft.

    `make` makes one elsewhere.
    """
    key = await desk.key(article)
    if kept := desk.kept(key, article):
        return kept
    try:
        briefing = await (make(article) if make else _make(article, desk))
    except ModelError as error:
        desk.forget(article, error)
        raise
    desk.keep(key, briefing)
    return briefing


async def _make(article: Article, desk: Desk) -> Briefing:
    """Draft, check and join."""
    # A briefing from the store needs none of these.
    from summarizer.checking import conclude
    from summarizer.grounding import Source
    from summarizer.prompting import schema_hash
    from summarizer.sentences import split_sentences

    started = desk.clock()
    source = Source(article, split_sentences(article.text, article.language))
    drafted = await desk.engine.draft(source)
    checked = await desk.work(conclude, drafted.outcomes, source)
    return Briefing(
        article=_info(article, len(source.sentences)),
        **checked.items,
        rejected=checked.rejected,
        coverage=checked.coverage,
        run=Run(
            engine=desk.name,
            model=await desk.engine.model_name(),
            prompt_hash=desk.engine.prompt_hash,
            schema_hash=schema_hash(),
            requests=drafted.requests,
            retries=drafted.retries,
            reasks=drafted.reasks,
            repairs=drafted.repairs,
            stored=drafted.stored,
            usage=drafted.usage,
            seconds=None if desk.name == "replay" else round(desk.clock() - started, 3),
            notes=drafted.notes,
        ),
    )


def _info(article: Article, sentences: int) -> ArticleInfo:
    """Return what a briefing says of its article."""
    return ArticleInfo(**article.model_dump(exclude={"text", "pages"}), characters=len(article.text), sentences=sentences)


async def summarize_async(article: Article | str, settings: Settings | None = None, **changes: Unpack[SettingsFields]) -> Briefing:
    """Return the checked briefing of an article, or of its text.

    `changes` are settings by name (`model="…"`, `replay=Path("…")`); key and base URL not given come from the environment.
    Raises InputError, ConfigError, ModelError, all of them SummarizerError.
    """
    settings = dataclasses.replace(settings or Settings(), **changes).from_environment()
    if isinstance(article, str):
        article = read_article(article)
    async with Desk(settings) as desk:
        return await brief(article, desk)


def summarize(article: Article | str, settings: Settings | None = None, **changes: Unpack[SettingsFields]) -> Briefing:
    """Do what `summarize_async` does, and wait for it; inside a running event loop on a thread of its own."""
    import asyncio

    async def run() -> Briefing:
        return await summarize_async(article, settings, **changes)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(run())
    return _run_beside(run)


def _run_beside(work: Callable[[], Coroutine[Any, Any, Briefing]]) -> Briefing:
    """Run `work` on a thread with a loop of its own; where the wait is broken off, the work is too."""
    import asyncio
    import concurrent.futures

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


def brief_each(
    articles: Sequence[Article],
    settings: Settings,
    *,
    store: "Store | None" = None,
    refresh: bool = False,
    watch: "Watch | None" = None,
) -> Generator[Briefing | SummarizerError]:
    """Yield a briefing, or what went wrong, for each article in order; up to `settings.concurrency` are under way at once.

    `watch` is told how far the engine is with an article.
    Raises ConfigError before the first where a setting is missing or wrong. Leaving early cancels what is under way.
    """
    desk = Desk(settings, store=store, refresh=refresh, watch=watch)
    found = 0
    while found < len(articles) and (kept := desk.remembered(articles[found])):
        found += 1
        yield kept
    if found < len(articles) or not articles:
        yield from _brief_rest(articles[found:], desk, concurrency=settings.concurrency, alone=len(articles) == 1)


def _brief_rest(articles: Sequence[Article], desk: Desk, *, concurrency: int, alone: bool) -> Generator[Briefing | SummarizerError]:
    """Brief, and close the desk; a defect of ours is raised where the article is `alone`."""
    import asyncio

    limit = asyncio.Semaphore(max(1, concurrency))

    async def one(article: Article) -> Briefing | SummarizerError:
        async with limit:
            try:
                return await brief(article, desk)
            except SummarizerError as error:
                return error
            except Exception as error:
                if alone:
                    raise
                # It costs its article, not the others.
                return Defect(error)

    with asyncio.Runner() as runner:
        tasks = [runner.get_loop().create_task(one(article)) for article in articles]
        try:
            for task in tasks:
                yield runner.run(_wait(task))
        finally:
            for task in tasks:
                task.cancel()
            with contextlib.suppress(KeyboardInterrupt):
                runner.run(desk.close())


async def _wait(task: "asyncio.Task[R]") -> R:
    """Wait for a task of a loop that is not running yet."""
    return await task
