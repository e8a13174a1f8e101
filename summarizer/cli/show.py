"""`summarize show FILE…`: saved briefings, or a saved day, written once more in any form; nothing is briefed or sent."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.messages import DONE, noted
from summarizer.cli.options import ARTICLE, options
from summarizer.cli.verify import load_articles
from summarizer.cli.writing import Writer, place_of, with_form, write_day, writing_options
from summarizer.errors import InputError
from summarizer.render.table_names import DAILY_TABLES, TABLES

if TYPE_CHECKING:
    from summarizer.schemas import ArticleInfo, Briefing, DailyBriefing

_HOW_SAVED = "briefings and days are saved by -f json"


@click.command(
    short_help="A saved briefing or day as a page again.",
    params=[
        click.Argument(["files"], type=ARTICLE, nargs=-1, required=True, metavar="FILE..."),
        click.Option(
            ["--against"],
            type=ARTICLE,
            multiple=True,
            metavar="ARTICLE",
            help="The article, or a folder of articles, to stand beside the items; by default the file that the briefing names.",
        ),
        *writing_options(tuple(dict.fromkeys((*TABLES, *DAILY_TABLES)))),
        *options("output", "page_language", "language", "published", "offline", "allow_private", "quiet"),
    ],
)
def show(files: tuple[str, ...], **values: Any) -> int:
    """Write saved briefings (JSON, JSON Lines, a batch) or a saved day in another form. Nothing is briefed, sent or checked anew.

    In HTML an article's text stands beside its items where it is at hand unchanged, else the sentences of the evidence.
    """
    values = with_form(values)
    briefings, days = _read(files)
    if days and (briefings or len(days) > 1):
        raise click.UsageError("a day is shown alone")
    tables = DAILY_TABLES if days else TABLES
    if values["section"] and values["section"] not in tables:
        raise click.UsageError(f"--section {values['section']}: the tables here are {', '.join(tables)}")
    infos = [source.article for day in days for source in day.sources] or [briefing.article for briefing in briefings]
    # Only the report shows texts.
    texts = _texts(infos, values, files[0]) if values["form"] == "html" else {}
    with place_of(values, tables) as place:
        if days:
            named = {source.source: texts[source.article.id] for source in days[0].sources if source.article.id in texts}
            write_day(place, days[0], named, {**values, "templates": None})
        else:
            writer = Writer(place, values, single=len(briefings) == 1)
            for briefing in briefings:
                writer.write(briefing, texts.get(briefing.article.id))
            writer.finish()
        place.commit()
    return DONE


def _read(files: Sequence[str]) -> "tuple[list[Briefing], list[DailyBriefing]]":
    """Return what the files hold; raises InputError for one that holds something else."""
    from summarizer.schemas import DailyBriefing
    from summarizer.verification import load_document
    from summarizer.verifying import Briefings

    briefings: list[Briefing] = []
    days: list[DailyBriefing] = []
    for file in files:
        document = load_document(file)
        if isinstance(document, DailyBriefing):
            days.append(document)
        elif isinstance(document, Briefings) and document.briefings:
            briefings += [briefing for _, briefing in document.briefings]
        else:
            raise InputError(f"{file}: no saved briefing and no saved day", hint=_HOW_SAVED)
    return briefings, days


def _texts(infos: "Iterable[ArticleInfo]", values: Mapping[str, Any], file: str) -> dict[str, str]:
    """Return the texts that are at hand by article; a note says which are not."""
    from summarizer.articles import load_article

    found: dict[str, str] = {}
    if values["against"]:
        found = {article.id: article.text for article in load_articles(values["against"], dict(values), file)}
    note = noted(quiet=values["quiet"])
    for info in infos:
        # A pipe would not end, and an address is not fetched for a page that is there already.
        if info.id not in found and info.path and Path(info.path).is_file():
            try:
                article = load_article(info.path, language=info.language)
            except InputError:
                continue
            found.setdefault(article.id, article.text)
        if info.id not in found:
            note(
                f"{info.path or info.url or info.id}: not at hand unchanged, only its cited sentences are shown (--against ARTICLE)"
            )
    return found
