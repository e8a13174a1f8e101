"""`summarize gold …`: annotated articles become gold and back, are checked, compared and split."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.messages import DONE, NOTHING_PRODUCED, USAGE, say, say_error
from summarizer.cli.options import options
from summarizer.cli.output import Output
from summarizer.errors import OutputError, SummarizerError

if TYPE_CHECKING:
    from summarizer.gold.files import Converted


def _path(**attributes: Any) -> Any:
    return click.Path(path_type=Path, **attributes)


_FILES = click.Argument(["paths"], nargs=-1, required=True, type=_path(), metavar="FILE...")
_ARTICLES = click.Option(
    ["--articles"],
    type=_path(exists=True, file_okay=False),
    metavar="DIR",
    help="Where the texts of gold files are looked for too.",
)


@click.group(short_help="Annotated articles: convert, check, agreement, split.", params=[*options()])
def gold() -> None:
    """Work on annotated articles: the gold that `summarize eval` measures against. docs/evaluation.md describes the formats."""


@click.command(
    params=[
        _FILES,
        click.Option(["--output", "-o"], type=_path(file_okay=False), required=True, metavar="DIR", help="The folder to write to."),
        click.Option(["--to"], type=click.Choice(["gold", "markup"]), default="gold", show_default=True, help="What to write."),
        click.Option(
            ["--from", "origin"],
            type=click.Choice(["markup", "dev"]),
            default="markup",
            show_default=True,
            help="What XML or JSON hold, for --to gold.",
        ),
        _ARTICLES,
        *options("quiet"),
    ]
)
def convert(paths: Sequence[Path], *, output: Path, to: str, origin: str, articles: Path | None, quiet: bool) -> int:
    """Convert annotated XML to gold JSON with the text beside it, or gold JSON back to XML.

    `--from dev` reads short gold, whose spans are strings. All files are converted, or none is written.
    """
    from summarizer.gold.files import from_dev, from_markup, to_xml

    done: list[Converted] = []
    faults = 0
    for path in paths:
        try:
            done += to_xml(path, articles) if to == "markup" else [from_dev(path) if origin == "dev" else from_markup(path)]
        except SummarizerError as error:
            faults += 1
            say_error(str(error), error.hint)
    if faults:
        return USAGE
    for converted in done:
        for name, text in converted.files.items():
            _write(output / name, text)
    if not quiet:
        say(f"{len(done)} articles written to {output}")
    return DONE


def _write(path: Path, text: str) -> None:
    """Write one file, and the folders above it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: can't be written: {error.strerror}") from None
    with Output(path) as place:
        place.write(text)
        place.commit()


@click.command(params=[_FILES, _ARTICLES, *options("quiet")])
def check(paths: Sequence[Path], *, articles: Path | None, quiet: bool) -> int:
    """Check gold files, clusters and annotated XML: one line for each fault, and exit code 2 if there is one."""
    from summarizer.gold.files import check_files

    checked = check_files(paths, articles)
    for fault in checked.faults:
        say_error(fault)
    if not quiet:
        for note in checked.notes:
            say(f"note: {note}")
        say(f"{checked.articles} checked, {len(checked.faults)} fault{'s' * (len(checked.faults) != 1)}")
    return USAGE if checked.faults else DONE


@click.command(
    params=[
        click.Argument(["before"], type=_path(exists=True, file_okay=False)),
        click.Argument(["after"], type=_path(exists=True, file_okay=False)),
        *options("output"),
    ]
)
def agreement(before: Path, after: Path, *, output: Path | None) -> int:
    """Measure how far two readings of the same articles agree; BEFORE and AFTER are folders of annotated XML."""
    from summarizer.gold.files import read_both
    from summarizer.gold.tables import agreement_table

    pairs, faults = read_both(before, after)
    for fault in faults:
        say_error(fault)
    if not pairs:
        return USAGE if faults else NOTHING_PRODUCED
    with Output(output) as place:
        place.write(agreement_table(pairs))
        place.commit()
    return USAGE if faults else DONE


@click.command(params=[click.Argument(["folder"], type=_path(exists=True, file_okay=False)), *options("output", "quiet")])
def split(folder: Path, *, output: Path | None, quiet: bool) -> int:
    """Split the annotated XML in FOLDER by hash into train, development and held: 60, 20 and 20 %."""
    import json

    from summarizer.gold.files import split_folder

    chosen = split_folder(folder)
    with Output(output) as place:
        place.write(json.dumps(chosen.parts, indent=1) + "\n")
        place.commit()
    if not quiet:
        say(
            ", ".join(f"{part} {len(names)}" for part, names in chosen.parts.items())
            + f"; {len(chosen.groups)} groups kept together"
        )
    return DONE


for command in (convert, check, agreement, split):
    gold.add_command(command)
