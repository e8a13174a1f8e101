"""A briefing as a Markdown page; `docs/markdown.md` is the grammar that `verify` reads it by.

Text of the article never yields markup, so markup is what keeps the parts of a line apart: bold is a title or name,
italics are the page's own words (and a cue, which has a place of its own), and what stands between them is a value.
"""

import datetime
import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import get_args

import jinja2
from babel.dates import format_date

from summarizer.render.escaping import Markdown, escape_inside, escape_markdown, visible_text
from summarizer.render.footnotes import Footnotes
from summarizer.render.labels import LABELS
from summarizer.schemas import Actor, Briefing, Coverage, Event, Figure, Item, Kind, Language, Rejected, Statement

_KINDS: tuple[Kind, ...] = ("person", "organisation", "state", "group", "place")
assert set(_KINDS) == set(get_args(Kind))
_DASH = Markdown("*–*")


def render_briefing(briefing: Briefing, *, language: Language | None = None, footnotes: Footnotes | None = None) -> str:
    """Return the page of one briefing, ending in one line end.

    Headings are in `language`, the article's where None; the article's words stay as they are. Pages that will stand
    in one document share `footnotes`, and a blank line goes between them.
    """
    language = language or briefing.article.language
    label = LABELS[language]
    footnotes = footnotes or Footnotes()
    page = (
        _environment()
        .get_template("briefing.md.jinja")
        .render(
            briefing=briefing,
            label=label,
            title=_emphasis(_names(briefing)[0] if _names(briefing) else label["no_headline"]),
            origin=" · ".join(_origin(briefing, language)),
            actors=_by_kind(briefing.actors),
            gaps=_gaps(briefing),
            facts=_facts(briefing, language),
            bodies=footnotes.bodies(briefing.article.id, [item for _, item in briefing.items()]),
            marks=functools.partial(footnotes.marks, briefing.article.id),
            remarks=functools.partial(_remarks, language),
            details=functools.partial(_details, language),
            said=functools.partial(_said, briefing.article.language),
            words=_rejected_words,
            gap=_DASH,
            position=lambda index: Markdown(f"{index}."),
            code=lambda text: Markdown(f"`{text}`"),
            inside=escape_inside,
            strong=_strong,
            emphasis=_emphasis,
        )
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


def _strong(text: str) -> Markdown:
    """Return text in bold; a dash of ours where nothing of it can be seen."""
    return Markdown(f"**{escape_inside(text)}**") if visible_text(text) else _DASH


def _emphasis(text: str) -> Markdown:
    """Return text in italics; a dash where nothing of it can be seen."""
    return Markdown(f"*{escape_inside(text)}*") if visible_text(text) else _DASH


def _names(briefing: Briefing) -> list[str]:
    """Return what the article may be called, best first."""
    article = briefing.article
    names = (article.title, PurePath(article.path).name if article.path else None)
    return [name for name in names if name and visible_text(name)]


def _origin(briefing: Briefing, language: Language) -> list[str]:
    """Return what is known of the article; its file's name where that is not in the heading and there is no title."""
    article = briefing.article
    names = _names(briefing)[: 1 if briefing.headline else 0]
    day = _day(article.published, language) if article.published else None
    return [*names, *(fact for fact in (article.publisher, day, article.url) if fact)]


def _remarks(language: Language, item: Item) -> Markdown:
    """Return what an editor must know of an item besides its words: status, series, direct speech, flags."""
    marks: list[str] = list(item.flags)
    match item:
        case Event() if item.status != "done":
            marks.insert(0, item.status)
        case Figure() if item.series:
            marks.insert(0, item.series)
        case Statement() if item.form == "direct":
            marks.insert(0, item.form)
    return Markdown("".join(f" · {_emphasis(LABELS[language][mark])}" for mark in marks))


def _details(language: Language, item: Event | Figure) -> Markdown:
    """Return when and where, each behind its label; the day where it is known and the article's words do not say the year."""
    label = LABELS[language]
    words, day = (item.when.text, item.when.date) if isinstance(item, Event) and item.when else (None, None)
    if isinstance(item, Figure):
        words = item.when
    if day and words and str(day.year) in words:
        day = None
    parts = [("when", words), ("date", day and _day(day, language)), ("where", item.where)]
    return Markdown(
        "".join(f" · {_emphasis(label[name])} {escape_inside(text)}" for name, text in parts if text and visible_text(text))
    )


def _day(day: datetime.date, language: Language) -> str:
    """Return a day as it is written out.

    >>> _day(datetime.date(2025, 2, 12), "de")
    '12. Februar 2025'
    """
    return format_date(day, LABELS[language]["day"], locale=language)


def _by_kind(actors: Iterable[Actor]) -> list[tuple[Kind, list[Actor]]]:
    """Return the actors in groups, empty ones left out."""
    known = list(actors)
    groups = [(kind, [actor for actor in known if actor.kind == kind]) for kind in _KINDS]
    return [(kind, members) for kind, members in groups if members]


def _said(language: Language, statement: Statement) -> Markdown:
    """Return what is said; direct speech in the quotation marks of the article's language."""
    quoted = statement.form == "direct"
    return escape_inside(_quoted(statement.content, language) if quoted else statement.content)


def _quoted(text: str, language: Language) -> str:
    """Return text in quotation marks."""
    return f"{LABELS[language]['open_quote']}{visible_text(text)}{LABELS[language]['close_quote']}"


def _rejected_words(rejected: Rejected) -> str:
    """Return the words of a rejected item that an editor knows it by."""
    item = rejected.item
    keys = ("text", "title", "amount", "name", "speaker", "cue", "content", "counts", "role", "when", "where", "claimant")
    words = [str(item[key]) for key in keys if item.get(key)]
    return " · ".join(words) or json.dumps(item, ensure_ascii=False)


def _gaps(briefing: Briefing) -> list[tuple[int, list[str]]]:
    """Return the numbers and quotations that no item has, by sentence."""
    found: dict[int, list[str]] = {}
    for _, number, text in sorted(_uncovered(briefing.coverage, briefing.article.language)):
        found.setdefault(number, []).append(text)
    return sorted(found.items())


def _uncovered(coverage: Coverage, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield position, sentence and words of what is not covered."""
    yield from ((gap.start, gap.sentence, gap.text) for gap in coverage.numbers_uncovered)
    yield from ((gap.start, gap.sentence, _quoted(gap.text, language)) for gap in coverage.quotes_uncovered)


def _facts(briefing: Briefing, language: Language) -> list[str]:
    """Return how the briefing was made."""
    run, coverage, label = briefing.run, briefing.coverage, LABELS[language]
    seconds = None if run.seconds is None else f"{run.seconds:.1f} s"
    facts = [
        label["made"],
        f"{label['engine']} {run.engine}",
        run.model and f"{label['model']} {run.model}",
        f"{label['requests']} {run.requests}",
        f"{label['repairs']} {run.repairs}",
        f"{label['tokens']} {run.usage.input_tokens} + {run.usage.output_tokens}",
        seconds and f"{label['duration']} {seconds.replace('.', ',') if language == 'de' else seconds}",
        label["basis"].format(cited=coverage.sentences_cited, total=coverage.sentences_total),
    ]
    return [fact for fact in facts if fact]
