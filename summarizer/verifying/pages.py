"""A Markdown page against its articles: every line, its footnotes, and the words that stand beside the claims."""

import itertools
from collections.abc import Iterator
from typing import Final

from summarizer.errors import InputError
from summarizer.grounding import DraftItem, name_cast
from summarizer.grounding.cast import Others
from summarizer.grounding.verdicts import weakest
from summarizer.schemas import Article, DraftEvent, DraftLine, Event, Figure, Item, Language, Verdict, Verified
from summarizer.verifying.documents import Page
from summarizer.verifying.footnotes import Bodies, Cited, seen
from summarizer.verifying.forms import Read
from summarizer.verifying.items import ground_draft, scope_faults, verified, words_of
from summarizer.verifying.lines import read_lines
from summarizer.verifying.origins import day_of, name_fault, origin_fault, title_fault, written_days
from summarizer.verifying.reasons import Finding, find_fault
from summarizer.verifying.sections import Entry, Sorted, sort_lines
from summarizer.verifying.shelf import Shelf

_NOBODY: Final = Others((), ())
_NO_PAGE = "no page of summarize: it has no heading that docs/markdown.md names and no line with a footnote"


def verify_page(page: Page, shelf: Shelf) -> list[Verified]:
    """Return what became of every line that a reader may take for checked; raises InputError where the text is no page."""
    found = sort_lines(read_lines(page.text))
    known = any(entry.read and entry.read.ending.marks for entry in found.entries)
    if not known and not found.has_headings:
        raise InputError(_NO_PAGE)
    return _Check(found, shelf).run()


class _Check:
    """The lines of a file, the articles, and what is known of each page."""

    def __init__(self, found: Sorted, shelf: Shelf) -> None:
        self._found = found
        self._shelf = shelf
        self._language: Language = next((article.language for article in shelf.articles.values()), "en")
        self._bodies = Bodies(found.bodies, shelf, self._language)
        self._cited = {entry: self._bodies.resolve(entry.read.ending.marks) for entry in found.entries if entry.read}
        self._days = {entry.page: day_of(entry.line) for entry in found.origins}
        self._casts = dict(self._name_casts())
        self._below: dict[Entry, list[Entry]] = {}
        for entry in found.entries:
            if entry.parent:
                self._below.setdefault(entry.parent, []).append(entry)

    def run(self) -> list[Verified]:
        """Return the claims of all pages in the order of their lines; titles and the like only where they are wrong."""
        judged = [
            *((entry, self._judge(entry)) for entry in self._found.entries),
            *((entry, title_fault(entry.line, self._articles(entry.page), self._language)) for entry in self._found.titles),
            *((entry, self._origin_fault(entry)) for entry in self._found.origins),
            *self._loose_bodies(),
        ]
        judged.sort(key=lambda pair: pair[0].line.number)
        return [self._verified(entry, found) for entry, found in judged if found]

    def _verified(self, entry: Entry, found: Item | Verdict | Finding) -> Verified:
        cited = self._cited.get(entry)
        article = cited[0].article if isinstance(cited, list) and cited else None
        text = words_of(entry.read.draft) if entry.read else entry.line.text or entry.line.label
        return verified(entry.section, entry.index, found, article=article, line=entry.line.number, text=text)

    def _origin_fault(self, entry: Entry) -> Finding | None:
        """Return what is wrong with the line about the article or the day."""
        named, listed = self._source_count(entry.page), self._found.listed.get(entry.page)
        return origin_fault(entry.line, self._articles(entry.page), named, listed, self._language)

    def _loose_bodies(self) -> Iterator[tuple[Entry, Finding]]:
        """Yield wrong footnotes that no line cites; of the others each line that cites them says so."""
        cited = {label for entry in self._found.entries if entry.read for label in entry.read.ending.marks}
        for index, (label, fault) in enumerate(self._bodies.faults.items()):
            if fault and label not in cited:
                yield Entry(0, "page", index, self._found.bodies[label][0], None), fault

    def _judge(self, entry: Entry) -> Item | Verdict | Finding:
        """Return the checked item of a line, the weakest where it cites several articles: each of them has to bear it out."""
        language = entry.language or self._language
        if entry.about and not entry.fault:
            return self._judge_about(entry, language)
        if entry.fault or entry.read is None:
            return find_fault(entry.fault or "no_form", language, claimed=entry.line.text or entry.line.label)
        cited = self._cited[entry]
        if isinstance(cited, Finding):
            return cited
        wrong = next(self._ending_faults(entry, entry.read, language), None)
        if wrong:
            return wrong
        items: list[Item] = []
        for article, marks in itertools.groupby(sorted(cited), key=lambda mark: mark.article):
            item = self._ground(entry, entry.read, article, tuple(mark.sentence for mark in marks))
            if isinstance(item, Finding):
                return item
            items.append(item)
        verdict = weakest(item.verdict for item in items)
        return next(item for item in items if item.verdict == verdict)

    def _judge_about(self, entry: Entry, language: Language) -> Verdict | Finding:
        """Return whether what a disagreement is about stands in one of the wordings below it, letter for letter."""
        below = [other.read.draft for other in self._below.get(entry, ()) if other.read]
        if any(seen(entry.about) in seen(value) for draft in below for value in _values(draft)):
            return "exact"
        return find_fault("not_reported", language, claimed=entry.about)

    def _ending_faults(self, entry: Entry, read: Read, language: Language) -> Iterator[Finding]:
        """Yield what is wrong with the names of sources, and with how many are said to report the line."""
        for name, marks in read.ending.named:
            cited = self._bodies.resolve(marks)
            articles = {mark.article for mark in cited} if isinstance(cited, list) else set()
            if len(articles) != 1:
                yield find_fault("other_source", language, claimed=name)
            else:
                fault = name_fault(name, self._shelf.versions(articles.pop()), language)
                if fault:
                    yield fault
        if read.ending.counts:
            lines = (entry, *self._below.get(entry, ()))
            names = {name for line in lines if line.read for name, _ in line.read.ending.named}
            articles_said, lineages_said = read.ending.counts
            if articles_said != len(names) or lineages_said > articles_said:
                yield find_fault("other_count", language, claimed=articles_said, text=len(names))

    def _ground(self, entry: Entry, read: Read, article: str, sentences: tuple[int, ...]) -> Item | Finding:
        """Return a line's item as one article's sentences bear it out, with what stands beside it."""
        source = self._shelf.source(article, self._days.get(entry.page))
        draft: DraftItem = read.draft.model_copy(update={"sentences": sentences})
        cast = self._casts.get((entry.page, article), _NOBODY)
        item = ground_draft(read.section, draft, source, cast)
        if isinstance(item, Finding) and isinstance(draft, DraftLine) and entry.section in ("headline", "overview"):
            # There a line may be the title of an event.
            title = DraftEvent(title=draft.text, status="done", when=None, where=None, sentences=sentences)
            event = ground_draft("key_events", title, source, cast)
            item = event if isinstance(event, Item) else item
        if isinstance(item, Event) and read.details.get("date"):
            day = item.when.date if item.when else None
            if read.details["date"] not in written_days(day):
                return find_fault("other_date", source.language, claimed=read.details["date"], text=day)
        if isinstance(item, Figure):
            return next(scope_faults({**read.details, "series": read.series}, item, source), None) or item
        return item

    def _name_casts(self) -> Iterator[tuple[tuple[int, str], Others]]:
        """Yield who else each page names, by page and article."""
        drafts: dict[tuple[int, str], list[Read]] = {}
        for entry in self._found.entries:
            cited = self._cited.get(entry)
            if entry.read and isinstance(cited, list):
                for article in {mark.article for mark in cited}:
                    drafts.setdefault((entry.page, article), []).append(entry.read)
        yield from ((place, name_cast(read.draft for read in reads)) for place, reads in drafts.items())

    def _marks(self, page: int) -> Iterator[Cited]:
        """Yield the sentences that a page cites."""
        for entry, cited in self._cited.items():
            if entry.page == page and isinstance(cited, list):
                yield from cited

    def _articles(self, page: int) -> list[Article]:
        """Return the articles that a page cites; all that were given where it cites none."""
        cited = {mark.article for mark in self._marks(page)} or self._shelf.articles.keys()
        return [version for identity in self._shelf.articles if identity in cited for version in self._shelf.versions(identity)]

    def _source_count(self, page: int) -> int:
        """Return how many sources a page names."""
        reads = (entry.read for entry in self._found.entries if entry.page == page and entry.read)
        return len({name for read in reads for name, _ in read.ending.named})


def _values(draft: DraftItem) -> list[str]:
    """Return the words of a claim, value by value."""
    return [value for value in draft.model_dump().values() if isinstance(value, str)]
