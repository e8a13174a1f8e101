"""Briefings as tables, one for each section: a row for each item, for a day a row for each source that reports it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from summarizer.render.escaping import visible_text
from summarizer.render.phrases import rejected_words
from summarizer.render.source_names import source_names
from summarizer.render.table_names import DAILY_TABLES, TABLES
from summarizer.schemas import (
    Actor,
    Amount,
    ArticleInfo,
    Briefing,
    DailyBriefing,
    Event,
    Figure,
    Item,
    Line,
    Rejected,
    Statement,
    plain_decimal,
)

Row = dict[str, Any]
_ORIGIN = ("article", "path", "publisher", "published")
_PROOF = ("verdict", "flags", "sentences", "evidence")
_FIELDS: dict[str, tuple[str, ...]] = {
    "summary": ("kind", "text"),
    "key_events": ("title", "status", "when", "date", "where"),
    "figures": ("amount", "low", "high", "bound", "unit", "counts", "claimant", "where", "when", "series"),
    "actors": ("name", "kind", "role", "mentions"),
    "statements": ("speaker", "cue", "content", "form"),
}
_KNOWN = ("title", "author", "publisher", "published", "url", "language", "path", "characters", "sentences")
_MERGED = ("key_events", "figures", "statements", "actors")
_HEAD = ("entry", "source", *_ORIGIN)
_DAILY_COLUMNS: dict[str, tuple[str, ...]] = {
    "sources": ("source", "lineage", "article", *_KNOWN),
    "overview": (*_HEAD, "text", *_PROOF),
    "disagreements": (*_HEAD, "section", "class", "what", "words", *_PROOF),
    **{name: (*_HEAD, "lineages", *_FIELDS[name], *_PROOF) for name in _MERGED},
    "rejected": ("source", *_ORIGIN, "section", "words", "code", "reason"),
    "not_used": ("source", "reason", "of"),
}
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def briefing_tables(briefings: Sequence[Briefing]) -> dict[str, str]:
    """Return the tables of briefings as CSV, by name; every table has its row of names, also where nothing follows."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for briefing in briefings:
        origin = _origin(briefing.article)
        rows["articles"].append({"article": briefing.article.id} | _known(briefing.article))
        for section, item in briefing.items():
            name = "summary" if section == "headline" else section
            rows[name].append(origin | {"number": _next(rows[name], origin)} | _fields(item, section) | _proof(item))
        rows["rejected"] += [origin | _refused(one) for one in briefing.rejected]
        gaps = [("number", one) for one in briefing.coverage.numbers_uncovered]
        gaps += [("quotation", one) for one in briefing.coverage.quotes_uncovered]
        gaps += [("cue", one) for one in briefing.coverage.cues_uncovered]
        gaps += [("actor", one) for one in briefing.coverage.actors_uncovered]
        rows["not_covered"] += [origin | {"kind": kind, "text": one.text, "sentence": one.sentence} for kind, one in gaps]
    columns = {name: (*_ORIGIN, "number", *fields, *_PROOF) for name, fields in _FIELDS.items()}
    columns |= {"articles": ("article", *_KNOWN), "rejected": (*_ORIGIN, "section", "words", "code", "reason")}
    columns["not_covered"] = (*_ORIGIN, "kind", "text", "sentence")
    return {name: write_csv(columns[name], rows[name]) for name in TABLES}


def daily_tables(daily: DailyBriefing) -> dict[str, str]:
    """Return the tables of a day as CSV, by name: what belongs together has one `entry` number and a row for each report."""
    names, articles = source_names(daily.sources), {one.source: one.article for one in daily.sources}
    lines = (*([daily.headline] if daily.headline else []), *daily.overview)
    known = [{"lineage": one.lineage, "article": one.article.id} | _known(one.article) for one in daily.sources]
    failed = [(one.source, "failed", one.error) for one in daily.failed]
    left_out = [(one.source, one.reason, one.of) for one in daily.left_out]
    origins = {source: {"source": name} | _origin(articles[source]) for source, name in names.items()}
    rows: dict[str, Iterable[Row]] = {
        "sources": [origins[source.source] | row for source, row in zip(daily.sources, known, strict=True)],
        "overview": _reported(lines, origins, ("text",)),
        "disagreements": _reported(daily.disagreements, origins, ("what", "class_", "section")),
        **{name: _reported(getattr(daily, name), origins, ("lineages",)) for name in _MERGED},
        "rejected": [origins[one.source] | _refused(one.rejected) for one in daily.rejected],
        "not_used": [dict(zip(_DAILY_COLUMNS["not_used"], row, strict=True)) for row in (*failed, *left_out)],
    }
    return {name: write_csv(_DAILY_COLUMNS[name], rows[name]) for name in DAILY_TABLES}


def _reported(entries: Iterable[Any], origins: Mapping[str, Row], names: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each report of each entry; `names` are those of the entry's own fields."""
    for number, entry in enumerate(entries, 1):
        own = {name.rstrip("_"): getattr(entry, name) for name in names}
        for one in entry.reports:
            said = {"entry": number, "words": _said(one.item)}
            yield {**said, **origins[one.source], **_fields(one.item, one.section), **_proof(one.item), **own}


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    r"""Return a table as CSV (RFC 4180); text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> write_csv(["text", "low"], [{"text": "=1+1", "low": "-5"}])
    "text,low\r\n'=1+1,-5\r\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    """Return what stands in a cell."""
    text = "" if value is None else visible_text(str(value))
    is_number = text.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def _origin(info: ArticleInfo) -> dict[str, Any]:
    """Return the columns that tell an item's article."""
    return {"article": info.id, "path": info.path, "publisher": info.publisher, "published": info.published}


def _known(info: ArticleInfo) -> dict[str, Any]:
    """Return what is known of an article."""
    return {name: getattr(info, name) for name in _KNOWN}


def _next(rows: Sequence[Row], origin: Row) -> int:
    """Return the number of the next item of an article in its table, from 1."""
    last = rows[-1] if rows else {}
    same = all(last.get(name) == value for name, value in origin.items())
    number = last.get("number")
    return number + 1 if same and isinstance(number, int) else 1


def _fields(item: Item, section: str) -> dict[str, Any]:
    """Return the columns of an item's own fields."""
    match item:
        case Line():
            return {"kind": section, "text": item.text}
        case Event():
            when, date = (item.when.text, item.when.date) if item.when else (None, None)
            return {"title": item.title, "status": item.status, "when": when, "date": date, "where": item.where}
        case Figure():
            own = {name: getattr(item, name) for name in ("counts", "claimant", "where", "when", "series")}
            return _amount(item.amount) | own
        case Actor():
            return {"name": item.name, "kind": item.kind, "role": item.role, "mentions": len(item.mentions)}
        case Statement():
            return {name: getattr(item, name) for name in _FIELDS["statements"]}
        case _:
            raise TypeError(type(item))


def _amount(amount: Amount) -> dict[str, Any]:
    """Return the columns of an amount; its ends are plain decimals."""
    low, high = (None if end is None else plain_decimal(end) for end in (amount.low, amount.high))
    return {"amount": amount.text, "low": low, "high": high, "bound": amount.bound, "unit": amount.unit}


def _said(item: Item) -> str:
    """Return what an item says in one cell."""
    match item:
        case Line():
            return item.text
        case Event():
            return item.title
        case Figure():
            return f"{item.amount.text}: {item.counts}"
        case Actor():
            return f"{item.name}, {item.role}" if item.role else item.name
        case Statement():
            return f"{item.speaker or '–'}: {item.content}"
        case _:
            raise TypeError(type(item))


def _proof(item: Item) -> dict[str, Any]:
    """Return the columns that say where an item comes from."""
    return {
        "verdict": item.verdict,
        "flags": " ".join(item.flags),
        "sentences": " ".join(str(evidence.sentence) for evidence in item.evidence),
        "evidence": " ".join(evidence.text for evidence in item.evidence),
    }


def _refused(rejected: Rejected) -> dict[str, Any]:
    """Return the columns of a rejected item."""
    return {"section": rejected.section, "words": rejected_words(rejected), "code": rejected.code, "reason": rejected.reason}
