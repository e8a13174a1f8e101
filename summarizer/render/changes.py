"""What the daily page says of a former page: changed, new, withdrawn, over time."""

from collections.abc import Iterator
from typing import NamedTuple

from summarizer.render.escaping import Markdown, escape_inside
from summarizer.render.labels import LABELS
from summarizer.render.phrases import emphasis, written_day
from summarizer.render.reports import Reporter
from summarizer.schemas import DailyBriefing, Event, Figure, Item, Language, Since

_SERIES = 3
"""Fewer points are a change, which has a line already."""


class Changes(NamedTuple):
    """The lines of the section, and what stands above them."""

    intro: str
    lines: list[Markdown]


def describe_changes(since: Since, daily: DailyBriefing, reporter: Reporter, language: Language) -> Changes:
    """Return the changed first; today's values stand with their sources."""
    intro = LABELS[language]["compared"].format(day=written_day(since.date, language))
    return Changes(intro, list(_lines(since, daily, reporter, language)))


def _lines(since: Since, daily: DailyBriefing, reporter: Reporter, language: Language) -> Iterator[Markdown]:
    """Yield the lines."""
    label = LABELS[language]
    for change in since.changed:
        words = escape_inside(f"{change.what}: {change.before} → {change.after}")
        entry = getattr(daily, change.section)[change.index]
        # The former value may be what the other sources still say.
        saying = [report for report in entry.reports if _value(report.item) == change.after]
        yield reporter.line(f"{emphasis(label['changed'])} {words}", saying or entry.reports[:1])
    for place in since.new:
        yield Markdown(f"{emphasis(label['is_new'])} {reporter.entry(getattr(daily, place.section)[place.index]).line}")
    for withdrawn in since.withdrawn:
        yield Markdown(f"{emphasis(label['withdrawn'])} {escape_inside(withdrawn.what)}")
    for running in since.series:
        if len(running.points) < _SERIES:
            continue
        points = " → ".join(f"{written_day(point.date, language)}: {point.amount.text}" for point in running.points)
        yield Markdown(f"{emphasis(label['series'])} {escape_inside(f'{running.what}: {points}')}")
    if since.repeated:
        yield Markdown(f"{emphasis(label['repeated'])} {len(since.repeated)}")


def _value(item: Item) -> str | None:
    """Return what of an item a change is told of."""
    if isinstance(item, Figure):
        return item.amount.text
    return item.status if isinstance(item, Event) else None
