"""`summarize ARTICLE…`: articles become briefings, in one of the forms of `writing`."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.fetching import fetcher
from summarizer.cli.group import WordlessCommand
from summarizer.cli.messages import DONE, PARTLY_FAILED, noted, report, say
from summarizer.cli.options import ARTICLE, make_settings, options, show_version
from summarizer.cli.progress import Progress
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.cli.writing import Writer, place_of, with_form, writing_options
from summarizer.errors import ConfigError, InputError, SummarizerError
from summarizer.render.table_names import TABLES
from summarizer.settings import OPENAI_MODEL, Settings

if TYPE_CHECKING:
    from summarizer.schemas import Article, Briefing
    from summarizer.store import Store

OPTIONS = (
    "output",
    "published",
    "record",
    "replay",
    "quiet",
    "verbose",
    "engine",
    "model",
    "base_url",
    "language",
    "page_language",
    "prompts",
    "strict",
    "offline",
    "allow_private",
    "timeout_s",
    "retries",
    "concurrency",
    "passage_tokens",
    "max_output_tokens",
    "threads",
    "model_file",
    "store",
    "no_store",
    "refresh",
)


@click.command(
    cls=WordlessCommand,
    params=[
        click.Argument(["paths"], type=ARTICLE, nargs=-1, required=True, metavar="ARTICLE..."),
        *writing_options(TABLES),
        *options(*OPTIONS),
    ],
)
@show_version
@click.pass_context
def article(ctx: click.Context, /, paths: tuple[str, ...], **values: Any) -> int:
    """Brief each article."""
    _refuse_misuse(ctx, paths, values["output"])
    values = with_form(values)
    written = 0
    with opened_store(values) as store:
        articles, failed = _load(paths, values, store)
        if articles:
            from summarizer.pipeline import brief_each

            settings = make_settings(values)
            engine = settings.choose_engine()
            with place_of(values, TABLES) as place:
                if not values["quiet"]:
                    say(announcement(engine, settings, len(articles)))
                writer = Writer(place, values, single=len(paths) == 1)
                with (
                    Progress(quiet=values["quiet"]) as progress,
                    closing(brief_each(articles, settings, store=store, refresh=values["refresh"], watch=progress)) as results,
                ):
                    failed += _write_each(articles, results, writer, progress)
                written = writer.count
                if written:
                    writer.finish()
                    place.commit()
    if not failed:
        return DONE
    return PARTLY_FAILED if written else failed[-1]


def _refuse_misuse(ctx: click.Context, paths: Sequence[str], output: Path | None) -> None:
    """Raise UsageError for what can't be meant: a command as second word, standard input twice, an article overwritten."""
    group = ctx.parent.command if ctx.parent else None
    for path in paths:
        if isinstance(group, click.Group) and path in group.commands and not os.path.lexists(path):
            raise click.UsageError(f"the command comes first: summarize {path} …", ctx)
    if paths.count("-") > 1:
        raise click.UsageError("standard input can be read only once", ctx)
    if output and any(_is_same_file(output, path) for path in paths):
        raise click.UsageError(f"{output} is one of the articles", ctx)


def _is_same_file(output: Path, article: str) -> bool:
    """Say whether both are one file; what can't be looked at is for reading and writing to report."""
    try:
        return output.samefile(article)
    except (OSError, ValueError):
        return False


def _load(paths: Sequence[str], values: Mapping[str, Any], store: "Store | None") -> "tuple[list[Article], list[int]]":
    """Return the articles that can be read, and the exit codes of those that can't, which are reported."""
    from summarizer.articles import load_article

    given: dict[str, Any] = {"language": values["language"], "published": values["published"], "detect": remembered_language(store)}
    given["fetch"] = fetcher(values, store)
    articles, failed = [], []
    for path in paths:
        try:
            article = load_article(path, **given, notes=noted(quiet=values["quiet"]))
            # JSON can't hold a file name that is no UTF-8.
            name = article.path and os.fsencode(article.path).decode("utf-8", "replace")
            articles.append(article.model_copy(update={"path": name}))
        except InputError as error:
            failed.append(report(error))
    return articles, failed


def announcement(engine: str, settings: Settings, count: int) -> str:
    """Say before anything is sent which engine works and which host gets the text."""
    if engine == "replay":
        return f"engine replay: recordings in {settings.replay}; nothing is sent"
    if engine == "local":
        return f"engine local: {settings.model_file or 'embedded model'}; nothing is sent"
    if engine == "rules":
        missing = "" if settings.engine == "rules" else "no key, no embedded model (in the checkout: pip install '.[local]'): "
        return f"engine rules: {missing}no model reads the text; nothing is sent"
    model = settings.model or (OPENAI_MODEL if settings.is_openai else "the one it serves")
    return f"engine {engine}: text of {count} article{'s' * (count > 1)} goes to {settings.host}, model: {model}"


def _write_each(
    articles: "Sequence[Article]", results: "Iterable[Briefing | SummarizerError]", writer: Writer, progress: Progress
) -> list[int]:
    """Write each briefing as it is done, in the order given, and return the exit codes of the articles that failed."""
    failed = []
    for source, result in zip(articles, results, strict=True):
        if isinstance(result, ConfigError) and not writer.count:
            # It holds for every article: said once.
            raise result
        with progress.away():
            if isinstance(result, SummarizerError):
                failed.append(report(result, source=(source.path or source.url or "standard input") if len(articles) > 1 else None))
            else:
                writer.write(result, source.text)
    return failed
