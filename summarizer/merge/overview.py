"""The headline and the overview of a day: lines that the briefings have, none written anew."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from summarizer.merge.facts import features
from summarizer.schemas import DailyEvent, Language, Overview, Report

_QUOTATION = re.compile(r"^\W*[„“\"»«]\w|[„“\"»«][^„“”\"»«]{15,}[“”\"»«]")
FEWEST_LINES, MOST_LINES = 3, 6
_MOST_SHARED = 0.5
_MOST_REGARDED = 400
"""Events, by weight, among which lines are chosen."""


def write_overview(
    events: Sequence[DailyEvent], stories: Mapping[str, int], language: Language
) -> tuple[Overview | None, tuple[Overview, ...]]:
    """Return the headline and the lines of the overview: titles of events by weight, none that repeats another.

    `events` come by weight, `stories` has the story of each source. The weightiest event of each of the larger stories comes
    first; then what further events more than one lineage reports. Where that is little, the next events fill up to three lines.
    What rests only on a quoted order to a language model is left out.
    """
    events = [event for event in events if not all("addresses_the_model" in one.item.flags for one in _worded(event))]
    events = [event for event in events if not _QUOTATION.search(event.title)] or events
    sizes: dict[int, int] = defaultdict(int)
    for story in stories.values():
        sizes[story] += 1
    first: dict[int, DailyEvent] = {}
    for event in events:
        first.setdefault(stories[event.reports[0].source], event)
    leads = sorted(first, key=lambda story: (-first[story].lineages, -sizes[story], story))
    chosen = [first[story] for story in leads]
    known = {id(event) for event in chosen}
    rest = [event for event in events[:_MOST_REGARDED] if id(event) not in known]
    lines = _different([*chosen[: MOST_LINES + 1], *(event for event in rest if event.lineages > 1)], language)
    if len(lines) <= FEWEST_LINES:
        lines = _different([*lines, *rest], language)[: FEWEST_LINES + 1]
    told = tuple(_line(event) for event in lines[: MOST_LINES + 1])
    return (told[0], told[1:]) if told else (None, ())


def _different(events: Sequence[DailyEvent], language: Language) -> list[DailyEvent]:
    """Return the first events that say something new, one more than the overview has lines at most."""
    kept: list[DailyEvent] = []
    for event in events:
        if len(kept) > MOST_LINES:
            break
        if not any(_repeats(event.title, other.title, language) for other in kept):
            kept.append(event)
    return kept


def _line(event: DailyEvent) -> Overview:
    """Return an event's title with the reports that have it in these words."""
    return Overview(text=event.title, reports=_worded(event))


def _worded(event: DailyEvent) -> tuple[Report, ...]:
    """Return the reports that have an event's title in these words."""
    return tuple(report for report in event.reports if getattr(report.item, "title", None) == event.title)


def _repeats(one: str, other: str, language: Language) -> bool:
    """Say whether most of what one line says stands in another."""
    left, right = features(one, language), features(other, language)
    return bool(left & right) and len(left & right) / min(len(left), len(right)) > _MOST_SHARED
