"""A reader of Markdown pages, written from docs/markdown.md alone; it gives back what the page claims."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from summarizer.render.labels import CHECKED, LABELS, SKIPPED
from summarizer.schemas import Language

MARKDOWN = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
LABEL = re.compile(r"(?P<article>[0-9a-f]{6,16})-(?P<sentence>[1-9][0-9]*)")
DETAILS = ("when", "date", "where")
REMARKS = (
    "direct", "planned", "announced", "claimed", "denied", "new", "cumulative",
    "inferred_speaker", "ambiguous_bound", "addresses_the_model", "machine_translated",
)  # fmt: skip


class Part(NamedTuple):
    """A run of one line: `kind` is text, strong, em, code or note (a footnote's label)."""

    kind: str
    text: str


class Claims(NamedTuple):
    """What a line says: the words before its details, what stands behind labels, remarks, sentence numbers."""

    words: str
    details: dict[str, str]
    remarks: list[str]
    sentences: list[int]


def parts_of(inline: Token) -> list[Part]:
    """Return the runs of a line."""
    parts: list[Part] = []
    kind = "text"
    for token in inline.children or ():
        if token.type in ("strong_open", "em_open"):
            kind = token.type.removesuffix("_open")
            parts.append(Part(kind, ""))
        elif token.type in ("strong_close", "em_close"):
            kind = "text"
        elif token.type == "footnote_ref":
            parts.append(Part("note", token.meta["label"]))
        elif token.type == "code_inline":
            parts.append(Part("code", token.content))
        elif token.content:
            assert token.type == "text", token
            if not parts or parts[-1].kind != kind:
                parts.append(Part(kind, ""))
            parts[-1] = Part(kind, parts[-1].text + token.content)
    return parts


def sentences_of(notes: list[Part]) -> list[int]:
    """Return the sentence numbers of footnote labels."""
    matches = [LABEL.fullmatch(note.text) for note in notes]
    return [int(match["sentence"]) for match in matches if match]


def claims_of(parts: list[Part], label: dict[str, str], details: dict[str, str] | None = None) -> Claims:
    """Take a line apart behind its beginning: words, details (by label; those of the article page), remarks, footnotes."""
    names = details or {label[name]: name for name in DETAILS}
    remarks = {label[name]: name for name in REMARKS}
    notes = [part for part in parts if part.kind == "note"]
    body = parts[: len(parts) - len(notes)]
    if notes and body and body[-1].kind == "text":
        body[-1] = Part("text", body[-1].text.removesuffix(" "))
    claims = Claims("", {}, [], sentences_of(notes))
    at = ""
    for index, part in enumerate(body):
        if part.kind == "em" and part.text in names:
            at = names[part.text]
        elif part.kind == "em":
            claims.remarks.append(remarks[part.text])
        else:
            text = part.text.removesuffix(" · ") if index + 1 < len(body) else part.text
            if at:
                claims.details[at], at = text.removeprefix(" "), ""
            elif text:
                claims = claims._replace(words=claims.words + text)
    return claims


def closing(claims: Claims, notes: Claims | None = None) -> dict[str, Any]:
    """Return what every item ends in."""
    return {"remarks": claims.remarks, "sentences": (notes or claims).sentences}


def item_of(section: str, cells: list[list[Part]], group: str, label: dict[str, str]) -> dict[str, Any]:
    """Return one item of a checked section from its line, or from the cells of its row."""
    first = cells[0][0]
    if section == "figures":
        amount, counts, notes = (claims_of(cells[column], label) for column in (0, 1, 3))
        claimant = None if cells[2] == [Part("em", "–")] else "".join(part.text for part in cells[2])
        return {"amount": amount.words, "counts": counts.words, "claimant": claimant, **counts.details, **closing(amount, notes)}
    if section in ("headline", "summary"):
        claims = claims_of(cells[0], label)
        return {"text": claims.words, **closing(claims)}
    if section == "statements":
        speaker = first.text if first.kind == "strong" else None
        assert speaker is not None or first.text == label["no_speaker"]
        has_cue = cells[0][1] == Part("text", " · ")
        claims = claims_of(cells[0][3 if has_cue else 1 :], label)
        content = claims.words.removeprefix(": ")
        content = content[1:-1] if "direct" in claims.remarks else content
        return {"speaker": speaker, "cue": cells[0][2].text if has_cue else None, "content": content, **closing(claims)}
    assert first.kind == "strong", first
    claims = claims_of(cells[0][1:], label)
    if section == "actors":
        role = claims.words.removeprefix(", ") or None
        return {"name": first.text, "kind": group, "role": role, **closing(claims)}
    return {"title": first.text, **claims.details, **closing(claims)}


def lines_of(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Yield every line with its kind (h1, h2, h3, p, li, tr, note), a table row with all its cells."""
    kind, inside = "", ""
    cells: list[Token] = []
    for token in tokens:
        if token.type == "footnote_open":
            inside = token.meta["label"]
        elif token.type == "footnote_close":
            inside = ""
        elif token.type in ("list_item_open", "tr_open", "heading_open"):
            kind, cells = token.tag, []
        elif token.type in ("list_item_close", "heading_close"):
            kind = ""
        elif token.type == "tr_close":
            yield kind, cells
            kind = ""
        elif token.type == "inline" and kind == "tr":
            cells.append(token)
        elif token.type == "inline":
            yield (f"note {inside}" if inside else kind or "p"), [token]


def read_page(page: str, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Return the items of every checked section and the `notes` of one page; asserts that nothing else stands there."""
    label = LABELS[language]
    sections = {label[name]: name for name in (*CHECKED, *SKIPPED)}
    kinds = {label[name]: name for name in ("person", "organisation", "state", "group", "place")}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in ("headline", *CHECKED, "notes")}
    section = group = ""
    for kind, cells in lines_of(MARKDOWN.parse(page)):
        parts = [parts_of(cell) for cell in cells]
        text = "".join(part.text for part in parts[0])
        if kind.startswith("note "):
            found["notes"].append({"label": kind.removeprefix("note "), "text": text})
        elif kind == "h2":
            section, group = sections[text], ""
        elif kind == "h3":
            assert section == "actors"
            group = kinds[text]
        elif kind == "h1":
            assert not section
            if parts[0][0].kind != "em":
                found["headline"].append(item_of("headline", parts, "", label))
        elif section in CHECKED and kind == "p":
            assert parts == [[Part("em", label["no_items"])]]
        elif (
            kind == "tr"
            and text == label["amount"]
            and [cell.content for cell in cells[1:]] == [label[name] for name in ("counts", "claimant", "evidence")]
        ):
            assert not found["figures"]
        elif section in CHECKED:
            found[section].append(item_of(section, parts, group, label))
    return found
