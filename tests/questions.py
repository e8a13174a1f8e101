"""A small schema, and how the tests of the door ask for it: online, recording, and from recordings."""

import asyncio
import datetime
from pathlib import Path
from typing import Any, Literal, Self

import httpx2
import pydantic

from summarizer.llm import Case, Message, Model, Tally
from summarizer.recording import Player, Recorder, replay_settings
from summarizer.settings import Settings
from tests.faults import FaultServer, Reply, chat

KEY = "sk-this-must-never-show-4711"
ARTICLE = "0123456789abcdef"
CASE = Case(ARTICLE, "brief", 1)
DAY = datetime.date(2026, 11, 22)
TEXT = "[1] Käse – „echt“.\n[2] Zweite Zeile 😀"


class Part(pydantic.BaseModel):
    """A part of the small schema."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    name: str = pydantic.Field(description="What it is called.")
    kind: Literal["big", "small"] | None = None


class Small(pydantic.BaseModel):
    """A small schema with the turns that the real one has."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    number: int
    sentences: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()

    @pydantic.model_validator(mode="after")
    def _not_thirteen(self) -> Self:
        if self.number == 13:
            raise ValueError("thirteen brings bad luck")
        return self


GOOD = chat({"number": 7, "sentences": [1], "parts": [{"name": "Käse – „echt“", "kind": None}]})
WRONG = chat({"number": "seven"})
VALUE = Small(number=7, sentences=(1,), parts=(Part(name="Käse – „echt“", kind=None),))


def settings(server: FaultServer | None = None, **chosen: Any) -> Settings:
    """Point settings at a server."""
    return Settings(base_url=server.url if server else "http://127.0.0.1:9/v1", **{"api_key": KEY, **chosen})


async def ask_async(
    chosen: Settings,
    *,
    tally: Tally,
    text: str = "Hello",
    case: Case = CASE,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> Small:
    """Ask one question for the small schema."""
    async with Model(chosen, transport=transport) as model:
        return await model.ask([Message(role="user", content=text)], Small, tally=tally, case=case)


def ask(server: FaultServer, text: str = "Hello", *, tally: Tally | None = None, **chosen: Any) -> Small:
    """Ask one question for the small schema, and wait."""
    return asyncio.run(ask_async(settings(server, **chosen), tally=tally or Tally(), text=text))


class OverHere(httpx2.AsyncBaseTransport):
    """Carries what is meant for OpenAI to a server on loopback."""

    def __init__(self, server: FaultServer) -> None:
        """Keep the address."""
        self.target = httpx2.URL(server.url)
        self.inner = httpx2.AsyncHTTPTransport()
        self.closed = False

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send to loopback instead."""
        request.url = request.url.copy_with(scheme="http", host=self.target.host, port=self.target.port)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Note that it was closed."""
        self.closed = True
        await self.inner.aclose()


def ask_over(
    chosen: Settings, transport: httpx2.AsyncBaseTransport, text: str = TEXT, *, case: Case = CASE, tally: Tally | None = None
) -> Small:
    """Ask one question over a transport, and wait."""
    return asyncio.run(ask_async(chosen, tally=tally or Tally(), text=text, case=case, transport=transport))


def record(
    directory: Path, *replies: Reply, text: str = TEXT, case: Case = CASE, tally: Tally | None = None, **chosen: Any
) -> Small:
    """Record the answer to one question into a folder."""
    with FaultServer(*replies) as server:
        wanted = settings(server, **chosen)
        recorder = Recorder(directory, wanted, paths={ARTICLE: "article.txt"}, today=lambda: DAY)
        return ask_over(wanted, recorder, text, case=case, tally=tally)


def replay(directory: Path, player: httpx2.AsyncBaseTransport | None = None, text: str = TEXT, **given: Any) -> Small:
    """Ask the same of the recordings."""
    return ask_over(replay_settings(Settings(replay=directory)), player or Player(directory), text, **given)
