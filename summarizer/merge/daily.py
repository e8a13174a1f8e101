"""Briefings of a day become one: the order in which the parts of the merge work."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from summarizer import __version__
from summarizer.merge.actors import Cast
from summarizer.merge.disagreements import find_differences
from summarizer.merge.facts import Fact, read_facts
from summarizer.merge.lineage import find_copies, find_lineages
from summarizer.merge.overview import write_overview
from summarizer.merge.page import Page
from summarizer.merge.similarity import Alike, unknown
from summarizer.merge.sources import SourceBriefing, in_order
from summarizer.merge.stories import find_stories
from summarizer.merge.story import group_story
from summarizer.schemas import DailyBriefing, DailyRun, DailySource, Language


def merge_briefings(
    sources: Iterable[SourceBriefing],
    *,
    date: datetime.date,
    language: Language,
    aliases: Mapping[str, str] | None = None,
    alike: Alike = unknown,
) -> DailyBriefing:
    """Merge briefings into one page; the same for every order of `sources`, and for a source that is given twice.

    `aliases` leads a name to the name it stands for, and to itself where it stands for nobody else. `alike` tells how alike two
    texts are in meaning, from 0 to 1; without it words alone are compared.
    """
    ordered = in_order(sources)
    facts = [fact for number, one in enumerate(ordered) for fact in read_facts(number, one)]
    copies = find_copies(ordered)
    lineages = find_lineages(ordered, copies)
    stories = find_stories(ordered, facts, copies)
    cast = Cast(facts, stories, aliases or {})
    by_story: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_story[stories[fact.source]].append(fact)
    page = Page(ordered, lineages, language)
    for _, own in sorted(by_story.items()):
        story = group_story(own, ordered, cast, date.year, alike)
        page.add(story, find_differences(story, own, cast, ordered))
        for fact in own:
            fact.forget()
    entries = page.entries(facts, cast)
    stories_by_name = {one.source: story for one, story in zip(ordered, stories, strict=True)}
    headline, overview = write_overview(entries["key_events"], stories_by_name, language)
    return DailyBriefing(
        date=date,
        language=language,
        headline=headline,
        overview=overview,
        disagreements=page.disagreements(),
        sources=tuple(
            DailySource(source=one.source, article=one.briefing.article, lineage=lineage, dated_by=one.dated_by)
            for one, lineage in zip(ordered, lineages, strict=True)
        ),
        run=_run(ordered, lineages),
        **entries,
    )


def _run(sources: Sequence[SourceBriefing], lineages: Sequence[int]) -> DailyRun:
    """Return how the page was made."""
    runs = [one.briefing.run for one in sources]
    return DailyRun(
        version=__version__,
        engines=tuple(sorted({run.engine for run in runs})),
        models=tuple(sorted({run.model for run in runs if run.model})),
        articles=len(sources),
        lineages=len(set(lineages)),
    )
