"""What a page says of its articles themselves: titles, the line about the article or the day, names of sources."""

import datetime
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from babel.dates import format_date

from summarizer.render.escaping import visible_text
from summarizer.render.labels import LABELS
from summarizer.render.source_names import possible_names
from summarizer.schemas import Article, Language
from summarizer.verifying.endings import counting
from summarizer.verifying.footnotes import seen
from summarizer.verifying.lines import Line
from summarizer.verifying.reasons import Finding, find_fault

_DAILY: Final = tuple(label["day_of"] for label in LABELS.values())
_COUNTS: Final = re.compile(counting("article_count", "articles_count", "lineage_count", "lineages_count", "unread_count"))


def written_days(day: datetime.date | None) -> set[str]:
    """Return how a page writes a day, in every language."""
    return {format_date(day, label["day"], locale=language) for language, label in LABELS.items()} if day else set()


def day_of(line: Line) -> datetime.date | None:
    """Return the day that a page gives its articles: it may come from an option, and then no article says it."""
    return next((day for part in _parts(line) if (day := _read_day(part))), None)


def title_fault(line: Line, articles: Iterable[Article], language: Language) -> Finding | None:
    """Return what is wrong with a heading without evidence: it has to be an article's title or its file's name."""
    names = {seen(name) for article in articles for name in _titles(article)}
    names |= {label["no_headline"] for label in LABELS.values()}
    return None if seen(line.text) in names else find_fault("other_title", language, claimed=line.text)


def origin_fault(line: Line, articles: Sequence[Article], named: int, listed: int | None, language: Language) -> Finding | None:
    """Return what is wrong with the line about the article, or about a day whose page has `named` sources and lists `listed`."""
    if visible_text(line.text).startswith(_DAILY):
        faults = list(_day_faults(line, articles, named, listed))
    else:
        faults = [] if any(seen(" · ".join(_parts(line))) in _known(article, line) for article in articles) else [line.text]
    return find_fault("other_origin", language, claimed=faults[0]) if faults else None


def name_fault(name: str, articles: Iterable[Article], language: Language) -> Finding | None:
    """Return what is wrong with the name of a source: it has to be one of the article that the marks behind it cite."""
    known = {seen(one) for article in articles for one in possible_names(article)}
    whole, bracketed = seen(name), re.fullmatch(r"(.+?) \((.+)\)", seen(name))
    if whole in known or (bracketed and {bracketed[1], bracketed[2]} <= known):
        return None
    return find_fault("other_source", language, claimed=name)


def _day_faults(line: Line, articles: Sequence[Article], named: int, listed: int | None) -> Iterator[str]:
    """Yield what does not hold of `Tag: DAY · counts`."""
    first, *counts = _parts(line)
    day = _read_day(first)
    if day is None or any(article.published not in (None, day) for article in articles):
        yield first
    for count in counts:
        if not _COUNTS.fullmatch(count):
            yield count
    said = [int(number) for count in counts[:2] for number in re.findall(r"\d+", count)[:1]]
    if said and (said[0] < named or listed not in (None, said[0]) or said[-1] > said[0]):
        yield counts[0]


def _parts(line: Line) -> list[str]:
    """Return the parts of a line about articles, behind its label."""
    words = visible_text(line.text)
    starts = [label[name] for label in LABELS.values() for name in ("article", "day_of")]
    return next((words.removeprefix(start).strip() for start in starts if words.startswith(start)), words).split(" · ")


def _titles(article: Article) -> list[str]:
    """Return what an article may be called above its page."""
    return [visible_text(name) for name in (article.title, (article.path or "").rpartition("/")[2]) if name]


def _known(article: Article, line: Line) -> set[str]:
    """Return every line that can be written about an article, any of its facts left out."""
    day = article.published or day_of(line)
    facts: list[Iterable[str | None]] = [_titles(article), [article.publisher], written_days(day), [article.url]]
    choices = [[None, *filter(None, fact)] for fact in facts]
    return {seen(" · ".join(filter(None, chosen))) for chosen in itertools.product(*choices)}


def _read_day(text: str) -> datetime.date | None:
    """Return the day that a page has written out, None where it is none."""
    match = re.fullmatch(r"(\d{1,2})\.? \w+ (\d{4})", text)
    if not match or not 1 <= int(match[2]) <= 9999:
        return None
    days = (_in_month(int(match[2]), month, int(match[1])) for month in range(1, 13))
    return next((day for day in days if text in written_days(day)), None)


def _in_month(year: int, month: int, day: int) -> datetime.date | None:
    """Return a day, None where the month has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
