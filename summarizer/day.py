"""A day's articles and saved briefings become one daily briefing: which day, brief what is not briefed yet, merge."""

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Unpack

from summarizer.errors import ConfigError, InputError, SummarizerError
from summarizer.inputs import Inputs, Source, settle, source_name
from summarizer.meaning import Meaning, load_meaning
from summarizer.merge import SourceBriefing, compare, merge_briefings
from summarizer.pipeline import brief_each
from summarizer.schemas import Article, Briefing, DailyBriefing, FailedSource, Language, LeftOutSource, RejectedSource
from summarizer.settings import Settings, SettingsFields

BriefEach = Callable[[Sequence[Article]], Iterable[Briefing | SummarizerError]]


class Day(NamedTuple):
    """The sources of one day, and those of another."""

    date: datetime.date
    sources: tuple[Source, ...]
    left_out: tuple[LeftOutSource, ...]


class Briefed(NamedTuple):
    """One source with its briefing, or with what went wrong."""

    source: Source
    result: Briefing | SummarizerError


def choose_day(sources: Sequence[Source], date: datetime.date | None = None) -> Day:
    """Return what belongs to the page of `date`, or of the one day that all dated articles share.

    An article without a day belongs to it too. Raises ConfigError where no article says a day, or several say different ones: the
    day is never guessed.
    """
    days = Counter(source.info.published for source in sources if source.info.published)
    if date is None:
        if not days:
            raise ConfigError("no article says of which day it is", hint="give the day: --date YYYY-MM-DD")
        if len(days) > 1:
            listed = ", ".join(f"{day} ({count})" for day, count in sorted(days.items())[-5:])
            raise ConfigError(f"the articles are of {len(days)} days: {listed}", hint=f"give one: --date {max(days)}")
        (date,) = days
    ours, others = [], []
    for source in sources:
        published = source.info.published
        if published in (None, date):
            ours.append(source)
        else:
            others.append(LeftOutSource(source=source.name, reason="other_day", of=str(published)))
    return Day(date, tuple(ours), tuple(others))


def brief_day(day: Day, brief: BriefEach) -> Iterator[Briefed]:
    """Yield each source with its briefing: a saved one, else the one that `brief` makes of its text, asked for once.

    An article without a day is briefed as one of this day.
    """
    waiting: dict[str, Article] = {}
    for source in day.sources:
        if source.briefing is None and source.article:
            dated = source.article.published or day.date
            waiting.setdefault(source.article.id, source.article.model_copy(update={"published": dated}))
    # Nothing is opened where every briefing is there already.
    made = dict(zip(waiting, brief(list(waiting.values())), strict=True)) if waiting else {}
    for source in day.sources:
        result = source.briefing or made[source.info.id]
        yield Briefed(source, _told(result, source, day.date) if isinstance(result, Briefing) else result)


def merge_day(
    day: Day,
    briefed: Iterable[Briefed],
    *,
    inputs: Inputs,
    language: Language | None = None,
    aliases: Mapping[str, str] | None = None,
    since: DailyBriefing | None = None,
    meaning: Meaning | None = None,
) -> DailyBriefing:
    """Return the daily briefing; raises InputError where no source has a briefing.

    Its language is `language`, else that of most articles. What failed, when it was read or now, and what is left out stands in it.
    `meaning` tells which texts are alike in other words, by default where the extra `semantic` is installed.
    """
    sources: list[SourceBriefing] = []
    failed = [FailedSource(source=one.source, error=str(one.error)) for one in inputs.failed]
    for source, result in briefed:
        if isinstance(result, SummarizerError):
            failed.append(FailedSource(source=source.name, error=str(result)))
        else:
            text = source.article.text if source.article else None
            sources.append(SourceBriefing(source.name, result, text, "article" if source.info.published else "option"))
    if not sources:
        reason = "no article could be briefed" if day.sources else f"{len(day.left_out)} articles, all of another day"
        raise InputError(f"no page of {day.date}: {reason}")
    spoken = language or _language(sources)
    meaning = meaning or load_meaning()
    daily = (
        merge_briefings(sources, date=day.date, language=spoken, aliases=aliases, alike=meaning)
        if meaning
        else merge_briefings(sources, date=day.date, language=spoken, aliases=aliases)
    )
    left_out = tuple(sorted((*inputs.left_out, *day.left_out), key=lambda one: one.source))
    failed.sort(key=lambda one: one.source)
    rejected = tuple(RejectedSource(source=one.source, rejected=item) for one in sources for item in one.briefing.rejected)
    found: dict[str, object] = {
        "left_out": left_out,
        "failed": tuple(failed),
        "rejected": rejected,
        "since": compare(daily, since) if since else None,
    }
    if meaning and meaning.is_used:
        found["run"] = daily.run.model_copy(update={"compared_by": "meaning"})
    return daily.model_copy(update=found)


def summarize_day(
    articles: Iterable[Article | Briefing],
    settings: Settings | None = None,
    *,
    date: datetime.date | None = None,
    language: Language | None = None,
    aliases: Mapping[str, str] | None = None,
    since: DailyBriefing | None = None,
    **changes: Unpack[SettingsFields],
) -> DailyBriefing:
    """Return the daily briefing of a day's articles and saved briefings, mixed in any order.

    `date` is the page's day, by default the one that all dated articles share; articles of another day are left out. `aliases`
    are names and the names they stand for; `since` is a former page to compare with; `changes` are settings by name. An article
    that can't be briefed stands in `failed`. Raises ConfigError for a wrong setting and where the day can't be told, InputError
    where nothing is left to make a page of.
    """
    chosen = dataclasses.replace(settings or Settings(), **changes).from_environment()
    given = (
        Source(source_name(one), one) if isinstance(one, Article) else Source(source_name(one.article), None, one)
        for one in articles
    )
    settled = settle(given)
    inputs = Inputs(settled.sources, settled.left_out)
    day = choose_day(inputs.sources, date)
    briefed = brief_day(day, lambda waiting: brief_each(waiting, chosen))
    return merge_day(day, briefed, inputs=inputs, language=language, aliases=aliases, since=since)


def _told(briefing: Briefing, source: Source, date: datetime.date) -> Briefing:
    """Return a briefing that says of its article what its source says."""
    known = {name: getattr(source.info, name) for name in ("title", "author", "publisher", "url", "path")}
    article = briefing.article.model_copy(update={**known, "published": source.info.published or date})
    return briefing.model_copy(update={"article": article})


def _language(sources: Iterable[SourceBriefing]) -> Language:
    """Return the language of most articles; German where there are as many of both."""
    count = Counter(one.briefing.article.language for one in sources)
    return "en" if count["en"] > count["de"] else "de"
