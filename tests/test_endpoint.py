"""An endpoint's faults, from a real scripted server: each ends in one clear error, and nothing leaks."""

import asyncio
import json
import time

import httpx2
import pytest

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
from summarizer.llm import Model, Tally
from summarizer.settings import OPENAI_BASE_URL, Settings
from tests.faults import FaultServer, Reply, chat, completion, fault
from tests.questions import GOOD, KEY, VALUE, WRONG, OverHere, ask, ask_async, settings


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
    (fault(429, message="too many tokens per minute"), RateLimited, 3),
    (fault(429, code="insufficient_quota"), RateLimited, 1),
    (fault(429, headers={"x-should-retry": "false"}), RateLimited, 1),
    (fault(408), Unavailable, 3),
    (fault(409), Unavailable, 3),
    (fault(500), Unavailable, 3),
    (fault(503), Unavailable, 3),
    (Reply(raw=b"<html>Bad gateway", status=502, headers={"retry-after-ms": "0"}), Unavailable, 3),
    (Reply({}, status=307, headers={"location": "http://127.0.0.1:9/v1"}), ModelError, 1),
    (Reply({"error": {"message": "overloaded", "code": 401}}), Denied, 1),
    (Reply({"error": {"message": "overloaded", "code": 503}}, headers={"retry-after": "3600"}), Unavailable, 1),
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
        start = time.monotonic()
        assert ask(server, tally=tally, timeout_s=1.0) == VALUE
        assert time.monotonic() - start < 8
        assert len(server.requests) == 2 == tally.requests
    assert (tally.retries, tally.reasks) == ((0, 1) if reply is WRONG else (1, 0))


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


def test_settings_show_no_key() -> None:
    """The key is in no text form of what holds it."""
    chosen = settings()
    assert KEY not in repr(chosen)
    assert KEY not in repr(vars(Model(chosen))["_settings"])
    assert KEY not in json.dumps({"tally": repr(Tally())})


def test_words_of_the_endpoint_are_quoted() -> None:
    """The error gives the status and the endpoint's own words, and nothing around them."""
    with FaultServer(fault(422, message="temperature\nis not supported")) as server, pytest.raises(ModelError) as caught:
        ask(server)
    assert str(caught.value).partition(" ")[2] == "answered 422: temperature is not supported"
