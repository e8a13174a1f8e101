"""`summarize daily FOLDER`: a day's articles and saved briefings become one page that shows where they disagree."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.article import OPTIONS, announcement
from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, NOTHING_PRODUCED, PARTLY_FAILED, noted, report, say
from summarizer.cli.options import ARTICLE, make_settings, options
from summarizer.cli.progress import LINE_EVERY_S, Progress
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.cli.writing import place_of, with_form, write_day, writing_options
from summarizer.errors import ConfigError, InputError, SummarizerError
from summarizer.render.table_names import DAILY_TABLES

if TYPE_CHECKING:
    from summarizer.day import BriefEach
    from summarizer.inputs import Inputs
    from summarizer.schemas import Article, Briefing, DailyBriefing
    from summarizer.store import Store


def _file(word: str, help_text: str) -> click.Option:
    return click.Option([word], type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", help=help_text)


@click.command(
    "daily",
    short_help="One page of a day's articles, disagreements shown.",
    params=[
        click.Argument(["paths"], type=ARTICLE, nargs=-1, metavar="[INPUT]..."),
        click.Option(
            ["--feed", "feeds"],
            multiple=True,
            metavar="URL",
            help="RSS or Atom: its articles of the day of --date, each fetched whole, once.",
        ),
        *writing_options(DAILY_TABLES),
        click.Option(
            ["--date", "day"],
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="YYYY-MM-DD",
            callback=lambda _ctx, _option, value: value and value.date(),
            help="The day of the page; by default the one that all dated articles share. Articles of another day are left out, "
            "those without a day belong to it.",
        ),
        _file("--since", "A former page (daily -f json) to compare with: new, changed, no longer reported."),
        _file("--alias", "JSON or TOML, name = the name it stands for: joins actors, or keeps them apart (a name for itself)."),
        click.Option(
            ["--templates"],
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            metavar="DIR",
            help="Own page template, daily.md.jinja; it runs in a sandbox.",
        ),
        *options(*(name for name in OPTIONS if name != "published")),
    ],
)
def daily(paths: Sequence[str], **values: Any) -> int:
    """Merge a day's articles into one page: what is the same stands once, where they differ each value stands with its source.

    INPUT is an article (a file or an address), a file of saved briefings (.json, .jsonl), a folder of both, or - for standard
    input. What is saved is not briefed again.
    """
    if not (paths or values["feeds"]):
        raise click.UsageError("Missing argument 'INPUT...', or --feed URL.")
    if values["feeds"] and not values["day"]:
        raise click.UsageError("--feed needs the day: --date YYYY-MM-DD")
    _refuse_misuse(paths, values["output"])
    values = with_form(values)
    aliases, since = _aliases(values["alias"]), _former(values["since"])
    with opened_store(values) as store:
        inputs = _gather(paths, values, store)
        if not inputs.sources:
            if not inputs.failed:
                raise click.UsageError("no article among what was named")
            return NOTHING_PRODUCED
        with place_of(values, DAILY_TABLES) as place:
            try:
                page = _merge(inputs, values, store, aliases, since)
            except InputError as error:
                return report(error)
            texts = {source.name: source.article.text for source in inputs.sources if source.article}
            write_day(place, page, texts, values)
            place.commit()
    return PARTLY_FAILED if page.failed else DONE


def _refuse_misuse(paths: Sequence[str], output: Path | None) -> None:
    """Raise UsageError for what can't be meant: standard input twice, an input overwritten."""
    from summarizer.inputs import is_same_file

    if paths.count("-") > 1:
        raise click.UsageError("standard input can be read only once")
    if output and any(is_same_file(path, output) for path in paths):
        raise click.UsageError(f"{output} is one of the inputs")


def _gather(paths: Sequence[str], values: Mapping[str, Any], store: "Store | None") -> "Inputs":
    """Read everything that was named, and report what can't be used."""
    from summarizer.inputs import Feeds, gather_inputs

    fetch = fetcher(values, store)
    inputs = gather_inputs(
        paths,
        notes=noted(quiet=values["quiet"]),
        language=values["language"],
        detect=remembered_language(store),
        without=values["output"],
        fetch=fetch,
        feeds=Feeds(values["feeds"], values["day"], fetch) if values["feeds"] else None,
    )
    for failed in inputs.failed:
        report(failed.error, source=failed.source)
    return inputs


def _merge(
    inputs: "Inputs", values: Mapping[str, Any], store: "Store | None", aliases: Mapping[str, str], since: "DailyBriefing | None"
) -> "DailyBriefing":
    """Choose the day, brief what is not briefed yet, and merge."""
    from summarizer.day import brief_day, choose_day, merge_day

    day = choose_day(inputs.sources, values["day"])
    if since and since.date > day.date:
        raise click.UsageError(f"{values['since']} is of a later day ({since.date}) than this page ({day.date})")
    for left in () if values["quiet"] else day.left_out:
        say(f"note: {left.source}: of another day ({left.of}), left out")
    briefed = list(brief_day(day, _engine(values, store)))
    return merge_day(day, briefed, inputs=inputs, aliases=aliases, since=since)


def _engine(values: Mapping[str, Any], store: "Store | None") -> "BriefEach":
    """Return what briefs articles, says how far it is, and reports those that fail."""

    def brief(articles: "Sequence[Article]") -> "Iterator[Briefing | SummarizerError]":
        from summarizer.pipeline import brief_each

        settings = make_settings(values)
        engine = settings.choose_engine()
        if not values["quiet"]:
            say(announcement(engine, settings, len(articles)))
        told_s = time.monotonic()
        with (
            Progress(quiet=values["quiet"]) as progress,
            closing(brief_each(articles, settings, store=store, refresh=values["refresh"], watch=progress)) as results,
        ):
            for number, (article, result) in enumerate(zip(articles, results, strict=True), 1):
                if isinstance(result, ConfigError):
                    # It holds for every article: said once.
                    raise result
                with progress.away():
                    if isinstance(result, SummarizerError):
                        report(result, source=article.path)
                    if not values["quiet"] and number < len(articles) and time.monotonic() - told_s >= LINE_EVERY_S:
                        told_s = time.monotonic()
                        say(f"{number} of {len(articles)} articles briefed")
                yield result

    return brief


def _aliases(path: Path | None) -> Mapping[str, str]:
    """Return the names in a file of aliases; raises ConfigError where it is none."""
    from summarizer.inputs.aliases import read_aliases

    return read_aliases(path) if path else {}


def _former(path: Path | None) -> "DailyBriefing | None":
    """Return the page to compare with; raises ConfigError where the file is none."""
    if path is None:
        return None
    from summarizer.inputs import read_daily

    try:
        return read_daily(path)
    except InputError as error:
        raise ConfigError(str(error), hint=error.hint) from None
