"""What runs in the reading process: documents come in on standard input, answers go out as lines of JSON (IO)."""

import contextlib
import dataclasses
import json
import signal
import sys
from typing import Any, BinaryIO

from summarizer.errors import InputError

MEMORY_LIMIT_BYTES = 2_000_000_000


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what a document holds, or what is wrong with it; whatever a library raises is about the document."""
    try:
        return _read(request, data)
    except InputError as error:
        return {"error": str(error), "hint": error.hint}
    except MemoryError:
        return {"error": "too large when unpacked", "hint": None}
    except RecursionError:
        return {"error": "nested too deeply", "hint": None}
    except Exception as error:  # noqa: BLE001 - libraries raise anything on a damaged file
        return {"error": f"damaged, can't be read ({type(error).__name__})", "hint": None}


def _read(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Hand the document to the reader of its kind, which is imported only now."""
    match request["kind"]:
        case "html":
            from summarizer.readers.html import read_html

            found = read_html(data, url=request["url"], charset=request["charset"])
        case "pdf":
            from summarizer.readers.pdf import read_pdf

            found = read_pdf(data)
        case "docx":
            from summarizer.readers.docx import read_docx

            found = read_docx(data)
        case "mail":
            from summarizer.readers.mail import read_mail

            found = read_mail(data)
        case _:
            from summarizer.readers.feeds import read_feed

            return {"entries": [dataclasses.asdict(one) for one in read_feed(data, request["name"], request["charset"])]}
    return dataclasses.asdict(found)


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer until standard input ends."""
    while line := source.readline():
        request = json.loads(line)
        reply = answer(request, source.read(request["size"]))
        target.write(json.dumps(reply, default=str).encode() + b"\n")
        target.flush()


def limit_memory() -> None:
    """Let this process have only so much memory, where the system can be told."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit_memory()
    # Ctrl-C lets what is under way finish; this process ends with the one that started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    output = sys.stdout.buffer
    # What a library prints is no answer.
    sys.stdout = sys.stderr
    with contextlib.suppress(BrokenPipeError):
        main(sys.stdin.buffer, output)
