"""Daily briefings for tests of pages: any one with hostile text, and what its page has to say."""

import datetime
import itertools
from collections.abc import Iterable
from typing import Any, Literal

from hypothesis import strategies as st

from summarizer.render.escaping import visible_text
from summarizer.render.labels import CLASSES
from summarizer.render.source_names import source_names
from summarizer.schemas import (
    ArticleInfo,
    DailyActor,
    DailyBriefing,
    DailyEvent,
    DailyFigure,
    DailyRun,
    DailySource,
    DailyStatement,
    Disagreement,
    Entry,
    FailedSource,
    Language,
    LeftOutSource,
    Line,
    Overview,
    RejectedSource,
    Report,
)
from tests.daily_reader import SECTIONS, Said
from tests.page_briefings import briefings, claims, empty, rejects, some, words
from tests.test_escaping import hostile

LeftOut = Literal["other_day", "same_file", "same_text"]
IDS = ("097b111f3d1b95aa", "3fa9c1ffffffffff", "ca5ec4a7834abd67")
DATED: st.SearchStrategy[Literal["article", "option"]] = st.sampled_from(["article", "option"])
LEFT_OUT: tuple[LeftOut, ...] = ("other_day", "same_file", "same_text")


def claimed(report: Report, language: Language) -> dict[str, Any]:
    """Return what a page has to say of a report, without its sentences."""
    shown = empty().model_copy(update={report.section: report.item if report.section == "headline" else (report.item,)})
    claim = claims(shown, language)[report.section][0]
    return {name: value for name, value in claim.items() if value is not None and name != "sentences"}


def grouped(reports: Iterable[Report], daily: DailyBriefing, language: Language) -> list[Said]:
    """Return the lines of reports: those that say the same on one line, each source with its marks."""
    names = source_names(daily.sources)
    articles = {one.source: one.article.id[:6] for one in daily.sources}
    lines: list[tuple[dict[str, Any], dict[str, list[str]]]] = []
    for report in reports:
        claim = claimed(report, language)
        sources = next((sources for known, sources in lines if known == claim), None)
        if sources is None:
            sources = {}
            lines.append((claim, sources))
        marks = [f"{articles[report.source]}-{evidence.sentence}" for evidence in report.item.evidence]
        sources[report.source] = list(dict.fromkeys([*sources.get(report.source, []), *marks]))
    return [Said(claim, (), [(names[source], marks) for source, marks in sources.items()]) for claim, sources in lines]


def expected_lines(entry: Entry, daily: DailyBriefing, language: Language) -> list[Said]:
    """Return the lines of an entry, how many report it on the first."""
    first, *others = grouped(entry.reports, daily, language)
    articles = len({report.source for report in entry.reports})
    count = (articles, entry.lineages) if articles > 1 else (1,)
    is_counted = len(daily.sources) > 1 and not isinstance(entry, DailyActor)
    return [first._replace(confirmed=count if is_counted else ()), *others]


def reports_of(pieces: tuple[Any, ...], source: str, section: Any) -> list[Report]:
    """Return the items of one source's section as reports."""
    return [Report(source=source, section=section, index=index, item=item) for index, item in enumerate(pieces)]


@st.composite
def entries(draw: st.DrawFn, reports: list[Report], lineages: int) -> list[dict[str, Any]]:
    """Draw entries of these reports, some of several."""
    found, left = [], list(reports)
    while left:
        size = draw(st.integers(1, 3))
        chosen, left = left[:size], left[size:]
        found.append({"reports": tuple(chosen), "lineages": draw(st.integers(1, lineages))})
    return found


def fields(kind: Any, item: Any) -> dict[str, Any]:
    """Return what an entry takes from its first report."""
    own = {name: getattr(item, name) for name in kind.model_fields if hasattr(item, name)}
    return own | ({"names": (item.name,)} if kind is DailyActor else {})


@st.composite
def daily_briefings(draw: st.DrawFn) -> DailyBriefing:
    """Draw a page of up to three sources with hostile text everywhere."""
    count = draw(st.integers(1, 3))
    sources: list[DailySource] = []
    reports: dict[str, list[Report]] = {name: [] for name in SECTIONS}
    lines: list[Report] = []
    for number in range(count):
        one = draw(briefings)
        known: dict[str, Any] = {name: draw(some) for name in ("title", "publisher", "path", "url")}
        info = ArticleInfo(id=IDS[number], language="de", characters=1, sentences=9, **known)
        name = f"{number}"
        sources.append(DailySource(source=name, article=info, lineage=draw(st.integers(1, number + 1)), dated_by=draw(DATED)))
        for section in SECTIONS:
            reports[section] += reports_of(getattr(one, section), name, section)
        lines += reports_of(one.summary, name, "summary")
    merged: dict[str, Any] = {
        section: tuple(kind(**fields(kind, entry["reports"][0].item), **entry) for entry in draw(entries(reports[section], count)))
        for section, kind in zip(SECTIONS, (DailyEvent, DailyFigure, DailyStatement, DailyActor), strict=True)
    }
    told = [Overview(text=line.item.text, reports=(line,)) for line in lines if isinstance(line.item, Line)]
    every = [report for section in SECTIONS for report in reports[section]]
    differing = draw(st.lists(st.lists(st.sampled_from(every), min_size=1, max_size=3), max_size=2)) if every else []
    return DailyBriefing(
        date=datetime.date(2025, 2, 12),
        language="de",
        headline=next(iter(told), None) if draw(st.booleans()) else None,
        overview=tuple(told),
        disagreements=tuple(
            Disagreement.model_validate(
                {
                    "id": "D",
                    "section": "figures",
                    "class": draw(st.sampled_from(CLASSES)),
                    "what": draw(words),
                    "reports": tuple(own),
                }
            )
            for own in differing
        ),
        **merged,
        sources=tuple(sources),
        left_out=(LeftOutSource(source=draw(hostile), reason=draw(st.sampled_from(LEFT_OUT)), of=draw(hostile)),),
        failed=(FailedSource(source=draw(hostile), error=draw(hostile)),),
        rejected=tuple(RejectedSource(source="0", rejected=one) for one in draw(st.lists(rejects, max_size=1))),
        run=DailyRun(version="1", engines=("rules",), models=(draw(hostile),), articles=count, lineages=1, notes=(draw(hostile),)),
    )


def expected_page(daily: DailyBriefing, language: Language) -> dict[str, list[Any]]:
    """Return what the sections of a page have to say, those that claim something."""
    is_compared = len({source.lineage for source in daily.sources}) > 1
    pages: dict[str, list[Any]] = {
        "overview": [grouped(line.reports, daily, language) for line in daily.overview],
        "disagreements": [
            (visible_text(one.what), one.class_, grouped(one.reports, daily, language)) for one in daily.disagreements
        ],
        **{name: [expected_lines(entry, daily, language) for entry in getattr(daily, name)] for name in SECTIONS},
    }
    if is_compared:
        pages["one_source"] = []
        for name in SECTIONS[1:]:
            shared = [entry.lineages > 1 for entry in getattr(daily, name)]
            single = itertools.compress(pages[name], (not own for own in shared))
            pages["one_source"] += [
                [first._replace(confirmed=first.confirmed[1:] and first.confirmed), *below] for first, *below in single
            ]
            pages[name] = list(itertools.compress(pages[name], shared))
    return pages
