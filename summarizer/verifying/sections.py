"""The lines of a page sorted by what they are: claims to check, titles, footnote bodies, and what can't be checked."""

import dataclasses
from typing import Any, NamedTuple, get_args

from summarizer.render.escaping import visible_text
from summarizer.render.labels import CHECKED, LABELS, SKIPPED
from summarizer.schemas import Kind, Language, Section, VerifiedSection
from summarizer.verifying.forms import NoForm, Read, is_header, meanings, read_form
from summarizer.verifying.lines import Line, Parsed
from summarizer.verifying.reasons import Fault

_SECTIONS: dict[str, Section] = {label[name]: name for label in LABELS.values() for name in CHECKED}
_SKIPPED = meanings(SKIPPED)
_LANGUAGES: dict[str, Language] = {label[name]: language for language, label in LABELS.items() for name in (*CHECKED, *SKIPPED)}
_KINDS: dict[str, Kind] = {label[kind]: kind for label in LABELS.values() for kind in get_args(Kind)}
_NOTES = meanings(("rejected_note", "not_covered_note"))
_EMPTY = meanings(("no_items", "nothing"))
_ONE = meanings(tuple(f"one_{section}" for section in get_args(Section)))


@dataclasses.dataclass(frozen=True)
class Entry:
    """A line of a page: what it claims, or why it can't be checked. `page` counts headings of level 1."""

    page: int
    section: VerifiedSection
    index: int
    line: Line
    language: Language | None
    read: Read | None = None
    fault: Fault | None = None


class Sorted(NamedTuple):
    """A file's pages: claims and faults in order, titles without evidence, lines about the article, footnote bodies by label."""

    entries: tuple[Entry, ...]
    titles: tuple[Entry, ...]
    origins: tuple[Entry, ...]
    bodies: dict[str, list[Line]]


def sort_lines(parsed: Parsed) -> Sorted:
    """Return what the lines of a file are."""
    desk = _Desk()
    for line in parsed.lines:
        desk.take(line)
    for label in parsed.definitions:
        desk.refuse(Line("block", 1, (), label=label), "definition")
    return Sorted(tuple(desk.entries), tuple(desk.titles), tuple(desk.origins), desk.bodies)


class _Desk:
    """Takes line after line and knows under which headings it is."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.titles: list[Entry] = []
        self.origins: list[Entry] = []
        self.bodies: dict[str, list[Line]] = {}
        self._page = 0
        self._language: Language | None = None
        self._section: Section | None = None
        self._skipped: str | None = None
        self._group: Kind | None = None
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
        elif self._section:
            self._claim(line, self._section)
        elif self._skipped:
            if not _claims_nothing(line, self._skipped):
                self.refuse(line, "unchecked")
        elif self._page and not self._is_known(self.origins) and _is_origin(line):
            self.origins.append(self._entry(line, "article"))
        else:
            self.refuse(line, "unchecked")

    def refuse(self, line: Line, fault: Fault) -> None:
        """Note that a line can't be checked."""
        self.entries.append(self._entry(line, "page", fault=fault))

    def _begin_page(self, line: Line) -> None:
        self._page += 1
        self._section = self._skipped = self._group = None
        parts = line.cells[0]
        if parts and all(part.kind == "em" or not part.text.strip() for part in parts) and not line.has("note"):
            self.titles.append(self._entry(line, "headline"))
        else:
            self._read(line, "headline")

    def _begin_section(self, line: Line) -> None:
        heading = visible_text(line.text)
        known = not line.has("note", "markup", "code")
        self._section = _SECTIONS.get(heading) if known else None
        self._skipped = _SKIPPED.get(heading) if known else None
        self._group = None
        self._language = _LANGUAGES.get(heading, self._language)
        if not self._section and not self._skipped:
            self.refuse(line, "unknown_heading")

    def _claim(self, line: Line, section: Section) -> None:
        if line.kind in ("h3", "h4", "h5", "h6"):
            self._group = _KINDS.get(visible_text(line.text)) if line.kind == "h3" and section == "actors" else None
            if not self._group or line.has("note", "markup"):
                self.refuse(line, "unknown_heading")
        elif line.kind == "block":
            self.refuse(line, "markup")
        elif line.kind == "th":
            if section != "figures" or not is_header(line) or line.has("note", "markup"):
                self.refuse(line, "no_form")
        elif not (line.kind == "p" and _is_italic(line) and visible_text(line.text) in _EMPTY):
            self._read(line, section)

    def _read(self, line: Line, section: Section) -> None:
        """Read a line as one of its section."""
        try:
            if line.has("markup", "code"):
                self.entries.append(self._entry(line, section, fault="markup"))
                return
            read = read_form(section, line, self._group)
        except NoForm:
            self.entries.append(self._entry(line, section, fault="no_form"))
            return
        self.entries.append(self._entry(line, section, read=read, fault=None if read.marks else "no_mark"))

    def _entry(self, line: Line, section: VerifiedSection, **known: Any) -> Entry:
        place = self._page, section
        index = self._counts[place] = self._counts.get(place, -1) + 1
        return Entry(self._page, section, index, line, self._language, **known)

    def _is_known(self, entries: list[Entry]) -> bool:
        """Say whether this page has such an entry already."""
        return bool(entries) and entries[-1].page == self._page


def _is_italic(line: Line) -> bool:
    """Say whether a line is wholly in italics."""
    return all(part.kind == "em" for cell in line.cells for part in cell)


def _is_origin(line: Line) -> bool:
    """Say whether a paragraph says what is known of the article."""
    starts = tuple(label["article"] for label in LABELS.values())
    return line.kind == "p" and len(line.cells[0]) == 1 and line.cells[0][0].kind == "text" and line.text.startswith(starts)


def _claims_nothing(line: Line, skipped: str) -> bool:
    """Say whether a line under a skipped heading is what stands there, so that nobody takes it for a checked one."""
    if line.kind not in ("p", "li") or line.has("strong", "note", "markup"):
        return False
    first = line.cells[0][0]
    made = tuple(label["made"] for label in LABELS.values())
    if line.kind == "p":
        known = _EMPTY if _is_italic(line) else _NOTES
        return visible_text(line.text) in known or (skipped == "run" and line.text.startswith(made))
    sentence = tuple(f"{label['sentence']} " for label in LABELS.values())
    if skipped == "rejected":
        return first.kind == "em" and visible_text(first.text) in _ONE
    return skipped == "run" or (first.kind == "em" and first.text.startswith(sentence))
