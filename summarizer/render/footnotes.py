"""The footnotes of one document: marks that are unique, bodies that are written once."""

from collections.abc import Iterable

from summarizer.render.escaping import Markdown, escape_markdown
from summarizer.schemas import Item

_SHORTEST = 6


class Footnotes:
    """The footnotes of one document, which may hold the pages of several articles, one after the other.

    A mark is `[^3fa9c1-7]`: the first 6 hex digits of the article's id, the sentence's number. Where another article of the
    document has the same 6, as many more as it takes. A second page of one article adds the bodies that the first has not.
    """

    def __init__(self) -> None:
        """Begin a document."""
        self._articles: dict[str, str] = {}
        self._defined: set[str] = set()

    def prefix(self, article: str) -> str:
        """Return the digits that stand for an article in this document."""
        lengths = range(_SHORTEST, len(article) + 1)
        return next(article[:length] for length in lengths if self._articles.setdefault(article[:length], article) == article)

    def marks(self, article: str, *items: Item) -> Markdown:
        """Return the marks of items of one article, each sentence once, in the order of their evidence."""
        numbers = dict.fromkeys(evidence.sentence for item in items for evidence in item.evidence)
        return Markdown("".join(self._mark(article, number) for number in numbers))

    def bodies(self, article: str, items: Iterable[Item]) -> list[Markdown]:
        """Return the lines that define what `items` cite, by sentence; those that the document has already are left out."""
        cited = {evidence.sentence: evidence.text for item in items for evidence in item.evidence}
        new = [number for number in sorted(cited) if self._mark(article, number) not in self._defined]
        self._defined.update(self._mark(article, number) for number in new)
        return [Markdown(f"{self._mark(article, number)}: {escape_markdown(cited[number])}") for number in new]

    def _mark(self, article: str, number: int) -> str:
        return f"[^{self.prefix(article)}-{number}]"
