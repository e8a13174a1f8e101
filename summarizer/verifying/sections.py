"""The lines of a page sorted by what they are: claims to check, titles, footnote bodies, and what can't be checked."""

import dataclasses
from typing import Any, NamedTuple

from summarizer.render.escaping import visible_text
from summarizer.schemas import Kind, Language, Section, VerifiedSection
from summarizer.verifying.endings import NoForm
from summarizer.verifying.forms import Read, is_header, read_form
from summarizer.verifying.headings import (
    CLASS_WORDS,
    EMPTY,
    FORM_LABELS,
    FORM_SECTIONS,
    KIND_LABELS,
    KINDS,
    LANGUAGES,
    SECTIONS,
    SKIPPED_SECTIONS,
    CheckedHeading,
    claims_nothing,
    is_about_sources,
    is_italic,
)
from summarizer.verifying.lines import Line, Parsed, Part
from summarizer.verifying.reasons import Fault


@dataclasses.dataclass(frozen=True, eq=False)
class Entry:
    """A line of a page: what it claims, or why it can't be checked.

    `page` counts headings of level 1; `parent` is the line whose list item this one stands in; `about` is what a line without
    footnotes is about, that stands above the wordings of a disagreement.
    """

    page: int
    section: VerifiedSection
    index: int
    line: Line
    language: Language | None
    read: Read | None = None
    fault: Fault | None = None
    parent: "Entry | None" = None
    about: str = ""


class Sorted(NamedTuple):
    """A file's pages: claims and faults in order, titles without evidence, lines about the article, footnote bodies by label.

    `listed` is how many sources a page lists, by page.
    """

    entries: tuple[Entry, ...]
    titles: tuple[Entry, ...]
    origins: tuple[Entry, ...]
    bodies: dict[str, list[Line]]
    listed: dict[int, int]
    has_headings: bool


def sort_lines(parsed: Parsed) -> Sorted:
    """Return what the lines of a file are."""
    desk = _Desk()
    for line in parsed.lines:
        desk.take(line)
    for label in parsed.definitions:
        desk.refuse(Line("block", 1, (), label=label), "definition")
    return Sorted(tuple(desk.entries), tuple(desk.titles), tuple(desk.origins), desk.bodies, desk.listed, desk.has_headings)


class _Desk:
    """Takes line after line and knows under which headings it is."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.titles: list[Entry] = []
        self.origins: list[Entry] = []
        self.bodies: dict[str, list[Line]] = {}
        self.listed: dict[int, int] = {}
        self.has_headings = False
        self._page = 0
        self._language: Language | None = None
        self._heading: CheckedHeading | None = None
        self._skipped: str | None = None
        self._section: Section | None = None
        self._group: Kind | None = None
        self._above: list[Entry] = []
        self._counts: dict[tuple[int, VerifiedSection], int] = {}

    def take(self, line: Line) -> None:
        """Sort one line."""
        if line.is_turned:
            self.refuse(line, "turned")
        if line.kind == "note":
            self.bodies.setdefault(line.label, []).append(line)
        elif line.kind == "h1":
            self._begin_page(line)
        elif line.kind == "h2":
            self._begin_section(line)
        elif line.kind != "block" and not line.text and not line.has("note", "markup"):
            return
        elif self._heading:
            self._claim(line, self._heading)
        elif self._skipped:
            self._skip(line, self._skipped)
        elif self._page and is_about_sources(line) and not (self.origins and self.origins[-1].page == self._page):
            self.origins.append(self._entry(line, "article"))
        else:
            self.refuse(line, "unchecked")

    def refuse(self, line: Line, fault: Fault) -> None:
        """Note that a line can't be checked."""
        self.entries.append(self._entry(line, "page", fault=fault))

    def _skip(self, line: Line, skipped: str) -> None:
        """Pass over a line under a heading that says that nothing is claimed, if it is one of those that stand there."""
        if not claims_nothing(line, skipped):
            self.refuse(line, "unchecked")
        elif skipped == "sources":
            self.listed[self._page] = self.listed.get(self._page, 0) + 1

    def _begin_page(self, line: Line) -> None:
        self._page += 1
        self._heading = self._skipped = self._section = self._group = None
        self._above = []
        if is_italic(line) and line.text and not line.has("note"):
            self.titles.append(self._entry(line, "headline"))
        else:
            self._read(line, "headline", "headline")

    def _begin_section(self, line: Line) -> None:
        text = visible_text(line.text) if not line.has("note", "markup", "code") else ""
        self._heading, self._skipped = SECTIONS.get(text), SKIPPED_SECTIONS.get(text)
        self._section = FORM_SECTIONS.get(text)
        self._group = None
        self._language = LANGUAGES.get(text, self._language)
        self.has_headings |= text in LANGUAGES
        if not self._heading and not self._skipped:
            self.refuse(line, "unknown_heading")

    def _begin_group(self, line: Line, heading: CheckedHeading) -> None:
        """Take a heading of level 3: the kind of actors, or the section of what only one source has."""
        text = visible_text(line.text) if line.kind == "h3" and not line.has("note", "markup", "code") else ""
        self._group = KINDS.get(text) if heading in ("actors", "one_source") else None
        if heading == "one_source":
            self._section = "actors" if self._group else FORM_SECTIONS.get(text)
        if not self._group and not (heading == "one_source" and self._section):
            self.refuse(line, "unknown_heading")

    def _claim(self, line: Line, heading: CheckedHeading) -> None:
        """Take a line of a checked section."""
        if line.kind in ("h3", "h4", "h5", "h6"):
            self._begin_group(line, heading)
        elif line.kind == "block":
            self.refuse(line, "markup")
        elif line.kind == "th":
            if heading != "figures" or not is_header(line) or line.has("note", "markup"):
                self.refuse(line, "no_form")
        elif line.kind == "p" and is_italic(line) and visible_text(line.text) in EMPTY:
            return
        elif heading == "disagreements":
            self._disagreement(line)
        elif heading == "overview":
            self._read(line, "overview", "summary")
        elif self._section == "actors":
            self._actor(line)
        elif self._section:
            self._read(line, self._section, self._section)
        else:
            self.refuse(line, "unchecked")

    def _actor(self, line: Line) -> None:
        """Take an actor of the heading's kind, or below one what another article takes it for, whose label says so."""
        parts = _parts(line)
        kind = KIND_LABELS.get(visible_text(parts[0].text)) if parts and parts[0].kind == "em" and line.depth > 1 else None
        shown = line._replace(cells=(tuple(parts[1:]), *line.cells[1:])) if kind else line
        self._read(shown, "actors", "actors", kind or self._group)

    def _disagreement(self, line: Line) -> None:
        """Take what a disagreement is about, or one of the wordings below it, whose label says which form it has."""
        parts = _parts(line)
        first = visible_text(parts[0].text) if parts else ""
        if [part.kind for part in parts] == ["strong", "text", "em"]:
            known = visible_text(parts[2].text) in CLASS_WORDS and parts[1].text.strip() == "·" and len(line.cells) == 1
            self._add(self._entry(line, "disagreements", about=first if known else "", fault=None if known else "no_form"))
            return
        labelled = len(line.cells) == 1 and parts and parts[0].kind == "em"
        kind = KIND_LABELS.get(first) if labelled else None
        form = "actors" if kind else FORM_LABELS.get(first) if labelled else None
        if form is None:
            self._add(self._entry(line, "disagreements", fault="no_form"))
        else:
            self._read(line._replace(cells=(tuple(parts[1:]),)), "disagreements", form, kind)

    def _read(self, line: Line, section: VerifiedSection, form: Section, kind: Kind | None = None) -> None:
        """Read a line in the form of a section, an actor as one of a kind."""
        if line.has("markup", "code"):
            self._add(self._entry(line, section, fault="markup"))
            return
        try:
            read = read_form(form, line, kind)
        except NoForm:
            self._add(self._entry(line, section, fault="no_form"))
            return
        self._add(self._entry(line, section, read=read, fault=None if read.ending.marks else "no_mark"))

    def _add(self, entry: Entry) -> None:
        """Add a line, and remember it for those inside its list item."""
        self._above = [other for other in self._above if 0 < other.line.depth < entry.line.depth]
        parent = self._above[-1] if self._above else None
        self.entries.append(dataclasses.replace(entry, parent=parent))
        self._above.append(self.entries[-1])

    def _entry(self, line: Line, section: VerifiedSection, **known: Any) -> Entry:
        place = self._page, section
        index = self._counts[place] = self._counts.get(place, -1) + 1
        return Entry(self._page, section, index, line, self._language, **known)


def _parts(line: Line) -> list[Part]:
    """Return the parts of a line, blanks between them left out."""
    return [part for part in line.cells[0] if part.text.strip() or part.kind == "note"]
