"""A process that has imported everything and forks one child for each call of the command line.

A cold start imports client and language model anew, 1.5 to 2.5 s; a fork takes 0.05 s and is as real a process: own
streams, environment, folder and exit code.
"""

import datetime
import gc
import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from tests.wheel import ARTICLES, RECORDINGS


def warm() -> None:
    """Import what commands import inside their bodies, and load what checking and merging load at first use, by replaying a day."""
    from summarizer import SummarizerError, load_article, summarize_day
    from summarizer.render.daily import render_daily

    # Recordings that no longer fit are for a test to report.
    with suppress(SummarizerError):
        render_daily(summarize_day([load_article(path) for path in ARTICLES], replay=RECORDINGS, date=datetime.date(2025, 2, 12)))
    ours = (
        "summarizer.cluster.running",
        "summarizer.requests.batches",
        "summarizer.requests.exporting",
        "summarizer.requests.importing",
    )
    theirs = ("charset_normalizer", "platformdirs", "openai.resources.batches", "openai.resources.chat", "openai.resources.files")
    for name in (*ours, *theirs):
        import_module(name)


def serve() -> None:
    """Read a call a line from standard input, run it in a child, and answer with its exit code."""
    warm()
    gc.freeze()
    calls, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    for line in calls:
        call = json.loads(line)
        child = os.fork()
        if child == 0:
            become(call)
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def become(call: dict[str, object]) -> None:
    """Take the call's folder, environment and streams, and run it."""
    from summarizer.cli import main

    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder = Path(str(call["streams"]))
    for number, name, flags in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)):
        os.dup2(os.open(folder / name, flags), number)
    environment, arguments = call["environment"], call["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(call["folder"]))
    try:
        code = main(arguments)
    except SystemExit as error:
        code = int(error.code or 0)
    sys.stdout.flush()
    # The interpreter's own end frees a heap that is shared with the warm process: 0.5 s a call. Cold tests go through it.
    os._exit(code)


if __name__ == "__main__":
    serve()
