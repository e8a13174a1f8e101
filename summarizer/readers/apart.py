"""A process of its own for what is hard to read: a file that never ends, or takes all memory, costs one line, not the run (IO)."""

import atexit
import contextlib
import dataclasses
import datetime
import json
import os
import subprocess
import sys
import threading
from typing import Any

from summarizer.errors import InputError
from summarizer.readers.reading import Listed, Reading

TIME_LIMIT_S = 60.0
"""A PDF of 500 pages took 19 s on two busy cores."""


def read_apart(kind: str, data: bytes, name: str, *, url: str | None = None, charset: str | None = None) -> Reading:
    """Read a document of `kind`; `url` and `charset` are what its server said. Raises InputError, with `name`, where that fails."""
    found = _process.ask({"kind": kind, "name": name, "url": url, "charset": charset}, data)
    published, pages = found["published"], found["pages"]
    given = {
        "published": datetime.date.fromisoformat(published) if published else None,
        "pages": tuple(pages) if pages else None,
        "notes": tuple(found["notes"]),
    }
    return Reading(**(found | given))


def list_feed(data: bytes, name: str, *, charset: str | None = None) -> tuple[Listed, ...]:
    """Return what a feed lists, `name` being its address; raises InputError where it is none."""
    return tuple(_listed(one) for one in _process.ask({"kind": "feed", "name": name, "charset": charset}, data)["entries"])


def _listed(entry: dict[str, Any]) -> Listed:
    """Return an entry with its times read."""
    published, changed = entry["published"], entry["changed"]
    times = {
        "published": datetime.date.fromisoformat(published) if published else None,
        "changed": datetime.datetime.fromisoformat(changed) if changed else None,
    }
    return Listed(**(entry | times))


@dataclasses.dataclass
class _Process:
    """The reading process: started when first needed, again after it was ended, one document at a time."""

    time_limit_s: float = TIME_LIMIT_S
    _running: "subprocess.Popen[bytes] | None" = None
    _owner: int = 0
    _lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)

    def ask(self, request: dict[str, Any], data: bytes) -> dict[str, Any]:
        """Send a request and a document, and return the answer; raises InputError with what went wrong."""
        with self._lock:
            answer = self._exchange(request, data)
        if "error" in answer:
            raise InputError(f"{request['name']}: {answer['error']}", hint=answer["hint"])
        return answer

    def _exchange(self, request: dict[str, Any], data: bytes) -> dict[str, Any]:
        process = self._start()
        assert process.stdin
        assert process.stdout
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.time_limit_s, end)
        timer.start()
        try:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(json.dumps(request | {"size": len(data)}).encode() + b"\n" + data)
                process.stdin.flush()
            reply = process.stdout.readline()
        except BaseException:
            # An answer that nobody waited for would be taken for the next one.
            self.close()
            raise
        finally:
            timer.cancel()
        if reply.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(reply)
            return answer
        self.close()
        if late.is_set():
            return {"error": f"could not be read within {self.time_limit_s:.0f} s", "hint": None}
        return {"error": "could not be read: reading it takes too much memory, or the file is damaged", "hint": None}

    def _start(self) -> "subprocess.Popen[bytes]":
        """Return the running process; one that a parent process started is not ours to talk to."""
        if self._running is None or self._owner != os.getpid() or self._running.poll() is not None:
            # -P: a file called pypdf.py beside the articles is not to be imported.
            command = [sys.executable, "-P", "-m", "summarizer.readers.serving"]
            self._running = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._owner = os.getpid()
        return self._running

    def close(self) -> None:
        """End the process."""
        running, self._running = self._running, None
        if running is None or self._owner != os.getpid():
            return
        running.kill()
        running.wait()
        for stream in (running.stdin, running.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()


_process = _Process()
atexit.register(_process.close)
