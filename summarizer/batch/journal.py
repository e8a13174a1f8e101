"""The file of a batch: one line per article, appended as it is done, whole after whatever ended the run (IO).

A line is `{path, briefing, error}`; one of the last two is null. Lines with an error, and a last line without its end, are
taken out when the file is opened again: their articles are missing.
"""

import contextlib
import fcntl
import hashlib
import io
import json
import os
import stat
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from summarizer.errors import OutputError
from summarizer.schemas import Briefing

_SYNC_EVERY_S = 2.0
_MAXIMUM_LINE_BYTES = 100_000_000


class Maker(NamedTuple):
    """What made a briefing."""

    engine: str
    model: str | None


class _Line(NamedTuple):
    """What a line says of itself: the article, or None where it has no briefing; raw bytes with the line end."""

    raw: bytes
    known: bytes | None
    maker: Maker | None = None


class Journal:
    """The file; as a context manager it is opened for one process at a time. Raises OutputError where that can't be."""

    def __init__(self, path: Path, *, anew: bool = False, look: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember the place; with `anew` what is in the file is not kept, to `look` leaves the file as it is."""
        self._path = path
        self._look = look
        self._anew = anew
        self._clock = clock
        self._done: set[bytes] = set()
        self.makers: Counter[Maker] = Counter()
        """What made the briefings of earlier runs that are in the file, with their number."""
        self._descriptor = -1
        self._synced = 0.0
        self._end = 0

    @property
    def kept(self) -> int:
        """How many articles of earlier runs are in the file."""
        return len(self._done)

    def __enter__(self) -> Self:
        """Open or make the file, take out what is not whole, and lock it."""
        try:
            self._open()
        except OSError as error:
            self._close()
            raise self._failure(error) from None
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write through to the disk, and close."""
        with contextlib.suppress(OSError):
            os.fsync(self._descriptor)
        self._close()

    def has(self, path: str, article: str) -> bool:
        """Say whether the file has the briefing of this text under this path."""
        return _mark(_shown(path), article) in self._done

    def write(self, path: str, *, briefing: Briefing | None = None, error: str | None = None) -> None:
        """Append one line; it is there when this returns, and on the disk some seconds later. Raises OutputError."""
        body = briefing.model_dump_json() if briefing else "null"
        told = error and error.encode("utf-8", "backslashreplace").decode()
        line = f'{{"path":{json.dumps(_shown(path))},"briefing":{body},"error":{json.dumps(told)}}}\n'.encode()
        try:
            self._check_place()
            self._append(line)
        except OSError as failure:
            raise self._failure(failure) from None

    def _append(self, line: bytes) -> None:
        """Write all of a line or nothing of it."""
        written = 0
        try:
            while written < len(line):
                written += os.write(self._descriptor, line[written:])
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self._end)
            raise
        self._end += len(line)
        if (now := self._clock()) - self._synced >= _SYNC_EVERY_S:
            self._synced = now
            os.fsync(self._descriptor)

    def _check_place(self) -> None:
        """Raise OSError where the file is no longer at its place: what is written to it would be lost."""
        here, open_ = os.stat(self._path), os.fstat(self._descriptor)  # noqa: PTH116 - beside its fstat
        if (here.st_dev, here.st_ino) != (open_.st_dev, open_.st_ino):
            raise FileNotFoundError(2, "another file was put in its place")

    def _open(self) -> None:
        """Open and lock; where lines have to go, the rest moves into a new file, put in place as a whole."""
        place = Path(os.path.realpath(self._path))
        if Path(self._path).is_symlink() and not self._look:
            raise OutputError(f"{self._path}: is a symbolic link, which nothing is written through", hint="name its target")
        self._descriptor = os.open(place, os.O_RDONLY if self._look else os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            raise OutputError(f"{self._path}: no regular file; a batch can't go on in it", hint="give -o FILE")
        if not self._look:
            self._lock(self._descriptor)
        if self._anew:
            os.ftruncate(self._descriptor, 0)
        with os.fdopen(os.dup(self._descriptor), "rb") as file:
            file.seek(0)
            dropped = sum(not self._keep(line) for line in self._lines(file))
        if dropped and not self._look:
            self._rewrite(place)
        self._end = os.lseek(self._descriptor, 0, os.SEEK_END)

    def _rewrite(self, place: Path) -> None:
        """Put a file without the dropped lines in place of this one."""
        descriptor, name = tempfile.mkstemp(prefix=".summarize.", suffix=".part", dir=place.parent)
        try:
            os.fchmod(descriptor, stat.S_IMODE(os.fstat(self._descriptor).st_mode))
            self._lock(descriptor)
            seen, self._done = self._done, set()
            self.makers.clear()
            with os.fdopen(os.dup(self._descriptor), "rb") as file, os.fdopen(os.dup(descriptor), "wb") as copy:
                file.seek(0)
                for line in self._lines(file):
                    if self._keep(line):
                        copy.write(line.raw)
            assert seen == self._done
            fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
            os.fsync(descriptor)
            os.replace(name, place)  # noqa: PTH105 - beside mkstemp's name
        except BaseException:
            os.close(descriptor)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)  # noqa: PTH108 - as above
            raise
        os.close(self._descriptor)
        self._descriptor = descriptor

    def _keep(self, line: _Line) -> bool:
        """Say whether a line stays: it has a briefing, and is the first that has this one."""
        if line.known is None or line.known in self._done:
            return False
        self._done.add(line.known)
        if line.maker:
            self.makers[line.maker] += 1
        return True

    def _lines(self, file: io.BufferedReader) -> Iterator[_Line]:
        """Yield the lines; raises OutputError for one that no batch wrote."""
        number = 0
        while raw := file.readline(_MAXIMUM_LINE_BYTES):
            number += 1
            if not raw.endswith(b"\n"):
                yield _Line(raw, None)
                continue
            try:
                data = json.loads(raw)
                path, briefing = data["path"], data["briefing"]
                known = _mark(path, briefing["article"]["id"]) if briefing else None
                maker = Maker(briefing["run"]["engine"], briefing["run"]["model"]) if briefing else None
            except (ValueError, TypeError, LookupError, RecursionError):
                hint = "give another file with -o"
                raise OutputError(f"{self._path}, line {number}: not written by a batch", hint=hint) from None
            yield _Line(raw, known, maker)

    def _lock(self, descriptor: int) -> None:
        """Take the file for this process."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(f"{self._path}: another batch is writing to it") from None

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _failure(self, error: OSError) -> OutputError:
        return OutputError(f"{self._path}: can't be written: {error.strerror or error}")


def _shown(path: str) -> str:
    """Return a path as its article has it: a name that is no UTF-8 has escapes, since half a character is refused in JSON."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _mark(path: str, article: str) -> bytes:
    """Return a short mark of a path and a text: a million of them are 60 MB."""
    return hashlib.blake2b(f"{path}\0{article}".encode("utf-8", "backslashreplace"), digest_size=10).digest()
