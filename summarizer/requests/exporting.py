"""Articles become files of requests: what has no reply in the store yet, split where a file would grow too large (IO)."""

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from summarizer.errors import InputError, InvalidReply, OutputError, Refused, SummarizerError
from summarizer.llm import Reply
from summarizer.recording_files import Step
from summarizer.requests.lines import request_line
from summarizer.requests.plan import Entry, PlanWriter, RequestFile, exported_files, head_of, plan_path
from summarizer.rounds import Question, Rounds
from summarizer.schemas import Article
from summarizer.settings import Settings
from summarizer.store import Store

MAXIMUM_REQUESTS = 50_000
MAXIMUM_BYTES = 200_000_000
"""What OpenAI's Batch API takes in one file, by its documentation."""


class FileLimits(NamedTuple):
    """How much goes into one file."""

    requests: int = MAXIMUM_REQUESTS
    bytes: int = MAXIMUM_BYTES


@dataclasses.dataclass
class Exported:
    """What an export came to; `complete` articles need no further reply."""

    articles: int = 0
    complete: int = 0
    failed: int = 0
    briefs: int = 0
    repairs: int = 0
    files: tuple[RequestFile, ...] = ()


class RequestFiles:
    """Writes request lines to a file and, past the limits, to further ones; `finish` puts all of them in their places."""

    def __init__(self, path: Path, limits: FileLimits) -> None:
        """Remember the place."""
        self._path = path
        self._limits = limits
        self._parts: list[tuple[Path, Path]] = []
        self._done: list[RequestFile] = []
        self._file: IO[bytes] | None = None
        self._hash = hashlib.sha256()
        self._requests = self._bytes = 0

    def __enter__(self) -> Self:
        """Begin the first file; raises OutputError."""
        self._begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Remove what was not finished."""
        if self._file:
            with suppress(OSError):
                self._file.close()
        for part, _ in self._parts:
            part.unlink(missing_ok=True)

    def check(self, lines: Iterable[bytes]) -> None:
        """Raise InputError where one of the lines fits no file."""
        if (longest := max((len(line) for line in lines), default=0)) > self._limits.bytes:
            hint = "make passages shorter with --passage-tokens"
            raise InputError(f"a request of {longest} bytes, {self._limits.bytes} fit into a file", hint=hint)

    def write(self, line: bytes) -> None:
        """Write one line, into a new file where it would not fit."""
        if self._requests >= self._limits.requests or self._bytes + len(line) > self._limits.bytes:
            self._end()
            self._begin()
        assert self._file
        try:
            self._file.write(line)
        except OSError as error:
            raise self._failure(error) from None
        self._hash.update(line)
        self._requests += 1
        self._bytes += len(line)

    def finish(self, *, before: int) -> tuple[RequestFile, ...]:
        """Put the files in their places; an empty one is none. Those of an export `before` that had more are removed."""
        self._end()
        try:
            for part, place in self._parts:
                part.replace(place)
            for number in range(len(self._parts) + 1, before + 1):
                self._place(number).unlink(missing_ok=True)
        except OSError as error:
            raise self._failure(error) from None
        return tuple(self._done)

    def _begin(self) -> None:
        place = self._place(len(self._parts) + 1)
        part = place.with_name(f".{place.name}.part")
        try:
            part.unlink(missing_ok=True)
            self._file = os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as error:
            raise self._failure(error) from None
        self._parts.append((part, place))
        self._hash = hashlib.sha256()
        self._requests = self._bytes = 0

    def _end(self) -> None:
        assert self._file
        try:
            self._file.close()
        except OSError as error:
            raise self._failure(error) from None
        if self._requests:
            name = self._parts[-1][1].name
            self._done.append(RequestFile(name=name, requests=self._requests, bytes=self._bytes, sha256=self._hash.hexdigest()))

    def _place(self, number: int) -> Path:
        return self._path if number == 1 else self._path.with_name(f"{self._path.stem}.{number}{self._path.suffix}")

    def _failure(self, error: OSError) -> OutputError:
        return OutputError(f"{self._path}: can't be written: {error.strerror or error}")


class Export:
    """One export into `path`; what the store has no reply to is written there."""

    def __init__(self, path: Path, settings: Settings, store: Store, *, limits: FileLimits | None = None) -> None:
        """Set up; `settings` name the model. Raises ConfigError."""
        self._path = path
        self._store = store
        self._limits = limits or FileLimits()
        self._head = head_of(settings)
        self._rounds = Rounds(settings)
        self._written: set[str] = set()
        self.result = Exported()

    async def run(self, articles: Iterable[tuple[str, Article | SummarizerError]]) -> list[tuple[str, SummarizerError]]:
        """Write all; return what failed, by path. Raises OutputError."""
        failed: list[tuple[str, SummarizerError]] = []
        with RequestFiles(self._path, self._limits) as files, PlanWriter(plan_path(self._path), self._head) as plan:
            for path, article in articles:
                try:
                    if isinstance(article, SummarizerError):
                        raise article
                    questions = await self._questions(article)
                    # The same text under another path is one request.
                    new = [question for question in questions if question.key not in self._written]
                    lines = [request_line(question.key, question.body) for question in new]
                    files.check(lines)
                except OutputError:
                    raise
                except SummarizerError as error:
                    self.result.failed += 1
                    failed.append((path, error))
                    continue
                for line in lines:
                    files.write(line)
                plan.write(Entry(path=path, article=article, questions=tuple(_steps(questions))))
                self._count(questions, new)
            self.result.files = files.finish(before=exported_files(self._path))
            plan.finish(self.result.files)
        return failed

    async def _questions(self, article: Article) -> tuple[Question, ...]:
        """Return what is still to be asked; replies that led to no briefing are forgotten, and asked for anew."""
        try:
            return (await self._rounds.play(article, self._find)).questions
        except (InvalidReply, Refused):
            self._store.forget_replies(article.id)
            return (await self._rounds.play(article, lambda _key: None)).questions

    def _find(self, key: str) -> Reply | None:
        body = self._store.reply(key)
        return None if body is None else Reply(body, stored=True)

    def _count(self, questions: tuple[Question, ...], new: list[Question]) -> None:
        self._written.update(question.key for question in new)
        self.result.articles += 1
        self.result.complete += not questions
        repairs = sum(question.case.step == "repair" for question in new)
        self.result.repairs += repairs
        self.result.briefs += len(new) - repairs


def _steps(questions: Iterable[Question]) -> Iterator[tuple[str, Step]]:
    for question in questions:
        yield question.key, question.case.step
