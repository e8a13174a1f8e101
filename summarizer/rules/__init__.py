"""Tagging without a model: names by lists and shape, statements by verbs of saying and their frames."""

from collections.abc import Sequence

from summarizer.local.spans import TaggedSpan
from summarizer.rules.names import tag_names
from summarizer.rules.prose import Prose
from summarizer.rules.reports import tag_reports
from summarizer.schemas import Article, Sentence

__all__ = ["tag"]


def tag(article: Article, sentences: Sequence[Sentence]) -> tuple[TaggedSpan, ...]:
    """Return the names, speakers, cues and contents that rules find in an article, in the order of the text."""
    prose = Prose(article, tuple(sentences))
    return tuple(sorted((*tag_names(prose), *tag_reports(prose)), key=lambda span: (span.start, span.end, span.tag)))
