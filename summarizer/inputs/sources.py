"""The sources of a day: which inputs are one and the same, and which saved briefing belongs to which article. Pure."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from summarizer.schemas import Article, ArticleInfo, Briefing, LeftOutSource


class Source(NamedTuple):
    """An article that is to be briefed, or a saved briefing, with the article where it is at hand."""

    name: str
    article: Article | None
    briefing: Briefing | None = None

    @property
    def info(self) -> Article | ArticleInfo:
        """What is known of the article; the article itself says it best."""
        known = self.article or (self.briefing and self.briefing.article)
        assert known
        return known


class Settled(NamedTuple):
    """Each source once; what is left out as a copy; whose saved briefing does not fit the article, so that it is made again."""

    sources: tuple[Source, ...]
    left_out: tuple[LeftOutSource, ...] = ()
    unfit: tuple[str, ...] = ()


def source_name(info: Article | ArticleInfo) -> str:
    """Return the name of an article in reports: its path, else its address, else its id."""
    return info.path or info.url or info.id


def settle(sources: Iterable[Source]) -> Settled:
    """Return each source once, sorted by name: the same text of the same publisher and address is one source.

    A saved briefing spares its article being briefed again. A text that two publishers have stays two sources. The order of
    `sources` is of no account.
    """
    ordered = sorted(sources, key=lambda source: (source.info.id, source.article is None, source.name))
    groups = [_settle_text(list(group)) for _, group in groupby(ordered, key=lambda source: source.info.id)]
    return Settled(
        tuple(sorted((source for group in groups for source in group.sources), key=lambda source: (source.name, source.info.id))),
        tuple(sorted((one for group in groups for one in group.left_out), key=lambda one: one.source)),
        tuple(sorted({name for group in groups for name in group.unfit})),
    )


def _settle_text(sources: list[Source]) -> Settled:
    """Do what `settle` does for the inputs of one text, articles first."""
    article = sources[0].article
    unfit, saved = [], []
    for source in sources:
        if source.briefing and article and not _fits(source.briefing, article.text):
            unfit.append(source.name)
        elif source.briefing:
            saved.append(source)
    kept: dict[tuple[str | None, str | None], Source] = {}
    left_out = []
    for source in [*(one for one in sources if one.article), *saved]:
        key = source.info.publisher, source.info.url
        first = kept.get(key)
        if first is None:
            own = source.article or (article and _described_as(article, source.info))
            kept[key] = Source(source.name, own, saved[0].briefing if saved else None)
        elif source.article or not article:
            left_out.append(LeftOutSource(source=source.name, reason="same_text", of=first.name))
    return Settled(tuple(kept.values()), tuple(left_out), tuple(unfit))


def _described_as(article: Article, info: Article | ArticleInfo) -> Article:
    """Return an article with what a saved briefing says of it."""
    known = ("title", "author", "publisher", "published", "url", "path", "language")
    return article.model_copy(update={name: getattr(info, name) for name in known})


def _fits(briefing: Briefing, text: str) -> bool:
    """Say whether every sentence that a saved briefing cites, and every mention, stands in the article where it says."""
    spans = [span for _, item in briefing.items() for span in item.evidence]
    mentions = [span for actor in briefing.actors for span in actor.mentions]
    return all(text[span.start : span.end] == span.text for span in (*spans, *mentions))
