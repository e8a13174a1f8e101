"""The headline and the overview of a day: lines that the briefings have, none written anew."""

from collections.abc import Mapping, Sequence

from summarizer.merge.facts import features
from summarizer.merge.sources import SourceBriefing
from summarizer.schemas import DailyEvent, Line, Overview, Report

FEWEST_LINES, MOST_LINES = 3, 6
_MOST_SHARED = 0.6


def write_overview(
    sources: Sequence[SourceBriefing], events: Sequence[DailyEvent], stories: Mapping[str, int]
) -> tuple[Overview | None, tuple[Overview, ...]]:
    """Return the headline and the lines of the overview, by weight of the events; one line tells no more than once.

    The headline is that of the source which reports the weightiest event first, else that event's title.
    """
    if not events:
        return None, ()
    briefings = {one.source: one.briefing for one in sources}
    lead = events[0].reports[0]
    line = briefings[lead.source].headline
    report = lead if line is None else Report(source=lead.source, section="headline", index=0, item=line)
    headline = Overview(text=_text(report), reports=(report,))
    return headline, tuple(_lines(events, headline, stories))


def _lines(events: Sequence[DailyEvent], headline: Overview, stories: Mapping[str, int]) -> list[Overview]:
    """Return titles of events, first one of each story, then more of the weightiest, none that repeats another."""
    told = [headline.text]
    lines: list[Overview] = []
    first_of_story = {stories[event.reports[0].source]: event for event in reversed(events)}
    firsts = {id(event) for event in first_of_story.values()}
    for event in sorted(events, key=lambda event: id(event) not in firsts):
        if len(lines) == MOST_LINES:
            break
        if len(lines) >= FEWEST_LINES and event.lineages == 1 and id(event) not in firsts:
            continue
        if not any(_repeats(event.title, text) for text in told):
            same = tuple(report for report in event.reports if _text(report) == event.title)
            lines.append(Overview(text=event.title, reports=same))
            told.append(event.title)
    return lines


def _repeats(one: str, other: str) -> bool:
    left, right = features(one, "de"), features(other, "de")
    return bool(left) and len(left & right) / len(left) > _MOST_SHARED


def _text(report: Report) -> str:
    return report.item.text if isinstance(report.item, Line) else getattr(report.item, "title", "")
