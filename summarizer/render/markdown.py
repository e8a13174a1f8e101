"""A briefing as a Markdown page; `docs/markdown.md` is the grammar that `verify` reads it by."""

import functools
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import get_args

import jinja2

from summarizer.render.escaping import Markdown, escape_markdown
from summarizer.render.labels import LABELS
from summarizer.schemas import Actor, Briefing, Event, Evidence, Item, Kind, Language, Rejected, Statement

_KINDS: tuple[Kind, ...] = ("person", "organisation", "state", "group", "place")
assert set(_KINDS) == set(get_args(Kind))


def render_briefing(briefing: Briefing, *, language: Language | None = None) -> str:
    """Return the page of one briefing, headings in `language` (the article's where None); text of the article stays as it is."""
    language = language or briefing.article.language
    page = _environment().get_template("briefing.md.jinja").render(
        briefing=briefing,
        label=LABELS[language],
        title=briefing.article.title or (PurePath(briefing.article.path).name if briefing.article.path else LABELS[language]["no_headline"]),
        notes=functools.partial(_notes, briefing.article.id),
        remarks=functools.partial(_remarks, language),
        actors=_by_kind(briefing.actors),
        footnotes=_footnotes(briefing),
        words=functools.partial(_rejected_words, language),
        when=_when,
        position=lambda index: Markdown(f"{index}."),
        said=functools.partial(_said, language),
    )
    return page.strip("\n") + "\n"


@functools.cache
def _environment() -> jinja2.Environment:
    """Return the environment of pages: whatever a template prints is escaped unless it is Markdown already."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("summarizer", "render/templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - HTML escaping would be wrong; `finalize` escapes Markdown
        finalize=lambda value: value if isinstance(value, Markdown) else escape_markdown(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _notes(article: str, item: Item) -> Markdown:
    """Return the footnote marks of an item: `[^3fa9c1-7]`."""
    return Markdown("".join(f"[^{article[:6]}-{evidence.sentence}]" for evidence in item.evidence))


def _footnotes(briefing: Briefing) -> list[tuple[Markdown, str]]:
    """Return mark and sentence of every footnote, in the order of the text."""
    cited: dict[int, Evidence] = {evidence.sentence: evidence for _, item in briefing.items() for evidence in item.evidence}
    return [(Markdown(f"[^{briefing.article.id[:6]}-{number}]"), cited[number].text) for number in sorted(cited)]


def _remarks(language: Language, item: Item) -> Markdown:
    """Return an item's flags, and an event's status where it is not done, in brackets."""
    status = [LABELS[language][item.status]] if isinstance(item, Event) and item.status != "done" else []
    marks = [*status, *(LABELS[language][flag] for flag in item.flags)]
    return Markdown(f" ({', '.join(marks)})" if marks else "")


def _by_kind(actors: Iterable[Actor]) -> list[tuple[Kind, list[Actor]]]:
    """Return the actors in groups, empty ones left out."""
    known = list(actors)
    groups = [(kind, [actor for actor in known if actor.kind == kind]) for kind in _KINDS]
    return [(kind, members) for kind, members in groups if members]


def _when(event: Event) -> str:
    """Return the article's words for the time, with the day where they do not say it themselves."""
    if event.when is None:
        return ""
    day = event.when.date
    return f"{event.when.text} ({day})" if day and str(day.year) not in event.when.text else event.when.text


def _said(language: Language, statement: Statement) -> str:
    """Return what is said, in quotation marks where it is direct speech."""
    if statement.form == "indirect":
        return statement.content
    return f"{LABELS[language]['open_quote']}{statement.content}{LABELS[language]['close_quote']}"


def _rejected_words(language: Language, rejected: Rejected) -> str:
    """Return the words of a rejected item that an editor knows it by."""
    item = rejected.item
    keys = ("text", "title", "amount", "name", "speaker", "cue", "content", "counts", "role", "when", "where", "claimant")
    words = [str(item[key]) for key in keys if item.get(key)]
    return " · ".join(words) or json.dumps(item, ensure_ascii=False)
