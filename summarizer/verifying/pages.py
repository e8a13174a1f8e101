"""A Markdown page against its articles: every line, its footnotes, and the words that stand beside the claims."""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from babel.dates import format_date

from summarizer.errors import InputError
from summarizer.grounding import name_cast
from summarizer.grounding.folding import fold
from summarizer.grounding.speakers import Others
from summarizer.grounding.verdicts import weakest
from summarizer.render.escaping import visible_text
from summarizer.render.labels import LABELS
from summarizer.schemas import Article, Event, Figure, Item, Language, Verified
from summarizer.verifying.documents import Page
from summarizer.verifying.forms import Read
from summarizer.verifying.items import ground_draft, scope_faults, verified, words_of
from summarizer.verifying.lines import Line, read_lines
from summarizer.verifying.reasons import Fault, Finding, find_fault
from summarizer.verifying.sections import Entry, Sorted, sort_lines
from summarizer.verifying.shelf import Shelf

_MARK = re.compile(r"(?P<article>[0-9a-f]{6,16})-(?P<sentence>[1-9][0-9]{0,8})")


class Cited(NamedTuple):
    """A footnote's article and sentence number."""

    article: str
    sentence: int


def verify_page(page: Page, shelf: Shelf) -> list[Verified]:
    """Return what became of every line that a reader may take for checked; raises InputError where the text is no page."""
    found = sort_lines(read_lines(page.text))
    if not any(entry.read and entry.read.marks for entry in found.entries) and not any(
        entry.language for entry in (*found.entries, *found.titles, *found.origins)
    ):
        raise InputError("no page: it has neither a heading of docs/markdown.md nor a line with a footnote")
    return _Check(found, shelf).run()


class _Check:
    """The lines of a file, the articles, and what is known of each page."""

    def __init__(self, found: Sorted, shelf: Shelf) -> None:
        self._found = found
        self._shelf = shelf
        self._language: Language = next((article.language for article in shelf.articles.values()), "en")
        self._faults = {label: self._body_fault(label, lines) for label, lines in found.bodies.items()}
        self._cited = {id(entry): self._resolve(entry) for entry in found.entries if entry.read and not entry.fault}
        self._days = {page: self._day_of(page) for page in {entry.page for entry in found.origins}}
        self._casts = dict(self._name_casts())

    def run(self) -> list[Verified]:
        """Return the claims of all pages in their order; titles and the like only where they are wrong."""
        claims = [(entry, self._judge(entry)) for entry in self._found.entries]
        others = [
            (entry, fault)
            for entries, check in ((self._found.titles, self._title_fault), (self._found.origins, self._origin_fault))
            for entry in entries
            if (fault := check(entry))
        ]
        cited = {label for entry in self._found.entries if entry.read for label in entry.read.marks}
        loose = [
            (Entry(0, "page", index, self._found.bodies[label][0], None), fault)
            for index, (label, fault) in enumerate(self._faults.items())
            if fault and label not in cited
        ]
        ordered = sorted((*claims, *others, *loose), key=lambda pair: pair[0].line.number)
        return [self._verified(entry, found) for entry, found in ordered]

    def _verified(self, entry: Entry, found: Item | Finding) -> Verified:
        cited = self._cited.get(id(entry))
        article = cited[0].article if isinstance(cited, list) and cited else None
        text = words_of(entry.read.draft) if entry.read else entry.line.text or entry.line.label
        return verified(entry.section, entry.index, found, article=article, line=entry.line.number, text=text)

    def _judge(self, entry: Entry) -> Item | Finding:
        """Return the checked item of a line, the weakest where it cites several articles: each of them has to bear it out."""
        if entry.fault or entry.read is None:
            claimed = entry.line.text or entry.line.label
            return find_fault(entry.fault or "no_form", entry.language or self._language, claimed=claimed)
        cited = self._cited[id(entry)]
        if isinstance(cited, Finding):
            return cited
        items: list[Item] = []
        for article, marks in itertools.groupby(sorted(cited), key=lambda mark: mark.article):
            item = self._ground(entry, entry.read, article, tuple(mark.sentence for mark in marks))
            if isinstance(item, Finding):
                return item
            items.append(item)
        verdict = weakest(item.verdict for item in items)
        return next(item for item in items if item.verdict == verdict)

    def _ground(self, entry: Entry, read: Read, article: str, sentences: tuple[int, ...]) -> Item | Finding:
        """Return a line's item as one article's sentences bear it out, with what stands beside it."""
        source = self._shelf.source(article, self._days.get(entry.page))
        draft = read.draft.model_copy(update={"sentences": sentences})
        cast = self._casts.get((entry.page, article), Others((), ()))
        item = ground_draft(read.section, draft, source, cast)
        given = read.details.get("date")
        if isinstance(item, Event) and given:
            day = item.when.date if item.when else None
            if given not in _written(day):
                return find_fault("other_date", source.language, claimed=given, text=day)
        if isinstance(item, Figure):
            scope = {**read.details, "series": read.series}
            return next(scope_faults(scope, item, source), None) or item
        return item

    def _resolve(self, entry: Entry) -> list[Cited] | Finding:
        """Return the sentences that a line cites, or the first of its marks that does not hold."""
        assert entry.read
        found: list[Cited] = []
        for label in entry.read.marks:
            cited = self._article_of(label)
            if isinstance(cited, Finding):
                return cited
            if label not in self._faults:
                return find_fault("no_body", self._speech(cited.article), mark=label)
            fault = self._faults[label]
            if fault:
                return fault
            found.append(cited)
        return found

    def _article_of(self, label: str) -> Cited | Finding:
        """Return the article and sentence of a footnote's label."""
        match = _MARK.fullmatch(label)
        if not match:
            return find_fault("bad_mark", self._language, mark=label)
        known = self._shelf.matches(match["article"])
        fault: Fault = "several_articles" if known else "no_article"
        if len(known) != 1:
            return find_fault(fault, self._language, mark=label)
        return Cited(known[0], int(match["sentence"]))

    def _body_fault(self, label: str, bodies: Sequence[Line]) -> Finding | None:
        """Return what is wrong with a footnote's body: it has to be the sentence that its label names."""
        cited = self._article_of(label)
        if isinstance(cited, Finding):
            return cited
        language = self._speech(cited.article)
        if len(bodies) != 1:
            return find_fault("second_body", language, mark=label)
        sentences = self._shelf.source(cited.article).sentences
        if cited.sentence > len(sentences):
            # Where a line cites it, grounding says so with the number of sentences that there are.
            return find_fault("loose_body", language, mark=label)
        sentence = sentences[cited.sentence - 1].text
        if bodies[0].has("strong", "em", "code", "note", "markup") or _folded(bodies[0].text) != _folded(sentence):
            return find_fault("other_body", language, mark=label, claimed=bodies[0].text, text=sentence)
        return find_fault("turned", language, claimed=bodies[0].text) if bodies[0].is_turned else None

    def _speech(self, article: str) -> Language:
        return self._shelf.articles[article].language

    def _name_casts(self) -> Iterator[tuple[tuple[int, str], Others]]:
        """Yield who else each page names, by page and article."""
        drafts: dict[tuple[int, str], list[Read]] = {}
        for entry in self._found.entries:
            cited = self._cited.get(id(entry))
            if entry.read and isinstance(cited, list):
                for article in {mark.article for mark in cited}:
                    drafts.setdefault((entry.page, article), []).append(entry.read)
        yield from ((place, name_cast(read.draft for read in reads)) for place, reads in drafts.items())

    def _articles(self, page: int) -> list[Article]:
        """Return the articles that a page cites; all that were given where it cites none."""
        cited = {
            mark.article
            for entry in self._found.entries
            if entry.page == page and isinstance(marks := self._cited.get(id(entry)), list)
            for mark in marks
        }
        return [article for identity, article in self._shelf.articles.items() if identity in cited or not cited]

    def _title_fault(self, entry: Entry) -> Finding | None:
        """Return what is wrong with a heading without evidence: it has to be an article's title or its file's name."""
        names = {_folded(name) for article in self._articles(entry.page) for name in _names(article)}
        names |= {label["no_headline"] for label in LABELS.values()}
        return None if _folded(entry.line.text) in names else find_fault("other_title", self._language, claimed=entry.line.text)

    def _origin_fault(self, entry: Entry) -> Finding | None:
        """Return what is wrong with the line that says what is known of the article."""
        words = _origin_words(entry.line)
        for article in self._articles(entry.page):
            day = article.published or self._days.get(entry.page)
            facts: list[Iterable[str | None]] = [_names(article), [article.publisher], _written(day), [article.url]]
            if _folded(words) in _joined(facts):
                return None
        return find_fault("other_origin", self._language, claimed=words)

    def _day_of(self, page: int) -> datetime.date | None:
        """Return the day that a page gives its article: it may come from an option, and then the article can't say it."""
        origins = [entry for entry in self._found.origins if entry.page == page]
        parts = _origin_words(origins[0].line).split(" · ") if origins else []
        return next((day for part in parts if (day := _read_day(part))), None)


def _origin_words(line: Line) -> str:
    """Return the line about the article without its label."""
    words = visible_text(line.text)
    return next(words.removeprefix(label["article"]).strip() for label in LABELS.values() if words.startswith(label["article"]))


def _names(article: Article) -> list[str]:
    """Return what an article may be called on a page."""
    return [visible_text(name) for name in (article.title, PurePath(article.path).name if article.path else None) if name]


def _joined(facts: Sequence[Iterable[str | None]]) -> set[str]:
    """Return every line that facts make, in their order, any of them left out."""
    choices = [[None, *filter(None, fact)] for fact in facts]
    return {_folded(" · ".join(filter(None, chosen))) for chosen in itertools.product(*choices)}


def _folded(text: str) -> str:
    """Return text for comparison: as it is seen, quotation marks and dashes alike."""
    return fold(visible_text(text)).text


def _written(day: datetime.date | None) -> set[str]:
    """Return how a page writes a day, in every language."""
    return {format_date(day, label["day"], locale=language) for language, label in LABELS.items()} if day else set()


def _read_day(text: str) -> datetime.date | None:
    """Return the day that a page has written out, None where it is none."""
    match = re.fullmatch(r"(\d{1,2})\.? (\w+) (\d{4})", text)
    if not match:
        return None
    for month in range(1, 13):
        try:
            day = datetime.date(int(match[3]), month, int(match[1]))
        except ValueError:
            continue
        if text in _written(day):
            return day
    return None
