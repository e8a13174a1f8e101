"""Files of requests at an endpoint's /files and /batches: sent once, looked after, their replies fetched (IO).

What was sent is noted beside the requests after every step. A batch is also marked with its file's hash, so that one whose note
was lost is found again, not paid for again.
"""

import dataclasses
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Literal, Self, TypeVar

import openai
import pydantic
from openai.types import Batch
from pydantic import BaseModel, ConfigDict

from summarizer.endpoint import CHECK_URL, Endpoint
from summarizer.errors import InputError, InvalidReply, ModelError, OutputError, UnknownModel
from summarizer.network import open_connections
from summarizer.requests.lines import URL
from summarizer.requests.plan import RequestFile
from summarizer.retrying import Tally
from summarizer.settings import Settings

R = TypeVar("R")

_MARK = "summarize_sha256"
_TRANSFER_TIMEOUT_S = 3600.0
_ENDED = ("completed", "failed", "expired", "cancelled")


class Sent(BaseModel):
    """A batch: what it was made of, and what the endpoint last said of it."""

    model_config = ConfigDict(frozen=True)

    file: RequestFile
    host: str
    file_id: str
    batch_id: str = ""
    status: str = "uploaded"
    done: int = 0
    failed: int = 0
    output_file_id: str | None = None
    error_file_id: str | None = None
    message: str = ""
    fetched: bool = False

    @property
    def ended(self) -> bool:
        """Whether the endpoint is through with it."""
        return self.status in _ENDED

    @property
    def is_void(self) -> bool:
        """Whether it ended without a reply, so that all of it has to be asked again."""
        return self.ended and not self.output_file_id


class _Notes(BaseModel):
    version: Literal[1] = 1
    batches: tuple[Sent, ...] = ()


def read_notes(path: Path) -> tuple[Sent, ...]:
    """Return what was sent, nothing where nothing was; raises InputError where the notes are damaged."""
    try:
        return _Notes.model_validate_json(path.read_bytes()).batches
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None
    except pydantic.ValidationError:
        raise InputError(
            f"{path} is damaged", hint="remove it: submit finds the batches again by the hash of their files"
        ) from None


def write_notes(path: Path, batches: Iterable[Sent]) -> None:
    """Note what was sent; raises OutputError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(_Notes(batches=tuple(batches)).model_dump_json(indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}") from None


class Batches:
    """The batches of an endpoint; as an async context manager it closes its connections."""

    def __init__(self, settings: Settings) -> None:
        """Connect to nothing yet; raises ConfigError on an unusable base URL or key."""
        # A file of 200 MB takes its time; its replies are larger than one reply may be.
        settings = dataclasses.replace(settings, timeout_s=max(settings.timeout_s, _TRANSFER_TIMEOUT_S))
        self.host = settings.host
        self._endpoint = Endpoint(settings, transport=open_connections(settings))
        # A batch whose creation seemed to fail may be there, and would be paid for twice.
        self._once = Endpoint(dataclasses.replace(settings, retries=0), transport=open_connections(settings))

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self._endpoint.close()
        await self._once.close()

    async def find(self, file: RequestFile) -> Sent | None:
        """Return the batch that was made of a file, where the endpoint lists it among its newest hundred.

        One that is void counts for none.
        """

        async def listed(client: openai.AsyncOpenAI) -> list[Batch]:
            return (await client.batches.list(limit=100)).data

        try:
            batches = await self._endpoint.send(listed, tally=Tally(), model="?")
        except (UnknownModel, InvalidReply):
            # Not every server can list.
            return None
        for batch in batches or []:
            if (batch.metadata or {}).get(_MARK) == file.sha256:
                sent = _told(Sent(file=file, host=self.host, file_id=batch.input_file_id), batch)
                if not sent.is_void:
                    return sent
        return None

    async def upload(self, file: RequestFile, path: Path) -> Sent:
        """Send a file; raises ModelError, and InputError where it is not what was exported."""

        async def sent(client: openai.AsyncOpenAI) -> str:
            return (await client.files.create(file=path, purpose="batch")).id

        _check_unchanged(file, path)
        return Sent(file=file, host=self.host, file_id=await self._send(self._endpoint, sent))

    async def create(self, sent: Sent) -> Sent:
        """Have a file worked on; raises ModelError."""

        async def created(client: openai.AsyncOpenAI) -> Batch:
            return await client.batches.create(
                input_file_id=sent.file_id, endpoint=URL, completion_window="24h", metadata={_MARK: sent.file.sha256}
            )

        return _told(sent, await self._send(self._once, created))

    async def look(self, sent: Sent) -> Sent:
        """Ask how far a batch is; raises ModelError."""

        async def found(client: openai.AsyncOpenAI) -> Batch:
            return await client.batches.retrieve(sent.batch_id)

        return _told(sent, await self._send(self._endpoint, found))

    async def fetch(self, file_id: str, place: Path, began: int) -> int:
        """Write a file of replies to `place` from the byte `began` on; return where it ends. Raises ModelError, OutputError."""

        async def fetched(client: openai.AsyncOpenAI) -> int:
            async with client.files.with_streaming_response.content(file_id) as response:
                with _append(place, began) as file:
                    last = b"\n"
                    async for piece in response.iter_bytes():
                        file.write(piece)
                        last = piece[-1:] or last
                    if last != b"\n":
                        file.write(b"\n")
                    return file.tell()

        try:
            return await self._send(self._endpoint, fetched)
        except OSError as error:
            raise OutputError(f"{place}: can't be written: {error.strerror or error}") from None

    async def _send(self, endpoint: Endpoint, call: Callable[[openai.AsyncOpenAI], Awaitable[R]]) -> R:
        """Make a call; a server without this part of the interface is named as such."""
        try:
            return await endpoint.send(call, tally=Tally(), model="?")
        except UnknownModel:
            raise ModelError(f"{self.host} knows no such batch or file, or no batches at all (404)", hint=CHECK_URL) from None


def _told(sent: Sent, batch: Batch) -> Sent:
    """Take over what the endpoint says of a batch."""
    counts = batch.request_counts
    errors = batch.errors.data if batch.errors and batch.errors.data else []
    return sent.model_copy(
        update={
            "batch_id": batch.id,
            "status": batch.status,
            "done": counts.completed if counts else 0,
            "failed": counts.failed if counts else 0,
            "output_file_id": batch.output_file_id,
            "error_file_id": batch.error_file_id,
            "message": " ".join((errors[0].message or "").split())[:200] if errors else "",
        }
    )


def _check_unchanged(file: RequestFile, path: Path) -> None:
    """Raise InputError where a file is not what was exported."""
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None
    if found != file.sha256:
        raise InputError(f"{path} has changed since the export", hint="export again: what is in the store is kept")


def _append(place: Path, began: int) -> BinaryIO:
    """Open a file to write on from `began`: a second try begins where the first did."""
    file = place.open("r+b")
    file.truncate(began)
    file.seek(began)
    return file
