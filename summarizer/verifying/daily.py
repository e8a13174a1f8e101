"""A daily briefing against its articles: every report like an item of a briefing, every entry against its reports."""

from collections.abc import Iterator
from typing import Final

from summarizer.errors import InputError
from summarizer.grounding import name_cast
from summarizer.grounding.cast import Others
from summarizer.grounding.verdicts import weakest
from summarizer.schemas import (
    ArticleInfo,
    DailyBriefing,
    Disagreement,
    Entry,
    Event,
    Item,
    Line,
    Overview,
    Report,
    Verdict,
    Verified,
    VerifiedSection,
)
from summarizer.verifying.briefings import article_faults, source_of
from summarizer.verifying.items import check_item, draft_of, verified, words_of
from summarizer.verifying.reasons import Finding, find_fault
from summarizer.verifying.shelf import Shelf

_OF_THE_MERGE: Final = frozenset({"reports", "lineages", "names", "joined"})
Claims = tuple[VerifiedSection, Overview | Disagreement | Entry]


def verify_daily(daily: DailyBriefing, shelf: Shelf) -> list[Verified]:
    """Return what became of every line and entry; raises InputError where an article is not among those given.

    What changed since a former page is not checked: its articles are not at hand.
    """
    return _Check(daily, shelf).run()


class _Check:
    """One day's page, its sources, and the reports checked so far."""

    def __init__(self, daily: DailyBriefing, shelf: Shelf) -> None:
        self._daily = daily
        self._claims = list(_claims(daily))
        self._infos = {one.source: one.article for one in daily.sources}
        self._sources = {name: source_of(info, shelf) for name, info in self._infos.items()}
        self._lineages = {one.source: one.lineage for one in daily.sources}
        self._casts = self._name_casts()
        self._checked: dict[tuple[str, str, Item], Item | Finding] = {}

    def run(self) -> list[Verified]:
        """Return the faults of what is said of the articles, then every line and entry."""
        found = [
            verified("article", index, fault, article=info.id, text=fault.reason)
            for index, (info, fault) in enumerate(self._article_faults())
        ]
        counts: dict[str, int] = {}
        for section, claim in self._claims:
            index = counts[section] = counts.get(section, -1) + 1
            article = self._infos[claim.reports[0].source].id
            found.append(verified(section, index, self._judge(claim), article=article, text=_words(claim)))
        return found

    def _article_faults(self) -> Iterator[tuple[ArticleInfo, Finding]]:
        """Yield what the page says of an article that it does not have."""
        for name, info in self._infos.items():
            yield from ((info, fault) for fault in article_faults(info, self._sources[name]))

    def _judge(self, claim: Overview | Disagreement | Entry) -> Verdict | Finding:
        """Return the weakest verdict of a claim's reports, or the first thing that does not hold."""
        items: list[Item] = []
        for report in claim.reports:
            item = self._check_report(report)
            if isinstance(item, Finding):
                return item
            items.append(item)
        language = self._sources[claim.reports[0].source].language
        said = next(self._differences(claim), None)
        if said:
            return find_fault("other_report", language, claimed=said[0], text=said[1])
        return weakest(item.verdict for item in items)

    def _check_report(self, report: Report) -> Item | Finding:
        """Return a report's item as checked anew; each is checked once, wherever it stands."""
        key = report.source, report.section, report.item
        if key not in self._checked:
            source = self._sources[report.source]
            self._checked[key] = check_item(report.section, report.item, source, self._casts[report.source])
        return self._checked[key]

    def _differences(self, claim: Overview | Disagreement | Entry) -> Iterator[tuple[object, object]]:
        """Yield what a claim says otherwise than its reports, with what they say."""
        items = [report.item for report in claim.reports]
        if isinstance(claim, Overview):
            if claim.text not in [_title(item) for item in items]:
                yield claim.text, _title(items[0])
        elif isinstance(claim, Disagreement):
            values = [value for item in items for value in draft_of(item).model_dump().values() if isinstance(value, str)]
            if not any(claim.what in value for value in values):
                yield claim.what, words_of(draft_of(items[0]))
        else:
            for field in type(claim).model_fields.keys() - _OF_THE_MERGE:
                given = [getattr(item, field, None) for item in items]
                if getattr(claim, field) not in given:
                    yield getattr(claim, field), given[0]
            known = [getattr(item, "name", None) for item in items]
            yield from ((name, known[0]) for name in getattr(claim, "names", ()) if name not in known)
            lineages = len({self._lineages[report.source] for report in claim.reports})
            if claim.lineages != lineages:
                yield claim.lineages, lineages

    def _name_casts(self) -> dict[str, Others]:
        """Return who else the reports of each source name."""
        items: dict[str, dict[Item, None]] = {name: {} for name in self._infos}
        for report in (report for _, claim in self._claims for report in claim.reports):
            if report.source not in items:
                raise InputError(f"a report is of source {report.source[:80]!r}, which is not among its sources")
            items[report.source][report.item] = None
        return {name: name_cast(map(draft_of, own)) for name, own in items.items()}


def _claims(daily: DailyBriefing) -> Iterator[Claims]:
    """Yield every claim of a page with its section."""
    if daily.headline:
        yield "headline", daily.headline
    yield from (("overview", line) for line in daily.overview)
    yield from (("disagreements", one) for one in daily.disagreements)
    yield from daily.entries()


def _title(item: Item) -> str:
    """Return the words that a headline or a line of the overview takes from an item."""
    return item.text if isinstance(item, Line) else item.title if isinstance(item, Event) else words_of(draft_of(item))


def _words(claim: Overview | Disagreement | Entry) -> str:
    """Return the words that a reader knows a claim by."""
    if isinstance(claim, Overview):
        return claim.text
    return claim.what if isinstance(claim, Disagreement) else words_of(draft_of(claim.reports[0].item))
