"""The door to the model, over real sockets: what goes over the wire, what comes back, and what is counted."""

import asyncio
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import (
    ConfigError,
    InvalidReply,
)
from summarizer.llm import Message, Model, Tally
from summarizer.schemas import BriefingDraft
from summarizer.settings import OPENAI_BASE_URL, OPENAI_MODEL, Settings
from tests.faults import FaultServer, Reply, chat
from tests.questions import CASE, GOOD, KEY, VALUE, WRONG, OverHere, Small, ask, ask_async, settings


def test_reply_is_returned_as_the_schema_itself() -> None:
    """A valid reply comes back as the very class that was asked for, nested values included."""
    with FaultServer(GOOD) as server:
        value = ask(server)
    assert value == VALUE
    assert type(value) is Small
    assert value.model_dump(mode="json")["parts"] == [{"name": "Käse – „echt“", "kind": None}]


@pytest.mark.parametrize(
    "text", ["{{ x }} {% raw", "{#", "  two  blanks\n\n\tand a tab ", '"\\u00e4" \u2028 \x00 😀 e\u0301', "<|im_end|>"]
)
def test_text_arrives_unchanged_on_the_wire(text: str) -> None:
    """Whatever an article has in it, template syntax included, reaches the endpoint character for character."""
    with FaultServer(WRONG, GOOD) as server:
        ask(server, text)
        assert [request.body["messages"][0]["content"] for request in server.requests] == [text, text]


def test_request_names_schema_and_chosen_parameters_only() -> None:
    """The schema goes as `response_format`, without `strict`, and no parameter that nobody set."""
    with FaultServer(GOOD) as server:
        ask(server)
        ask(server, temperature=0.0, max_output_tokens=99)
        plain, tuned = (request.body for request in server.requests)
    assert set(plain) == {"model", "messages", "response_format"}
    assert plain["response_format"]["json_schema"].keys() == {"name", "schema"}
    assert plain["response_format"]["json_schema"]["schema"] == Small.model_json_schema()
    assert (tuned["temperature"], tuned["max_tokens"]) == (0.0, 99)


def objects(schema: Any) -> list[dict[str, Any]]:
    """List every object in a JSON schema."""
    if isinstance(schema, dict):
        own = [schema] if schema.get("type") == "object" else []
        return own + [found for value in schema.values() for found in objects(value)]
    return [found for value in schema for found in objects(value)] if isinstance(schema, list) else []


def test_strict_schema_goes_over_the_wire_when_asked_for() -> None:
    """With `strict`, every object of the real schema forbids other fields and requires all its own."""

    async def brief(chosen: Settings) -> None:
        async with Model(chosen) as model:
            await model.ask([Message(role="user", content="Hello")], BriefingDraft, tally=Tally(), case=CASE)

    empty: dict[str, object] = {name: [] for name in BriefingDraft.model_fields} | {"headline": None}
    with FaultServer(chat(empty)) as server:
        asyncio.run(brief(settings(server, strict=True)))
        sent = server.requests[0].body["response_format"]["json_schema"]
    assert (sent["name"], sent["strict"]) == ("BriefingDraft", True)
    assert len(objects(sent["schema"])) >= 6
    for found in objects(sent["schema"]):
        assert found["additionalProperties"] is False
        assert found["required"] == list(found["properties"])


def test_openai_gets_strict_its_own_limit_name_and_the_default_model() -> None:
    """On OpenAI's own endpoint `strict` is on, the limit has OpenAI's name, and the default model is taken unasked."""
    with FaultServer(GOOD) as server:
        chosen = Settings(base_url=OPENAI_BASE_URL, api_key=KEY, max_output_tokens=99)
        asyncio.run(ask_async(chosen, tally=Tally(), transport=OverHere(server)))
        body = server.requests[0].body
        assert server.listings == 0
    assert body["model"] == OPENAI_MODEL
    assert body["max_completion_tokens"] == 99
    assert body["response_format"]["json_schema"]["strict"] is True


def test_model_is_discovered_once_where_there_is_one() -> None:
    """The only model that an endpoint serves is taken, and asked for once however many questions come at the same time."""

    async def both(chosen: Settings) -> list[str]:
        async with Model(chosen) as model:
            return list(await asyncio.gather(model.name(), model.name()))

    with FaultServer(GOOD, models=["only/one"]) as server:
        assert asyncio.run(both(settings(server))) == ["only/one", "only/one"]
        assert server.listings == 1


@pytest.mark.parametrize(
    ("listing", "message"),
    [
        (Reply({"data": []}), "serves no model"),
        (Reply({"data": [{"id": "a"}, {"id": "b"}]}), "serves 2 models: a, b"),
        (Reply({"data": [{"id": f"model-{number}" * 40} for number in range(50)]}), "serves 50 models: model-0"),
        (Reply({"data": None}), "does not list its models"),
        (Reply([]), "does not list its models"),
        (Reply(raw=b"<html>", content_type="text/html"), "does not list its models"),
        (Reply({}, status=404), "does not list its models"),
    ],
    ids=["none", "two", "many", "null", "list", "html", "404"],
)
def test_model_that_can_not_be_discovered_must_be_named(listing: Reply, message: str) -> None:
    """With no model, several, or no list, the error says so and points at --model; a name given is not looked up."""
    with FaultServer(GOOD, listing=listing) as server:
        with pytest.raises(ConfigError, match=message) as caught:
            ask(server)
        assert "--model" in str(caught.value.hint)
        assert len(str(caught.value)) < 300
        assert ask(server, model="named") == VALUE
        assert server.requests[0].body["model"] == "named"
        assert server.listings == 1


def test_usage_is_counted_once_for_each_real_reply() -> None:
    """Tokens of invalid replies count, each once; instructor's own sums do not come in."""
    with FaultServer(
        chat({"number": "a"}, usage=(100, 1)), chat({"number": "b"}, usage=(200, 2)), chat({"number": 7}, usage=(400, 4))
    ) as server:
        tally = Tally()
        ask(server, tally=tally)
    assert tally == Tally(requests=3, retries=0, reasks=2, input_tokens=700, output_tokens=7)


def test_usage_of_a_failed_call_is_counted() -> None:
    """A truncated reply was paid for, so its tokens count."""
    with FaultServer(chat("{", finish_reason="length", usage=(50, 20))) as server:
        tally = Tally()
        with pytest.raises(InvalidReply, match="truncated") as caught:
            ask(server, tally=tally)
    assert "--max-output-tokens" in str(caught.value.hint)
    assert (tally.input_tokens, tally.output_tokens) == (50, 20)


def test_complaint_of_a_reask_names_the_problem_without_links() -> None:
    """Asking again repeats the question, the reply and the validator's words, without links that change with each release."""
    with FaultServer(chat({"number": 13}), GOOD) as server:
        ask(server)
        first, second = (request.body["messages"] for request in server.requests)
    assert second[0] == first[0]
    assert second[1] == {"role": "assistant", "content": '{"number": 13}'}
    assert "thirteen brings bad luck" in second[2]["content"]
    assert "http" not in second[2]["content"]


def test_invalid_reply_names_its_first_problem() -> None:
    """The error says where the reply went wrong and how often it was asked for."""
    problem = r"no Small, asked 2 times: parts\.0\.name: Input should be a valid string"
    with FaultServer(chat({"number": 1, "parts": [{"name": 5}]})) as server, pytest.raises(InvalidReply, match=problem):
        ask(server, reasks=1)


@pytest.mark.parametrize(
    "content",
    ['{"number": 1, "number": 7}', '{"number": "7"}', ' {"number": 7}\n', '```json\n{"number": 7}\n```\n'],
    ids=["doubled", "quoted", "blanks", "fenced"],
)
def test_harmless_oddities_are_read(content: str) -> None:
    """A doubled key, a number in quotes, white space or a Markdown fence around is no reason to pay for a reply twice."""
    with FaultServer(chat(content)) as server:
        assert ask(server).number == 7
        assert len(server.requests) == 1


def test_reply_without_usage_or_ids_is_read() -> None:
    """Servers that leave out everything but the message are understood."""
    with FaultServer(Reply({"choices": [{"message": {"content": '{"number": 7}'}}]})) as server:
        tally = Tally()
        assert ask(server, tally=tally).number == 7
    assert (tally.input_tokens, tally.output_tokens) == (0, 0)


def test_failure_prints_nothing_by_itself() -> None:
    """Where nobody set logging up, a failed question leaves stderr empty; in a process of its own, as pytest sets logging up."""
    program = (
        "import sys, tests.questions as q\n"
        "from summarizer.settings import Settings\n"
        "try: q.asyncio.run(q.ask_async(Settings(base_url=sys.argv[1], model='m', reasks=0), tally=q.Tally()))\n"
        "except Exception as error: print(error)"
    )
    with FaultServer(WRONG) as server:
        ran = subprocess.run(
            [sys.executable, "-c", program, server.url],
            cwd=Path(__file__).parent.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    assert "no Small" in ran.stdout
    assert ran.stderr == ""


def test_log_of_the_client_stays_where_it_is_wanted(caplog: pytest.LogCaptureFixture) -> None:
    """Who sets logging up still hears instructor, and never the key."""
    with FaultServer(WRONG) as server, caplog.at_level(logging.DEBUG), pytest.raises(InvalidReply):
        ask(server, reasks=0)
    assert "instructor" in {record.name.split(".")[0] for record in caplog.records}
    assert KEY not in caplog.text
