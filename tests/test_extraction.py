"""A schema of one's own: asked for passage by passage, checked item by item, recorded and replayed."""

import asyncio
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from summarizer.errors import ConfigError, InvalidReply
from summarizer.extraction import extract
from summarizer.schemas import DraftFigure, DraftLine
from tests.faults import FaultServer, chat

TEXT = (
    "Der Deich bei Zollenspieker ist durchweicht. Nach Angaben des Landrats droht ein Bruch des Deichs. "
    "Rund 300 Menschen wurden in Sicherheit gebracht."
)


class Flood(BaseModel):
    """What a flood desk wants to know."""

    dangers: tuple[DraftLine, ...] = Field(description="Dangers that the article names.")
    evacuated: list[DraftFigure] = Field(description="How many people had to leave.")


REPLY = {
    "dangers": [{"text": "Es droht ein Bruch des Deichs.", "sentences": [2]}, {"text": "Es drohen zwei Brüche.", "sentences": [2]}],
    "evacuated": [{"amount": "Rund 300 Menschen", "counts": "Menschen", "claimant": None, "sentences": [3]}],
}


def test_what_the_article_bears_out_comes_back_with_its_evidence() -> None:
    """Items stand under their fields, each with its sentence; what is not borne out stands apart, with the reason."""
    with FaultServer(chat(REPLY)) as server:
        found = extract(TEXT, Flood, base_url=server.url)
        system = server.requests[0].body["messages"][0]["content"]
    assert [item.evidence[0].sentence for item in found.items["dangers"]] == [2]
    assert [item.evidence[0].text for item in found.items["evacuated"]] == ["Rund 300 Menschen wurden in Sicherheit gebracht."]
    assert [(one.code, one.item["text"]) for one in found.rejected["dangers"]] == [("number", "Es drohen zwei Brüche.")]
    assert found.rejected["evacuated"] == ()
    assert "dangers: Dangers that the article names." in system
    assert "key_events" not in system


def test_it_records_and_replays(tmp_path: Path) -> None:
    """What was recorded gives the same again, without an endpoint."""
    with FaultServer(chat(REPLY)) as server:
        recorded = extract(TEXT, Flood, base_url=server.url, record=tmp_path)
    assert extract(TEXT, Flood, replay=tmp_path) == recorded


def test_each_passage_is_asked_for() -> None:
    """A long article takes several requests, and their items stand together."""
    with FaultServer(chat({"dangers": [], "evacuated": []})) as server:
        extract(" ".join([TEXT] * 20), Flood, base_url=server.url, passage_tokens=200)
        assert len(server.requests) > 1


def test_a_field_that_could_not_be_checked_is_refused() -> None:
    """Free text, single items and subclasses with more fields would come out unchecked."""

    class Graver(DraftLine):
        """A line with a field that nothing checks."""

        grave: bool

    for kind in (str, DraftLine, tuple[str, ...], tuple[Graver, ...], tuple[DraftLine, DraftLine]):
        schema = type("Own", (BaseModel,), {"__annotations__": {"own": kind}})
        with pytest.raises(ConfigError, match=r"Own\.own: .* can't be checked"):
            extract(TEXT, schema, base_url="http://127.0.0.1:9/v1")


def test_an_empty_schema_and_a_running_loop_are_refused() -> None:
    """Neither could give anything: nothing is sent."""
    with pytest.raises(ConfigError, match="no fields"):
        extract(TEXT, type("Nothing", (BaseModel,), {}), base_url="http://127.0.0.1:9/v1")

    async def inside() -> None:
        extract(TEXT, Flood, base_url="http://127.0.0.1:9/v1")

    with pytest.raises(ConfigError, match="event loop"):
        asyncio.run(inside())


def test_engines_that_ask_no_model_are_refused() -> None:
    """Rules fill a briefing and nothing else."""
    with pytest.raises(ConfigError, match="engine rules asks none"):
        extract(TEXT, Flood, engine="rules")


def test_a_reply_of_another_shape_is_an_error() -> None:
    """It is asked for anew, and then said."""
    with FaultServer(chat({"dangers": "viele"})) as server, pytest.raises(InvalidReply, match="no Flood, asked 2 times"):
        extract(TEXT, Flood, base_url=server.url, reasks=1)
