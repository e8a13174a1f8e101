"""Drafts as an endpoint replies them, and the pipeline run over a script of such replies."""

from typing import Any

from summarizer.articles import read_article
from summarizer.pipeline import summarize
from summarizer.schemas import Article, Briefing
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat

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
