"""The plan of an export, beside its requests: with what settings, which articles, and what each of them asks (IO).

JSON Lines: a head, a line per article, and a tail that says the plan is whole.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Literal, Self, TypeVar

import pydantic
from pydantic import BaseModel, ConfigDict

from summarizer.errors import ConfigError, InputError, OutputError
from summarizer.prompting import Prompts, schema_hash
from summarizer.recording_files import Step
from summarizer.schemas import Article
from summarizer.settings import Settings

_MAXIMUM_LINE_BYTES = 200_000_000


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Head(_Line):
    """What all requests have in common; a key is never among it."""

    version: Literal[1] = 1
    host: str
    base_url: str | None
    model: str
    strict: bool | None
    temperature: float | None
    max_output_tokens: int | None
    passage_tokens: int
    reasks: int
    prompts: Path | None
    prompt_hash: str
    schema_hash: str

    def settings(self) -> Settings:
        """Return the settings that the requests were made with; raises ConfigError where they would make others now."""
        names = {name for name in type(self).model_fields if name in Settings.__dataclass_fields__}
        settings = Settings(engine="endpoint", api_key="none", **self.model_dump(include=names))
        if (Prompts(settings.prompts).hash, schema_hash()) != (self.prompt_hash, self.schema_hash):
            raise ConfigError("prompts or schema have changed since the export", hint="export again: what is in the store is kept")
        return settings


class Entry(_Line):
    """An article, and its open requests: key and step of each."""

    path: str
    article: Article
    questions: tuple[tuple[str, Step], ...]


class RequestFile(_Line):
    """A file of requests, by its name in the plan's folder."""

    name: str
    requests: int
    bytes: int
    sha256: str


class Tail(_Line):
    """The files of requests."""

    files: tuple[RequestFile, ...]


L = TypeVar("L", bound=_Line)


def head_of(settings: Settings) -> Head:
    """Return the head of a plan; `settings` name the model."""
    assert settings.model
    names = {name for name in Head.model_fields if name in Settings.__dataclass_fields__}
    given = {name: getattr(settings, name) for name in names}
    prompts = settings.prompts and settings.prompts.resolve()
    hashes = {"prompt_hash": Prompts(settings.prompts).hash, "schema_hash": schema_hash()}
    return Head(**{**given, "prompts": prompts, "host": settings.host, **hashes})


def plan_path(requests: Path) -> Path:
    """Return where the plan of a file of requests lies."""
    return requests.with_name(f"{requests.name}.plan")


def batches_path(requests: Path) -> Path:
    """Return where the batches of a file of requests are noted."""
    return requests.with_name(f"{requests.name}.batches")


class PlanWriter:
    """Writes a plan; it takes its place when `finish` is called."""

    def __init__(self, path: Path, head: Head) -> None:
        """Remember the place."""
        self._path = path
        self._part = path.with_name(f".{path.name}.part")
        self._head = head
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        """Open a part file, for this user alone: whole articles stand in it. Raises OutputError."""
        try:
            self._part.unlink(missing_ok=True)
            descriptor = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise OutputError(f"{self._path}: can't be written: {error.strerror or error}") from None
        self._file = os.fdopen(descriptor, "w", encoding="utf-8")
        self.write(self._head)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remove what was not finished."""
        if self._file:
            with contextlib.suppress(OSError):
                self._file.close()
            self._part.unlink(missing_ok=True)

    def write(self, line: Head | Entry | Tail) -> None:
        """Write one line."""
        assert self._file
        try:
            self._file.write(line.model_dump_json() + "\n")
        except OSError as error:
            raise OutputError(f"{self._path}: can't be written: {error.strerror or error}") from None

    def finish(self, files: tuple[RequestFile, ...]) -> None:
        """Write the tail, and put the plan in its place."""
        self.write(Tail(files=files))
        assert self._file
        try:
            self._file.close()
            self._part.replace(self._path)
        except OSError as error:
            raise OutputError(f"{self._path}: can't be written: {error.strerror or error}") from None


def exported_files(requests: Path) -> int:
    """Return how many files an export wrote, none where there was none."""
    try:
        return len(Plan(requests).tail.files)
    except InputError:
        return 0


class Plan:
    """A plan that is read; raises InputError where it is missing, damaged or not whole."""

    def __init__(self, requests: Path) -> None:
        """Read head and tail."""
        self.path = plan_path(requests)
        first = last = b""
        for line in self._lines():
            first, last = first or line, line
        self.head = self._parse(first, Head, 1)
        self.tail = self._parse(last, Tail, 0)

    def entries(self) -> Iterator[Entry]:
        """Yield the articles."""
        lines = self._lines()
        next(lines)
        before = b""
        for number, line in enumerate(lines, 2):
            if before:
                yield self._parse(before, Entry, number - 1)
            before = line

    def _lines(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                while line := file.readline(_MAXIMUM_LINE_BYTES):
                    yield line
        except OSError as error:
            hint = "it is written with the requests; name their file with --requests"
            raise InputError(f"{self.path}: can't be read: {error.strerror or error}", hint=hint) from None

    def _parse(self, line: bytes, form: type[L], number: int) -> L:
        try:
            return form.model_validate_json(line)
        except pydantic.ValidationError:
            where = f"line {number}" if number else "its end"
            raise InputError(f"{self.path} is damaged ({where})", hint="export again: what is in the store is kept") from None
