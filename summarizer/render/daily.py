"""A daily briefing as a Markdown page; `docs/markdown.md` is the grammar that `verify` reads it by."""

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from summarizer.render.changes import describe_changes
from summarizer.render.environment import render_page
from summarizer.render.escaping import Markdown, escape_inside, escape_markdown
from summarizer.render.labels import CLASSES, LABELS
from summarizer.render.phrases import by_kind, emphasis, rejected_words, strong, written_day
from summarizer.render.reports import Lines, Reporter
from summarizer.render.source_names import source_names
from summarizer.schemas import DailyActor, DailyBriefing, DailySource, DailyStatement, Disagreement, Entry, Language

TEMPLATE = "daily.md.jinja"


def render_daily(daily: DailyBriefing, *, language: Language | None = None, templates: Path | None = None) -> str:
    """Return the page of one day, ending in one line end.

    Headings are in `language`, the briefing's where None; what the articles say stays in their words. A folder of `templates`
    may hold a `daily.md.jinja` of its own, which runs in a sandbox. Raises ConfigError where it is missing or broken.
    """
    language = language or daily.language
    names = source_names(daily.sources)
    reporter = Reporter(daily, names, language)
    shared, single = by_confirmation(daily)
    values = {
        "daily": daily,
        "label": LABELS[language],
        "day": written_day(daily.date, language),
        "counts": counted(daily, language),
        "headline": reporter.headline(daily.headline) if daily.headline else None,
        "overview": [reporter.overview(line) for line in daily.overview],
        "disagreements": [reporter.disagreement(one) for one in gravest_first(daily.disagreements)],
        "since": describe_changes(daily.since, daily, reporter, language) if daily.since else None,
        "key_events": [reporter.entry(event) for event in daily.key_events],
        "shared": _sections(shared, reporter.entry),
        "single": _sections(single, functools.partial(reporter.entry, alone=True)),
        "is_compared": len({source.lineage for source in daily.sources}) > 1,
        "rejected": [(names[one.source], one.rejected, rejected_words(one.rejected)) for one in daily.rejected],
        "not_used": list(_not_used(daily, language)),
        "sources": [_source(source, daily, reporter, language) for source in by_lineage(daily.sources)],
        "notes": daily.run.notes,
        "facts": run_facts(daily, language),
        "bodies": reporter.bodies(),
        "emphasis": emphasis,
        "inside": escape_inside,
        "code": lambda text: Markdown(f"`{text}`"),
    }
    return render_page(TEMPLATE, values, templates).strip("\n") + "\n"


def by_confirmation(daily: DailyBriefing) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """Return figures, statements and actors of several independent sources, and those of one.

    Where the whole page has but one, nothing is to be told apart.
    """
    sections: dict[str, list[Any]] = {
        "figures": list(daily.figures),
        "statements": _by_speaker(daily),
        "actors": list(daily.actors),
    }
    if len({source.lineage for source in daily.sources}) < 2:
        return sections, {name: [] for name in sections}
    order = {source.source: (source.lineage, source.source) for source in daily.sources}
    return (
        {name: [entry for entry in entries if entry.lineages > 1] for name, entries in sections.items()},
        {
            name: sorted((entry for entry in entries if entry.lineages < 2), key=lambda entry: order[entry.reports[0].source])
            for name, entries in sections.items()
        },
    )


def _by_speaker(daily: DailyBriefing) -> list[DailyStatement]:
    """Return the statements of each speaker together, speakers in the order in which they come first."""
    actors = {name: number for number, actor in enumerate(daily.actors) for name in actor.names}

    def speaker(statement: DailyStatement) -> object:
        return actors.get(statement.speaker or "", statement.speaker)

    order = {who: number for number, who in reversed(list(enumerate(map(speaker, daily.statements))))}
    return sorted(daily.statements, key=lambda statement: order[speaker(statement)])


def _sections(sections: dict[str, list[Any]], lines: Callable[[Entry], Lines]) -> dict[str, Any]:
    """Return the lines of figures and statements, and those of actors by kind."""
    actors: list[DailyActor] = sections["actors"]
    return {
        "figures": [lines(figure) for figure in sections["figures"]],
        "statements": [lines(statement) for statement in sections["statements"]],
        "actors": [(kind, [lines(actor) for actor in members]) for kind, members in by_kind(actors)],
        "is_empty": not any(sections.values()),
    }


def gravest_first(disagreements: Iterable[Disagreement]) -> list[Disagreement]:
    """Return the disagreements in the order of their classes, those of one class as they were."""
    return sorted(disagreements, key=lambda one: CLASSES.index(one.class_))


def by_lineage(sources: Iterable[DailySource]) -> list[DailySource]:
    """Return the sources with those next to each other that copy one another."""
    return sorted(sources, key=lambda source: (source.lineage, source.source))


def counted(daily: DailyBriefing, language: Language) -> list[str]:
    """Return how many articles and independent sources there are, and how many articles could not be read."""
    label = LABELS[language]
    articles, lineages = len(daily.sources), len({source.lineage for source in daily.sources})
    counts = [
        label["articles_count" if articles > 1 else "article_count"].format(count=articles),
        label["lineages_count" if lineages > 1 else "lineage_count"].format(count=lineages),
    ]
    if daily.failed:
        counts.append(label["unread_count"].format(failed=len(daily.failed), total=articles + len(daily.failed)))
    return counts


def _not_used(daily: DailyBriefing, language: Language) -> Iterator[Markdown]:
    """Yield what failed and what is left out, each with the reason."""
    label = LABELS[language]
    for failed in daily.failed:
        reason = failed.error.removeprefix(f"{failed.source}: ")
        yield Markdown(f"{emphasis(label['not_read'])} {escape_inside(f'{failed.source}: {reason}')}")
    for left in daily.left_out:
        if left.reason == "other_day":
            yield Markdown(f"{emphasis(label['other_day'])} {escape_inside(f'{left.source} ({left.of})')}")
        else:
            yield Markdown(f"{escape_markdown(left.source)} – {emphasis(label[left.reason])} {escape_inside(left.of or '')}")


def _source(source: DailySource, daily: DailyBriefing, reporter: Reporter, language: Language) -> Markdown:
    """Return what is known of a source, and the digits that its footnotes begin with."""
    label, article = LABELS[language], source.article
    published = written_day(article.published, language) if article.published and source.dated_by == "article" else None
    known = [article.title, article.publisher, published, article.url, article.path]
    parts = [escape_inside(fact) for fact in known if fact and fact != reporter.name(source.source)]
    if source.dated_by == "option":
        parts.append(emphasis(label["undated"]))
    alike = [reporter.name(one.source) for one in daily.sources if one.lineage == source.lineage and one is not source]
    if alike:
        parts.append(Markdown(f"{emphasis(label['alike'])} {escape_inside(', '.join(alike))}"))
    return Markdown(f"{strong(reporter.name(source.source))} `{reporter.prefix(source.source)}` · {' · '.join(parts)}")


def run_facts(daily: DailyBriefing, language: Language) -> list[str]:
    """Return how the page was made."""
    label, run = LABELS[language], daily.run
    return [
        label["made"],
        f"summarize {run.version}",
        f"{label['engine']} {', '.join(run.engines)}",
        *([f"{label['model']} {', '.join(run.models)}"] if run.models else []),
        *([label["compared_by_meaning"]] if run.compared_by == "meaning" else []),
    ]
