"""The pipeline over a scripted endpoint on loopback: calls, repairs, passages, recordings, order, breaking off."""

import asyncio
import json
from pathlib import Path

import pytest

from summarizer.articles import read_article
from summarizer.desk import Desk
from summarizer.errors import ReplayMiss
from summarizer.pipeline import brief, summarize
from summarizer.recording import Player, orphaned, unplayed
from summarizer.schemas import Briefing
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat, fault
from tests.recordings import FOLDERS, sample_articles
from tests.scripted import ARTICLE, GOOD, REPAIR, TEXT, WRONG, actor, chosen, draft, line, names, run, without_run


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
