"""The parts of a line that every page has in common: bold, italics, details, remarks, direct speech, days."""

import datetime
import json
from collections.abc import Iterable
from typing import TypeVar, get_args

from summarizer.render.escaping import Markdown, escape_inside, visible_text
from summarizer.render.labels import LABELS
from summarizer.schemas import Actor, DailyActor, Event, Figure, Item, Kind, Language, Rejected, Statement

KINDS: tuple[Kind, ...] = ("person", "organisation", "state", "group", "place")
assert set(KINDS) == set(get_args(Kind))
DASH = Markdown("*–*")
Kinded = TypeVar("Kinded", Actor, DailyActor)


def strong(text: str) -> Markdown:
    """Return text in bold; a dash of ours where nothing of it can be seen."""
    return Markdown(f"**{escape_inside(text)}**") if visible_text(text) else DASH


def emphasis(text: str) -> Markdown:
    """Return text in italics; a dash where nothing of it can be seen."""
    return Markdown(f"*{escape_inside(text)}*") if visible_text(text) else DASH


def remark_words(language: Language, item: Item) -> list[str]:
    """Return what an editor must know of an item besides its words: status, series, direct speech, flags."""
    marks: list[str] = list(item.flags)
    match item:
        case Event() if item.status != "done":
            marks.insert(0, item.status)
        case Figure() if item.series:
            marks.insert(0, item.series)
        case Statement() if item.form == "direct":
            marks.insert(0, item.form)
    return [LABELS[language][mark] for mark in marks]


def remarks(language: Language, item: Item) -> Markdown:
    """Return the remarks on an item as Markdown."""
    return Markdown("".join(f" · {emphasis(words)}" for words in remark_words(language, item)))


def detail_parts(language: Language, item: Event | Figure) -> list[tuple[str, str]]:
    """Return label and text of when and where; the day where it is known and the article's words do not say the year."""
    label = LABELS[language]
    words, day = (item.when.text, item.when.date) if isinstance(item, Event) and item.when else (None, None)
    if isinstance(item, Figure):
        words = item.when
    if day and words and str(day.year) in words:
        day = None
    parts = [("when", words), ("date", day and written_day(day, language)), ("where", item.where)]
    return [(label[name], text) for name, text in parts if text and visible_text(text)]


def details(language: Language, item: Event | Figure) -> Markdown:
    """Return the details of an item as Markdown, each behind its label."""
    return Markdown("".join(f" · {emphasis(label)} {escape_inside(text)}" for label, text in detail_parts(language, item)))


def written_day(day: datetime.date, language: Language) -> str:
    """Return a day as it is written out.

    >>> written_day(datetime.date(2025, 2, 12), "de")
    '12. Februar 2025'
    """
    # A page without a day need not wait for it.
    from babel.dates import format_date

    return format_date(day, LABELS[language]["day"], locale=language)


def by_kind(actors: Iterable[Kinded]) -> list[tuple[Kind, list[Kinded]]]:
    """Return the actors in groups, empty ones left out."""
    known = list(actors)
    groups = [(kind, [actor for actor in known if actor.kind == kind]) for kind in KINDS]
    return [(kind, members) for kind, members in groups if members]


def said(language: Language, statement: Statement) -> Markdown:
    """Return what is said; direct speech in the quotation marks of the article's language."""
    return escape_inside(quoted(statement.content, language) if statement.form == "direct" else statement.content)


def quoted(text: str, language: Language) -> str:
    """Return text in quotation marks."""
    return f"{LABELS[language]['open_quote']}{visible_text(text)}{LABELS[language]['close_quote']}"


def rejected_words(rejected: Rejected) -> str:
    """Return the words of a rejected item that an editor knows it by."""
    item = rejected.item
    keys = ("text", "title", "amount", "name", "speaker", "cue", "content", "counts", "role", "when", "where", "claimant")
    words = [str(item[key]) for key in keys if item.get(key)]
    return " · ".join(words) or json.dumps(item, ensure_ascii=False)
