"""`summarize verify FILE --against ARTICLE…`: every claim of a draft, briefing or page, checked anew."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, USAGE, noted, printable, say_error
from summarizer.cli.options import ARTICLE, options
from summarizer.cli.output import Output
from summarizer.cli.writing import form_of_name
from summarizer.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from summarizer.schemas import Article, Language, Verification, Verified

UNSUPPORTED = 4
"""The exit code where something is not borne out."""

LONGEST_TEXT = 100
"""Characters of a rejected claim that a line shows."""

AGAINST = [
    click.Argument(["more"], type=ARTICLE, nargs=-1, metavar="[ARTICLE]..."),
    click.Option(
        ["--against"],
        type=ARTICLE,
        multiple=True,
        metavar="ARTICLE",
        help="The article, or a folder of articles; several may follow.",
    ),
]
"""`--against` takes one value, and what the shell makes of `*.txt` goes on behind it."""


@click.command(
    "verify",
    short_help="Check a draft, briefing or page against its articles.",
    params=[
        click.Argument(["file"], type=ARTICLE, metavar="FILE"),
        *AGAINST,
        click.Option(
            ["--format", "-f", "form"],
            type=click.Choice(["text", "json"]),
            help="text: a line for each claim that does not hold; json: all claims.  [default: as the name of -o ends, else text]",
        ),
        *options("output", "published", "language", "offline", "allow_private", "quiet", "verbose"),
    ],
)
def verify(file: str, more: Sequence[str], against: Sequence[str], **values: Any) -> int:
    """Check every claim of FILE against its articles: no model, no network, nothing taken on trust.

    FILE is a draft, a briefing or a daily briefing (JSON, JSON Lines), or a Markdown page, also one that a person edited.
    Exit code 4 means that something in it is not borne out.
    """
    from summarizer.verification import load_document
    from summarizer.verifying import verify_document

    try:
        articles = load_articles((*against, *more), values, file)
        document = load_document(file)
        try:
            result = verify_document(document, articles)
        except InputError as error:
            raise InputError(f"{file}: {error}", hint=error.hint) from None
    except InputError as error:
        say_error(str(error), error.hint)
        return USAGE
    form = values["form"] or form_of_name(values["output"])
    with Output(values["output"]) as output:
        output.write(result.model_dump_json(indent=2) + "\n" if form == "json" else _lines(result, file))
        output.commit()
    return UNSUPPORTED if result.rejected else DONE


def load_articles(paths: Sequence[str], values: dict[str, Any], file: str) -> "list[Article]":
    """Return the articles in files and folders; raises InputError for a file that can't be read, UsageError for none."""
    from summarizer.articles import load_article
    from summarizer.inputs.files import SAVED_SUFFIXES, find_files

    if not paths:
        raise click.UsageError("name the articles: summarize verify FILE --against ARTICLE…")
    if (file, *paths).count("-") > 1:
        raise click.UsageError("standard input can be read only once")
    note = noted(quiet=values["quiet"])
    language: Language | None = values["language"]
    published: date | None = values["published"]
    fetch = fetcher(values)
    articles = []
    for found in find_files(paths, note):
        if not found.named and found.path.lower().endswith(SAVED_SUFFIXES):
            continue
        try:
            articles.append(load_article(found.path, language=language, published=published, notes=note, fetch=fetch))
        except InputError as error:
            # Of a folder, what is no article can't be what FILE cites; its claims would be rejected.
            if found.named:
                raise
            note(str(error))
    if not articles:
        raise click.UsageError("no article among what was named")
    return articles


def _lines(result: "Verification", file: str) -> str:
    """Return a line for each rejected claim, as compilers write them, and one with the counts."""
    lines = [_line(item, file) for item in result.items if item.verdict is None]
    return "".join(f"{printable(line)}\n" for line in (*lines, f"{result.supported} supported, {result.rejected} rejected"))


def _line(item: "Verified", file: str) -> str:
    """Return where a claim stands, what it says, and why it does not hold."""
    text = item.text if len(item.text) <= LONGEST_TEXT else item.text[: LONGEST_TEXT - 1] + "…"
    place = f"{file}:{item.line}" if item.line else file
    return f"{place}: {item.section} {item.index + 1}: {text} – {item.reason} ({item.code})"
