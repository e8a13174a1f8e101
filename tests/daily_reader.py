"""A reader of daily pages, written from docs/markdown.md alone; it gives back what a page claims."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from markdown_it.token import Token

from summarizer.render.labels import CLASSES, DAILY_CHECKED, DAILY_SKIPPED, LABELS
from summarizer.schemas import Kind, Language
from tests.pages import DETAILS, MARKDOWN, Part, claims_of, parts_of

KINDS = get_args(Kind)
SECTIONS = ("key_events", "figures", "statements", "actors")


class Said(NamedTuple):
    """A line of a page: what it says, how many articles it says report it, and each source with its sentences."""

    claim: dict[str, Any]
    confirmed: tuple[int, ...]
    sources: list[tuple[str, list[str]]]


class Read(NamedTuple):
    """A daily page as its reader sees it: headings, and under each the lines with the depth of their list."""

    headline: tuple[str, list[str]] | None
    sections: dict[str, list[Any]]
    notes: dict[str, str]


def lines_of(tokens: list[Token]) -> Iterator[tuple[str, int, Token]]:
    """Yield every line with its kind (h1, h2, h3, p, li, note) and the depth of its list."""
    depth, kind, note = 0, "", ""
    for token in tokens:
        if token.type == "footnote_open":
            note = token.meta["label"]
        elif token.type == "footnote_close":
            note = ""
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = ""
        elif token.type == "inline":
            yield (f"note {note}" if note else kind or ("li" if depth else "p")), depth, token
        else:
            assert token.type in ("paragraph_open", "paragraph_close", "list_item_open", "list_item_close", "footnote_anchor",
                                  "footnote_block_open", "footnote_block_close"), token  # fmt: skip


def read_daily_page(page: str, language: Language) -> Read:
    """Return what a daily page says; asserts that every line has a form of the grammar."""
    label = LABELS[language]
    headings = {label[name]: name for name in (*DAILY_CHECKED, *DAILY_SKIPPED)}
    kinds = {label[name]: name for name in KINDS}
    found = Read(None, {}, {})
    section, form = "", ""
    for kind, depth, token in lines_of(MARKDOWN.parse(page)):
        parts = parts_of(token)
        text = "".join(part.text for part in parts)
        if kind.startswith("note "):
            found.notes[kind.removeprefix("note ")] = text
        elif kind == "h1":
            marks = [part.text for part in parts if part.kind == "note"]
            words = "".join(part.text for part in parts if part.kind == "text").removesuffix(" ")
            found = found._replace(headline=(words, marks) if marks else None)
        elif kind == "h2":
            section = form = headings[text]
            assert section not in found.sections
            found.sections[section] = []
        elif kind == "h3":
            assert section in ("actors", "one_source")
            form = kinds.get(text) or headings[text]
        elif section in DAILY_SKIPPED or not section:
            continue
        elif kind == "p":
            assert parts in ([Part("em", label["no_items"])], [Part("em", label["none_shared"])])
        elif section == "disagreements" and depth == 1:
            what, dot, of_class = parts
            assert dot.text == " · "
            classes = {label[f"class_{name}"]: name for name in CLASSES}
            found.sections[section].append((what.text, classes[of_class.text], []))
        elif section == "disagreements":
            forms = {label[f"one_{name}"]: name for name in (*KINDS, *SECTIONS, "headline", "summary")}
            found.sections[section][-1][2].append(said_of(forms[parts[0].text], parts[2:], label))
        else:
            assert depth in (1, 2)
            other = {label[f"one_{name}"]: name for name in KINDS}.get(parts[0].text) if parts[0].kind == "em" else None
            line = said_of(other, parts[2:], label) if other else said_of(form, parts, label)
            found.sections[section].append([line]) if depth == 1 else found.sections[section][-1].append(line)
    return found


def said_of(form: str, parts: list[Part], label: dict[str, str]) -> Said:
    """Return what one line says in the form of its section; for actors the form is their kind."""
    at = parts.index(Part("em", label["source"]))
    sources: list[tuple[str, list[str]]] = []
    for part in parts[at + 1 :]:
        if part.kind == "note":
            sources[-1][1].append(part.text)
        else:
            name = part.text.removeprefix(" · " if sources else " ").removesuffix(" ")
            sources.append((name, []))
    body = parts[:at]
    assert body[-1].text.endswith(" · ")
    body[-1] = Part("text", body[-1].text.removesuffix(" · "))
    body = [part for part in body if part.text]
    counted = [re.fullmatch(pattern_of(label), part.text) for part in body if part.kind == "em"]
    count = tuple(int(number) for number in counted[-1].groups() if number) if counted and counted[-1] else ()
    body = body[:-1] if count else body
    if count and body[-1].text.endswith(" · "):
        body[-1] = Part("text", body[-1].text.removesuffix(" · "))
    claim = {name: value for name, value in claim_of(form, body, label).items() if value is not None}
    return Said(claim, count, sources)


def pattern_of(label: dict[str, str]) -> str:
    """Return what a count of articles and sources looks like."""
    articles = "|".join(label[name].format(count=r"(?:\d+)") for name in ("articles_count", "article_count"))
    lineages = "|".join(label[name].format(count=r"(?:\d+)") for name in ("lineages_count", "lineage_count"))
    return f"(?:{articles})(?:, (?:{lineages}))?".replace(r"(?:\d+)", r"(\d+)")


def claim_of(form: str, body: list[Part], label: dict[str, str]) -> dict[str, Any]:
    """Return the values of a line without count and sources."""
    first = body[0]
    rest = [Part("text", ""), *body[1:]] if form != "overview" else body
    details = {**{label[name]: name for name in DETAILS}, label["according_to"]: "claimant"}
    if form in ("overview", "headline", "summary"):
        claims = claims_of(body, label, details)
        return {"text": claims.words, "remarks": claims.remarks}
    if form == "statements":
        assert first.kind == "strong" or first.text == label["no_speaker"]
        has_cue = body[1] == Part("text", " · ")
        claims = claims_of(body[3 if has_cue else 1 :], label, details)
        content = claims.words.removeprefix(": ")
        content = content[1:-1] if "direct" in claims.remarks else content
        speaker = first.text if first.kind == "strong" else None
        return {"speaker": speaker, "cue": body[2].text if has_cue else None, "content": content, "remarks": claims.remarks}
    assert first.kind == "strong"
    claims = claims_of(rest, label, details)
    if form == "figures":
        words = {"amount": first.text, "counts": claims.words.removeprefix(": ")}
        return {**words, **claims.details, "remarks": claims.remarks}
    if form == "key_events":
        return {"title": first.text, **claims.details, "remarks": claims.remarks}
    return {"name": first.text, "kind": form, "role": claims.words.removeprefix(", ") or None, "remarks": claims.remarks}
