"""A daily briefing as one HTML file: where sources differ, their words stand side by side; the articles stand beside it."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from summarizer.render.daily import by_confirmation, by_lineage, counted, gravest_first, run_facts
from summarizer.render.html import Link, article_facts, render_document, timeline
from summarizer.render.html_cards import Card, Cards, KnownActor, Said, Source
from summarizer.render.html_plots import running_plot
from summarizer.render.labels import LABELS
from summarizer.render.phrases import by_kind, rejected_words, written_day
from summarizer.render.reports import confirmation, saying
from summarizer.render.source_names import source_names
from summarizer.schemas import (
    Actor,
    DailyActor,
    DailyBriefing,
    DailySource,
    Disagreement,
    Entry,
    Event,
    Item,
    Language,
    Line,
    Overview,
    Report,
    Running,
    Since,
)


def render_daily_html(
    daily: DailyBriefing,
    texts: Mapping[str, str] | None = None,
    *,
    language: Language | None = None,
    links: Sequence[Link] = (),
) -> str:
    """Return the page of one day; `texts` are those of the articles at hand, by the name of their source.

    The page's words are in `language`, the briefing's where None; `links` stand above it.
    """
    return _Day(daily, texts or {}, language or daily.language).render(links)


class _Change(NamedTuple):
    """A line of what is new against a former page: its label, its words, the entry on this page."""

    label: str
    words: str
    card: Card | None = None
    plot: Markup = Markup("")


class _Day:
    """Makes the cards of one day and what stands around them."""

    def __init__(self, daily: DailyBriefing, texts: Mapping[str, str], language: Language) -> None:
        """Make the sources and actors known."""
        self._daily = daily
        self._language: Language = language
        self._label = LABELS[language]
        self._names = source_names(daily.sources)
        self._cards = Cards(language)
        self._made: dict[int, Card] = {}
        items = _items_by_source(daily)
        self._sources = [(one, self._add(one, texts.get(one.source), items)) for one in by_lineage(daily.sources)]
        self._cards.add_actors(
            KnownActor(actor.names or (actor.name,), tuple(Said(report.source, report.item) for report in actor.reports))
            for actor in daily.actors
        )

    def render(self, links: Sequence[Link]) -> str:
        """Return the page."""
        daily, language = self._daily, self._language
        shared, single = by_confirmation(daily)
        events = [self._entry("key_events", event) for event in daily.key_events]
        headline = [self._line("headline", daily.headline)] if daily.headline else []
        values = {
            "headline": headline,
            "title": daily.headline.text if daily.headline else self._label["no_headline"],
            "day": written_day(daily.date, language),
            "counts": counted(daily, language),
            "overview": [self._line("overview", line) for line in daily.overview],
            "disagreements": [self._disagreement(one) for one in gravest_first(daily.disagreements)],
            "key_events": events,
            "timeline": timeline(zip(daily.key_events, events, strict=True), language),
            "shared": self._sections(shared),
            "single": self._sections(single, alone=True),
            "is_compared": len({source.lineage for source in daily.sources}) > 1,
            "since": self._since(daily.since) if daily.since else None,
            "rejected": [
                (self._cards.refused(one.rejected), one.rejected, rejected_words(one.rejected), self._names[one.source])
                for one in daily.rejected
            ],
            "not_used": list(self._not_used()),
            "sources": [self._source(one, source.number) for one, source in self._sources],
            "run": run_facts(daily, language),
            "notes": daily.run.notes,
        }
        # Last: the cards say what is marked.
        values["texts"] = [(source, self._cards.paragraphs(one.source)) for one, source in self._sources]
        return render_document("daily.html.jinja", values, self._cards, language, links)

    def _add(self, one: DailySource, text: str | None, items: Mapping[str, list[Item]]) -> Source:
        """Make a source known."""
        return self._cards.add_source(one.source, one.article, text, items.get(one.source, ()), self._names[one.source])

    def _entry(self, section: str, entry: Entry, *, alone: bool = False) -> Card:
        """Return the card of a merged item, with how many articles report it; `alone`, that one does goes without saying."""
        kind = entry.kind if isinstance(entry, DailyActor) else ""
        is_single = len({report.source for report in entry.reports}) == 1
        is_counted = len(self._daily.sources) > 1 and not isinstance(entry, DailyActor) and not (alone and is_single)
        note = confirmation(entry, self._language) if is_counted else ""
        card = self._cards.card(section, [self._said(report, kind=kind) for report in entry.reports], note=note)
        self._made[id(entry)] = card
        return card

    def _line(self, section: str, line: Overview) -> Card:
        """Return the card of a line of the overview, or of the headline."""
        return self._cards.card(section, [Said(report.source, _as_line(report.item, line.text)) for report in saying(line)])

    def _disagreement(self, one: Disagreement) -> tuple[Card, str]:
        """Return the card of a disagreement and the words for its class."""
        card = self._cards.card("disagreements", [self._said(report) for report in one.reports], about=one.what)
        return card, self._label[f"class_{one.class_}"]

    def _said(self, report: Report, *, kind: str | None = None) -> Said:
        """Return a report; a label says what it is, save under a heading that does: of `kind`, and all but actors where empty."""
        own = report.item.kind if isinstance(report.item, Actor) else ""
        return Said(report.source, report.item, "" if own == kind else self._label[f"one_{own or report.section}"])

    def _sections(self, sections: Mapping[str, list[Any]], *, alone: bool = False) -> dict[str, Any]:
        """Return the cards of figures and statements, and those of actors by kind."""
        made = functools.partial(self._entry, alone=alone)
        return {
            "figures": [made("figures", figure) for figure in sections["figures"]],
            "statements": [made("statements", statement) for statement in sections["statements"]],
            "actors": [(kind, [made("actors", actor) for actor in members]) for kind, members in by_kind(sections["actors"])],
        }

    def _since(self, since: Since) -> tuple[str, list[_Change]]:
        """Return what stands above the changes, and the changes."""
        label = self._label
        changes = [_Change(label["changed"], f"{one.what}: {one.before} → {one.after}") for one in since.changed]
        for place in since.new:
            entry = getattr(self._daily, place.section)[place.index]
            changes.append(_Change(label["is_new"], "", self._made[id(entry)]))
        changes += [_Change(label["withdrawn"], one.what) for one in since.withdrawn]
        changes += [self._running(one) for one in since.series]
        if since.repeated:
            changes.append(_Change(label["repeated"], str(len(since.repeated))))
        return label["compared"].format(day=written_day(since.date, self._language)), changes

    def _running(self, running: Running) -> _Change:
        """Return a figure over the days as a line and in words."""
        points = " → ".join(f"{written_day(point.date, self._language)}: {point.amount.text}" for point in running.points)
        plot = running_plot([(point.date, point.amount) for point in running.points])
        return _Change(self._label["series"], f"{running.what}: {points}", plot=plot)

    def _not_used(self) -> Iterator[tuple[str, str]]:
        """Yield what failed and what is left out, each with the reason."""
        for failed in self._daily.failed:
            yield self._label["not_read"], f"{failed.source}: {failed.error.removeprefix(f'{failed.source}: ')}"
        for left in self._daily.left_out:
            if left.reason == "other_day":
                yield self._label["other_day"], f"{left.source} ({left.of})"
            else:
                yield "", f"{left.source} – {self._label[left.reason]} {left.of or ''}"

    def _source(self, one: DailySource, number: int) -> dict[str, Any]:
        """Return what is known of a source, and where its text stands."""
        article = one.article
        published = written_day(article.published, self._language) if article.published and one.dated_by == "article" else None
        known = [article.title, article.publisher, published, article.url, article.path]
        facts = [fact for fact in known if fact and fact != self._names[one.source]]
        alike = [self._names[other.source] for other in self._daily.sources if other.lineage == one.lineage and other is not one]
        remarks = [self._label["undated"]] if one.dated_by == "option" else []
        remarks += [f"{self._label['alike']} {', '.join(alike)}"] if alike else []
        return {"name": self._names[one.source], "number": number, "facts": article_facts(article, facts), "remarks": remarks}


def _items_by_source(daily: DailyBriefing) -> dict[str, list[Item]]:
    """Return all items that the page shows, by their source."""
    lines = (*daily.overview, *([daily.headline] if daily.headline else []))
    entries = (*daily.key_events, *daily.figures, *daily.statements, *daily.actors)
    found: dict[str, list[Item]] = {}
    for reports in (one.reports for group in (lines, entries, daily.disagreements) for one in group):
        for report in reports:
            found.setdefault(report.source, []).append(report.item)
    return found


def _as_line(item: Item, text: str) -> Item:
    """Return an item that says `text` alone, with the remarks on it."""
    if isinstance(item, Event):
        return item.model_copy(update={"title": text, "when": None, "where": None})
    return Line(text=text, evidence=item.evidence, verdict=item.verdict, by=item.by, flags=item.flags)
