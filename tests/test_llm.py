"""The door to the model, against a real scripted server: every fault ends in one clear error, and costs are counted."""

import asyncio
import datetime
import email.utils
import json
import logging
import time
from typing import Any, Literal, Self

import httpx2
import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import (
    ConfigError,
    Denied,
    InputError,
    InvalidReply,
    ModelError,
    RateLimited,
    Refused,
    SummarizerError,
    TooLong,
    Unavailable,
    UnknownModel,
)
from summarizer.llm import Case, Message, Model, Tally
from summarizer.retrying import retry_after_s
from summarizer.schemas import BriefingDraft
from summarizer.settings import OPENAI_BASE_URL, OPENAI_MODEL, Settings
from tests.faults import FaultServer, Reply, chat, completion, fault

KEY = "sk-this-must-never-show-4711"
CASE = Case("0123456789abcdef", "brief", 1)


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
    chosen: Settings, *, tally: Tally, text: str = "Hello", transport: httpx2.AsyncBaseTransport | None = None
) -> Small:
    """Ask one question for the small schema."""
    async with Model(chosen, transport=transport) as model:
        return await model.ask([Message(role="user", content=text)], Small, tally=tally, case=CASE)


def ask(server: FaultServer, text: str = "Hello", *, tally: Tally | None = None, **chosen: Any) -> Small:
    """Ask one question for the small schema, and wait."""
    return asyncio.run(ask_async(settings(server, **chosen), tally=tally or Tally(), text=text))


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


def test_key_travels_in_its_header_only() -> None:
    """The key is sent as a bearer token and stands nowhere else in the request."""
    with FaultServer(GOOD) as server:
        ask(server)
        request = server.requests[0]
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in request.raw
    assert KEY not in request.path


def test_endpoint_without_key_gets_a_placeholder() -> None:
    """A server of one's own needs no key, and no key from elsewhere is sent to it."""
    with FaultServer(GOOD) as server:
        assert ask(server, api_key=None) == VALUE
        assert server.requests[0].headers["authorization"] == "Bearer none"


def test_account_of_the_environment_is_for_openai_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Organisation and project, which the client reads from the environment, are not told to another host."""
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-mine")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-mine")
    with FaultServer(GOOD) as server:
        ask(server)
        asyncio.run(ask_async(Settings(base_url=OPENAI_BASE_URL, api_key=KEY), tally=Tally(), transport=OverHere(server)))
        elsewhere, at_openai = (str(request.headers) for request in server.requests)
    assert "of-mine" not in elsewhere
    assert "org-of-mine" in at_openai


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


def date_in(seconds: float) -> str:
    """Write the time in so many seconds as an HTTP date."""
    return email.utils.format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "least_s"),
    [
        (lambda: {"retry-after": "1"}, 1.0),
        (lambda: {"retry-after-ms": "300", "retry-after": "60"}, 0.3),
        (lambda: {"retry-after": date_in(2)}, 0.5),
        (lambda: {"retry-after": date_in(-100)}, 0.0),
    ],
    ids=["seconds", "milliseconds", "date", "past"],
)
def test_wait_that_the_endpoint_asks_for_is_kept(headers: Any, least_s: float) -> None:
    """A 429 is sent again after the time named in Retry-After, in each of its three forms."""
    with FaultServer(fault(429, headers=headers()), GOOD) as server:
        tally = Tally()
        start = time.monotonic()
        assert ask(server, tally=tally) == VALUE
        assert least_s <= time.monotonic() - start < least_s + 4
    assert (tally.requests, tally.retries, tally.reasks) == (2, 1, 0)


def test_wait_that_is_too_long_is_not_waited() -> None:
    """Asked to wait for more than two minutes, the call gives up at once and says how long it would be."""
    with FaultServer(fault(429, headers={"retry-after": "3600"})) as server:
        with pytest.raises(RateLimited) as caught:
            ask(server)
        assert len(server.requests) == 1
    assert "3600 s" in str(caught.value.hint)


@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "retry-after-ms"]), st.text("0123456789.-+einfaNov:, GMTSu") | st.floats().map(str)
    )
)
def test_any_retry_after_is_read_without_a_crash(headers: dict[str, str]) -> None:
    """Whatever stands in the header, the wait is a number of seconds that is not negative, or unknown."""
    wait_s = retry_after_s(headers)
    assert wait_s is None or 0 <= wait_s < float("inf")


def test_dates_with_and_without_a_zone_are_read() -> None:
    """A date that names no zone is read as UTC."""
    assert 55 < (retry_after_s({"retry-after": date_in(60)}) or 0) <= 60
    assert 55 < (retry_after_s({"retry-after": date_in(60).replace("GMT", "-0000")}) or 0) <= 60


LOST = [
    (fault(401, message=f"Incorrect API key provided: {KEY}"), Denied, 1),
    (fault(403), Denied, 1),
    (fault(404), UnknownModel, 1),
    (fault(400, code="model_not_found"), UnknownModel, 1),
    (fault(400, message=f"no such parameter; you sent {KEY}" + " very long" * 100), ModelError, 1),
    (fault(422), ModelError, 1),
    (fault(400, code="context_length_exceeded"), TooLong, 1),
    (fault(400, kind="exceed_context_size_error"), TooLong, 1),
    (fault(400, message="This model's maximum context length is 8192 tokens"), TooLong, 1),
    (fault(413), TooLong, 1),
    (fault(429), RateLimited, 3),
    (fault(429, code="insufficient_quota"), RateLimited, 1),
    (fault(429, headers={"x-should-retry": "false"}), RateLimited, 1),
    (fault(408), Unavailable, 3),
    (fault(409), Unavailable, 3),
    (fault(500), Unavailable, 3),
    (fault(503), Unavailable, 3),
    (Reply(raw=b"<html>Bad gateway", status=502, headers={"retry-after-ms": "0"}), Unavailable, 3),
    (Reply({}, status=307, headers={"location": "http://127.0.0.1:9/v1"}), ModelError, 1),
    (Reply({"error": {"message": "overloaded", "code": 401}}), Denied, 1),
    (Reply({"error": "something"}), ModelError, 1),
    (Reply({"choices": None, "error": {"message": "odd", "code": "odd"}}), ModelError, 1),
    (Reply(raw=b'{"choices": [{"mess'), InvalidReply, 1),
    (Reply(raw=b"Hello", content_type="text/plain"), InvalidReply, 1),
    (Reply(raw=b'{"choices": "\xff\xfe"}'), InvalidReply, 1),
    (Reply(raw=b""), InvalidReply, 1),
    (Reply(raw=b"[" * 200_000), InvalidReply, 1),
    (Reply([]), InvalidReply, 1),
    (Reply(None), InvalidReply, 1),
    (Reply({}), InvalidReply, 1),
    (Reply({"choices": "abc", "usage": "much"}), InvalidReply, 1),
    (Reply({"choices": [None]}), InvalidReply, 1),
    (Reply({"choices": [{"message": None}]}), InvalidReply, 1),
    (Reply({"choices": [{"message": {"content": [{"type": "text"}]}}]}), InvalidReply, 1),
    (Reply(raw=rb'{"choices": [{"message": {"content": "\ud800"}}]}'), InvalidReply, 1),
    (chat("{}", choices=[]), InvalidReply, 1),
    (chat(None), InvalidReply, 1),
    (chat(" \n"), InvalidReply, 1),
    (chat('{"number": 7', finish_reason="length"), InvalidReply, 1),
    (chat(None, finish_reason="length"), InvalidReply, 1),
    (chat(None, refusal="I can't help with that."), Refused, 1),
    (chat('{"number"', finish_reason="content_filter"), Refused, 1),
    (WRONG, InvalidReply, 3),
    (chat("no JSON"), InvalidReply, 3),
    (chat("[" * 100_000), InvalidReply, 3),
    (chat('{"number": NaN}'), InvalidReply, 3),
    (chat(r'{"number": 1, "parts": [{"name": "\ud800"}]}'), InvalidReply, 3),
    (chat({"number": 1, "invented": KEY}), InvalidReply, 3),
]


@pytest.mark.parametrize(("reply", "expected", "calls"), LOST)
def test_fault_for_ever_ends_in_one_clear_error(
    reply: Reply, expected: type[ModelError], calls: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each fault is retried or asked again only where that can help, and ends in its own error, on one line, without the key."""
    with FaultServer(reply) as server:
        tally = Tally()
        with pytest.raises(ModelError) as caught:
            ask(server, "The whole article. " * 500, tally=tally, retries=2, reasks=2)
        assert len(server.requests) == calls == tally.requests
    assert type(caught.value) is expected
    assert "127.0.0.1" in str(caught.value)
    shown = f"{caught.value} {caught.value.hint}"
    assert KEY not in shown
    assert "\n" not in shown
    assert "whole article" not in shown
    assert len(shown) < 500
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "reply",
    [
        fault(429),
        fault(500),
        Reply(completion("{}"), cut="before"),
        Reply(completion("{}"), cut="half"),
        Reply(completion("{}"), cut="reset"),
        Reply({"error": {"message": "overloaded", "code": 503}}),
        Reply(completion("{}"), delay_s=5),
        Reply(completion("{}"), drip_s=0.2),
        WRONG,
    ],
    ids=["429", "500", "no-header", "half", "reset", "error-in-200", "slow", "drip", "wrong"],
)
def test_fault_that_passes_is_survived(reply: Reply) -> None:
    """After one fault of this kind the next reply counts; an endpoint that drips is cut off like one that is silent."""
    with FaultServer(reply, GOOD) as server:
        tally = Tally()
        assert ask(server, tally=tally, timeout_s=1.0) == VALUE
        assert len(server.requests) == 2 == tally.requests
    assert tally.retries + tally.reasks == 1


def test_endpoint_that_is_down_is_unavailable() -> None:
    """A refused connection is tried again, and then named with its host."""
    with FaultServer(GOOD) as server:
        down = server.url
    tally = Tally()
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1:\d+: can't be reached") as caught:
        asyncio.run(ask_async(Settings(base_url=down, model="m", retries=1), tally=tally))
    assert caught.value.hint
    assert (tally.requests, tally.retries) == (2, 1)


def test_endpoint_that_is_silent_is_given_up_in_time() -> None:
    """No call takes longer than `timeout_s`, and the error says how long that was."""
    with FaultServer(Reply({}, delay_s=30)) as server:
        start = time.monotonic()
        with pytest.raises(Unavailable, match=r"no reply within 0\.3 s"):
            ask(server, timeout_s=0.3, retries=0)
        assert time.monotonic() - start < 3


def test_retries_add_up_over_an_article() -> None:
    """Retries of one article share one budget, however many questions and re-asks spend it: 2 + 2 retries, then no more."""
    script = [fault(429), fault(429), WRONG, fault(429), fault(429), WRONG, fault(429), GOOD]
    with FaultServer(*script) as server:
        tally = Tally()
        with pytest.raises(RateLimited):
            ask(server, tally=tally, retries=4, reasks=2)
        assert len(server.requests) == 7
        assert (tally.requests, tally.retries, tally.reasks) == (7, 4, 2)
        assert ask(server, tally=tally, retries=4) == VALUE
    assert tally.requests == 8


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
    "content", ['{"number": 1, "number": 7}', '{"number": "7"}', ' {"number": 7}\n'], ids=["doubled", "quoted", "blanks"]
)
def test_harmless_oddities_are_read(content: str) -> None:
    """A doubled key, a number in quotes or white space around is no reason to pay for a reply twice."""
    with FaultServer(chat(content)) as server:
        assert ask(server).number == 7
        assert len(server.requests) == 1


def test_reply_without_usage_or_ids_is_read() -> None:
    """Servers that leave out everything but the message are understood."""
    with FaultServer(Reply({"choices": [{"message": {"content": '{"number": 7}'}}]})) as server:
        tally = Tally()
        assert ask(server, tally=tally).number == 7
    assert (tally.input_tokens, tally.output_tokens) == (0, 0)


def test_lone_surrogate_is_an_input_error_before_anything_is_sent() -> None:
    """Text that no request can carry is refused at once."""
    with FaultServer(GOOD) as server:
        with pytest.raises(InputError, match="lone surrogate"):
            ask(server, "half \ud83d a pair")
        with pytest.raises(InputError, match="lone surrogate"):
            ask(server, model="m\udcff")
        assert not server.requests


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:80/v1",
        "ftp://host/v1",
        "http://",
        "http://host:99999/v1",
        "http://[::1/v1",
        "http://user:secret@host/v1",
        "http://host/v1?api-version=1",
        "http://host/\udcff",
        "file:///etc/passwd",
        "http://ho\nst:x/",
    ],
)
def test_unusable_base_url_is_a_config_error(url: str) -> None:
    """A base URL that is no plain http or https address is refused when the model is made, and not repeated."""
    with pytest.raises(ConfigError) as caught:
        Model(Settings(base_url=url, api_key=KEY))
    assert "secret" not in f"{caught.value} {caught.value.hint}"
    assert caught.value.hint


@pytest.mark.parametrize("key", ["sk-a\n", "sk a", "„sk-a“", "sk-\udcff"])
def test_unusable_key_is_a_config_error(key: str) -> None:
    """A key with a line break or a typographic quote is refused before it can turn up in the client's own errors."""
    with pytest.raises(ConfigError) as caught:
        Model(Settings(base_url="http://127.0.0.1/v1", api_key=key))
    assert "sk" not in f"{caught.value} {caught.value.hint}"


def test_openai_without_key_is_a_config_error() -> None:
    """OpenAI's own endpoint is not asked without a key."""
    with pytest.raises(ConfigError, match="key"):
        Model(Settings(base_url=OPENAI_BASE_URL))


def test_cancelling_closes_the_connections() -> None:
    """A cancelled question ends at once, as a cancellation, and closes its client."""

    async def cancelled(server: FaultServer) -> bool:
        transport = OverHere(server)
        task = asyncio.create_task(ask_async(settings(server, model="m"), tally=Tally(), transport=transport))
        await asyncio.to_thread(server.arrived.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return transport.closed

    with FaultServer(Reply({}, delay_s=30)) as server:
        start = time.monotonic()
        assert asyncio.run(cancelled(server))
        assert time.monotonic() - start < 5


class Failing(httpx2.AsyncBaseTransport):
    """A transport with an error of ours, as replay has one."""

    def __init__(self, error: SummarizerError) -> None:
        """Keep the error."""
        self.error = error
        self.calls = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:  # noqa: ARG002  (the signature is httpx2's)
        """Raise it."""
        self.calls += 1
        raise self.error


def test_errors_of_ours_pass_through_untouched() -> None:
    """What a transport raises of ours is neither retried nor wrapped."""
    transport = Failing(ConfigError("from below", hint="as it was"))
    with pytest.raises(ConfigError) as caught:
        asyncio.run(ask_async(settings(model="m"), tally=Tally(), transport=transport))
    assert caught.value is transport.error
    assert transport.calls == 1


def test_log_of_the_client_stays_where_it_is_wanted(caplog: pytest.LogCaptureFixture) -> None:
    """Who sets logging up still hears instructor, and never the key."""
    with FaultServer(WRONG) as server, caplog.at_level(logging.DEBUG), pytest.raises(InvalidReply):
        ask(server, reasks=0)
    assert "instructor" in {record.name.split(".")[0] for record in caplog.records}
    assert KEY not in caplog.text


def test_settings_show_no_key() -> None:
    """The key is in no text form of what holds it."""
    chosen = settings()
    assert KEY not in repr(chosen)
    assert KEY not in repr(vars(Model(chosen))["_settings"])
    assert KEY not in json.dumps({"tally": repr(Tally())})
