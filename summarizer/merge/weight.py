"""What comes first on the page: what more independent sources have, and what they have early."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from summarizer.merge.sources import SourceBriefing
from summarizer.schemas import Actor, DailyActor, DailyEvent, DailyFigure, DailyStatement, Entry

E = TypeVar("E", DailyEvent, DailyFigure, DailyStatement, DailyActor)


def by_weight(entries: Sequence[E], sources: Mapping[str, SourceBriefing]) -> tuple[E, ...]:
    """Return entries by weight: independent sources, then the place in the articles, then the figures of an event's title.

    The rest is decided by source and place, so that the order is the same every time.
    """
    return tuple(sorted(entries, key=lambda entry: _rank(entry, sources)))


def _rank(entry: Entry, sources: Mapping[str, SourceBriefing]) -> tuple[object, ...]:
    places = [_place(report.item.evidence[0].start, sources[report.source]) for report in entry.reports]
    first = entry.reports[0]
    plain = not (isinstance(entry, DailyEvent) and any(character.isdigit() for character in entry.title))
    mentions = -sum(len(report.item.mentions) for report in entry.reports if isinstance(report.item, Actor))
    return -entry.lineages, mentions, round(min(places), 3), plain, first.source, first.index


def _place(start: int, one: SourceBriefing) -> float:
    """Return where in its article a sentence begins, from 0 to 1."""
    return start / max(1, one.briefing.article.characters)
