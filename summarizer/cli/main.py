"""The entry point: streams, signals, and every error as one line and an exit code."""

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from summarizer.cli.article import article
from summarizer.cli.batch import batch
from summarizer.cli.completion import PROGRAM, VARIABLE, completion
from summarizer.cli.daily import daily
from summarizer.cli.doctor import doctor
from summarizer.cli.eval import evaluation
from summarizer.cli.examples import add_examples
from summarizer.cli.explain import explain
from summarizer.cli.gold import gold
from summarizer.cli.group import ArticleGroup
from summarizer.cli.messages import DONE, INTERRUPTED, NOTHING_PRODUCED, TERMINATED, report, say, say_error
from summarizer.cli.models import models
from summarizer.cli.options import show_version
from summarizer.cli.output import ClosedPipe
from summarizer.cli.prompt import prompt
from summarizer.cli.recording import recording
from summarizer.cli.requests import requests
from summarizer.cli.schema import schema
from summarizer.cli.sentences import sentences
from summarizer.cli.serve import serve
from summarizer.cli.show import show
from summarizer.cli.store import store
from summarizer.cli.verify import verify
from summarizer.errors import SummarizerError


@click.group(cls=ArticleGroup, no_args_is_help=True, context_settings={"max_content_width": 100})
@show_version
def summarize() -> None:
    """Turn articles into typed briefings: key events, figures, actors, statements.

    Every item points at the sentences it comes from and was checked against them; what its article does not bear out is listed as
    rejected, with the reason. ARTICLE is a file (text, Markdown, HTML, PDF, DOCX, EML),
    an http(s) address, or - for standard input.

    Keys come from the environment only: OPENAI_API_KEY or SUMMARIZE_API_KEY.
    """


summarize.wordless = article
for command in (
    daily,
    batch,
    requests,
    prompt,
    schema,
    sentences,
    evaluation,
    gold,
    models,
    store,
    recording,
    verify,
    explain,
    show,
    doctor,
    completion,
    serve,
):
    summarize.add_command(command)
add_examples(summarize)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; no traceback unless --traceback asks for it."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    # To look through all installed packages for plugins of pydantic takes 15 ms, and no plugin is to read articles.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (ClosedPipe, BrokenPipeError):
        _close_stdout()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        return INTERRUPTED
    except Exception as error:
        if "--traceback" in arguments:
            raise
        say_error(f"internal: {type(error).__name__}: {error}", "run again with --traceback and report what it shows")
        return NOTHING_PRODUCED
    return code


def _run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code; errors of ours and of click become lines."""
    try:
        code = summarize.main(list(arguments), prog_name=PROGRAM, complete_var=VARIABLE, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        say_error(error.format_message(), f"{context.command_path.strip() if context else 'summarize'} --help")
        return error.exit_code
    except SummarizerError as error:
        return report(error)
    return code if isinstance(code, int) else DONE


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    """Leave through the `finally` clauses, so that no part file stays."""
    raise SystemExit(TERMINATED)


def _close_stdout() -> None:
    """Send what is left to nowhere: the interpreter flushes standard output once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
