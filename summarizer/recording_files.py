"""The files that recordings are kept in: UTF-8 JSON that a person can read and a diff can show.

Long text is folded, and unfolded again to the same characters:

    {"$text": ["first line\\n", "second"]}     the pieces joined
    {"$json": {"a": 1}}                       the text of that JSON, compact
    {"$json": {"a": 1}, "$style": "spaced"}   the same with a space after `,` and `:`; "indented": over lines, by two
    {"$verbatim": {...}}                      an object that itself has one of these keys
"""

import base64
import dataclasses
import datetime
import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import pydantic
from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from summarizer.errors import ConfigError, ModelError, OutputError

INDEX = "recordings.json"
SUFFIX = ".endpoint.json"
CHAT = "/chat/completions"

RECORD_AGAIN = "record again with --record DIR, or run make recordings"

Origin = Literal["recorded", "written by hand"]
Step = Literal["brief", "repair"]


class Stored(BaseModel):
    """Anything in a file: it can't be changed, and unknown fields mean damage."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


F = TypeVar("F", bound=Stored)


@dataclasses.dataclass(frozen=True)
class Case:
    """What a request is for: an article (its id), a step, and the number of the passage."""

    article: str
    step: Step
    number: int = 1


class StoredRequest(Stored):
    """A request without host and headers, so without secrets; `path` is the one below the base URL."""

    method: str
    path: str
    body: JsonValue


class StoredResponse(Stored):
    """A response: its status, the few headers that matter, and one of three forms of its body."""

    status: int = Field(ge=100, le=599)
    headers: dict[str, str] = {}
    json_: JsonValue = Field(default=None, alias="json")
    text: str = ""
    base64: str = ""

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if len(self.model_fields_set & {"json_", "text", "base64"}) != 1:
            raise ValueError("a response has exactly one of json, text and base64")
        return self

    def content(self) -> bytes:
        """Return the body as it goes over the wire."""
        if "json_" in self.model_fields_set:
            return json.dumps(self.json_, ensure_ascii=False).encode()
        return base64.b64decode(self.base64) if self.base64 else self.text.encode()


class Interaction(Stored):
    """A request with its response; one written by hand has no request until `make recordings` has seen it."""

    key: str = ""
    case: Case
    request: StoredRequest | None = None
    response: StoredResponse


class Recording(Stored):
    """All exchanges about one article with one engine: one file."""

    version: Literal[1]
    article: str = Field(pattern="^[0-9a-f]{16}$")
    path: str | None = None
    engine: Literal["endpoint"]
    origin: Origin
    model: str
    date: datetime.date
    interactions: tuple[Interaction, ...]


class Parameters(Stored):
    """The settings that shape a request, by their names in `Settings`."""

    temperature: float | None
    max_output_tokens: int | None
    strict: bool
    passage_tokens: int = Field(ge=1)


class RecordingSet(Stored):
    """What the recordings of one engine in a folder have in common."""

    engine: Literal["endpoint", "local"]
    model: str
    parameters: Parameters
    origin: Origin
    date: datetime.date


class Index(Stored):
    """The file `recordings.json`: the sets in a folder."""

    version: Literal[1]
    sets: tuple[RecordingSet, ...]


def request_key(request: StoredRequest) -> str:
    """Return the first 24 hex digits of the SHA-256 of the canonical JSON of method, path and body."""
    body = request.body
    if isinstance(body, dict) and "max_completion_tokens" in body:
        # OpenAI's name for the same limit; a replay does not know which of the two the endpoint took.
        body = {**body, "max_tokens": body["max_completion_tokens"]}
        del body["max_completion_tokens"]
    canonical = json.dumps(
        {"method": request.method, "path": request.path, "body": body}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()[:24]


def stored_request(method: str, path: str, content: bytes) -> StoredRequest:
    """Store a request with the part of its path below the base URL, so that /v1 and /openai/v1 replay alike."""
    try:
        body: JsonValue = json.loads(content) if content else None
    except ValueError as error:
        raise ModelError(f"a request to {path} is not JSON") from error
    return StoredRequest(method=method, path=CHAT if path.endswith(CHAT) else path, body=body)


def stored_response(status: int, headers: dict[str, str], content: bytes) -> StoredResponse:
    """Store a body as JSON where that keeps it whole, else as text, else as base64."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return StoredResponse(status=status, headers=headers, base64=base64.b64encode(content).decode())
    try:
        return StoredResponse.model_validate({"status": status, "headers": headers, "json": _whole_json(text)})
    except (ValueError, RecursionError):
        return StoredResponse(status=status, headers=headers, text=text)


def _no_double(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _whole_json(text: str) -> JsonValue:
    """Parse JSON that can be written again: no double key, no NaN or infinity, no lone surrogate."""
    value: JsonValue = json.loads(text, object_pairs_hook=_no_double)
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return value


_MARKS = {"$text", "$json", "$verbatim"}
_STYLES: dict[str, dict[str, Any]] = {"compact": {"separators": (",", ":")}, "spaced": {}, "indented": {"indent": 2}}
_LONG = 160
_PIECES = re.compile(rf".{{1,{_LONG}}}(?:\s|$)|.{{1,{_LONG}}}", re.DOTALL)


def fold(value: JsonValue) -> JsonValue:
    """Write long text in pieces and JSON in text as JSON, as the module's docstring says."""
    if isinstance(value, str):
        return _folded_text(value)
    if isinstance(value, list):
        return [fold(item) for item in value]
    if isinstance(value, dict):
        return {"$verbatim": value} if _MARKS & value.keys() else {name: fold(item) for name, item in value.items()}
    return value


def _folded_text(text: str) -> JsonValue:
    if text.startswith(("{", "[")):
        try:
            value = _whole_json(text)
        except (ValueError, RecursionError):
            value = None
        for style, form in _STYLES.items():
            if value is not None and json.dumps(value, ensure_ascii=False, **form) == text:
                return {"$json": value} if style == "compact" else {"$json": value, "$style": style}
    if "\n" not in text and len(text) <= _LONG:
        return text
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    return {"$text": [piece for line in lines for piece in ([line] if len(line) <= _LONG else _PIECES.findall(line))]}


def unfold(value: JsonValue) -> JsonValue:
    """Undo `fold`; raises ValueError where the folding is damaged."""
    if isinstance(value, list):
        return [unfold(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$verbatim" in value and len(value) == 1:
        return value["$verbatim"]
    if "$text" in value:
        pieces = value["$text"]
        if len(value) != 1 or not isinstance(pieces, list):
            raise ValueError("$text is not a list")
        if not all(isinstance(piece, str) for piece in pieces):
            raise ValueError("a piece of $text is not text")
        return "".join(str(piece) for piece in pieces)
    if "$json" in value:
        form = _STYLES.get(str(value.get("$style", "compact")))
        if form is None or not value.keys() <= {"$json", "$style"}:
            raise ValueError("$json has an unknown style")
        return json.dumps(value["$json"], ensure_ascii=False, **form)
    return {name: unfold(item) for name, item in value.items()}


def read_recording(path: Path) -> Recording:
    """Read one article's file; raises ConfigError where it is missing, damaged or of another version."""
    return _read(path, Recording)


def read_index(directory: Path) -> Index:
    """Read `recordings.json` of a folder; raises ConfigError where it is missing, damaged or of another version."""
    return _read(directory / INDEX, Index)


def _read(path: Path, form: type[F]) -> F:
    try:
        data = unfold(json.loads(path.read_text("utf-8")))
        if isinstance(data, dict) and data.get("version") != 1:
            raise ConfigError(f"{path} is of version {data.get('version')!r}; this program reads version 1", hint=RECORD_AGAIN)
        return form.model_validate_json(json.dumps(data))
    except OSError as error:
        raise ConfigError(f"can't read {path}: {error.strerror or error}", hint=RECORD_AGAIN) from error
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ConfigError(f"{path} is damaged: {place}: {first['msg']}", hint=RECORD_AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{path} is damaged: {error}", hint=RECORD_AGAIN) from error


def scrub(recording: Recording) -> Recording:
    """Return a recording that replays the same without its requests, which hold the article, and without the file's name."""
    exchanges = tuple(exchange.model_copy(update={"request": None}) for exchange in recording.interactions)
    return recording.model_copy(update={"path": None, "interactions": exchanges})


def write_file(path: Path, value: Recording | Index) -> None:
    """Replace a file as a whole: readers see the old one or the new one; raises OutputError."""
    data = fold(value.model_dump(mode="json", by_alias=True, exclude_unset=True))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"can't write {path}: {error.strerror or error}") from error
