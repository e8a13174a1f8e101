"""Many articles through the pipeline: their order, how many at once, breaking off, and what stands in for an article."""

import asyncio
import contextlib
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.articles import read_article
from summarizer.errors import ConfigError, Denied, InvalidReply, SummarizerError, Unavailable
from summarizer.pipeline import brief_each, summarize, summarize_async
from summarizer.schemas import Briefing
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat, fault

if TYPE_CHECKING:
    from collections.abc import Generator
from tests.scripted import ARTICLE, GOOD, TEXT, chosen, draft, run, without_run


def test_each_article_has_its_place() -> None:
    """Briefings come in the order of the articles, with what went wrong in the place of what could not be briefed."""
    articles = [read_article(f"Meldung {number} aus Kiew.", language="de") for number in range(4)]
    with FaultServer(draft(), fault(400, message="no"), chat("nothing"), draft()) as server:
        results = list(brief_each(articles, chosen(server, concurrency=1)))
    assert [type(one) for one in results] == [Briefing, type(results[1]), InvalidReply, Briefing]
    assert isinstance(results[1], SummarizerError)
    placed = [one.article.id for one in results if isinstance(one, Briefing)]
    assert placed == [articles[0].id, articles[3].id]


@pytest.mark.parametrize(("concurrency", "most"), [(1, 1), (3, 3)])
def test_concurrency_is_kept(concurrency: int, most: int) -> None:
    """As many articles are under way at once as the settings say, and no more."""
    articles = [read_article(f"Meldung {number} aus Kiew.", language="de") for number in range(6)]
    under_way, peak, lock = 0, 0, threading.Lock()

    class Counting(FaultServer):
        """Counts the requests that wait for their reply."""

        def _next(self, request: Any) -> Reply:
            nonlocal under_way, peak
            with lock:
                under_way += 1
                peak = max(peak, under_way)
            time.sleep(0.1)
            with lock:
                under_way -= 1
            return super()._next(request)

    with Counting(draft()) as server:
        results = list(brief_each(articles, chosen(server, concurrency=concurrency)))
    assert all(isinstance(one, Briefing) for one in results)
    assert peak == most


def test_a_wrong_setting_is_found_before_the_first_article() -> None:
    """What is wrong for every article is raised, not yielded, and nothing is sent."""
    with pytest.raises(ConfigError):
        next(brief_each([ARTICLE], Settings(engine="endpoint")))


def consume(results: "Generator[Briefing | SummarizerError]") -> None:
    """Take one briefing, then meet Ctrl-C."""
    with contextlib.closing(results):
        assert isinstance(next(results), Briefing)
        raise KeyboardInterrupt


def test_leaving_early_stops_what_is_under_way() -> None:
    """A consumer that breaks off, as Ctrl-C does, leaves no task, no thread and no further request."""
    articles = [read_article(f"Meldung {number} aus Kiew.", language="de") for number in range(5)]
    before = set(threading.enumerate())
    with FaultServer(draft(), Reply({}, delay_s=30)) as server:
        started = time.monotonic()
        results = brief_each(articles, chosen(server, concurrency=2))
        with pytest.raises(KeyboardInterrupt):
            consume(results)
        assert time.monotonic() - started < 10
        asked = len(server.requests)
        assert asked <= 3
    assert {thread for thread in set(threading.enumerate()) - before if thread.name.startswith(("summarize", "asyncio"))} == set()


def test_summarize_works_inside_a_running_loop() -> None:
    """Where a loop runs already, as in a notebook, the call waits on a thread that ends with it."""

    async def inside() -> Briefing:
        return summarize(ARTICLE, chosen(server))

    with FaultServer(GOOD) as server:
        briefing = asyncio.run(inside())
    assert without_run(briefing) == without_run(run(GOOD)[0])
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("summarize")]


def test_an_error_inside_a_running_loop_is_the_error() -> None:
    """What goes wrong on the thread is raised where the call was made."""

    async def inside(**given: Any) -> Briefing:
        return summarize(ARTICLE, chosen(server, **given))

    with FaultServer(fault(401)) as server:
        with pytest.raises(Denied):
            asyncio.run(inside())
        with pytest.raises(ConfigError):
            asyncio.run(inside(engine="replay"))


def test_a_wait_that_is_broken_off_ends_the_thread() -> None:
    """Ctrl-C during a call inside a running loop cancels the call instead of waiting for the endpoint."""
    main = threading.get_ident()

    async def inside() -> Briefing:
        return summarize(ARTICLE, chosen(server))

    with FaultServer(Reply({}, delay_s=30)) as server:

        def interrupt() -> None:
            server.arrived.wait(10)
            signal.pthread_kill(main, signal.SIGINT)

        threading.Thread(target=interrupt).start()
        started = time.monotonic()
        loop = asyncio.new_event_loop()
        try:
            with pytest.raises(KeyboardInterrupt):
                loop.run_until_complete(inside())
        finally:
            loop.close()
        assert time.monotonic() - started < 10
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("summarize")]


def test_text_is_taken_for_an_article() -> None:
    """The API takes text, front matter included, as it takes an article."""
    with FaultServer(GOOD) as server:
        briefing = asyncio.run(summarize_async(f"---\ntitle: Wetter\n---\n{TEXT}", chosen(server)))
    assert (briefing.article.title, briefing.article.path) == ("Wetter", None)


def test_an_endpoint_that_is_down_is_an_error_not_a_briefing() -> None:
    """Without a draft there is no briefing."""
    with pytest.raises(Unavailable):
        summarize(ARTICLE, base_url="http://127.0.0.1:1/v1", model="m", retries=0)
