"""Where results go: standard output as UTF-8, or a file that is replaced as a whole (IO)."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from summarizer.errors import OutputError


class ClosedPipe(Exception):
    """Who read standard output has gone, as `head` does; click would make a failure of the system's own error."""


class Output:
    """A place for text: `-o FILE`, or standard output where `path` is None.

    A regular file is written beside its place and moved there by `commit`; without that the old one stays as it was.
    Entering raises OutputError where nothing could be written, which is before any model call is paid for. A symbolic link is
    refused: whoever can write to a folder could have made it point at any file of this user's.
    """

    def __init__(self, path: Path | None) -> None:
        """Remember the place; nothing is opened yet."""
        self._path = path
        self._stream: BinaryIO | None = None
        self._part: Path | None = None

    def __enter__(self) -> Self:
        """Open the place."""
        if self._path is None:
            if sys.stdout is None:
                raise OutputError("standard output is closed")
            self._stream = sys.stdout.buffer
        else:
            try:
                self._open(self._path)
            except (OSError, ValueError) as error:
                raise self._failure(error) from None
        return self

    def write(self, text: str) -> None:
        """Write `text` as UTF-8; on standard output it is there at once."""
        if self._stream is None:
            raise OutputError("nothing is open to write to")
        try:
            self._stream.write(text.encode("utf-8", "backslashreplace"))
            self._stream.flush()
        except BrokenPipeError:
            raise ClosedPipe from None
        except OSError as error:
            raise self._failure(error) from None

    def commit(self) -> None:
        """Put what was written in its place, whole."""
        if self._part is None or self._stream is None:
            return
        try:
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._part.replace(self._target())
        except OSError as error:
            raise self._failure(error) from None
        self._part = None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close a file, and remove what was not committed."""
        if self._path is not None and self._stream is not None:
            with suppress(OSError):
                self._stream.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)

    def _target(self) -> Path:
        """Return the file itself: /dev/stdout is a link."""
        return Path(os.path.realpath(self._path or ""))

    def _open(self, path: Path) -> None:
        """Open a part file beside a regular file; a device or named pipe is written to directly, never replaced."""
        refuse_link(path)
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            self._stream = path.open("wb")
            return
        import tempfile

        target = self._target()
        descriptor, name = tempfile.mkstemp(prefix=".summarize.", suffix=".part", dir=target.parent)
        self._part = Path(name)
        self._stream = os.fdopen(descriptor, "wb")
        self._part.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())

    def _failure(self, error: OSError | ValueError) -> OutputError:
        place = self._path or "standard output"
        return OutputError(f"{place}: can't be written: {getattr(error, 'strerror', None) or error}")


def refuse_link(path: Path) -> None:
    """Raise OutputError for a symbolic link, those of the system in /dev excepted."""
    if path.is_symlink() and path.absolute().parent != Path("/dev"):
        raise OutputError(f"{path}: is a symbolic link, which nothing is written through", hint="name its target")


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
