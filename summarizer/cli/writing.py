"""What commands write: the forms a briefing or a day can have, and where each goes."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.messages import noted
from summarizer.cli.output import Output
from summarizer.cli.table_folder import TableFolder
from summarizer.cli.terminal import is_terminal, styled

if TYPE_CHECKING:
    from summarizer.render.footnotes import Footnotes
    from summarizer.schemas import Briefing, DailyBriefing

Place = Output | TableFolder
FORMS = ("md", "html", "json", "jsonl", "csv")

_BY_SUFFIX = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
_UNWRITTEN = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".ods", ".xml", ".eml")
"""Names of what nobody would look for Markdown in."""


def writing_options(tables: tuple[str, ...]) -> list[click.Parameter]:
    """Return the options that choose a form; `tables` are those of the command's CSV."""
    return [
        click.Option(
            ["--format", "-f", "form"],
            type=click.Choice(FORMS),
            metavar="FORM",
            help="md: a Markdown page; html: one file to click through, with the text beside it; json, jsonl: typed; "
            "csv: a table per section in the folder -o names.  [default: as the name of -o ends, else md]",
        ),
        click.Option(
            ["--section"], type=click.Choice(tables), metavar="TABLE", help=f"Of csv this table alone: {', '.join(tables)}."
        ),
        click.Option(["--plain"], is_flag=True, help="Plain Markdown also on a terminal."),
    ]


def form_of_name(output: Path | None) -> str | None:
    """Return the form that a file's name promises, None where it says nothing."""
    return _BY_SUFFIX.get(output.suffix.lower()) if output else None


def promises_other(output: Path, *forms: str) -> bool:
    """Say whether a file's name promises another form than these."""
    return output.suffix.lower() in _UNWRITTEN or (form_of_name(output) or forms[0]) not in forms


def with_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command's values with the form to write: -f, else what the name of -o promises, else Markdown.

    -f stands above the name, with a note where both differ. Raises UsageError for options that do not go together.
    """
    output: Path | None = values["output"]
    given, promised = values["form"], form_of_name(output)
    if not given and output and output.suffix.lower() in _UNWRITTEN:
        raise click.UsageError(f"{output}: {output.suffix[1:]} is not written; forms are {', '.join(FORMS)} (-f chooses one)")
    form = given or promised or "md"
    if values["section"] and form != "csv":
        raise click.UsageError("--section chooses a table of -f csv")
    if form == "csv" and not values["section"] and (not output or (promised == "csv" and not output.is_dir())):
        raise click.UsageError(
            "csv is a table per section: name a folder for them (-f csv -o FOLDER), or one table (--section figures)"
        )
    if promised and form != promised and {form, promised} != {"json", "jsonl"}:
        noted(quiet=values["quiet"])(f"{output}: written as {form}, which -f says, though its name says {promised}")
    return {**values, "form": form}


def place_of(values: Mapping[str, Any], tables: tuple[str, ...]) -> Place:
    """Return where the output goes, not opened yet."""
    if values["form"] == "csv" and not values["section"]:
        return TableFolder(values["output"], tables)
    return Output(values["output"])


class Writer:
    """Writes briefings in the form that was asked for: pages and lines as they come, the rest when `finish` is called."""

    def __init__(self, place: Place, values: Mapping[str, Any], *, single: bool) -> None:
        """Begin; `single` says that there will be one briefing at most."""
        self._place = place
        self._values = values
        self._single = single
        self._footnotes: Footnotes | None = None
        self._kept: list[tuple[Briefing, str | None]] = []
        self.count = 0

    def write(self, briefing: "Briefing", text: str | None) -> None:
        """Write one briefing, or keep it: pretty JSON if it is the only one, else a line each; pages with a line between them."""
        form = self._values["form"]
        if form == "md":
            self._write_page(briefing)
        elif form in ("json", "jsonl"):
            self._place.write(briefing.model_dump_json(indent=2 if self._single and form == "json" else None) + "\n")
        else:
            self._kept.append((briefing, text))
        self.count += 1

    def finish(self) -> None:
        """Write what takes all briefings."""
        if self._values["form"] == "html":
            from summarizer.render.html import render_html

            self._place.write(render_html(self._kept, language=self._values["page_language"]))
        elif self._values["form"] == "csv":
            from summarizer.render.tables import briefing_tables

            _write_tables(self._place, briefing_tables([briefing for briefing, _ in self._kept]), self._values["section"])

    def _write_page(self, briefing: "Briefing") -> None:
        """Write a Markdown page."""
        from summarizer.render.footnotes import Footnotes
        from summarizer.render.markdown import render_briefing

        # One set for all pages: two of one article share their footnotes.
        self._footnotes = self._footnotes or Footnotes()
        page = render_briefing(briefing, language=self._values["page_language"], footnotes=self._footnotes)
        _write_page(self._place, ("\n" if self.count else "") + page.rstrip("\n") + "\n", self._values)


def write_day(place: Place, daily: "DailyBriefing", texts: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Write a day in the form that was asked for; `texts` are those of its articles, by source."""
    form, language = values["form"], values["page_language"]
    if form == "md":
        from summarizer.render.daily import render_daily

        _write_page(place, render_daily(daily, language=language, templates=values["templates"]), values)
    elif form == "html":
        from summarizer.render.html_daily import render_daily_html

        place.write(render_daily_html(daily, texts, language=language))
    elif form == "csv":
        from summarizer.render.tables import daily_tables

        _write_tables(place, daily_tables(daily), values["section"])
    else:
        place.write(daily.model_dump_json(indent=2 if form == "json" else None) + "\n")


def _write_page(place: Place, page: str, values: Mapping[str, Any]) -> None:
    """Write a Markdown page, in colour where a terminal shows it and nobody asked for plain text."""
    is_shown = values["output"] is None and not values["plain"] and is_terminal()
    place.write(styled(page) if is_shown else page)


def _write_tables(place: Place, tables: Mapping[str, str], section: str | None) -> None:
    """Write all tables into a folder, or the one that was asked for."""
    if isinstance(place, TableFolder):
        place.write_tables(tables)
    else:
        place.write(tables[section or ""])
