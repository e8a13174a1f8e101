"""The pipeline over a scripted endpoint on loopback: calls, repairs, passages, recordings, order, breaking off."""

import asyncio
import contextlib
import json
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.articles import read_article
from summarizer.desk import Desk
from summarizer.errors import ConfigError, Denied, InvalidReply, ReplayMiss, SummarizerError, Unavailable
from summarizer.pipeline import brief, brief_each, summarize, summarize_async
from summarizer.recording import Player, orphaned, unplayed
from summarizer.schemas import Article, Briefing
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat, fault
from tests.recordings import FOLDERS, sample_articles

if TYPE_CHECKING:
    from collections.abc import Generator

TEXT = "Kiew meldet sieben Raketen. Mark Rutte kam nach Brüssel. In Berlin regnet es. Das Wetter in Hamburg ist gut."
ARTICLE = read_article(TEXT, language="de")
LISTS = ("summary", "key_events", "figures", "actors", "statements")


def actor(name: str, sentence: int, kind: str = "place") -> dict[str, object]:
    """Return a draft actor."""
    return {"name": name, "kind": kind, "role": None, "sentences": [sentence]}


def line(text: str, sentence: int) -> dict[str, object]:
    """Return a draft line."""
    return {"text": text, "sentences": [sentence]}


def draft(**sections: object) -> Reply:
    """Reply with a draft that has these sections."""
    return chat({"headline": None, **{name: [] for name in LISTS}, **sections}, usage=(100, 20))


GOOD = draft(headline=line("Mark Rutte kam nach Brüssel", 2), actors=[actor("Kiew", 1), actor("Mark Rutte", 2, "person")])
# The first, third and fourth name are not in the sentences they cite.
WRONG = draft(
    headline=line("Mark Rutte kam nach Paris", 2),
    actors=[actor("Paris", 1), actor("Kiew", 1), actor("Rom", 3), actor("Wien", 4), actor("Brüssel", 2)],
)
REPAIR = draft(headline=line("Mark Rutte kam nach Brüssel", 2), actors=[actor("Berlin", 3), None, actor("Bonn", 4)])


def chosen(server: FaultServer, **given: Any) -> Settings:
    """Point settings at a server."""
    return Settings(**{"base_url": server.url, "model": "m", "retries": 0, "reasks": 0, **given})


def run(*replies: Reply, article: Article = ARTICLE, **given: Any) -> tuple[Briefing, list[str]]:
    """Brief an article against a script; return the briefing and the user messages that were sent."""
    with FaultServer(*replies) as server:
        briefing = summarize(article, chosen(server, **given))
        return briefing, [request.body["messages"][-1]["content"] for request in server.requests]


def names(briefing: Briefing) -> list[str]:
    """Return the names of the actors."""
    return [one.name for one in briefing.actors]


def without_run(briefing: Briefing) -> dict[str, Any]:
    """Return a briefing's JSON without its run record."""
    return briefing.model_dump(mode="json", exclude={"run"})


def test_a_good_draft_is_one_request() -> None:
    """What holds is not asked about again, and the record counts what it took."""
    briefing, sent = run(GOOD)
    assert (names(briefing), briefing.rejected) == (["Kiew", "Mark Rutte"], ())
    assert len(sent) == 1
    record = briefing.run
    assert (record.requests, record.retries, record.reasks, record.repairs) == (1, 0, 0, 0)
    assert (record.usage.input_tokens, record.usage.output_tokens) == (100, 20)
    assert (record.engine, record.model, record.notes) == ("endpoint", "m", ())
    assert (briefing.article.characters, briefing.article.sentences) == (len(TEXT), 4)


def test_items_that_fail_are_asked_about_once() -> None:
    """One repair lists the failed items only; the mended stand at their places, the rest is rejected with its code."""
    briefing, sent = run(WRONG, REPAIR)
    assert len(sent) == 2
    assert [name for name in ("Paris", "Rom", "Wien") if name not in sent[1]] == []
    asked = sent[1].partition("</article>")[2]
    assert "Kiew" not in asked.replace("Kiew“", "")
    assert [f"actors, item {number}:" in asked for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert briefing.headline
    assert briefing.headline.text == "Mark Rutte kam nach Brüssel"
    assert names(briefing) == ["Berlin", "Kiew", "Brüssel"]
    assert [(one.section, one.item["name"], one.code) for one in briefing.rejected] == [
        ("actors", "Rom", "name"),
        ("actors", "Bonn", "name"),
    ]
    assert (briefing.run.requests, briefing.run.repairs) == (2, 1)
    assert briefing.run.usage.input_tokens == 200


def test_a_repair_may_answer_less_or_more() -> None:
    """Missing entries leave their items rejected, surplus entries are nothing."""
    short, _ = run(WRONG, draft())
    assert [one.section for one in short.rejected] == ["headline", "actors", "actors", "actors"]
    long, _ = run(
        WRONG, draft(actors=[actor("Berlin", 3), None, None, actor("Hamburg", 4)], summary=[line("Kiew meldet sieben Raketen", 1)])
    )
    assert names(long) == ["Berlin", "Kiew", "Brüssel"]
    assert long.summary == ()


@pytest.mark.parametrize(
    ("failing", "words"),
    [
        (fault(500), "500"),
        (fault(401), "refused the key"),
        (chat("no JSON"), "RepairDraft"),
        (chat("{}", finish_reason="length"), "truncated"),
        (chat(None, refusal="no"), "declined"),
        (Reply({}, cut="before"), "connection"),
    ],
    ids=["failing", "denied", "not JSON", "truncated", "refused", "cut"],
)
def test_a_repair_that_fails_keeps_the_draft(failing: Reply, words: str) -> None:
    """A draft that was paid for is kept where the repair can't be had, and the record says why."""
    briefing, _ = run(WRONG, failing)
    assert names(briefing) == ["Kiew", "Brüssel"]
    assert [one.item.get("name") for one in briefing.rejected] == [None, "Paris", "Rom", "Wien"]
    (note,) = briefing.run.notes
    assert note.startswith("repair: ")
    assert words in note
    assert briefing.run.requests == 2


def test_retries_and_reasks_are_counted() -> None:
    """The record says how often a request was sent again and how often a reply was asked for again."""
    briefing, _ = run(fault(429), chat("nothing"), fault(503), GOOD, retries=3, reasks=1)
    assert (briefing.run.requests, briefing.run.retries, briefing.run.reasks, briefing.run.repairs) == (4, 2, 1, 0)


def test_passages_are_called_one_by_one_and_joined() -> None:
    """A long article takes a call for each passage; doubles are one, the headline is the first's."""
    replies = [
        draft(headline=line("Kiew meldet sieben Raketen", 1), actors=[actor("Kiew", 1)]),
        draft(headline=line("Mark Rutte kam nach Brüssel", 2), actors=[actor("Brüssel", 2), actor("Mark Rutte", 2, "person")]),
        draft(actors=[actor("Kiew", 1), actor("Berlin", 3), actor("Rutte", 2, "person")]),
        draft(headline=line("Nichts davon", 4), actors=[actor("Hamburg", 4)]),
    ]
    briefing, sent = run(*replies, passage_tokens=16)
    assert [f"This is part {number} of 4" in text for number, text in enumerate(sent, 1)] == [True] * 4
    assert ["[3]" in text for text in sent] == [False, False, True, False]
    assert briefing.headline
    assert briefing.headline.text == "Kiew meldet sieben Raketen"
    assert names(briefing) == ["Kiew", "Brüssel", "Mark Rutte", "Berlin", "Hamburg"]
    assert (briefing.rejected, briefing.run.repairs, briefing.run.requests) == ((), 0, 4)


def test_a_headline_that_is_not_used_is_not_cited() -> None:
    """Coverage counts the sentences of what stands in the briefing."""
    replies = [draft(headline=line("Kiew meldet sieben Raketen", 1))] + [draft(headline=line("In Berlin regnet es", 3))] * 3
    briefing, _ = run(*replies, passage_tokens=16)
    assert (briefing.coverage.sentences_cited, briefing.coverage.sentences_total) == (1, 4)


def test_each_passage_has_its_repair() -> None:
    """A repair shows the passage that the failed items come from, and counts in the record."""
    text = "Kiew ruft. Berlin ruft."
    wrong, right = draft(actors=[actor("Rom", 1)]), draft(actors=[actor("Kiew", 1)])
    replies = (wrong, right, draft(actors=[actor("Rom", 2)]), draft(actors=[actor("Berlin", 2)]))
    briefing, sent = run(*replies, article=read_article(text, language="de"), passage_tokens=6)
    assert names(briefing) == ["Kiew", "Berlin"]
    assert briefing.run.repairs == 2
    assert ["Kiew ruft" in message for message in sent] == [True, True, False, False]


def test_time_is_taken_from_the_clock_and_left_out_in_replay(tmp_path: Path) -> None:
    """Seconds are the clock's difference, and null in replay."""
    ticks = iter([10.0, 12.5])

    async def timed(server: FaultServer) -> Briefing:
        desk = Desk(chosen(server, record=tmp_path), clock=lambda: next(ticks))
        async with desk:
            return await brief(ARTICLE, desk)

    with FaultServer(GOOD) as server:
        assert asyncio.run(timed(server)).run.seconds == 2.5
    assert summarize(ARTICLE, replay=tmp_path).run.seconds is None


def test_a_recording_replays_to_the_same_briefing(tmp_path: Path) -> None:
    """Replay gives the same bytes twice, and the recorded briefing but for engine and seconds, retries and all."""
    recorded, _ = run(fault(429), WRONG, chat("nothing"), REPAIR, record=tmp_path, retries=2, reasks=1)
    again, once_more = (summarize(ARTICLE, Settings(replay=tmp_path, retries=2, reasks=1)) for _ in range(2))
    assert again.model_dump_json() == once_more.model_dump_json()
    assert without_run(again) == without_run(recorded)
    changed = {name for name, value in again.run.model_dump().items() if value != recorded.run.model_dump()[name]}
    assert changed == {"engine", "seconds"}
    assert (again.run.requests, again.run.retries, again.run.reasks, again.run.repairs) == (4, 1, 1, 1)


def test_what_was_not_recorded_is_missed(tmp_path: Path) -> None:
    """Another article, or a repair that was never recorded, is a replay miss and no briefing."""
    run(GOOD, record=tmp_path)
    with pytest.raises(ReplayMiss):
        summarize("Ein anderer Text über Kiew.", replay=tmp_path)
    (recording,) = tmp_path.glob("*.endpoint.json")
    data = json.loads(recording.read_text("utf-8"))
    content = data["interactions"][0]["response"]["json"]["choices"][0]["message"]["content"]
    content["$json"]["actors"][0]["name"] = "Rom"
    recording.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    with pytest.raises(ReplayMiss, match="repair 1"):
        summarize(ARTICLE, replay=tmp_path)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_recording_is_played_and_belongs_to_an_article(folder: Path) -> None:
    """A recording that nothing asks for, or of no sample article, is waste and fails the suite."""
    articles, player = sample_articles(), Player(folder)

    async def play() -> None:
        desk = Desk(Settings(replay=folder), transport=player)
        async with desk:
            for article in articles:
                await brief(article, desk)

    asyncio.run(play())
    assert unplayed(player) == []
    assert orphaned(folder, [article.id for article in articles]) == []


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
