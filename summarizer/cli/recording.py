"""`summarize recording …`: folders that --record made, and how to pass them on."""

from pathlib import Path
from typing import Any

import click

from summarizer.cli.messages import DONE, say
from summarizer.cli.options import options
from summarizer.errors import InputError


@click.group(short_help="What --record keeps: scrub.", params=[*options()])
def recording() -> None:
    """Work on recordings: the exchanges with an endpoint that --record DIR keeps and --replay DIR plays again."""


@click.command(
    params=[
        click.Argument(["folder"], type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR"),
        *options("quiet"),
    ]
)
def scrub(folder: Path, **values: Any) -> int:
    """Remove the article's text from the recordings in DIR, in place; they replay as before.

    What goes is what was sent, and the names of files. Replies stay, since a replay answers with them: they hold the words that the
    model copied. A replay needs the article itself, and after a change of the prompts no request is left to compare with.
    """
    from summarizer.recording_files import INDEX, SUFFIX, read_index, read_recording, write_file
    from summarizer.recording_files import scrub as scrubbed

    read_index(folder)
    files = sorted(path for path in folder.glob(f"*{SUFFIX}") if path.name != INDEX)
    if not files:
        raise InputError(f"{folder}: holds no recordings")
    read = [(path, read_recording(path)) for path in files]
    for path, known in read:
        write_file(path, scrubbed(known))
    if not values["quiet"]:
        say(f"{len(files)} recordings hold replies only")
    return DONE


recording.add_command(scrub)
