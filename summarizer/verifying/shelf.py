"""The articles that claims are checked against: by id, or by the first digits of it as a footnote gives them."""

import datetime
from collections.abc import Iterable

from summarizer.grounding import Source
from summarizer.schemas import Article
from summarizer.sentences import split_sentences


class Shelf:
    """The given articles, each once; sentences are split when the first claim asks for them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Keep the articles."""
        self._versions: dict[str, list[Article]] = {}
        for article in articles:
            self._versions.setdefault(article.id, []).append(article)
        self.articles = {identity: versions[0] for identity, versions in self._versions.items()}
        self._sources: dict[tuple[str, datetime.date | None], Source] = {}

    def matches(self, digits: str) -> list[str]:
        """Return the ids that begin with `digits`."""
        return [identity for identity in self.articles if identity.startswith(digits)]

    def versions(self, identity: str) -> list[Article]:
        """Return the articles given that have the text of this id: one text may come from two publishers."""
        return self._versions[identity]

    def source(self, identity: str, day: datetime.date | None = None) -> Source:
        """Return an article as grounding sees it; where it does not say its day, as of `day`."""
        article = self.articles[identity]
        key = identity, None if article.published else day
        if key not in self._sources:
            dated = article.model_copy(update={"published": article.published or day})
            known = next((source for (other, _), source in self._sources.items() if other == identity), None)
            sentences = known.sentences if known else split_sentences(article.text, article.language)
            self._sources[key] = Source(dated, sentences)
        return self._sources[key]
