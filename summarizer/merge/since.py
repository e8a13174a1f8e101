"""What changed against the page of a former day: new, changed, repeated and withdrawn entries, and running figures."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.facts import features
from summarizer.merge.measures import measure
from summarizer.merge.similarity import Weights
from summarizer.schemas import (
    Amount,
    Change,
    DailyActor,
    DailyBriefing,
    DailyEvent,
    DailyFigure,
    DailySection,
    DailyStatement,
    Figure,
    Place,
    Point,
    Running,
    Since,
    Withdrawn,
)

DailyEntry = DailyEvent | DailyFigure | DailyStatement | DailyActor
LEAST_ALIKE = 0.6


class _Known(NamedTuple):
    """An entry of a page with its place and its features."""

    section: DailySection
    place: int
    entry: DailyEntry
    words: frozenset[str]


def compare(today: DailyBriefing, former: DailyBriefing) -> Since:
    """Return what is new, changed, repeated and withdrawn against a former page, and the running figures of both."""
    now, before = list(_known(today)), list(_known(former))
    pairs = _pairs(now, before)
    changed, repeated, series = [], [], []
    for place, other in sorted(pairs.items()):
        one, two = now[place], before[other]
        change = _change(one, two)
        if change:
            changed.append(change)
        else:
            repeated.append(Place(section=one.section, index=one.place))
        if isinstance(one.entry, DailyFigure) and isinstance(two.entry, DailyFigure) and change:
            series.append(_running(one.entry, two.entry, today, former))
    return Since(
        date=former.date,
        new=tuple(Place(section=one.section, index=one.place) for place, one in enumerate(now) if place not in pairs),
        changed=tuple(changed),
        repeated=tuple(repeated),
        withdrawn=tuple(
            Withdrawn(section=one.section, what=_counted(one.entry))
            for place, one in enumerate(before)
            if place not in pairs.values() and one.section != "actors"
        ),
        series=tuple(series),
    )


def _known(page: DailyBriefing) -> Iterator[_Known]:
    counts: dict[DailySection, int] = {}
    for section, entry in page.entries():
        index = counts[section] = counts.get(section, -1) + 1
        words = frozenset(name for report in entry.reports[:_MOST_REPORTS] for name in _features(entry, report.source, page))
        yield _Known(section, index, entry, words)


_MOST_REPORTS = 3


def _features(entry: DailyEntry, source: str, page: DailyBriefing) -> frozenset[str]:
    """Return the features of an entry in the words of one of its reports."""
    language = next((one.article.language for one in page.sources if one.source == source), page.language)
    report = next(report for report in entry.reports if report.source == source)
    evidence = " ".join(sentence.text for sentence in report.item.evidence)
    return features(f"{_words(entry)} {evidence if isinstance(entry, DailyFigure) else ''}", language)


def _words(entry: DailyEntry) -> str:
    match entry:
        case DailyEvent():
            return f"{entry.title} {entry.where or ''}"
        case DailyFigure():
            return entry.counts
        case DailyStatement():
            return f"{entry.speaker or ''} {entry.content}"
        case DailyActor():
            return entry.name


def _pairs(now: Sequence[_Known], before: Sequence[_Known]) -> dict[int, int]:
    """Return which entry of today is which of the former page, the most alike first, each once."""
    both = [*now, *before]
    weights = Weights(one.words for one in both)
    scored = []
    for one, other in candidate_pairs([frozenset((known.section, word) for word in known.words) for known in both]):
        if one < len(now) <= other:
            score = _alike(both[one], both[other], weights)
            if score >= LEAST_ALIKE:
                scored.append((-score, one, other - len(now)))
    pairs: dict[int, int] = {}
    for _, one, other in sorted(scored):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _alike(one: _Known, other: _Known, weights: Weights) -> float:
    """Return how alike two entries are, 0 where a figure is of another unit."""
    if isinstance(one.entry, DailyFigure) and isinstance(other.entry, DailyFigure):
        left, right = measure(one.entry.amount), measure(other.entry.amount)
        if left.unit != right.unit:
            return 0.0
        return weights.dice(one.words, other.words) + (0.2 if left == right else 0.0)
    return weights.dice(one.words, other.words)


def _change(one: _Known, other: _Known) -> Change | None:
    """Return what an entry says otherwise than before, None where nothing."""
    if isinstance(one.entry, DailyFigure) and isinstance(other.entry, DailyFigure):
        amounts = _changed_amounts(one.entry, other.entry)
        before, after = (amounts[0].text, amounts[1].text) if amounts else ("", "")
    else:
        before, after = _value(other.entry), _value(one.entry)
    if before == after:
        return None
    return Change(section=one.section, index=one.place, what=_what(one.entry), before=before, after=after)


def _changed_amounts(now: DailyFigure, before: DailyFigure) -> tuple[Amount, Amount] | None:
    """Return the amount that stood and the one that stands, of the entry or of one of its sources; None where none changed."""
    former, current = _amounts(before), _amounts(now)
    reports = [(former[source], amount) for source, amount in current.items() if source in former]
    return next(((old, new) for old, new in ((before.amount, now.amount), *reports) if measure(old) != measure(new)), None)


def _amounts(entry: DailyFigure) -> dict[str, Amount]:
    """Return the amount that each source gives, of those that give one only."""
    counts = Counter(report.source for report in entry.reports)
    return {
        report.source: report.item.amount
        for report in entry.reports
        if isinstance(report.item, Figure) and counts[report.source] == 1
    }


def _value(entry: DailyEntry) -> str:
    """Return what may change of an entry other than a figure: an event's status; wordings change from day to day."""
    return entry.status if isinstance(entry, DailyEvent) else ""


def _what(entry: DailyEntry) -> str:
    match entry:
        case DailyEvent():
            return entry.title
        case DailyFigure():
            return entry.counts
        case DailyStatement():
            return entry.content
        case DailyActor():
            return entry.name


def _counted(entry: DailyEntry) -> str:
    """Return what an entry is about, of a figure with its amount."""
    if not isinstance(entry, DailyFigure) or entry.counts in entry.amount.text:
        return entry.amount.text if isinstance(entry, DailyFigure) else _what(entry)
    return f"{entry.amount.text} {entry.counts}"


def _running(one: DailyFigure, other: DailyFigure, today: DailyBriefing, former: DailyBriefing) -> Running:
    """Return a figure over the days: the points that the former page had of it, and today's."""
    series = former.since.series if former.since else ()
    earlier = next((run.points for run in series if run.what == other.counts and _reaches(run, former, other.amount)), ())
    points = {point.date: point for point in earlier}
    points[former.date] = Point(date=former.date, amount=other.amount, source=other.reports[0].source)
    points[today.date] = Point(date=today.date, amount=one.amount, source=one.reports[0].source)
    return Running(what=one.counts, points=tuple(points[day] for day in sorted(points)))


def _reaches(run: Running, former: DailyBriefing, amount: Amount) -> bool:
    """Say whether a series ends on the former page with its amount: two tolls counted in the same words are two series."""
    last = run.points[-1] if run.points else None
    return last is not None and last.date == former.date and measure(last.amount) == measure(amount)
