"""The lines of the daily page: one form for each kind of item, and behind it the sources that report it just so."""

import functools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from summarizer.render.escaping import Markdown, escape_inside, escape_markdown, visible_text
from summarizer.render.footnotes import Footnotes
from summarizer.render.labels import LABELS
from summarizer.render.phrases import details, emphasis, remarks, said, strong
from summarizer.schemas import (
    Actor,
    DailyActor,
    DailyBriefing,
    Disagreement,
    Entry,
    Event,
    Figure,
    Item,
    Language,
    Line,
    Overview,
    Report,
    Statement,
)


class Lines(NamedTuple):
    """An entry on the page: its line, and below it those of the sources that report it in other words."""

    line: Markdown
    below: tuple[Markdown, ...] = ()

    def listed(self, number: int | None = None) -> Markdown:
        """Return the entry as an item of a list, numbered where it has a number."""
        mark = "-" if number is None else f"{number}."
        indent = " " * len(f"{mark} ")
        return Markdown("\n".join([f"{mark} {self.line}", *(f"{indent}- {line}" for line in self.below)]))


class Reporter:
    """Writes the lines of one page and keeps account of what they cite."""

    def __init__(self, daily: DailyBriefing, names: Mapping[str, str], language: Language) -> None:
        """Begin a page without lines; `names` are what it calls its sources."""
        self._names = names
        self._language: Language = language
        self._label = LABELS[language]
        self._articles = {one.source: one.article for one in daily.sources}
        self._compares = len(daily.sources) > 1
        self._footnotes = Footnotes()
        self._cited: dict[str, list[Item]] = {}

    def headline(self, headline: Overview) -> Markdown:
        """Return the headline with its marks; sources have no room there."""
        reports = saying(headline)
        # Two sources of one text share its footnotes.
        marks = "".join(dict.fromkeys(self.marks(report.source, report.item) for report in reports))
        return Markdown(f"{escape_inside(headline.text)}{remarks(self._language, reports[0].item)} {marks}")

    def overview(self, line: Overview) -> Markdown:
        """Return a line of the overview with the sources that say it in these words."""
        reports = saying(line)
        return self.line(f"{escape_markdown(line.text)}{remarks(self._language, reports[0].item)}", reports)

    def entry(self, entry: Entry, *, alone: bool = False) -> Lines:
        """Return the lines of an entry: what the first report says, with how many say it, then the other wordings.

        Where entries of one source stand `alone`, that one article reports them goes without saying.
        """
        groups = self._groups(entry.reports, kind=entry.kind if isinstance(entry, DailyActor) else "")
        first, *others = groups
        is_single = len({report.source for report in entry.reports}) == 1
        is_counted = self._compares and not isinstance(entry, DailyActor) and not (alone and is_single)
        count = f" · {emphasis(confirmation(entry, self._language))}" if is_counted else ""
        return Lines(self.line(f"{first}{count}", groups[first]), tuple(self.line(form, groups[form]) for form in others))

    def disagreement(self, disagreement: Disagreement) -> Lines:
        """Return what it is about and of which class; below, who says what."""
        groups = self._groups(disagreement.reports)
        about = f"{strong(disagreement.what)} · {emphasis(self._label[f'class_{disagreement.class_}'])}"
        return Lines(Markdown(about), tuple(self.line(form, reports) for form, reports in groups.items()))

    def marks(self, source: str, *items: Item) -> Markdown:
        """Return the footnote marks of items of one source."""
        article = self._articles[source].id
        self._cited.setdefault(article, []).extend(items)
        return self._footnotes.marks(article, *items)

    def name(self, source: str) -> str:
        """Return what the page calls a source."""
        return self._names[source]

    def prefix(self, source: str) -> str:
        """Return the digits that stand for a source's article in footnotes."""
        return self._footnotes.prefix(self._articles[source].id)

    def bodies(self) -> list[Markdown]:
        """Return the bodies of all footnotes that the lines so far cite, by source and sentence."""
        articles = dict.fromkeys(info.id for info in self._articles.values())
        return [body for article in articles for body in self._footnotes.bodies(article, self._cited.get(article, ()))]

    def _groups(self, reports: Iterable[Report], *, kind: str | None = None) -> dict[str, list[Report]]:
        """Return the reports by what the page shows of them, in the order in which that comes first.

        A label says what a report is, save for those under a heading that does: of `kind`, and all but actors where that is empty.
        """
        groups: dict[str, list[Report]] = {}
        for report in reports:
            own = report.item.kind if isinstance(report.item, Actor) else ""
            label = "" if own == kind else f"{emphasis(self._label[f'one_{own or report.section}'])} "
            groups.setdefault(f"{label}{self._form(report)}", []).append(report)
        return groups

    def line(self, said: str, reports: Iterable[Report]) -> Markdown:
        """Return what is said, and each source that says it by name, directly before its marks."""
        by_source: dict[str, list[Item]] = {}
        for report in reports:
            by_source.setdefault(report.source, []).append(report.item)
        named = (f"{escape_inside(self._names[source])} {self.marks(source, *items)}" for source, items in by_source.items())
        return Markdown(f"{said} · {emphasis(self._label['source'])} {' · '.join(named)}")

    def _form(self, report: Report) -> str:
        """Return what a report says, in the form of its kind."""
        item, more = report.item, functools.partial(details, self._language)
        match item:
            case Event():
                form = f"{strong(item.title)}{more(item)}"
            case Figure():
                claimed = _detail(self._label["according_to"], item.claimant)
                form = f"{strong(item.amount.text)}: {escape_inside(item.counts)}{claimed}{more(item)}"
            case Statement():
                speaker = strong(item.speaker) if item.speaker else emphasis(self._label["no_speaker"])
                cue = f" · {emphasis(item.cue)}" if item.cue else ""
                form = f"{speaker}{cue}: {said(self._articles[report.source].language, item)}"
            case Actor():
                form = f"{strong(item.name)}{f', {escape_inside(item.role)}' if item.role else ''}"
            case _:
                form = escape_inside(item.text)
        return f"{form}{remarks(self._language, item)}"


def confirmation(entry: Entry, language: Language) -> str:
    """Return how many articles report an entry, and how many of them are independent."""
    label, count = LABELS[language], len({report.source for report in entry.reports})
    articles = label["articles_count" if count > 1 else "article_count"].format(count=count)
    lineages = label["lineages_count" if entry.lineages > 1 else "lineage_count"].format(count=entry.lineages)
    return f"{articles}, {lineages}" if count > 1 else articles


def saying(line: Overview) -> list[Report]:
    """Return the reports that say the line in its own words, else the first."""
    same = [report for report in line.reports if _words(report.item) == line.text]
    return [report for report in same if report.item.flags == same[0].item.flags] or [line.reports[0]]


def _words(item: Item) -> str:
    """Return the words that an overview line can take from an item."""
    return item.text if isinstance(item, Line) else item.title if isinstance(item, Event) else ""


def _detail(label: str, text: str | None) -> str:
    """Return a value behind its label, nothing where there is no value."""
    return f" · {emphasis(label)} {escape_inside(text)}" if text and visible_text(text) else ""
