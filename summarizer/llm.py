"""The one door to a model: a question and a schema go in, a filled schema or one of our errors comes out.

Each layer has one duty: openai sends and tenacity sends again (`endpoint.py`, `retrying.py`); instructor asks again
where a reply does not fit its schema.
"""

import asyncio
import functools
import json
import logging
import re
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, Self, TypeVar

import httpx2
import instructor
import openai
import pydantic
from instructor.core import InstructorRetryException
from openai.lib._pydantic import to_strict_json_schema
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from summarizer.endpoint import CHECK_URL, Endpoint, require_text
from summarizer.errors import ConfigError, InvalidReply, Refused, UnknownModel
from summarizer.keeping import STORED
from summarizer.prompting import Message
from summarizer.recording import CASE, Case
from summarizer.retrying import Failure, Tally
from summarizer.settings import OPENAI_MODEL, Settings

__all__ = ["Case", "Message", "Model", "Reply", "Tally"]

# instructor logs failed replies, with article text in them, and Python prints that to stderr where nobody set up logging.
logging.getLogger("instructor").addHandler(logging.NullHandler())

T = TypeVar("T", bound=pydantic.BaseModel)

_NAMES_SHOWN = 8
_FENCE = re.compile(r"```[a-z]*\n(?P<inside>.*)\n```", re.DOTALL)


class Reply(NamedTuple):
    """The body of a chat completion; `stored` where it came from the store and cost nothing."""

    body: bytes
    stored: bool = False


class Model:
    """A model behind an OpenAI-compatible endpoint; as an async context manager it closes its connections."""

    def __init__(self, settings: Settings, *, transport: httpx2.AsyncBaseTransport | None = None) -> None:
        """Connect to nothing yet; `transport` stands in for the network. Raises ConfigError on an unusable base URL or key."""
        self._settings = settings
        self._endpoint = Endpoint(settings, transport=transport)
        self._lock = asyncio.Lock()
        self._name: str | None = None

    async def __aenter__(self) -> Self:
        """Return the model itself."""
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connections, also on cancellation."""
        await self._endpoint.close()

    async def name(self) -> str:
        """Return the model's name: the one set, OpenAI's default there, else the only one that the endpoint serves.

        Raises ConfigError where the endpoint serves none or several, or does not say; and any ModelError.
        """
        async with self._lock:
            if self._name is None:
                name = self._settings.model or (OPENAI_MODEL if self._settings.is_openai else await self._only_model())
                require_text(name, "the model's name")
                self._name = name
        return self._name

    async def ask(self, messages: Sequence[Message], schema: type[T], *, tally: Tally, case: Case) -> T:
        """Return the model's reply as a `schema`; what it takes is added to `tally`, also where it fails.

        Raises InputError where a message can't be encoded, ConfigError, and any ModelError.
        """
        for message in messages:
            require_text(message["content"], "the text")
        name = await self.name()
        exchange = _Exchange(self._endpoint, name, tally, asked=len(messages))
        create: Any = instructor.patch(create=exchange.create, mode=instructor.Mode.JSON_SCHEMA)
        mark = CASE.set(case)
        try:
            # Never with `context`: instructor would then render the article as a Jinja template.
            filled = await create(
                response_model=_filled(schema),
                max_retries=self._settings.reasks,
                # A sentence number in quotes is no reason to pay for the whole reply twice.
                strict=False,
                model=name,
                messages=[dict(message) for message in messages],
                **self._parameters(schema),
            )
        except InstructorRetryException as error:
            self._give_up(error.__cause__ or error, schema, exchange.calls)
        finally:
            CASE.reset(mark)
        # What leaves here is the schema itself.
        return schema.model_construct(filled.model_fields_set, **{field: getattr(filled, field) for field in schema.model_fields})

    async def send(self, body: bytes, *, case: Case, tally: Tally) -> Reply:
        """Send a request that was written elsewhere, and return its reply unread; raises like `ask`."""

        async def sent(client: openai.AsyncOpenAI) -> Reply:
            raw = await client.chat.completions.with_raw_response.create(**json.loads(body))
            _refuse_error(raw.parse(), raw.headers)
            return Reply(raw.content, stored=STORED in raw.headers)

        mark = CASE.set(case)
        try:
            return await self._endpoint.send(sent, tally=tally, model=await self.name())
        finally:
            CASE.reset(mark)

    def _parameters(self, schema: type[pydantic.BaseModel]) -> dict[str, Any]:
        settings = self._settings
        chosen: dict[str, Any] = {}
        if settings.temperature is not None:
            chosen["temperature"] = settings.temperature
        if settings.max_output_tokens is not None:
            # OpenAI's newer models refuse the old name; many other servers know only that one.
            chosen["max_completion_tokens" if settings.is_openai else "max_tokens"] = settings.max_output_tokens
        if settings.is_openai if settings.strict is None else settings.strict:
            chosen["extra_body"] = {"response_format": _strict_format(schema)}
        return chosen

    async def _only_model(self) -> str:
        async def listed(client: openai.AsyncOpenAI) -> bytes:
            return (await client.models.with_raw_response.list()).content

        host, hint = self._endpoint.host, "name one with --model"
        try:
            data = json.loads(await self._endpoint.send(listed, tally=Tally(), model="?"))["data"]
            names = [str(entry["id"]) for entry in data]
        except (UnknownModel, InvalidReply, ValueError, TypeError, KeyError, RecursionError) as error:
            raise ConfigError(f"{host} does not list its models", hint=f"{hint}, or {CHECK_URL}") from error
        if len(names) == 1:
            return names[0]
        shown = ", ".join(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")
        raise ConfigError(
            f"{host} serves {self._endpoint.quoted(f'{len(names)} models: {shown}') if names else 'no model'}", hint=hint
        )

    def _give_up(self, cause: BaseException, schema: type[pydantic.BaseModel], calls: int) -> NoReturn:
        """Raise what instructor wrapped: our errors and defects as they are, an invalid reply with its first problem."""
        if not isinstance(cause, pydantic.ValidationError):
            raise cause
        first = cause.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        problem = self._endpoint.quoted(f"{place}: {first['msg']}" if place else first["msg"])
        times = f", asked {calls} times" if calls > 1 else ""
        message = f"{self._endpoint.host}: the reply is no {schema.__name__}{times}: {problem}"
        raise InvalidReply(message, hint="try --strict where the endpoint knows it, or another --model") from cause


class _Exchange:
    """The calls that one question takes: counted, guarded, and handed to instructor in a form that it can't misread."""

    def __init__(self, endpoint: Endpoint, model: str, tally: Tally, *, asked: int) -> None:
        self._endpoint = endpoint
        self._model = model
        self._tally = tally
        self._asked = asked
        self.calls = 0

    async def create(self, **request: Any) -> ChatCompletion:
        """Send a request and return its reply; instructor calls this, again with its complaint where the reply was invalid."""
        self.calls += 1
        if self.calls > 1:
            self._tally.reasks += 1
            messages = request["messages"]
            request["messages"] = messages[: self._asked] + [_without_links(message) for message in messages[self._asked :]]

        async def counted(client: openai.AsyncOpenAI) -> object:
            raw = await client.chat.completions.with_raw_response.create(**request)
            completion: object = raw.parse()
            self._count(completion, raw.headers)
            return completion

        completion = await self._endpoint.send(counted, tally=self._tally, model=self._model)
        message = ChatCompletionMessage(role="assistant", content=self._content(completion))
        # A fresh one: endpoints leave fields out, or put in what instructor would send back to them.
        choice = Choice(finish_reason="stop", index=0, message=message)
        return ChatCompletion(id="", choices=[choice], created=0, model=self._model, object="chat.completion")

    def _count(self, completion: object, headers: Mapping[str, str]) -> None:
        """Add the usage of one real reply, and raise Failure where an error came with status 200."""
        if STORED in headers:
            self._tally.requests -= 1
            self._tally.stored += 1
            return
        usage = getattr(completion, "usage", None)
        self._tally.input_tokens += _tokens(getattr(usage, "prompt_tokens", None))
        self._tally.output_tokens += _tokens(getattr(usage, "completion_tokens", None))
        _refuse_error(completion, headers)

    def _content(self, completion: object) -> str:
        """Return the reply's text, or raise for what asking again would only pay for twice."""
        host = self._endpoint.host
        choices = getattr(completion, "choices", None)
        choice = choices[0] if isinstance(choices, list) and choices else None
        message = getattr(choice, "message", None)
        if message is None:
            what = "a reply without choices" if isinstance(completion, ChatCompletion) else "something else than a chat completion"
            raise InvalidReply(f"{host} sent {what}", hint=CHECK_URL)
        reason = getattr(choice, "finish_reason", None)
        if reason == "content_filter":
            raise Refused(f"{host}: the reply was stopped by a content filter")
        if refusal := getattr(message, "refusal", None):
            raise Refused(f"{host}: the model declined: {self._endpoint.quoted(str(refusal))}")
        if reason == "length":
            hint = "allow more with --max-output-tokens, or make passages shorter with --passage-tokens"
            raise InvalidReply(f"{host}: the reply was truncated at the limit of output tokens", hint=hint)
        content = getattr(message, "content", None)
        if not isinstance(content, str) or not content.strip():
            raise InvalidReply(f"{host} sent an empty reply")
        if not content.isascii() and content != content.encode(errors="replace").decode():
            raise InvalidReply(f"{host} sent a reply with a lone surrogate in it")
        # Servers that do not enforce a schema often get their JSON in a Markdown fence.
        fenced = _FENCE.fullmatch(content.strip())
        return fenced["inside"] if fenced else content


def _refuse_error(completion: object, headers: Mapping[str, str]) -> None:
    """Raise Failure where an error came with status 200."""
    error = getattr(completion, "error", None)
    if error and not getattr(completion, "choices", None):
        given = error if isinstance(error, dict) else {"message": str(error)}
        code = given.get("code")
        # OpenRouter answers so, with the status as the code.
        status = code if isinstance(code, int) and 400 <= code <= 599 else 400
        code = code if isinstance(code, str) else None
        raise Failure(str(given.get("message") or ""), status=status, code=code, headers=headers)


@functools.lru_cache(maxsize=16)
def _filled(schema: type[T]) -> type[T]:
    """Return the class of what instructor fills; it would make one, and its JSON schema, anew for each request, for 5 of 8 ms."""
    made = instructor.openai_schema(schema)
    written = made.model_json_schema()
    made.model_json_schema = lambda: written  # type: ignore[assignment, method-assign, misc]  # instructor asks the class itself
    return made


@functools.lru_cache(maxsize=16)
def _strict_format(schema: type[pydantic.BaseModel]) -> dict[str, Any]:
    """Ask for strict adherence; `to_strict_json_schema` is a private path of openai's, used here only."""
    return {
        "type": "json_schema",
        "json_schema": {"name": schema.__name__, "strict": True, "schema": to_strict_json_schema(schema)},
    }


def _without_links(message: dict[str, Any]) -> dict[str, Any]:
    """Take pydantic's links to its website out of a complaint: they cost tokens, and every release changes them."""
    content = message["content"]
    return {**message, "content": re.sub(r"\n\s*For further information visit https://errors\.pydantic\.dev/\S+", "", content)}


def _tokens(given: object) -> int:
    return given if isinstance(given, int) and given > 0 else 0
