"""The two samples merged, and small briefings of sentences for tests of the merge."""

import datetime
import functools
from collections.abc import Sequence

from summarizer import summarize
from summarizer.articles import load_article, read_article
from summarizer.grounding import Source, ground, measure_coverage
from summarizer.joining import join_items
from summarizer.merge import SourceBriefing, merge_briefings
from summarizer.schemas import (
    ArticleInfo,
    Briefing,
    BriefingDraft,
    DailyBriefing,
    DraftActor,
    DraftEvent,
    DraftFigure,
    DraftStatement,
    Language,
    Run,
    Usage,
)
from summarizer.sentences import split_sentences
from tests.conftest import ARTICLES, RECORDINGS

DAY = datetime.date(2025, 2, 12)
_RUN = Run(
    engine="endpoint", model=None, prompt_hash="", schema_hash="", requests=0, retries=0, reasks=0, repairs=0,
    usage=Usage(), seconds=None,
)  # fmt: skip


@functools.cache
def samples() -> tuple[SourceBriefing, ...]:
    """Return the two sample articles as the hand-written recordings brief them."""
    found = []
    for path in ARTICLES:
        article = load_article(path)
        found.append(SourceBriefing(path.name, summarize(article, replay=RECORDINGS), article.text))
    return tuple(found)


@functools.cache
def sample_page() -> DailyBriefing:
    """Return the two samples merged."""
    return merge_briefings(samples(), date=DAY, language="de")


def brief(
    name: str,
    text: str,
    *,
    language: Language = "de",
    figures: Sequence[tuple[str, str]] = (),
    claimants: Sequence[str | None] = (),
    actors: Sequence[tuple[str, str]] = (),
    statements: Sequence[tuple[str, str, str]] = (),
    events: Sequence[str] = (),
) -> SourceBriefing:
    """Return a checked briefing.

    Figures are (amount, counts), actors (name, kind), statements (speaker, cue, content), events titles.

    Each item cites the first sentence that holds its first words; one that the checks reject is a mistake of the test.
    """
    article = read_article(text, language=language, path=name)
    sentences = split_sentences(text, language)

    def at(words: str) -> tuple[int, ...]:
        return (next(sentence.number for sentence in sentences if words in sentence.text),)

    asserted = [*claimants, *[None] * len(figures)]
    draft = BriefingDraft(
        headline=None,
        summary=(),
        key_events=tuple(DraftEvent(title=title, status="done", when=None, where=None, sentences=at(title)) for title in events),
        figures=tuple(
            DraftFigure(amount=amount, counts=counts, claimant=who, sentences=at(amount))
            for (amount, counts), who in zip(figures, asserted, strict=False)
        ),
        actors=tuple(DraftActor(name=actor, kind=kind, role=None, sentences=at(actor)) for actor, kind in actors),  # type: ignore[arg-type]  # read by pydantic
        statements=tuple(
            DraftStatement(speaker=speaker, cue=cue, content=content, form="indirect", sentences=at(content))
            for speaker, cue, content in statements
        ),
    )
    outcomes = ground(draft, Source(article, sentences))
    assert [outcome.rejected for outcome in outcomes if outcome.rejected] == []
    items = [(outcome.section, outcome.item) for outcome in outcomes if outcome.item]
    source = Source(article, sentences)
    info = ArticleInfo(
        id=article.id, title=None, publisher=None, published=DAY, url=None, language=language, path=name,
        characters=len(text), sentences=len(sentences),
    )  # fmt: skip
    briefing = Briefing(article=info, rejected=(), coverage=measure_coverage(source, (), ()), run=_RUN, **join_items(items))
    return SourceBriefing(name, briefing, text)


def merged(*sources: SourceBriefing, language: Language = "de") -> DailyBriefing:
    """Return briefings merged."""
    return merge_briefings(sources, date=DAY, language=language)
